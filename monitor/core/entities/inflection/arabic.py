"""Other forms of Arabic words: cases, groups of men, a final hamza that many leave out, words of two spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SHORTEST_PLURAL_OF_MEN = 6
"""Letters without the article: قانون, تعاون and سجون are none."""

_SHORTEST_WITH_ALEF, _SHORTEST_ALONE_WITH_ALEF, _MOST_WITH_ALEF = 3, 4, 2
"""Letters of a word, of one that is the whole alias, and words of an alias: a third mostly has another case."""

_WITHOUT_ALEF = ("ا", "ه", "ء", "ات", "ون", "ين")

_SHORTEST_WITH_HAMZA, _SHORTEST_NISBA = 5, 4

_ENDINGS_OF_NISBA = ("ه", "ون", "ين")

_TWO_SPELLINGS = (
    ("امريك", "اميرك"),
    ("اوروب", "اورب"),
    ("انجليز", "انكليز"),
    ("كردستان", "كوردستان"),
    ("ديمقراط", "ديموقراط"),
    ("دبلوماس", "ديبلوماس"),
    ("ميليشي", "مليشي"),
    ("تلفزيون", "تليفزيون"),
    ("مسوول", "مسيول"),
    ("شوون", "شيون"),
    ("هييه", "هياه"),
)
"""Beginnings of words that the press of one country writes in one way and that of another in another, as they fold:
الأمريكية, الأميركية; مسؤول, مسئول; هيئة, هيأة."""

_HAS_TWO = re.compile("|".join(one for pair in _TWO_SPELLINGS for one in pair))

_LAND, _SHORTEST_LAND = ("يا", "يه"), 5
_SYRIA = ("سوريا", "سوريه")
"""Of such names of countries only this one is at home in both (سوريا, سورية)."""

_FATHER = ("ابو", "ابي", "ابا")
"""Nominative, genitive, accusative: أبو محمد, لأبي محمد."""

FATHERS = frozenset(_FATHER[1:])

_FOREIGN_G = ("غ", "ج")
_ENDS_IN_SHORT_I = re.compile("(.*[او][^اويه])ي?([^اويه])")


def with_plural_of_men(words: Sequence[str]) -> list[str]:
    """Arabic plurals as they are outside the nominative: الإخوان المسلمون, الإخوان المسلمين."""
    return [f"{word[:-2]}ين" if _is_plural_of_men(word) else word for word in words]


def with_alef(words: Sequence[str]) -> list[str]:
    """Arabic words without an article in the accusative: قصف جوي, قصفا جويا. None if letters do not show it; not of a
    single short word or one in ي, which would be another word (درع, درعا; روسي, روسيا)."""
    alone = len(words) == 1
    if len(words) > _MOST_WITH_ALEF or any(word.startswith("ال") for word in words):
        return []
    if alone and (len(words[0]) < _SHORTEST_ALONE_WITH_ALEF or words[0].endswith("ي")):
        return []
    takes = [len(word) >= _SHORTEST_WITH_ALEF and not word.endswith(_WITHOUT_ALEF) for word in words]
    return [f"{word}ا" if one else word for word, one in zip(words, takes, strict=True)] if takes[0] else []


def _is_plural_of_men(word: str) -> bool:
    return word.endswith("ون") and len(word.removeprefix("ال")) >= _SHORTEST_PLURAL_OF_MEN


def without_final_hamza(words: Sequence[str]) -> list[str]:
    """As many write names: صنعا, of صنعاء."""
    short = _SHORTEST_WITH_HAMZA
    return [w[:-1] if w.endswith("اء") and len(w.removeprefix("ال")) >= short else w for w in words]


def forms_of_nisba(word: str) -> list[str]:
    """The other forms of a group's name in ي: الحوثي, الحوثية, الحوثيون, الحوثيين. Of a plural those without the
    article too: مسلحون حوثيون."""
    stem = word.removesuffix("ون").removesuffix("ين")
    if not stem.endswith("ي") or len(stem.removeprefix("ال")) < _SHORTEST_NISBA:
        return []
    if stem != word:
        stem = stem.removeprefix("ال")
        return [stem, *(stem + ending for ending in _ENDINGS_OF_NISBA)]
    return [word + ending for ending in _ENDINGS_OF_NISBA]


def other_arabic_spellings(words: Sequence[str]) -> Iterator[list[str]]:
    """``words`` as the press of other countries spells them."""
    if _HAS_TWO.search(" ".join(words)):
        for one, other in (*_TWO_SPELLINGS, *((other, one) for one, other in _TWO_SPELLINGS)):
            if (spelled := [_begun_otherwise(word, one, other) for word in words]) != list(words):
                yield spelled


def _begun_otherwise(word: str, one: str, other: str) -> str:
    article = "ال" if word.startswith("ال") else ""
    rest = word.removeprefix(article)
    return f"{article}{other}{rest.removeprefix(one)}" if rest.startswith(one) else word


def other_arabic_names(words: Sequence[str], *, person: bool) -> Iterator[list[str]]:
    """Other ways to write a name of several words: سوريا, سورية; the cases of Abu; a ``person`` who is foreign, whose
    g and whose short i are written in two ways (غوتيريش, جوتيريش; كالن, كالين)."""
    if len(words) == 1:
        return
    land = [_as_other_land(word) for word in words]
    if not person and land != list(words):
        yield land
    for case in _FATHER[1:]:
        declined = [case if word == _FATHER[0] and following else word for word, following in _with_next(words)]
        if declined != list(words):
            yield declined
    if person:
        yield from _of_foreigner(words)


def _as_other_land(word: str) -> str:
    ending, other = _LAND
    if word == _SYRIA[1]:
        return _SYRIA[0]
    return word.removesuffix(ending) + other if word.endswith(ending) and len(word) >= _SHORTEST_LAND else word


def _with_next(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from zip(words, (*words[1:], ""), strict=True)


def _of_foreigner(words: Sequence[str]) -> Iterator[list[str]]:
    for one, other in (_FOREIGN_G, _FOREIGN_G[::-1]):
        if any(one in word for word in words):
            yield [word.replace(one, other) for word in words]
    *first, last = words
    if found := _ENDS_IN_SHORT_I.fullmatch(last):
        yield [*first, f"{found[1]}{'' if found[0][-2] == 'ي' else 'ي'}{found[2]}"]
