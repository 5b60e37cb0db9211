"""Whether one number counts the dead together with others: of 74 killed or injured nobody knows how many died."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.numbers.words.figure_words import AND, AT_LEAST, GONE
from monitor.core.numbers.words.numerals import ROUND, VAGUE
from monitor.core.numbers.words.units import HELD, KILLED, MISSING, WOUNDED, unit_of
from monitor.core.numbers.written.may_begin import is_number
from monitor.core.text.fold import words_of

_OR = words_of("or ou veya или أو o oder lub або")
_WITH_OR, _WITH_AND = frozenset((WOUNDED, MISSING, HELD)), frozenset((WOUNDED, MISSING))
_HOW = words_of("otherwise seriously badly severely critically gravely were are remain grièvement ağır тяжело")
"""What may stand between the two: killed or seriously injured."""
_SEVERAL = (
    ROUND
    | VAGUE
    | words_of(
        "scores others more another des plusieurs autres десятки других آخرين آخرون "
        "decenas varios dezenas vários decine vari dutzende mehrere dziesiątki десятки"
    )
)
"""Numbers of their own, as digits are: 12 killed and wounded dozens."""
_LONGEST = 4
"""Steps from the one word to the other."""
_PLURAL_AR = words_of("قتلى جرحى وجرحى وقتلى شهداء وشهداء")
"""Arabic counts with one form: قتيلا وجريحا are of one number, the wounded of قتيلا وجرحى are not counted."""


def counted_together(words: Sequence[str], said: int, start: int, counted: int) -> int | None:
    """Where the second of two words of one number ends, if words[said], which says what the number at words[start]
    counts, is one of them: killed or injured, dead and missing. None if it is not. What stands before ``counted``
    belongs to another number."""
    for first in range(max(said - _LONGEST, counted, 0), said + 1):
        second, is_or = _joined(words, first)
        if not second or said not in (first, second):
            continue
        others = {_of(words[first]), _of(words[second])} - {KILLED}
        if len(others) != 1 or KILLED not in (_of(words[first]), _of(words[second])):
            continue
        if others <= (_WITH_OR if is_or else _WITH_AND) and (is_or or not _has_its_own(words, first, second, start)):
            return second + 1
    return None


def _joined(words: Sequence[str], first: int) -> tuple[int, bool]:
    """The place of the word that *or* or *and* joins to words[first], 0 if there is none; and whether it is *or*."""
    at = first + 1
    if at < len(words) and words[at].startswith("و") and unit_of(words[at]):
        return (at, False) if (words[first] in _PLURAL_AR) == (words[at] in _PLURAL_AR) else (0, False)
    if at >= len(words) or (words[at] not in _OR and words[at] not in AND):
        return 0, False
    is_or = words[at] in _OR
    at += 1
    while at < len(words) and words[at] in _HOW:
        at += 1
    return (at, is_or) if at < len(words) and at - first <= _LONGEST else (0, False)


def _has_its_own(words: Sequence[str], first: int, second: int, start: int) -> bool:
    """Whether of two words that *and* joins one has a number of its own, beside that at words[start]: 12 dead and
    injured 30."""
    if second < start:
        return first > 0 and _is_several(words[first - 1])
    behind = second + 1
    while behind < len(words) and words[behind] in AT_LEAST:
        behind += 1
    return behind < len(words) and _is_several(words[behind])


def _is_several(word: str) -> bool:
    return is_number(word) or word in _SEVERAL


def _of(word: str) -> str:
    return MISSING if word in GONE else unit_of(word)
