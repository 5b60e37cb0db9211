"""Folding: the many ways to write one word become one, with a map back to the text as published.

What folds together: case (with the Turkish dotted and dotless i), compatibility forms (NFKC), Latin and Cyrillic
diacritics, Arabic alef, ya, ta marbuta and hamza carriers, tatweel, harakat and presentation forms, Persian kaf
and ya, quotes and apostrophes, hyphens (a space), zero-width and bidi marks (nothing).

The method is a table look-up over UTF-32 with a mask of what is kept: the mask is the offset map. Characters that
fold to several (ligatures) take a slower path, only in texts that hold one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DROP, _EXPAND = 0, 0x110000
_TABLE_SIZE = 0x20000

_SPECIAL = {
    **dict.fromkeys("İıI", "i"),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئ", "ي"),
    "ؤ": "و",
    "ة": "ه",
    "ک": "ك",
    "ـ": "",
    "ё": "е",
    "Ё": "е",
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
    "Đ": "d",
    **dict.fromkeys("’‘‛ʼʻ′`´ʾʿ＇", "'"),
    **dict.fromkeys("“”„«»‟″", '"'),
    **dict.fromkeys("-‐‑‒–—―−﹣－־", " "),
    "\n": "\n",
    "\t": " ",
}
_MARKS_THAT_SPELL = (range(0x0900, 0x1100), range(0x1780, 0x1800), range(0x3040, 0x3100))
"""Indic, Thai, Khmer vowels and kana voicing are combining marks too, but belong to the letter."""
_IDENTITY = (range(0x3400, 0xA000), range(0xAC00, 0xD7A4), range(0xD800, 0xF900))


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; ``offsets[i]`` is where text[i] stood in the original, None when nothing moved."""

    text: str
    offsets: NDArray[np.intp] | None
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that folds to text[start:end], with the marks that follow its last letter."""
        if self.offsets is None:
            return start, end
        last = int(self.offsets[end - 1])
        after = int(self.offsets[end]) if end < len(self.offsets) else self.length
        return int(self.offsets[start]), max(after, last + 1)


def fold(text: str) -> Folded:
    """``text`` folded, in one pass; never raises (lone surrogates fold to themselves)."""
    if text.isascii():
        return Folded(text.translate(_ASCII), None, len(text))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _table()
    folded = np.where(codes < _TABLE_SIZE, table[np.minimum(codes, _TABLE_SIZE - 1)], codes)
    if (folded == _EXPAND).any():
        return _fold_expanding(text)
    kept = np.flatnonzero(folded)
    if len(kept) == len(codes):
        return Folded(_decode(folded), None, len(text))
    return Folded(_decode(folded[kept]), kept, len(text))


def fold_text(text: str) -> str:
    """Only the folded text, for names and keys."""
    return fold(text).text


def _decode(codes: NDArray[np.uint32]) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _fold_expanding(text: str) -> Folded:
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        piece = _fold_character(character)
        pieces.append(piece)
        offsets.extend([index] * len(piece))
    return Folded("".join(pieces), np.array(offsets, dtype=np.intp), len(text))


def _fold_character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    code = ord(character)
    if any(code in block for block in _IDENTITY):
        return character
    category = unicodedata.category(character)
    if category in ("Cf", "Cc"):
        return "" if category == "Cf" else " "
    if category == "Mn":
        return character if any(code in block for block in _MARKS_THAT_SPELL) else ""
    if category == "Zs":
        return " "
    if category == "No" and len(unicodedata.normalize("NFKD", character)) > 1:
        return character  # a fraction such as ½ must not lengthen the number before it
    if any(code in block for block in _MARKS_THAT_SPELL):
        return character
    result = ""
    for part in unicodedata.normalize("NFKD", character):
        if part in _SPECIAL:
            result += _SPECIAL[part]
        elif unicodedata.category(part) != "Mn":
            result += part.casefold()
    return result


_ASCII = {code: folded for code in range(128) if (folded := _fold_character(chr(code))) != chr(code)}
_cached: list[NDArray[np.uint32]] = []


def _table() -> NDArray[np.uint32]:
    """Code point -> folded code point, made at first use (about 0.1 s) and kept: a constant, not state."""
    if not _cached:
        table = np.arange(_TABLE_SIZE, dtype=np.uint32)
        for start, end in (
            (0, 0x3400),
            (0xA000, 0xAC00),
            (0xF900, 0x10000),
            (0x1D400, 0x1D800),
            (0x1EE00, 0x1EF00),
        ):
            for code in range(start, end):
                piece = _fold_character(chr(code))
                table[code] = _EXPAND if len(piece) > 1 else ord(piece) if piece else _DROP
        _cached.append(table)
    return _cached[0]
