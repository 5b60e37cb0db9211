"""The words of a folded text, as names are looked up in it: letters and digits between anything else.

Scripts without spaces part words too, so that HTS is a word in the Japanese HTSが. An apostrophe parts words here:
what it may belong to is verified afterwards (entities/aliases.py).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.core.text.fold import Folded
from monitor.core.text.marks import MARKS
from monitor.core.text.words import is_unspaced

_TABLE_SIZE = 0x20000
_SPACE = ord(" ")
_MARKS = frozenset(MARKS)
_FEW = 200
"""Letters that are looked at one by one: for more the whole text is looked at as an array."""


class SpacedWords(NamedTuple):
    """``starts[i]`` is where ``words[i]`` begins in the folded text."""

    words: list[str]
    starts: list[int]


def spaced_words(folded: str) -> SpacedWords:
    """The words of ``folded``, in text order."""
    behind_space = f" {folded}"  # so that the first word begins as all others do
    if folded.isascii():
        spaced = behind_space.encode().translate(_ascii_words())
        words, inside = spaced.decode().split(), np.frombuffer(spaced, np.uint8) != _SPACE
    else:
        codes = np.frombuffer(behind_space.encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = _words().take(codes, mode="clip")
        words = str(codes.data, "utf-32-le", "surrogatepass").split()
        inside = codes != _SPACE
    return SpacedWords(words, (inside[1:] > inside[:-1]).nonzero()[0].tolist())


def capitals(folded: Folded, starts: list[int]) -> list[bool]:
    """Whether the letter at each of ``starts`` was written as a capital."""
    written = folded.written
    places = starts if folded.offsets is None else folded.offsets[np.array(starts, np.intp)].tolist()
    if len(starts) < _FEW:
        return [(letter := written[place]) != letter.lower() for place in places]
    codes = np.frombuffer(written.encode("utf-32-le", "surrogatepass"), np.uint32)
    found: list[bool] = _is_capital().take(codes[places], mode="clip").tolist()
    return found


def joins(character: str) -> bool:
    """Whether ``character`` beside a word makes it another word."""
    if character.isascii():
        return character.isalnum()
    return (character.isalnum() and not is_unspaced(character)) or character in _MARKS


@cache
def _words() -> NDArray[np.uint32]:
    """Code point -> itself if it joins, else a space. Beyond the table stand rare Chinese characters."""
    table = np.fromiter((code if joins(chr(code)) else _SPACE for code in range(_TABLE_SIZE)), "<u4", _TABLE_SIZE)
    table[-1] = _SPACE
    return table


@cache
def _ascii_words() -> bytes:
    """The same for bytes.translate."""
    return bytes(code if code < 128 and joins(chr(code)) else _SPACE for code in range(256))


@cache
def _is_capital() -> NDArray[np.bool_]:
    return np.fromiter((chr(code) != chr(code).lower() for code in range(_TABLE_SIZE)), np.bool_, _TABLE_SIZE)
