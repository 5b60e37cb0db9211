"""What a headline tells of deaths where it gives no number: that there are some, dozens, hundreds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from monitor.core.stories.feared import is_only_feared
from monitor.core.stories.figure import Tolls
from monitor.core.stories.figures import figures_in
from monitor.core.stories.units import KILLED, plain_units, unit_of
from monitor.core.text.fold import by_word, fold_text, words_of
from monitor.core.text.words import tokens

_NAMES = {20: "dozens", 200: "hundreds", 2_000: "thousands"}
"""The fewest that such a word means, and how a reason calls them."""
_MANY = by_word(
    {
        20: "dozens scores dizaines onlarca десятки десятков decenas docenas dezenas decine dutzende dziesiątki "
        "عشرات العشرات",
        200: "hundreds centaines yüzlerce сотни сотен cientos centenares centenas centinaia hunderte setki مئات المئات",
        2_000: "thousands milliers binlerce тысячи тысяч millares milhares migliaia tausende tysiące тисячі "
        "آلاف الآلاف",
    }
)
_NUMBERS = frozenset(map(str, _NAMES))
_MANY_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_MANY)})(?!\w)")
_DEADLY = words_of("deadly meurtrier meurtrière meurtriers meurtrières tödlich tödlicher")
"""Beside those by which numbers count the dead (units.py)."""
_NO_DEATH = frozenset({("killing", "of"), ("death", "penalty"), ("death", "sentence"), ("death", "threats")})
"""A killing of somebody was told; what hits a bus, killing its driver, is news."""


def many_dead(headline: str) -> int:
    """How many dead at least a headline tells of by such a word: what a number in its place would count; 0 if by
    none."""
    folded = fold_text(plain_units(headline))
    numbered = _MANY_WORD.sub(lambda many: str(_MANY[many[0]]), folded)
    return max(_dead(numbered) - _dead(folded), default=0) if numbered != folded else 0


def _dead(headline: str) -> set[int]:
    """Of the numbers for which such words stand, those that count the dead."""
    return {int(one.value) for one in figures_in(headline) if one.unit == KILLED and one.value in _NUMBERS}


def words_of_deaths(headline: str, *, feared: bool = False) -> list[str]:
    """The words by which a headline tells of deaths, or ``feared`` ones, folded."""
    words = tokens(fold_text(plain_units(headline)))
    return [
        pair[0]
        for at, pair in enumerate(pairwise((*words, "")))
        if (pair[0] in _DEADLY or unit_of(pair[0]) == KILLED)
        and pair not in _NO_DEATH
        and is_only_feared(words, at) == feared
    ]


def _tells_of_deaths(headline: str) -> bool:
    return bool(words_of_deaths(headline) or words_of_deaths(headline, feared=True))


def are_only_feared(told: Sequence[str]) -> bool:
    """Whether headlines tell of deaths only as feared."""
    return any(words_of_deaths(one, feared=True) for one in told) and not any(map(words_of_deaths, told))


def deaths_first_told(headline: str, told: Sequence[str], stated: Tolls) -> str:
    """What ``headline`` is the first to tell of deaths, after the headlines ``told`` of a story that has ``stated`` so
    many, for a person; empty if nothing."""
    if not words_of_deaths(headline):
        is_first = bool(words_of_deaths(headline, feared=True)) and not stated.highest(KILLED)
        return "tells of feared deaths first" if is_first and not any(map(_tells_of_deaths, told)) else ""
    least, known = many_dead(headline), max([stated.highest(KILLED), *map(many_dead, told)])
    if least > known:
        return f"tells of {_NAMES[least]} killed"
    return "" if known or any(map(words_of_deaths, told)) else "tells of deaths first"
