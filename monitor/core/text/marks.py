"""Vowel signs and the like that folding keeps: they are no letters for Python, and yet in the middle of words.

Words of Devanagari, Bengali, Tamil and their relatives are letters with such marks between (नेपाल): a mark ends no word.
In Thai, Burmese and the like, which put no spaces between words, a letter with its marks is one character.
"""

from __future__ import annotations

import unicodedata
from itertools import chain

_INDIC = (range(0x0900, 0x0E00), range(0x0F00, 0x1000), range(0xA800, 0xAC00))
"""With Tibetan, and the younger scripts."""
_UNSPACED = (range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800))
"""Thai, Lao, Burmese, Khmer."""


def _marks_of(*blocks: range) -> str:
    return "".join(filter(lambda one: unicodedata.category(one) in ("Mn", "Mc"), map(chr, chain(*blocks))))


MARKS, UNSPACED_MARKS = _marks_of(*_INDIC), _marks_of(*_UNSPACED)


def run_of(letter: str, marks: str = MARKS) -> str:
    """A regular expression for a word of ``letter``, one of a class of letters, and of ``marks`` behind them."""
    return f"{letter}++(?:[{marks}]++{letter}*+)*+"
