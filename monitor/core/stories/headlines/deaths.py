"""What a headline tells of deaths where it gives no number: that there are some, dozens, hundreds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.core.numbers.counts.feared import is_only_feared
from monitor.core.numbers.counts.figure import Tolls
from monitor.core.numbers.words.unit_phrases import plain_units
from monitor.core.numbers.words.units import KILLED, unit_of
from monitor.core.stories.headlines.many import MANY, many_dead
from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.words import tokens

_DEADLY = words_of(
    "deadly meurtrier meurtrière meurtriers meurtrières tödlich tödlicher massacre massacres massacred katliam "
    "katliamı резня резню مجزرة مذبحة مجازر massaker masacre masacres massacro різанина"
)
"""Beside those by which numbers count the dead (units.py)."""
_NO_DEATH = frozenset({("killing", "of"), ("death", "penalty"), ("death", "sentence"), ("death", "threats")})
"""A killing of somebody was told; what hits a bus, killing its driver, is news."""


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
        return f"tells of {MANY[least]} killed"
    return "" if known or any(map(words_of_deaths, told)) else "tells of deaths first"
