"""Latin spellings of one Cyrillic name: Zelensky, Zelenskyy and Zelenskiy, Sergei and Sergey, Yevgeny and Evgeny.

Only regular differences between systems of romanisation count, as in romanised.py. It is for names of entities that
have a Cyrillic name too. Words of Latin letters vary in few places, so that all spellings are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from monitor.core.entities.types import Kind

MOST = 60
"""Spellings of one name; of one that has more, those in which one word differs."""

_SHORTEST = 4
_CONSONANT = "(?<=[bcdfghjklmnprstvxz])"
_OF_BOTH = (
    ("iyj", re.compile(r"(?<=[sc]k)(?:yi|yy|iy|ii|ij|y|i)$"), ("yi", "yy", "iy", "ii", "y", "i")),
    ("a", re.compile(rf"{_CONSONANT}(?:iia|iya|ia)$"), ("iia", "iya", "ia")),
    ("va", re.compile(r"(?<=[aeoi])(?:yi|i)(?=v(?:ka)?$)"), ("yi", "i")),
    ("", re.compile(r"^(?:yu|iu)"), ("yu", "iu")),
)
"""The letters with which a word ends, or any; what may differ there, and the ways to write it: -ський, -ий; -ия, -ія;
-їв, -ївка; Ю-."""
_OF_A_PERSON = (
    *_OF_BOTH[:1],
    ("iy", re.compile(rf"{_CONSONANT}(?:yi|yy|iy|ii|y)$"), ("yi", "yy", "iy", "ii", "y")),
    ("iyj", re.compile(r"(?:ei|ey|ej)$"), ("ei", "ey", "ej")),
    ("iy", re.compile(r"(?:ai|ay)$"), ("ai", "ay")),
    ("", re.compile(r"^(?:yev|iev|ev)(?=[gh])"), ("yev", "iev", "ev")),
    ("", re.compile(r"^(?:yek|ek)(?=at)"), ("yek", "ek")),
    ("", re.compile(r"^(?:yel|el)(?=en)"), ("yel", "el")),
    *_OF_BOTH[1:],
)
_OF_A_PLACE = (
    ("a", re.compile(r"(?:zhzh|zh)(?:ia|ya)$"), ("zhzhia", "zhzhya", "zhia", "zhya")),
    *_OF_BOTH,
    ("k", re.compile(r"s'?k$"), ("sk", "s'k")),
)
_DIFFERS = re.compile(r"[iyajkvIYAJKV](?![A-Za-z])|(?<![A-Za-z])[yieYIE]")
"""Letters at the end or beginning of a word with which any of these may hold: other names need not be looked at."""
_LAST_LATIN = "\u024f"


def may_have_slavic_spellings(alias: str, kind: Kind) -> bool:
    """False where :func:`slavic_spellings` has nothing for the words of ``alias``."""
    if alias[0] > _LAST_LATIN or "*" in alias or kind not in (Kind.PERSON, Kind.PLACE):
        return False
    return _DIFFERS.search(alias) is not None


def slavic_spellings(words: Sequence[str], kind: Kind) -> Iterator[list[str]]:
    """The other regular spellings of the folded Latin ``words``; none of a name that is translated."""
    if kind not in (Kind.PERSON, Kind.PLACE):
        return
    ways = [_ways(word, _OF_A_PERSON if kind is Kind.PERSON else _OF_A_PLACE) for word in words]
    if prod(map(len, ways)) <= MOST:
        yield from (list(spelling) for spelling in product(*ways) if list(spelling) != list(words))
        return
    for at, of_one in enumerate(ways):
        yield from ([*words[:at], way, *words[at + 1 :]] for way in of_one if way != words[at])


def _ways(word: str, differing: Sequence[tuple[str, re.Pattern[str], tuple[str, ...]]]) -> tuple[str, ...]:
    """``word`` first. Of two ways to read one place the first counts."""
    if len(word) < _SHORTEST or not word.replace("'", "").isascii() or not word.replace("'", "").isalpha():
        return (word,)
    found: dict[str, None] = {word: None}
    taken: list[tuple[int, int]] = []
    for ends, pattern, ways in differing:
        place = pattern.search(word) if not ends or word[-1] in ends else None
        if place is None or any(start < place.end() and place.start() < end for start, end in taken):
            continue
        taken.append(place.span())
        found |= dict.fromkeys(pattern.sub(way, one, count=1) for one in list(found) for way in ways)
    return tuple(found)
