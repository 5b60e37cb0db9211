"""A folded text as the automata read it: words set apart by single marks, so that a pattern can ask for a word's start.

Both readings are table look-ups over the code points, as the folding is (text/fold.py).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.core.text.fold import Folded

_TABLE_SIZE = 0x20000
_SPACE = ord(" ")
_OTHER = 1
"""Stands for letters that have no class: other scripts, digits."""
VOWEL = "a"
_CLASSES = {
    "'": "",
    **dict.fromkeys("aeiouy", VOWEL),
    **{letter: letter for letter in "fghjlmnrsvwxz"},
    **dict.fromkeys("bp", "b"),
    **dict.fromkeys("dt", "d"),
    **dict.fromkeys("kq", "k"),
    "c": "s",
}
"""Letters that regular romanisations exchange have one class; all vowels are one, an apostrophe is none."""
_TAKE_H = (b"kh", b"gh", b"dh", b"sh")
"""Classes after which an h makes no sound of its own: kh is k, sh and ch are s."""
_BETWEEN_WORDS = re.compile(r"'(?:(?![^\W_])|(?<![^\W_]')|(?<=\b[dl]')|(?<=\bqu'))")
"""An apostrophe that does not belong to a word, as the one of Ma'arat does: quotes, and elisions (d'Idlib)."""


def spaced(folded: str) -> str:
    """``folded`` in the same length, every character that is no letter or digit a space."""
    if folded.isascii():
        return folded.translate(_ascii_spaces())
    codes = _codes(folded)
    return _text(np.where(_is_word().take(codes, mode="clip"), codes, np.uint32(_SPACE)))


class Sounds(NamedTuple):
    """The letters of a Latin text by class, runs of one class once, words apart by a space; ``offsets[i]`` is where
    text[i] stood in the folded text. It begins with a space at offset -1 and ends with one at the end of the text."""

    text: str
    offsets: NDArray[np.intp]


def sounds(folded: str) -> Sounds:
    """What names in Latin letters are looked up by when their spelling may vary (entities/romanised.py)."""
    if "'" in folded:
        folded = _BETWEEN_WORDS.sub(" ", folded)
    if folded.isascii():
        classes = folded.encode().translate(_ascii_classes())
    else:
        classes = _class_table().take(_codes(folded), mode="clip").tobytes()
    for stop in _TAKE_H:
        classes = classes.replace(stop, stop[:1] + b"\0")
    heard = np.frombuffer(b" " + classes + b" ", np.uint8)
    kept = np.flatnonzero(heard)
    row = heard[kept]
    last_of_run = np.empty(len(row), np.bool_)
    np.not_equal(row[1:], row[:-1], out=last_of_run[:-1])
    last_of_run[-1] = True
    return Sounds(row[last_of_run].tobytes().decode("latin-1"), kept[last_of_run] - 1)


def capital_letters(folded: Folded) -> NDArray[np.bool_]:
    """For each letter of the folded text whether it was written as a capital."""
    if folded.written.isascii():
        codes = np.frombuffer(folded.written.encode(), np.uint8)
        capital = (codes >= ord("A")) & (codes <= ord("Z"))
    else:
        capital = _is_capital().take(_codes(folded.written), mode="clip")
    return capital if folded.offsets is None else capital[folded.offsets]


def row_of(letters: str, row: str = "", before: str = "") -> str:
    """``row`` with the folded Latin ``letters`` after it, as :func:`sounds` has them; ``before`` is the letter that
    stood before them."""
    for letter in letters:
        silent = letter == "h" and f"{_CLASSES.get(before, '')}h".encode() in _TAKE_H
        found = "" if silent else _CLASSES.get(letter, chr(_OTHER) if letter.isalnum() else " ")
        if found and not row.endswith(found):
            row += found
        before = letter
    return row


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _ascii_spaces() -> dict[int, str]:
    return {code: " " for code in range(128) if not chr(code).isalnum()}


@cache
def _is_word() -> NDArray[np.bool_]:
    """Code point -> letter or digit. Beyond the table everything counts as a letter (CJK extensions)."""
    table = np.fromiter((chr(code).isalnum() for code in range(_TABLE_SIZE)), np.bool_, _TABLE_SIZE)
    table[-1] = True
    return table


@cache
def _is_capital() -> NDArray[np.bool_]:
    return np.fromiter((chr(code) != chr(code).lower() for code in range(_TABLE_SIZE)), np.bool_, _TABLE_SIZE)


@cache
def _class_table() -> NDArray[np.uint8]:
    table = np.where(_is_word(), np.uint8(_OTHER), np.uint8(_SPACE))
    for letter, found in _CLASSES.items():
        table[ord(letter)] = ord(found) if found else 0
    return table


@cache
def _ascii_classes() -> bytes:
    return _class_table()[:256].tobytes()
