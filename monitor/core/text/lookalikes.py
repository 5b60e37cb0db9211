"""Letters of another script that look like the ones around them, put in by mistake or to slip past filters."""

from __future__ import annotations

import re

import numpy as np

from monitor.core.text.marks import LETTERS

_LATIN = re.compile(r"[a-z]")
_FOREIGN = re.compile(r"[\u0370-\u052f]")
_BOTH = re.compile(r"[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")
_FOREIGN_FROM, _FOREIGN_COUNT = 0x370, 0x1C0
_SHORT = 200
"""Characters up to which an expression is faster than arrays."""

# Folded, so small letters: those alike as capitals stand here too (в and b, н and h).
_CYRILLIC = dict(zip("авеһіјкӏмноԛрсѕтуԝхԁѵӕ", "abehijklmhoqpcstywxdvæ", strict=True))
_GREEK = dict(zip("αβεζηικμνορτυχϲϳ", "abezhikmvoptyxcj", strict=True))
_TO_LATIN = str.maketrans({**_GREEK, **_CYRILLIC})
_TO_CYRILLIC = str.maketrans({_CYRILLIC[letter]: letter for letter in "авекмнорстухі"})


def unmixed(folded: str) -> str:
    """A folded text of the same length in which a word that mixes Latin with Cyrillic or Greek letters has only one
    of them, where look-alikes allow it."""
    if folded.isascii():
        return folded
    if len(folded) <= _SHORT:
        return LETTERS.sub(lambda word: _one_script(word[0]), folded) if _BOTH.search(folded) else folded
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    foreign = codes - np.uint32(_FOREIGN_FROM) < _FOREIGN_COUNT  # what is less comes out very large
    if not foreign.any():
        return folded
    latin = (codes >= 0x61) & (codes <= 0x7A)
    if not ((latin[1:] & foreign[:-1]) | (latin[:-1] & foreign[1:])).any():
        return folded
    return LETTERS.sub(lambda word: _one_script(word[0]), folded)


def _one_script(word: str) -> str:
    latin, foreign = len(_LATIN.findall(word)), len(_FOREIGN.findall(word))
    if not latin or not foreign:
        return word
    as_latin, as_cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    if _FOREIGN.search(as_latin):
        return word if _LATIN.search(as_cyrillic) else as_cyrillic
    return as_cyrillic if foreign > latin and not _LATIN.search(as_cyrillic) else as_latin


def in_latin(word: str) -> list[str]:
    """A folded Cyrillic or Greek ``word`` in Latin letters, if all of its letters have one that looks alike."""
    return _wholly(word, _TO_LATIN, _FOREIGN)


def in_cyrillic(word: str) -> list[str]:
    """A folded Latin ``word`` in Cyrillic letters, if all of its letters have one that looks alike."""
    return _wholly(word, _TO_CYRILLIC, _LATIN)


def _wholly(word: str, table: dict[int, str], left: re.Pattern[str]) -> list[str]:
    other = word.translate(table)
    return [] if other == word or left.search(other) else [other]
