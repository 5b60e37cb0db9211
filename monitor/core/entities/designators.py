"""Other ways to write what has letters and a number in its name: M5, M-5, М5 in Cyrillic letters, M5 公路.

Reports differ in the hyphen (S-400, S400), in the script of letters that look alike (трасса М5, трасса M5), in the
article before such a word (طريق الـM5) and in the space beside Chinese characters (M5公路).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from monitor.core.entities.inflection.scripts import Script, script_of
from monitor.core.text.lookalikes import in_cyrillic, in_latin
from monitor.core.text.words import CJK

_JOINED = re.compile(r"([^\W\d_]{1,3})(\d{1,4})")
_LETTERS, _NUMBER = re.compile(rf"[^\W\d_{CJK}]{{1,3}}"), re.compile(r"\d{1,4}")
_SEAM = re.compile(rf"(?<=[a-z\d])(?=[{CJK}])|(?<=[{CJK}])(?=[a-z\d])")
"""Between characters that need no space and letters or digits that many writers set apart."""
_SPACED_SEAM = re.compile(rf"(?<=[a-z\d]) (?=[{CJK}])|(?<=[{CJK}]) (?=[a-z\d])")
_DIFFERS = re.compile(rf"\d|[a-zA-Z] ?[{CJK}]|[{CJK}] ?[a-zA-Z]")
_DIGITS = frozenset("0123456789")
_ARTICLE = "ال"
_MOST = 12


def has_designator(alias: str) -> bool:
    """Whether :func:`other_designators` may have anything for the words of ``alias``."""
    return not _DIGITS.isdisjoint(alias) if alias.isascii() else _DIFFERS.search(alias) is not None


def other_designators(words: Sequence[str]) -> Iterator[list[str]]:
    """``words`` with each number among them joined to its letters or apart, in either script of both, not as they are.
    A single word is not taken apart, nor read in another script with the two apart: letters of their own before a
    number mean anything (5 m 10; с 300 солдатами, of the alias C-300)."""
    joined = " ".join(words)
    if not has_designator(joined):
        return
    yield from (other.split(" ") for other in (_SEAM.sub(" ", joined), _SPACED_SEAM.sub("", joined)) if other != joined)
    parts = list(_parts(words))
    cyrillic = any(script_of(word) is Script.CYRILLIC for word in words)
    ways = [_ways(part, alone=len(parts) == 1, cyrillic=cyrillic) for part in parts]
    written = (" ".join(chosen).split(" ") for chosen in product(*ways))
    others = [other for _, other in zip(range(_MOST), written, strict=False) if other != list(words)]
    yield from others
    for other in (list(words), *others):
        if with_article := _after_arabic(other):
            yield with_article


def _parts(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """``words``, letters and the number behind them together."""
    at = 0
    while at < len(words):
        pair = tuple(words[at : at + 2])
        if len(pair) == 2 and _LETTERS.fullmatch(pair[0]) and _NUMBER.fullmatch(pair[1]):
            yield pair
            at += 1
        else:
            yield (words[at],)
        at += 1


def _ways(part: tuple[str, ...], *, alone: bool, cyrillic: bool) -> list[str]:
    """The ways to write one of the parts, as it is first. Either script is usual beside ``cyrillic`` words only."""
    found = _JOINED.fullmatch("".join(part))
    if not found:
        return [" ".join(part)]
    letters, number = found.groups()
    scripts = dict.fromkeys([letters, *in_latin(letters), *in_cyrillic(letters)]) if alone or cyrillic else [letters]
    if alone:
        return list(dict.fromkeys([" ".join(part), *(one + number for one in scripts)]))
    gaps = ("", " ") if len(part) == 1 else (" ", "")
    return [f"{one}{gap}{number}" for one in scripts for gap in gaps]


def _after_arabic(words: Sequence[str]) -> list[str]:
    """``words`` with the article before a Latin word with a number that stands behind an Arabic one; none if no such
    word does."""
    for at in range(1, len(words)):
        if words[at].isascii() and _JOINED.fullmatch(words[at]) and script_of(words[at - 1]) is Script.ARABIC:
            return [*words[:at], _ARTICLE, *words[at:]]
    return []
