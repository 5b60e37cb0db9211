"""Which word behind a number is of others: 15 homes burnt, two dead; or of some of them: 3 of the 30 were killed. And
which is of them behind an insertion: 12 others, including four children, were wounded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from monitor.core.numbers.counts.befell import HARM
from monitor.core.numbers.counts.counts_on import INCLUDED, counts_on
from monitor.core.numbers.counts.measures import is_measure
from monitor.core.numbers.words.figure_words import AND, DIED, HAVE_BEEN
from monitor.core.numbers.words.units import unit_of
from monitor.core.numbers.written.may_begin import is_number
from monitor.core.text.fold import words_of

_OF, _THE = words_of("of des de dos das из من"), words_of("the these those its their los las")
_HAVE = HAVE_BEEN | words_of("have has had are ont sont été")
_JOINT = words_of("to or a ou à до или ila ile veya إلى الى أو bis oder until till")
_BEFORE_INSERTION, _INSERTION = 5, 10
"""Words: 12 other people; including the mayor and four of his guards."""


def is_of_others(words: Sequence[str], parts: Sequence[int], said: int, start: int, end: int) -> bool:
    """Whether words[said], which stands behind the number at words[start:end], has a number of its own, and no people
    stand behind this one, or is of some of those whom it counts."""
    if are_all(words, start) and said > end and (words[said] in DIED or not _HAVE.isdisjoint(words[end:said])):
        return True
    if parts[end] != parts[end - 1]:  # Ariha (12), Saraqib (30) killed: nothing else is named
        return False
    everybody = all_of_whom(words, end)
    own = next((at for at in range(end, said) if is_number(words[at]) and at != everybody), None)
    if own is None:
        is_of_its_own = _has_its_own(words, parts, said) and everybody is None
        return is_of_its_own and said > end and not counts_on(words[end:said])
    if words[own - 1] in AND or words[own + 1] in _OF or not INCLUDED.isdisjoint(words[end:said]):
        return False
    return not _JOINT.issuperset(words[end:own]) and not counts_on(words[end:own])


def behind_insertion(words: Sequence[str], parts: Sequence[int], end: int) -> int | None:
    """Where the word stands behind an insertion of who some are that says what befell those whom the number before
    words[end] counts; None if none does."""
    begin = bisect_right(parts, parts[end - 1], end)
    if begin - end > _BEFORE_INSERTION or begin >= len(words):
        return None
    if words[begin] not in INCLUDED and words[begin : begin + 2] != ["among", "them"]:
        return None
    for at in range(begin + 2, min(begin + _INSERTION, len(words))):
        if parts[at] == parts[at - 1] or words[at] in AND:
            continue
        while at + 1 < len(words) and words[at] in _HAVE:
            at += 1
        return at if unit_of(words[at]) in HARM else None
    return None


def all_of_whom(words: Sequence[str], end: int) -> int | None:
    """Where the number of all stands of whom the one before words[end] counts some: 12 out of the 30."""
    at = end + (words[end : end + 1] == ["out"])
    if at >= len(words) or words[at] not in _OF:
        return None
    at += 1 + (words[at + 1 : at + 2] != [] and words[at + 1] in _THE)
    return at if at < len(words) and is_number(words[at]) else None


def are_all(words: Sequence[str], start: int) -> bool:
    """Whether the number at words[start] is of all of whom one before it counts some."""
    of = start - 1 - (start > 0 and words[start - 1] in _THE)
    if of < 1 or words[of] not in _OF:
        return False
    some = of - 1 - (words[of - 1] == "out")
    return some >= 0 and is_number(words[some])


def _has_its_own(words: Sequence[str], parts: Sequence[int], said: int) -> bool:
    """Whether a number of people stands directly behind words[said]: killed five; not: killed 20 km away."""
    at = said + 1
    if at >= len(words) or parts[at] != parts[said] or not is_number(words[at]):
        return False
    return at + 1 >= len(words) or not (is_measure(words[at + 1]) or unit_of(words[at + 1]))
