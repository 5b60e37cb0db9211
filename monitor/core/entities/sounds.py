"""What a name in Latin letters is looked up by when its spelling may vary: its sounds, in classes.

Letters that regular romanisations exchange have one class: all vowels, kh and k, gh and g, dh and d, th and t, sh and
ch, dj and j, q and k; doubled letters count once, apostrophes do not count. Every spelling that romanised.py accepts
has the row of sounds of the name; the reverse need not hold, it is verified.
"""

from __future__ import annotations

import re

_PAIRS = (
    ("'", ""),
    ("ssh", "sh"),
    ("sch", "ch"),
    ("sh", "S"),
    ("ch", "S"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("dj", "j"),
    ("dj", "j"),
)
"""Replaced in this order; the last stands twice for ddj."""
_CLASSES = str.maketrans("eiouyq", "aaaaak")
_RUN = re.compile(r"([a-zS])\1+")


def sounds(letters: str) -> str:
    """The row of sounds of a folded Latin word."""
    for pair, one in _PAIRS:
        letters = letters.replace(pair, one)
    return _RUN.sub(r"\1", letters.translate(_CLASSES))


def closed(row: str) -> str:
    """The ``row`` of one word with its end in the form that stands for all its spellings: n and ne, a and ah, b and p,
    d and t are one there."""
    if row.endswith("ah"):
        row = row[:-1]
    if row.endswith("na"):
        return row[:-1]
    if row.endswith("d"):
        return f"{row[:-1]}t"
    return f"{row[:-1]}b" if row.endswith("p") else row
