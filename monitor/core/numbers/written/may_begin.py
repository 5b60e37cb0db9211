"""Words with which a number may begin."""

from __future__ import annotations

from monitor.core.numbers.words.numerals import ABOUT, DUALS, HUNDRED, HUNDREDS, ONE, SCALES, SMALL, TWO_OF, UNITS_AR
from monitor.core.numbers.written.halves import HALF_BEGIN
from monitor.core.text.fold import words_of

BEGIN = frozenset().union(SMALL, HUNDRED, HUNDREDS, SCALES, TWO_OF, UNITS_AR, ABOUT, DUALS, words_of("bir bire ikiye"))
"""Folded words with which a number in words may begin, but for those with a half. The last three do so behind `on`
only."""
MAY_BEGIN = BEGIN | HALF_BEGIN | ONE
"""The same with them; *one* is a number only where a half follows."""


def is_number(word: str) -> bool:
    """Whether a folded word is a number or begins one."""
    return word[0].isdigit() or word in BEGIN
