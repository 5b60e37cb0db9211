"""Folding: the many ways to write one word become one, with a map back to the text as published.

What folds together: case (with the Turkish dotted and dotless i), compatibility forms (NFKC), Latin and Cyrillic
diacritics, Arabic alef, ya, ta marbuta and hamza carriers, tatweel, harakat and presentation forms, Persian kaf
and ya, Kurdish and Urdu he, quotes and apostrophes, hyphens, underscores, middle dots and double hyphens (a space),
zero-width and bidi marks (nothing), half-width kana.

The method is a table look-up over UTF-32 with a mask of what is kept: the mask is the offset map. Characters that
fold to several (ligatures) and voicing marks of kana are put in one by one, only in texts that hold them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Of = TypeVar("Of")
_DROP, _EXPAND, _UNFOLDED = 0, 0x110000, 0x110001
_TABLE_SIZE = 0x20000
"""The last of the table stands for all characters beyond it, which fold to themselves."""

_SPECIAL = {
    **dict.fromkeys("İıI", "i"),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئ", "ي"),
    "ؤ": "و",
    **dict.fromkeys("ةەہ", "ه"),
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
    **dict.fromkeys("’‘‛ʼʻ′`´ʾʿ＇׳", "'"),
    **dict.fromkeys("“”„«»‟″״", '"'),
    **dict.fromkeys("-‐‑‒–—―−﹣－־_·‧・･•゠＝", " "),
    "\n": "\n",
    "\t": " ",
}
_MARKS_THAT_SPELL = (range(0x0900, 0x1100), range(0x1780, 0x1800), range(0x3040, 0x3100))
"""Indic, Thai, Khmer vowels and kana voicing are combining marks too, but belong to the letter."""
_IDENTITY = (range(0x3400, 0xA000), range(0xAC00, 0xD7A4), range(0xD800, 0xF900))
_FOLDED = (
    range(0x3400),
    range(0xA000, 0xAC00),
    range(0xF900, 0x10000),
    range(0x1D400, 0x1D800),
    range(0x1EE00, 0x1EF00),
)
"""Where characters stand that fold to others."""
_NUKTA = frozenset("\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc")
"""The dot below Indic letters, left out by many writers."""
_VOICING = {"\u3099": "\u3099", "\u309a": "\u309a", "\uff9e": "\u3099", "\uff9f": "\u309a"}
"""Marks that change the kana before them, and the combining form of each."""
_TATWEEL = "\u0640"
_IN_CONTEXT = re.compile(f"[{''.join(_VOICING)}]|{_TATWEEL}(?=[^\\W_])")
"""What does not fold letter by letter."""
_SHORT = 200
"""Characters up to which a plain look-up is faster than arrays."""
_SPACE = ord(" ")
_IS_ASCII_WORD = np.array([chr(code).isalnum() for code in range(128)] + [False])
"""By code; the last is for all others."""


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded from ``written``; ``offsets[i]`` is where text[i] stood there, None when nothing moved."""

    text: str
    offsets: NDArray[np.intp] | None
    written: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that folds to text[start:end], with the vowel signs on its last letter but
        without the format marks behind it."""
        if self.offsets is None:
            return start, end
        last = int(self.offsets[end - 1]) + 1
        after = int(self.offsets[end]) if end < len(self.offsets) else len(self.written)
        while after > last and not _belongs_to_letter(self.written[after - 1]):
            after -= 1
        return int(self.offsets[start]), max(after, last)

    def was_small(self, at: int) -> bool:
        """Whether text[at] is written as a small letter."""
        return self.written[at if self.offsets is None else int(self.offsets[at])].islower()


def fold(text: str) -> Folded:
    """``text`` folded, in one pass; never raises (lone surrogates fold to themselves)."""
    if text.isascii():
        return Folded(_fold_ascii(text), None, text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded = _table().take(codes, mode="clip")
    if _TATWEEL in text:
        _part_from_arabic(codes, folded)
    if (most := np.max(folded)) == _UNFOLDED:
        folded = np.where(folded == _UNFOLDED, codes, folded)
        most = np.max(folded)
    if most == _EXPAND:
        return _expanded(text, codes, folded)
    if np.count_nonzero(folded) == len(folded):
        return Folded(_decode(folded), None, text)
    kept = folded.nonzero()[0]
    return Folded(_decode(folded[kept]), kept, text)


def _part_from_arabic(codes: NDArray[np.uint32], folded: NDArray[np.uint32]) -> None:
    """A tatweel that ties an Arabic article or preposition to Latin letters or digits (الـM5) parts them instead."""
    tied = np.flatnonzero(codes[:-1] == ord(_TATWEEL)) + 1
    if tied.size:
        folded[tied[_IS_ASCII_WORD.take(folded[tied], mode="clip")] - 1] = _SPACE


def fold_text(text: str) -> str:
    """Only the folded text, for names and keys."""
    if text.isascii():
        return _fold_ascii(text)
    return fold(text).text if len(text) > _SHORT or _IN_CONTEXT.search(text) else text.translate(_FOLDING)


def words_of(text: str) -> frozenset[str]:
    """The words of ``text``, folded: how lists of words are written."""
    return frozenset(fold_text(text).split())


def by_word(lists: Mapping[Of, str]) -> dict[str, Of]:
    """Folded word -> what it stands for, of such lists by what their words stand for; the last, if in several."""
    return {word: of for of, words in lists.items() for word in fold_text(words).split()}


def _fold_ascii(text: str) -> str:
    """Letter by letter, in a third of the time that a look-up of characters takes."""
    return text.encode().translate(_ASCII).decode()


def _belongs_to_letter(character: str) -> bool:
    return character in _VOICING or unicodedata.category(character) == "Mn"


def _decode(codes: NDArray[np.uint32]) -> str:
    return str(codes.astype("<u4", copy=False).data, "utf-32-le", "surrogatepass")


def _expanded(text: str, codes: NDArray[np.uint32], folded: NDArray[np.uint32]) -> Folded:
    """The slow part: ``folded`` marks the characters that become several, and the voicing marks of kana."""
    marked = (folded == _EXPAND).nonzero()[0]
    written = folded[marked] = codes[marked]
    found = sorted(set(written.tolist()))
    for code in found:
        if (mark := _VOICING.get(chr(code))) is not None:
            _voice(folded, marked[written == code].tolist(), mark)
    if np.count_nonzero(folded) == len(folded):
        kept, letters = np.arange(len(folded)), folded
    else:
        kept = folded.nonzero()[0]
        letters = folded[kept]
    result, counts = _decode(letters), np.ones(len(kept), np.intp)
    for code in found:
        if chr(code) not in _VOICING:  # nothing else folds to such a character
            counts[letters == code] = len(_FOLDING[code])
            result = result.replace(chr(code), _FOLDING[code])
    return Folded(result, np.repeat(kept, counts), text)


def _voice(folded: NDArray[np.uint32], places: list[int], mark: str) -> None:
    """Put the voicing ``mark`` that stands at ``places`` into the kana before it, where there is one."""
    for index in places:
        base = index - 1
        while base >= 0 and folded[base] == _DROP:
            base -= 1
        voiced = unicodedata.normalize("NFC", chr(folded[base]) + mark) if base >= 0 else ""
        if len(voiced) == 1:
            folded[base], folded[index] = ord(voiced), _DROP
        else:
            folded[index] = ord(mark)


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
        spells = character not in _NUKTA and any(code in block for block in _MARKS_THAT_SPELL)
        return character if spells else ""
    if category == "Zs":
        return " "
    if category == "No" and len(unicodedata.normalize("NFKD", character)) > 1:
        return character  # a fraction such as ½ must not lengthen the number before it
    if code in _MARKS_THAT_SPELL[0]:
        return "".join(part for part in unicodedata.normalize("NFD", character) if part not in _NUKTA)
    if any(code in block for block in _MARKS_THAT_SPELL):
        return character
    result = ""
    for part in unicodedata.normalize("NFKD", character):
        if part in _SPECIAL:
            result += _SPECIAL[part]
        elif unicodedata.category(part) != "Mn":
            result += part.casefold()
    return result


class _Folding(dict[int, str]):
    """Code point -> what it folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        known = any(code in block for block in _FOLDED)
        self[code] = folded = _fold_character(chr(code)) if known else chr(code)
        return folded


_FOLDING = _Folding()
_ASCII = b"".join(_fold_character(chr(code)).encode() for code in range(128)).ljust(256, b" ")
"""For bytes.translate: each of these letters folds to one of them."""
assert len(_ASCII) == 256 and _ASCII.isascii()
_cached: list[NDArray[np.uint32]] = []


def _table() -> NDArray[np.uint32]:
    """Code point -> folded code point, made at first use (about 0.1 s) and kept: a constant, not state."""
    if not _cached:
        table = np.arange(_TABLE_SIZE, dtype=np.uint32)
        for block in _FOLDED:
            for code in block:
                piece = _fold_character(chr(code))
                table[code] = _EXPAND if len(piece) > 1 else ord(piece) if piece else _DROP
        for mark in _VOICING:
            table[ord(mark)] = _EXPAND
        table[-1] = _UNFOLDED
        _cached.append(table)
    return _cached[0]
