"""Vowel signs and the like that folding keeps: they are no letters for Python, and yet in the middle of words.

Words of Devanagari, Bengali, Tamil and their relatives are letters with such marks between (नेपाल): a mark ends no word.
In Thai, Burmese and the like, which put no spaces between words, a letter with its marks is one character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

_INDIC = (range(0x0900, 0x0E00), range(0x0F00, 0x1000), range(0xA800, 0xAC00))
"""With Tibetan, and the younger scripts."""
_UNSPACED = (range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800))
"""Thai, Lao, Burmese, Khmer."""


APOSTROPHE = "(?:'(?<=[а-яієґ]')(?=[яюєі])[а-яієґ]++)?"
"""An expression for what may stand behind a folded word: Ukrainian has an apostrophe within words, п'ять, сім'я."""


def _marks_of(*blocks: range) -> str:
    return "".join(filter(lambda one: unicodedata.category(one) in ("Mn", "Mc"), map(chr, chain(*blocks))))


MARKS, UNSPACED_MARKS = _marks_of(*_INDIC), _marks_of(*_UNSPACED)


LETTERS = re.compile(r"[^\W\d_]+")
"""A run of letters, where marks do not matter."""


def run_of(letter: str, marks: str = MARKS) -> str:
    """A regular expression for a word of ``letter``, one of a class of letters, and of ``marks`` behind them."""
    return f"{letter}++(?:[{marks}]++{letter}*+)*+"


class Tokens(NamedTuple):
    """An expression for words, twice: ``plain`` for texts without marks, which it reads in less time."""

    plain: re.Pattern[str]
    with_marks: re.Pattern[str]
    marks: re.Pattern[str]

    def of(self, text: str) -> re.Pattern[str]:
        return self.with_marks if not text.isascii() and self.marks.search(text) else self.plain


def tokens_of(letter: str, around: Callable[[str], str], marks: str = MARKS) -> Tokens:
    """``around`` makes an expression of that for one run of ``letter``, a class of letters."""
    plain, with_marks = around(f"{letter}++"), around(run_of(letter, marks))
    return Tokens(re.compile(plain), re.compile(with_marks), re.compile(f"[{marks}]"))
