"""Other forms of Arabic words: cases, groups of men, a final hamza that many leave out."""

from __future__ import annotations

from collections.abc import Sequence

_SHORTEST_PLURAL_OF_MEN = 6
"""Letters without the article: قانون, تعاون and سجون are none."""

_SHORTEST_WITH_ALEF, _SHORTEST_ALONE_WITH_ALEF, _MOST_WITH_ALEF = 3, 4, 2
"""Letters of a word, of one that is the whole alias, and words of an alias: a third mostly has another case."""

_WITHOUT_ALEF = ("ا", "ه", "ء", "ات", "ون", "ين")

_SHORTEST_WITH_HAMZA, _SHORTEST_NISBA = 5, 4

_ENDINGS_OF_NISBA = ("ه", "ون", "ين")


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
