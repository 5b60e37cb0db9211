"""The words of an alias -> the patterns of all forms that they may have together: cases, spellings, Abd."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from monitor.core.entities.inflection.arabic import with_alef, with_plural_of_men
from monitor.core.entities.inflection.cyrillic_vowels import cyrillic_vowel_changes
from monitor.core.entities.inflection.latin import (
    across_the_atlantic,
    german_cases,
    turkish_plurals,
    with_plural,
    without_plural,
)
from monitor.core.entities.inflection.proclitics import (
    HEBREW_PROCLITICS,
    PROCLITICS,
    PROCLITICS_BEFORE_AL,
    PROCLITICS_BEFORE_LIL,
)
from monitor.core.entities.inflection.scripts import Ending, Script
from monitor.core.entities.keys import key_of
from monitor.core.entities.pattern import AliasWord, Pattern

_FEWEST_WITH_ORDINAL = 3
"""Words of an alias of which the ending of a number may be missing: of fewer it would count (2 фронта)."""

_ABD = "عبد"

SHORTEST_AFTER_ABD = 4
"""Letters of what follows Abd, with its article."""

_MOST_ABD = 3
"""Names in one alias that begin with Abd, up to which each may be written in either way."""


def all_patterns(words: list[AliasWord], *, exact: bool = False, noun: bool = False) -> Iterator[Pattern]:
    """``noun``: a word of the language and no name, which has all cases in Arabic."""
    if exact or (len(words) == 1 and words[0].script is Script.LATIN and words[0].ending is Ending.NAME):
        yield pattern_of(words)  # most names are one Latin word, which changes behind its letters only
        return
    yield from patterns_of_case(words)
    if len(words) > _FEWEST_WITH_ORDINAL and not all(word.letters for word in words):
        yield from patterns_of_case([word for word in words if word.letters])  # 47 механизированная бригада
    if words[-1].ending is not Ending.NAME:
        for other in (*_arabic_cases(words, noun=noun), *_english_spellings(words)):
            yield from patterns_of_case(other)
        if len(words) > 1 and words[0].script is Script.LATIN:
            yield from _latin_cases(words)


def _latin_cases(words: list[AliasWord]) -> Iterator[Pattern]:
    letters = [word.letters for word in words]
    for declined in german_cases(letters):
        yield pattern_of(_with_letters(words, declined))
    for other in (without_plural(letters), with_plural(letters)):
        if other and other != letters:
            yield pattern_of(_with_letters(words, other))


def _english_spellings(words: list[AliasWord]) -> Iterator[list[AliasWord]]:
    """Of what is no place and no person, which keep their spelling (Pearl Harbor)."""
    if len(words) > 1 and all(word.script is Script.LATIN and word.ending is Ending.INFLECTED for word in words):
        for letters in across_the_atlantic([word.letters for word in words]):
            yield _with_letters(words, letters)


def _arabic_cases(words: list[AliasWord], *, noun: bool) -> Iterator[list[AliasWord]]:
    if all(word.script is Script.ARABIC and word.ending is not Ending.WILDCARD for word in words):
        letters = [word.letters for word in words]
        if (oblique := with_plural_of_men(letters)) != letters:
            yield _with_letters(words, oblique)
        if noun and (accusative := with_alef(letters)):
            yield _with_letters(words, accusative)


def _with_letters(words: list[AliasWord], letters: list[str]) -> list[AliasWord]:
    return [word._replace(letters=other) for word, other in zip(words, letters, strict=True)]


def patterns_of_case(words: list[AliasWord]) -> Iterator[Pattern]:
    """The pattern of ``words``, and those of other ways to write the same: post, posts; الجيش, للجيش; боец, бойца."""
    yield pattern_of(words)
    first, last = words[0], words[-1]
    for other in _abd_ways(words):
        yield pattern_of(other)
    countable = first.script is Script.LATIN and first.letters.isalpha() and first.letters[-1] != "s"
    if len(words) > 1 and countable and last.ending is not Ending.NAME:
        # "poste d'observation turc" is also written "postes d'observation turcs".
        yield pattern_of([AliasWord(first.letters + "s", first.script, first.ending), *words[1:]])
    if len(words) > 1 and last.script is Script.LATIN and last.ending is Ending.INFLECTED:
        for plural in turkish_plurals(last.letters):
            yield pattern_of([*words[:-1], last._replace(letters=plural)])
    if first.script is Script.ARABIC and first.letters.startswith("ال") and len(first.letters) > 4:
        # The preposition and the article in one, three lam written as two: الجيش, للجيش; اللطامنة, للطامنة.
        rest = first.letters[2:]
        lil = AliasWord(("ل" if rest[0] == "ل" else "لل") + rest, first.script, first.ending)
        yield pattern_of([lil, *words[1:]], PROCLITICS_BEFORE_LIL)
    for at, word in enumerate(words):
        if word.script is Script.CYRILLIC:
            for letters, endings in cyrillic_vowel_changes(word.letters, word.cyrillic):
                yield pattern_of([*words[:at], word._replace(letters=letters, cyrillic=endings), *words[at + 1 :]])


def _abd_ways(words: list[AliasWord]) -> Iterator[list[AliasWord]]:
    """Other ways to write the names in ``words`` that begin with Abd: عبد الفتاح, عبدالفتاح."""
    if not any(word.letters.startswith(_ABD) for word in words):
        return
    apart = [part for word in words for part in _abd_apart(word)]
    pairs = [at for at in range(len(apart) - 1) if apart[at].letters == _ABD and _may_join_abd(apart[at + 1])]
    for joined in product((True, False), repeat=min(len(pairs), _MOST_ABD)):
        written = list(apart)
        for at, join in reversed(list(zip(pairs, joined, strict=False))):
            if join:
                written[at : at + 2] = [written[at + 1]._replace(letters=_ABD + written[at + 1].letters)]
        if written != words:
            yield written


def _abd_apart(word: AliasWord) -> list[AliasWord]:
    rest = word.letters.removeprefix(_ABD)
    if rest == word.letters or len(rest) < SHORTEST_AFTER_ABD or not rest.startswith("ال"):
        return [word]
    return [word._replace(letters=_ABD, ending=Ending.EXACT), word._replace(letters=rest, after_dash=False)]


def _may_join_abd(word: AliasWord) -> bool:
    return word.letters.startswith("ال") and len(word.letters) >= SHORTEST_AFTER_ABD and not word.after_dash


def pattern_of(words: list[AliasWord], proclitics: frozenset[str] | None = None) -> Pattern:
    """Words are joined into the literal until one that goes on in the text by letters of its own."""
    if len(words) == 1:
        (only,) = words
        key = key_of([(only.letters, only.script, only.ending)])
        proclitics = _proclitics(only) if proclitics is None else proclitics
        return Pattern(key, only.letters, only, (), only.script, proclitics)
    words = _singular(words)
    count = 1
    while count < len(words) and not _goes_on(words[count - 1]) and not words[count].after_dash:
        count += 1
    head = words[:count]
    if count < len(words) and not _goes_on(head[-1]):
        head[-1] = head[-1]._replace(ending=Ending.EXACT)
    first = head[0]
    if proclitics is None:
        proclitics = _proclitics(first)
    begin = " ".join(word.letters for word in head)
    key = key_of([(word.letters, word.script, word.ending) for word in words])
    return Pattern(key, begin, head[-1], tuple(words[count:]), first.script, proclitics)


def _singular(words: list[AliasWord]) -> list[AliasWord]:
    """A plural at the end of several Latin words is found in the singular too: the s may stand there or not."""
    last = words[-1]
    plural = last.script is Script.LATIN and last.ending is Ending.INFLECTED and last.letters.endswith("s")
    if len(words) == 1 or not plural or len(last.letters) < 5 or last.letters.endswith(("ss", "us", "is", "'s")):
        return words
    return [*words[:-1], last._replace(letters=last.letters[:-1])]


def _proclitics(first: AliasWord) -> frozenset[str]:
    if first.script is Script.ARABIC:
        return PROCLITICS_BEFORE_AL if first.letters.startswith("ال") else PROCLITICS
    if first.script is Script.HEBREW and len(first.letters) > 2:
        return HEBREW_PROCLITICS
    return frozenset()


def _goes_on(word: AliasWord) -> bool:
    return word.ending in (Ending.WILDCARD, Ending.DECLINED) or word.script is Script.CYRILLIC
