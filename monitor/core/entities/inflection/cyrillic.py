"""Forms of Cyrillic words: a stem and all endings that it may have in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from monitor.core.entities.inflection.cyrillic_adjectives import (
    BEFORE_UKRAINIAN_SK,
    DERIVED,
    SHORTEST_DERIVED,
    SHORTEST_DERIVED_OF_IYA,
    WITHOUT_REGION_SUFFIX,
    adjective_of,
    derived,
)
from monitor.core.entities.inflection.cyrillic_cases import (
    HARD,
    OF_A_WORD,
    PARADIGMS,
    PLURAL_I,
    SHORT_I,
    STEM_THAT_STANDS_ALONE,
    SURNAME,
    UKRAINIAN_PLURAL,
    paradigm,
)
from monitor.core.entities.inflection.cyrillic_vowels import POSSESSIVE
from monitor.core.entities.inflection.scripts import NOTHING, Endings, folded_set

_VOCATIVE = folded_set("о")

_LONGEST_SHORT_I = 4

_SHORT_NOUN = re.compile("[а-яіїє]+[аеиоуыэюяі]и")
"""As бой, бои, чай, край: и may be й."""

_PLURALS = folded_set("ов ев ів ам ами ах ями ях")
"""Not ям, which Ukrainian has in the singular: Запоріжжям."""

_CYRILLIC_SUN = frozenset("тдрзсшнл")

_ARTICLES_WITH_L = ("аль", "эль", "ель", "ал")
"""Those with е are Ukrainian."""

_VOWELS_OF_ARTICLES = "аэе"

_CYRILLIC_ARTICLES = frozenset(_ARTICLES_WITH_L) | {
    vowel + letter for vowel in _VOWELS_OF_ARTICLES for letter in _CYRILLIC_SUN
}

_ARABIC_NAMES = tuple(
    tuple(family.split())
    for family in (
        "мухаммед мухаммад мохаммед мохаммад мухамед мохамед мохамад",
        "ахмед ахмад",
        "ибрагим ибрахим",
        "ібрагім ібрахім",
        "халед халид",
        "хусеин хусаин хуссеин",
        "юсуф юсеф",
        "омар умар",
        "осман усман",
        "абдель абдул",
    )
)
"""Names that Russian and Ukrainian write in several ways; folded."""

_FAMILY_OF = {name: family for family in _ARABIC_NAMES for name in family}

_DOUBLED_Y = re.compile("(?<=а)(?:ия|иа|я)(?=[^аеиоуыэюяі])")
"""Хайят, Хаят, Хайат."""

_DOUBLED = re.compile(r"([бвгджзклмнпрстфхцчшщ])\1")
"""Бинниш, Биниш; Телль-Маннис, Тель-Маннис."""
_SHORTEST_SINGLE = 5
"""Letters from which a word may have single consonants: Хасс is not Хас."""

_ORDINALS = folded_set(
    "й я а е ый ий ой ая ое ые го ого му ому м ым им ом ю ую х ых ми ыми ей ою ї ої ій ша га тя та ма ва на "
    "ше ге тє те ме ве не шу гу тю ту му ву ну шої гої тої мої вої шого шому"
)
"""Behind a number and a hyphen: 47-я бригада, 47-й бригады; 47-ма бригада, 47-ї бригади."""

CYRILLIC_ENDINGS = (
    frozenset().union(
        *(SURNAME, HARD, SHORT_I, PLURAL_I, UKRAINIAN_PLURAL, POSSESSIVE),
        *(endings for _, endings in DERIVED),
        *(derived(None, suffix) for _, suffix in BEFORE_UKRAINIAN_SK.values()),
        *(derived(None, None, suffix) for _, suffix in WITHOUT_REGION_SUFFIX),
        *(endings for _, _, endings in PARADIGMS),
    )
    - NOTHING
)
"""All that a Cyrillic word may have behind its stem."""

CYRILLIC_TAILS = frozenset(ending[at:] for ending in CYRILLIC_ENDINGS for at in range(len(ending)))
"""What such an ending may end in."""


def ordinal_forms(word: str) -> Endings:
    """The endings that a number may have instead of the folded ``word``; none if that is no such ending."""
    return _ORDINALS if word in _ORDINALS else frozenset()


def cyrillic_forms(word: str, *, derives: bool, name: bool, single: bool) -> tuple[str, Endings]:
    """A folded word in the dictionary's case -> its stem and all endings that the stem may have in a text, with those
    of its adjective if it ``derives`` one. Of a ``name`` fewer short forms count, which are words of their own (Хама,
    хам). ``single``: there is one of it, so no plural of a singular counts (Рамазан, Рамазанов; Хама, хамам)."""
    if not name and len(word) <= _LONGEST_SHORT_I and _SHORT_NOUN.fullmatch(word):
        return word[:-1], SHORT_I
    stem, endings = paradigm(word, STEM_THAT_STANDS_ALONE if name else OF_A_WORD)
    if single and not word.endswith(("ы", "и", "і")):
        endings = _without_plurals(endings)
    if derives and len(stem) >= (SHORTEST_DERIVED_OF_IYA if stem.endswith(("и", "і")) else SHORTEST_DERIVED):
        if word.endswith("а") and len(stem) >= STEM_THAT_STANDS_ALONE:
            endings = _both(endings, _VOCATIVE)
        endings = _both(endings, adjective_of(word if word.endswith("ь") else stem))
    return stem, endings


@cache
def _without_plurals(endings: Endings) -> Endings:
    return endings - _PLURALS


@cache
def _both(endings: Endings, more: Endings) -> Endings:
    """One set for all words of a kind."""
    return endings | more


def cyrillic_spellings(words: Sequence[str], *, person: bool) -> Iterator[list[str]]:
    """Other ways to write an Arabic name: with single consonants for double ones (Бинниш, Биниш); if it is one of
    several ``words``, with its article (Баб-эль-Хава, Баб аль-Хава; аш-Шараа, аль-Шараа) and its first names (Ахмед,
    Ахмад) as others write them."""
    if len(words) == 1:
        yield from _with_single_consonants(words)
        return
    for named in (*_other_names(words), *_with_single_consonants(words)):
        if named != list(words):
            yield named
        yield from _other_articles(named, person=person)


def _with_single_consonants(words: Sequence[str]) -> Iterator[list[str]]:
    """Each word that has double consonants without them, and all of them, unless it has a name of its own."""
    single = [word if len(word) < _SHORTEST_SINGLE else _DOUBLED.sub(r"\1", word) for word in words]
    changed = [at for at, word in enumerate(single) if word != words[at] and word not in _FAMILY_OF]
    if len(changed) > 1:
        yield single
    yield from ([*words[:at], single[at], *words[at + 1 :]] for at in changed)


def _other_names(words: Sequence[str]) -> Iterator[list[str]]:
    """``words``, and with one name among them as others write it."""
    yield list(words)
    for at, word in enumerate(words):
        ways = _FAMILY_OF.get(word, ())
        if _DOUBLED_Y.search(word):
            ways = (*ways, *(_DOUBLED_Y.sub(way, word) for way in ("ия", "иа", "я")))
        yield from ([*words[:at], other, *words[at + 1 :]] for other in ways if other != word)


def _other_articles(words: Sequence[str], *, person: bool) -> Iterator[list[str]]:
    """That of a ``person`` may be missing, or stand where ``words`` have none."""
    at = next((at for at in range(len(words) - 1) if words[at] in _CYRILLIC_ARTICLES), -1)
    if at < 0 and not (person and len(words) == 2):
        return
    before, behind = (words[:at], words[at + 1 :]) if at >= 0 else (words[:-1], words[-1:])
    first = behind[0][0]
    ways = [*_ARTICLES_WITH_L]
    if first in _CYRILLIC_SUN:
        ways += [vowel + first for vowel in _VOWELS_OF_ARTICLES]
    yield from ([*before, way, *behind] for way in ways if at < 0 or way != words[at])
    if at > 0 and person:
        yield [*before, *behind]
