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
from monitor.core.text.words import is_unspaced

_TABLE_SIZE = 0x20000
_SPACE = ord(" ")


class SpacedWords(NamedTuple):
    """``starts[i]`` is where ``words[i]`` begins in the folded text."""

    words: list[str]
    starts: NDArray[np.intp]


def spaced_words(folded: str) -> SpacedWords:
    """The words of ``folded``, in text order."""
    if folded.isascii():
        codes = np.frombuffer(folded.encode(), np.uint8)
        words = folded.translate(_ascii_spaces()).split()
        inside = _is_word()[:128].take(codes)
    else:
        codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
        inside = _is_word().take(codes, mode="clip")
        bare = np.where(inside, codes, np.uint32(_SPACE))
        words = bare.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass").split()
    begins = np.empty(len(inside), np.bool_)
    begins[:1] = inside[:1]
    np.greater(inside[1:], inside[:-1], out=begins[1:])
    return SpacedWords(words, begins.nonzero()[0])


def capitals(folded: Folded, words: SpacedWords) -> list[bool]:
    """For each of the ``words`` whether it was written with a capital at its beginning."""
    written = folded.written
    codes = (
        np.frombuffer(written.encode(), np.uint8)
        if written.isascii()
        else np.frombuffer(written.encode("utf-32-le", "surrogatepass"), np.uint32)
    )
    places = words.starts if folded.offsets is None else folded.offsets[words.starts]
    found: list[bool] = _is_capital().take(codes[places], mode="clip").tolist()
    return found


def joins(character: str) -> bool:
    """Whether ``character`` beside a word makes it another word."""
    return character.isalnum() and not is_unspaced(character)


@cache
def _ascii_spaces() -> dict[int, str]:
    return {code: " " for code in range(128) if not chr(code).isalnum()}


@cache
def _is_word() -> NDArray[np.bool_]:
    """Code point -> whether it joins. Beyond the table stand rare Chinese characters."""
    table = np.fromiter((joins(chr(code)) for code in range(_TABLE_SIZE)), np.bool_, _TABLE_SIZE)
    table[-1] = False
    return table


@cache
def _is_capital() -> NDArray[np.bool_]:
    return np.fromiter((chr(code) != chr(code).lower() for code in range(_TABLE_SIZE)), np.bool_, _TABLE_SIZE)
