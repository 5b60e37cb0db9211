"""Arabic: *and* that is written in one with the number word behind it, as it is with digits: three dead and five
wounded, ``ثلاثة قتلى وخمسة جرحى``. Behind another number it joins the two to one: ``خمسة وعشرون``."""

from __future__ import annotations

import re

from monitor.core.numbers.words.numerals import DUALS, TWO_OF
from monitor.core.numbers.written.may_begin import MAY_BEGIN

_AND = "و"
_JOINED = re.compile(rf"([^\s\d]++)(\s++){_AND}(?=(\w{{2,}}+))")
"""Folded, behind a word that is no digits."""

_NUMBERS = MAY_BEGIN - (DUALS - TWO_OF.keys())
"""What an *and* joins to one with a number behind; two dead are no such number."""


def without_and(folded: str) -> str:
    """The ``folded`` sentence with such an *and* left out."""
    if f" {_AND}" not in folded:
        return folded
    return _JOINED.sub(lambda found: f"{found[1]}{found[2]}" if _is_apart(found[1], found[3]) else found[0], folded)


def _is_apart(before: str, number: str) -> bool:
    return number in MAY_BEGIN and before not in _NUMBERS and before.removeprefix(_AND) not in _NUMBERS
