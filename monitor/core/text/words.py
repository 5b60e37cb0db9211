"""Words, sentences and the script a text is written in: the units that distances and fingerprints count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\u0e00-\u0e7f"
_CJK_RUN = re.compile(f"[{_CJK}]")
_SENTENCE_END = re.compile(r"(?:[.!?؟…।]+[\"')\]]*(?=\s|$))|[。！？]|\n")
_PARAGRAPH_END = re.compile(r"\n")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("tr", re.compile(r"[ğışİĞŞ]")),
)


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script written without spaces between words (CJK, Thai)."""
    return _CJK_RUN.match(character) is not None


def tokens(folded: str) -> list[str]:
    """The words of a folded text; scripts without spaces give overlapping pairs of characters."""
    found: list[str] = []
    for word in _WORD.findall(folded):
        if word.isascii() or not _CJK_RUN.search(word) or len(word) == 1:
            found.append(word)
        else:
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, stripped, empty ones left out."""
    pieces, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        pieces.append(text[start : end.end()].strip())
        start = end.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def script_language(text: str) -> str:
    """A language code guessed from the script alone, or an empty string: Latin text says nothing by itself."""
    sample = text[:2_000]
    counts = [(len(pattern.findall(sample)), code) for code, pattern in _SCRIPTS]
    best, code = max(counts)
    needed = 2 if code == "tr" else max(3, len(sample) // 4)
    return code if best >= needed else ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where each unit of one kind begins in a text; ``index`` says in which unit an offset lies."""

    starts: Sequence[int]

    def index(self, offset: int) -> int:
        return bisect_right(self.starts, offset)


def word_bounds(folded: str) -> Bounds:
    """Each word is a unit; in scripts without spaces each character."""
    starts: list[int] = []
    for word in _WORD.finditer(folded):
        if not word[0].isascii() and _CJK_RUN.search(word[0]):
            starts.extend(range(word.start(), word.end()))
        else:
            starts.append(word.start())
    return Bounds(starts)


def sentence_bounds(folded: str) -> Bounds:
    return Bounds([end.end() for end in _SENTENCE_END.finditer(folded)])


def paragraph_bounds(folded: str) -> Bounds:
    return Bounds([end.end() for end in _PARAGRAPH_END.finditer(folded)])
