"""One article as the rules see it: title, lead and text as one folded sequence, every offset traceable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from monitor.core.text.fold import Folded, fold
from monitor.core.text.lookalikes import unmixed
from monitor.core.text.spaced import SpacedWords, spaced_words
from monitor.core.text.words import Bounds, paragraph_bounds, sentence_bounds, word_bounds
from monitor.core.types import Fields

MAX_SCANNED = 200_000
"""Characters of one document that are scanned; a longer text is cut there (references: limits that held)."""

_GAP = "\n\n"
_ELLIPSES = ("...", "…", "[...]", "[…]", "[&#8230;]", "(...)")


@dataclass(frozen=True)
class Document:
    """The sequence that conditions span. Fields are kept apart by a paragraph break, so no phrase crosses one."""

    fields: Fields
    folded: Folded
    starts: tuple[tuple[int, str], ...]
    """Where each field begins in the original sequence, in order."""

    @cached_property
    def spaced(self) -> SpacedWords:
        return spaced_words(self.folded.text)

    @cached_property
    def words(self) -> Bounds:
        return word_bounds(self.folded.text, self.spaced.starts)

    @cached_property
    def sentences(self) -> Bounds:
        return sentence_bounds(self.folded.text, self.folded.was_small)

    @cached_property
    def paragraphs(self) -> Bounds:
        return paragraph_bounds(self.folded.text)

    def bounds(self, unit: str) -> Bounds:
        """Where each ``unit`` begins and ends: ``words``, ``sentence`` or ``paragraph``."""
        if unit == "words":
            return self.words
        return self.sentences if unit == "sentence" else self.paragraphs

    def locate(self, start: int, end: int) -> tuple[str, int, int, str]:
        """A folded span -> (field, start, end, text), offsets in code points of that field as published."""
        first, last = self.folded.span(start, end)
        offset, name = max(entry for entry in self.starts if entry[0] <= first)
        text = self.fields.get(name)
        begin, finish = first - offset, min(last - offset, len(text))
        return name, begin, finish, text[begin:finish]

    def scanned(self, name: str) -> str:
        """What is scanned of a field, as published: a long one is cut."""
        offset = next(start for start, field in self.starts if field == name)
        return self.fields.get(name)[: max(0, MAX_SCANNED - offset)]

    def folded_at(self, offset: int) -> int:
        """Where the folded text goes on from ``offset`` of the original sequence."""
        return offset if self.folded.offsets is None else int(np.searchsorted(self.folded.offsets, offset))

    def field_at(self, start: int) -> str:
        """The field in which a folded offset lies."""
        first, _ = self.folded.span(start, start + 1)
        return max(entry for entry in self.starts if entry[0] <= first)[1]


def document(fields: Fields) -> Document:
    """Fold ``fields`` once."""
    pieces, starts, offset = [], [], 0
    for name, value in fields.items():
        starts.append((offset, name))
        pieces.append(value)
        offset += len(value) + len(_GAP)
    folded = _single_spaced(fold(_GAP.join(pieces)[:MAX_SCANNED]))
    text = unmixed(folded.text)
    if text is not folded.text:
        folded = Folded(text, folded.offsets, folded.written)
    return Document(fields, folded, tuple(starts))


def _single_spaced(folded: Folded) -> Folded:
    """Runs of spaces as one. Markup has none left, but the text of an inline test may; ` - ` keeps its three."""
    written = folded.written
    if "  " not in written:
        return folded
    space = _codes(written) == ord(" ")
    offsets = np.arange(len(folded.text)) if folded.offsets is None else folded.offsets
    kept = (~(space[1:] & space[:-1]).take(offsets - 1, mode="clip") | (offsets == 0)).nonzero()[0]
    text = str(_codes(folded.text)[kept].data, "utf-32-le", "surrogatepass")
    return Folded(text, offsets[kept], written)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def fields_of(title: str, summary: str, content: str) -> Fields:
    """Three plain texts -> Fields. A summary that the content repeats at its head counts once: the lead keeps it
    (to the end of its sentence where it was cut off) and the text goes on from there."""
    lead, text = summary, content
    bare = lead
    for mark in _ELLIPSES:
        bare = bare.removesuffix(mark).rstrip()
    if bare and text.startswith(bare):
        cut = len(bare)
        if cut < len(text) and bare != lead:
            ends = [found for mark in (". ", "\n", "؟ ", "! ", "? ") if (found := text.find(mark, cut)) >= 0]
            cut = min(ends) + 1 if ends else len(text)
        lead, text = text[:cut].strip(), text[cut:].strip()
    if lead == title and not text:
        lead = ""
    return Fields(title, lead, text)
