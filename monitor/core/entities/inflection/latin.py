"""What names in Latin letters take behind them, by language, and other spellings of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

TURKISH_SUFFIX = re.compile(
    r"(?:l[iu])?(?:l[ae]r)?(?:[iu]m(?:[iu]z)?|[iu]n(?:[iu]z)?|s[iu]|y[iu]|[iu])?"
    r"(?:n?d[ae](?:n|ki)?|t[ae](?:n|ki)?|[ny]?[ae]|n?[iu]n|[yn]?[iu]|yl[ae]|l[iu]|n?c[ae]|ki)?(?:ler|lar|d[iu]r)?"
)

_KURDISH_SUFFIX = re.compile("(?:i?y)?(?:[aei]|[ae]n)")
"""Of Kurmanji: li Kerkûkê, bajarê Efrînê, hêzên Pêşmergeyan, Kerkûkiyan."""

_POLISH_SUFFIX = re.compile("a|u|owi|i?em|ie|sk(?:i|a|ie|iego|iej|iemu|im|ich|imi)")
"""Of names in a consonant, and of the adjective of a place: do Rzeszowa, w Rzeszowie, rzeszowski."""

BARE_ENDINGS = {"tr": TURKISH_SUFFIX, "ku": _KURDISH_SUFFIX, "kmr": _KURDISH_SUFFIX, "pl": _POLISH_SUFFIX}
"""By language: what may follow a name in Latin letters without an apostrophe."""

OF_LANGUAGES = ("ca", "ce")
"""Arapça is a language, and Halepçe another town than Halep."""

_SHORTEST_WITH_S = 5

_GERMAN_ADJECTIVE = re.compile("(?<=[a-z]{2}(?:isch|lich|onal))e[nrs]?$")
_GERMAN_ENDINGS = ("e", "en", "er", "es", "em")
_LIKE_GERMAN_ADJECTIVE = tuple(stem + ending for stem in ("isch", "lich", "onal") for ending in _GERMAN_ENDINGS[:-1])

_ROMANCE_ADJECTIVE = re.compile("(?:aire|ien|ienne|ique|ale|elle|ive|iere|ico|ica|ano|ana)$")
_FEWEST_IN_PLURAL = 3

_SHORTEST_PLURAL, _PLURAL_IN_S = 5, re.compile("[^isu']s$")

OF_PEOPLE = re.compile("(?:l[iu])?(?:l[ae]r)?")
"""What may stand before a Turkish apostrophe: İdlibliler'in."""

_TURKISH_POSSESSIVE = re.compile("(.*[aeiou])s[iu]|(.*[^aeiou])[iu]")

_SHORTEST_POSSESSED = 4


def turkish_plurals(word: str) -> list[str]:
    """Of the last word of a Turkish compound (gözlem noktası) the plural (noktaları); two where the folded vowel does
    not say which."""
    found = _TURKISH_POSSESSIVE.fullmatch(word)
    stem = (found[1] or found[2]) if found else ""
    vowels = [letter for letter in stem if letter in "aeiou"]
    if len(stem) < _SHORTEST_POSSESSED or not vowels:
        return []
    return [f"{stem}l{vowel}ri" for vowel in (vowels[-1] if vowels[-1] in "ae" else "ae")]


_IN_BRITAIN = (
    (re.compile("is(ations?|ational)$"), r"iz\1"),
    (re.compile("(.{5})is(ed|ing)$"), r"\1iz\2"),
    (re.compile("(def|off)ence(s?)$"), r"\1ense\2"),
    (re.compile("^programme(s?)$"), r"program\1"),
    (re.compile("^(cent|theat)re(s?)$"), r"\1er\2"),
    (re.compile("^(lab|harb|arm|neighb|hon)our(s?)$"), r"\1or\2"),
)

_IN_AMERICA = (
    (re.compile("iz(ations?|ational)$"), r"is\1"),
    (re.compile("(.{5})iz(ed|ing)$"), r"\1is\2"),
    (re.compile("(def|off)ense(s?)$"), r"\1ence\2"),
    (re.compile("^program(s?)$"), r"programme\1"),
    (re.compile("^(cent|theat)er(s?)$"), r"\1re\2"),
    (re.compile("^(lab|harb|arm|neighb|hon)or(s?)$"), r"\1our\2"),
)


_MAY_DIFFER = re.compile("[sz](?:at|ed|in)|en[cs]e|program|t(?:re|er)|our|or")
"""Letters that stand in each word that one of them changes."""


def across_the_atlantic(words: Sequence[str]) -> list[list[str]]:
    """``words`` as they are spelled on the other side: Ministry of Defence, of Defense."""
    if not _MAY_DIFFER.search(" ".join(words)):
        return []
    spelled = [[_respelled(word, rules) for word in words] for rules in (_IN_BRITAIN, _IN_AMERICA)]
    return [one for one in spelled if one != list(words)]


def _respelled(word: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, other in rules:
        word = pattern.sub(other, word)
    return word


def german_cases(words: Sequence[str]) -> Iterator[list[str]]:
    """``words`` with the German adjectives among them as they are in other cases: Syrische Armee, der Syrischen Armee;
    Islamischer Staat, des Islamischen Staats."""
    if not any(word.endswith(_LIKE_GERMAN_ADJECTIVE) for word in words[:-1]):
        return
    for ending in _GERMAN_ENDINGS:
        declined = [*(_GERMAN_ADJECTIVE.sub(ending, word) for word in words[:-1]), words[-1]]
        if declined != list(words):
            yield declined


def without_plural(words: Sequence[str]) -> list[str]:
    """``words`` that are all plurals in s in the singular: casques blancs, casque blanc. None if they are not all."""
    if words[-1].endswith("s") and all(len(word) >= _SHORTEST_PLURAL and _PLURAL_IN_S.search(word) for word in words):
        return [word[:-1] for word in words]
    return []


def with_plural(words: Sequence[str]) -> list[str]:
    """Three French or Spanish ``words`` or more in the plural, which all of them show; the last may have its s by
    itself. None of other languages, told by their adjectives: convois militaires turcs."""
    *inner, last = words
    if len(words) < _FEWEST_IN_PLURAL or not any(map(_ROMANCE_ADJECTIVE.search, inner[1:])):
        return []
    return [*(word if word.endswith("s") else f"{word}s" for word in inner), last]


def takes_s(text: str, end: int, language: str) -> bool:
    """Whether the name of a place or a person that ends at ``end`` may have an s. German gives one to vowels too
    (Aleppos Altstadt); a short name would be another (Hama, Hamas)."""
    if text[end - 1] not in "aeiouy":
        return True
    return language == "de" and end >= _SHORTEST_WITH_S and text[end - _SHORTEST_WITH_S : end].isalpha()
