"""How many people a headline tells of by a word and no number: dozens, hundreds, thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from monitor.core.numbers.counts.figure import Tolls
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.words.unit_phrases import plain_units
from monitor.core.numbers.words.units import KILLED, PEOPLE
from monitor.core.stories.headlines.headline_words import HEADLINES
from monitor.core.text.fold import by_word, fold_text

MANY = {20: "dozens", 200: "hundreds", 2_000: "thousands"}
"""The fewest that such a word means, and how a reason calls them."""
LEAST = by_word(
    {
        20: "dozens scores dizaines onlarca десятки десятков decenas docenas dezenas decine dutzende dziesiątki "
        "عشرات العشرات",
        200: "hundreds centaines yüzlerce сотни сотен cientos centenares centenas centinaia hunderte setki مئات المئات",
        2_000: "thousands milliers binlerce тысячи тысяч miles millares milhares migliaia tausende tysiące тисячі "
        "آلاف الآلاف",
    }
)
_NUMBERS = frozenset(map(str, MANY))
_MANY_WORD = re.compile(rf"(?<!\w)(?!miles(?! de\b))(?:{'|'.join(LEAST)})(?!\w)")
"""Spanish *miles* stands before *de*."""


@lru_cache(maxsize=HEADLINES)
def many(headline: str) -> Mapping[str, int]:
    """Of whom (killed, displaced) a headline tells by such a word -> how many these are at least: what a number in its
    place would count."""
    folded = fold_text(plain_units(headline))
    numbered = _MANY_WORD.sub(lambda word: str(LEAST[word[0]]), folded)
    if numbered == folded:
        return {}
    found: dict[str, int] = {}
    for unit, least in _counted(numbered) - _counted(folded):
        found[unit] = max(least, found.get(unit, 0))
    return found


def many_dead(headline: str) -> int:
    """How many dead at least it tells of so; 0 if of none."""
    return many(headline).get(KILLED, 0)


def many_more(headline: str, told: Iterable[str], stated: Tolls) -> str:
    """That a headline tells of thousands where those ``told`` had hundreds of them and the story has ``stated`` no
    such number, for a person; empty if it does not."""
    before = [many(other) for other in told]
    for unit, least in many(headline).items():
        known = max([stated.highest(unit), *(other.get(unit, 0) for other in before)])
        if 0 < known < least:
            return f"tells of {MANY[least]} {unit}"
    return ""


def _counted(headline: str) -> set[tuple[str, int]]:
    """What the numbers count for which such words stand."""
    return {(one.unit, int(one.value)) for one in figures_in(headline) if one.unit in PEOPLE and one.value in _NUMBERS}
