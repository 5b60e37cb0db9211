"""Vowel signs and the like that folding keeps: they are no letters for Python, and yet in the middle of words.

Words of Devanagari, Bengali, Tamil and their relatives are letters with such marks between (नेपाल): a mark ends no word.
"""

from __future__ import annotations

import unicodedata
from itertools import chain

_BLOCKS = (range(0x0900, 0x0E00), range(0x0F00, 0x1000), range(0xA800, 0xAC00))
"""Indic scripts, Tibetan, and the younger Indic ones. Those without spaces between words are no matter of words."""
MARKS = "".join(filter(lambda one: unicodedata.category(one) in ("Mn", "Mc"), map(chr, chain(*_BLOCKS))))


def run_of(letter: str) -> str:
    """A regular expression for a word of ``letter``, one of a class of letters, and of marks behind them."""
    return f"{letter}++(?:[{MARKS}]++{letter}*+)*+"
