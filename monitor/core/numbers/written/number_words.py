"""A number as it is written, in words or in digits and words: twenty-one, two hundred and fifty thousand, 2.5 million,
quatre-vingt-dix, 2 bin 500, خمسة وعشرون."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor.core.numbers.words.numerals import (
    ABOUT,
    ABOUT_BEFORE,
    ABOUT_BEHIND,
    ABOUT_HALF,
    ALONE,
    ARTICLES,
    BARE,
    CENT,
    CENT_ALONE,
    DUALS,
    HUNDRED,
    NEVER_ALONE,
    ONE,
    ROUND,
    SCALES,
    TWO_OF,
    VAGUE,
)
from monitor.core.numbers.words.numerals_beyond import ABOUT_STO, BEHIND_IBERIAN, HUNDREDS_BEFORE, IBERIAN, MIL
from monitor.core.numbers.written.below_thousand import AND, HUNDREDFOLD, adds, and_below_hundred, bare, below_thousand
from monitor.core.numbers.written.digits import plain_digits, scaled
from monitor.core.numbers.written.halves import HALF_BEGIN, and_a_half, half_at

_LINKS_OF_MIL = IBERIAN | BEHIND_IBERIAN.keys()
_SCALES = SCALES.keys() | HUNDRED


class Written(NamedTuple):
    """``value`` in plain digits; the number takes ``taken`` words."""

    value: str
    taken: int


def number_at(words: Sequence[str]) -> Written | None:
    """The number that begins at ``words[1]``, as :func:`side_by_side` gives them; None if there is none, or if what
    follows makes another of it that is not understood (two dozen)."""
    before, first, second = words[:3]
    if first in DUALS:
        return Written("2", 1)
    half = half_at(words) if first in HALF_BEGIN or first in ONE else None
    if half or first in HALF_BEGIN:
        return _written(half)
    if first in ABOUT:
        counts = before in ABOUT_BEHIND and second in ABOUT_BEFORE and not words[3][:1].isdecimal()
        # the *of* belongs to it: six morts et une centaine de maisons
        return Written(str(ABOUT[first] // (2 if before in ABOUT_HALF else 1)), 2) if counts else None
    if first[0].isdecimal() and not _multiplied(first, second):
        if first.isdecimal() and (half := and_a_half(words, 2, int(first[:3]), 1)):
            return _written(half)
        return None if second in ROUND and len(first) == 1 else Written(plain_digits(first), 1)
    total, at, ceiling = 0, 1, 1 << 80
    while ceiling > 1 and (part := _part(words, at, ceiling)):
        total, at, ceiling = total + part[0], part[1], part[2]
    follows = words[at]
    if at == 2 and first in HUNDREDS_BEFORE and before not in ABOUT_STO:
        return None
    half = and_a_half(words, at, total, ceiling) if at > 1 else None
    if not half and (at == 1 or (follows in ROUND and total <= 10) or follows in SCALES or follows in HUNDREDFOLD):
        return None
    if first in _SCALES and first not in TWO_OF and not _stands(before, first, alone=at == 2 and not half):
        return None
    return _written(half) or Written(str(total), at - 1)


def _written(found: tuple[int, int] | None) -> Written | None:
    return Written(str(found[0]), found[1]) if found else None


def _stands(before: str, scale: str, *, alone: bool) -> bool:
    """Whether a scale with no number before it begins one."""
    if before in VAGUE:
        return False
    if alone:
        if scale in CENT:
            return scale == "cent" and before in CENT_ALONE
        return scale in ALONE or (before in ARTICLES and scale not in NEVER_ALONE)
    return scale in BARE or before in ARTICLES


def _part(words: Sequence[str], at: int, ceiling: int) -> tuple[int, int, int] | None:
    """What words[at:] add to a number, less than ``ceiling``: some thousands, then what is below a thousand. Its value,
    the word behind it, and what a further part stays below (1: none follows)."""
    begin = at + (at > 1 and words[at] in AND)
    word = bare(words, begin)
    if word in TWO_OF:
        value, end, scale = 2, begin + 1, TWO_OF[word]
        return (value * scale, end, scale) if value * scale < ceiling else None
    fraction = ""
    if word[:1].isdecimal():
        if begin > 1 and not adds(words, begin):
            return None
        whole, _, fraction = plain_digits(word).partition(".")
        value, end = int(whole + fraction), begin + 1
        if words[end] in HUNDREDFOLD:
            value, end = and_below_hundred(words, end + 1, value * 100)
    else:
        value, end = below_thousand(words, begin)
    last = product = 1
    if not value and word in SCALES:
        value, end, last = 1, begin + 1, SCALES[word]
        product = last
    while (scale := _scale(words, end)) > last:
        last = scale
        product, end = product * last, end + 1
    value = value * product // 10 ** len(fraction)
    fits = 0 < value < ceiling and (at == 1 or product > 1 or _goes_on(words, at, begin, value * 100 >= ceiling))
    return (value, end, last) if fits else None


def _scale(words: Sequence[str], at: int) -> int:
    """What words[at] multiplies the number before it by; 0 if it does not."""
    return SCALES.get(words[at], 0) or (1_000 if words[at] == MIL and words[at - 1] in _LINKS_OF_MIL else 0)


def _goes_on(words: Sequence[str], at: int, begin: int, large: bool) -> bool:
    """Whether words[at:], which no scale follows, belong to what is before them: not in 2 million five months, nor in
    2 million 5 months. Behind an `and` they stand at ``begin``."""
    if words[begin][0].isdecimal():
        return large
    return words[at].startswith("و") or not words[1][0].isdecimal()


def _multiplied(digits: str, following: str) -> bool:
    """Whether a scale follows digits that it can multiply: no year, no version."""
    return (following in SCALES or following in HUNDREDFOLD) and scaled(plain_digits(digits), 1) != ""
