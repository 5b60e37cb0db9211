"""What a name in Latin letters is looked up by when its spelling may vary: its sounds, in classes.

Letters that regular romanisations exchange have one class: all vowels, kh and k, gh and g, dh and d, th and t, sh and
ch and sch, dj and dsch and j, q and k, aw and o; doubled letters count once, apostrophes do not count. At the end of a
word n and ne, a and ah, b and p, d and t are one. Every spelling that romanised.py accepts has the row of sounds of the
name; the reverse need not hold, it is verified.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase

_PAIRS = (
    ("'", ""),
    ("ssch", "ch"),
    ("ssh", "sh"),
    ("sch", "ch"),
    ("sh", "S"),
    ("ch", "S"),
    ("dS", "j"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("dj", "j"),
    ("dj", "j"),
)
"""Replaced in this order; the last stands twice for ddj."""
_CLASSES = str.maketrans("eiouyq", "aaaaak")
_DOUBLED = tuple((letter * 2, letter) for letter in f"{ascii_lowercase}S" if letter not in "eiouyq")
_ENDS = (("ah\n", "a\n"), ("na\n", "n\n"), ("d\n", "t\n"), ("p\n", "b\n"))
"""Replaced in this order at the end of each word."""


def sounds(words: Iterable[str]) -> list[str]:
    """The row of sounds of each of the folded Latin ``words``, which are put through each step as one text: a step has
    its price for each call, and little more for thousands of words."""
    letters = "\n".join([*words, ""])
    for pair, one in _PAIRS:
        letters = letters.replace(pair, one)
    letters = letters.translate(_CLASSES).replace("aw", "a")
    for double, one in _DOUBLED:
        while double in letters:
            letters = letters.replace(double, one)
    for end, one in _ENDS:
        letters = letters.replace(end, one)
    return letters.split("\n")[:-1]
