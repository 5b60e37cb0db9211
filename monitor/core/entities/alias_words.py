"""The words of an alias as a person wrote it, each with how it may go on in a text."""

from __future__ import annotations

import re

from monitor.core.entities.inflection.cyrillic import cyrillic_forms, ordinal_forms
from monitor.core.entities.inflection.cyrillic_cases import with_bare_stem
from monitor.core.entities.inflection.scripts import Ending, Script, script_of
from monitor.core.entities.pattern import QUOTE, AliasWord
from monitor.core.entities.types import Kind
from monitor.core.text.fold import fold_text
from monitor.core.text.lookalikes import unmixed

_DASH, _LIKE_A_DASH = "-‐‑‒–—―−", "-‐‑‒–—―−﹣－־_·‧・･•゠＝"
"""The latter are all that fold to a space."""

_LIKE_DASHES = frozenset(_LIKE_A_DASH)

_BETWEEN_NAMES = re.compile(
    rf"(?<=[^\W\d_]{{4}})[{_DASH}](?=[^\W\d_]{{4}})"
    rf"|\s+[{_LIKE_A_DASH}][{_LIKE_A_DASH}\s]*|[{_LIKE_A_DASH}][{_LIKE_A_DASH}\s]+"
)
"""Between two long words, beside a space, or several: what parts two names, not the article or the halves of one."""

AFTER_DASH = "-"
"""No folded word holds one."""


def written_words(alias: str) -> list[str]:
    """The folded words; one that stands behind a dash begins with a mark."""
    if _LIKE_DASHES.isdisjoint(alias):
        return _without_quotes(unmixed(fold_text(alias)).split())
    found: list[str] = []
    for part in _BETWEEN_NAMES.split(alias):
        words = unmixed(fold_text(part)).split()
        found += [AFTER_DASH + words[0], *words[1:]] if found and words else words
    return _without_quotes(found)


def _without_quotes(words: list[str]) -> list[str]:
    """The quotes inside a name are not everybody's (бригада «Азов»); those around the whole of it are asked for."""
    written = " ".join(words)
    if QUOTE not in written or (len(words) > 1 and written[0] == written[-1] == QUOTE and written.count(QUOTE) == 2):
        return words
    bare = [AFTER_DASH * word.startswith(AFTER_DASH) + word.removeprefix(AFTER_DASH).strip(QUOTE) for word in words]
    return bare if len(words) > 1 and all(word.removeprefix(AFTER_DASH) for word in bare) else words


def alias_word(
    word: str, ending: Ending = Ending.INFLECTED, *, derives: bool = False, name: bool = True, single: bool = False
) -> AliasWord:
    if word.startswith(AFTER_DASH):
        bare = word.removeprefix(AFTER_DASH)
        return alias_word(bare, ending, derives=derives, name=name, single=single)._replace(after_dash=True)
    script = script_of(word)
    if word.endswith("*"):
        return AliasWord(word[:-1], script, Ending.WILDCARD)
    if script is Script.CYRILLIC and ending is not Ending.EXACT:
        stem, endings = cyrillic_forms(word, derives=derives, name=name, single=single)
        return AliasWord(stem, script, ending, endings)
    return AliasWord(word, script, ending)


def name_words(words: list[str], kind: Kind) -> list[AliasWord]:
    single = kind is Kind.PERSON or (kind is Kind.PLACE and len(words) == 1)
    inner = [alias_word(word, single=single) for word in words[:-1]]
    people = kind is Kind.GROUP and len(words) == 1 and words[0].endswith(("ы", "и"))
    last = alias_word(words[-1], name_ending(kind), derives=kind is Kind.PLACE or people, single=single)
    if inner and not single and kind is not Kind.PLACE:
        return with_ordinals(with_bare_stems([*inner, last]))
    return with_ordinals([*inner, last])


def with_bare_stems(words: list[AliasWord]) -> list[AliasWord]:
    """The words of a phrase, of which the genitive plural may be short: пять зон отдыха."""
    if words[0].script is not Script.CYRILLIC or len(words) == 1:
        return words
    return [word._replace(cyrillic=with_bare_stem(word.letters, word.cyrillic)) for word in words]


def with_ordinals(words: list[AliasWord]) -> list[AliasWord]:
    """``words`` in which what stands behind a number may be another ending of it: 47-я, 47-й, 47-ю."""
    for at in range(1, len(words)):
        before, word = words[at - 1], words[at]
        if before.letters.isdecimal() and word.ending is not Ending.WILDCARD and (forms := ordinal_forms(word.letters)):
            words[at] = word._replace(letters="", script=Script.CYRILLIC, cyrillic=forms, ending=Ending.INFLECTED)
    return words


def name_ending(kind: Kind) -> Ending:
    return Ending.NAME if kind in (Kind.PLACE, Kind.PERSON) else Ending.INFLECTED
