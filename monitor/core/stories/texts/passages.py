"""Which passages two texts share, and where: what a person is shown of why one is taken for the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from monitor.core.stories.texts.fingerprint import MAX_TOKENS, K
from monitor.core.text.document import Document, document
from monitor.core.text.words import is_unspaced, word_spans
from monitor.core.types import Fields

_TRIED = 16
"""Places of the other text where the same K words stand: what a page repeats more often is no passage to show."""


class FieldSpan(NamedTuple):
    """Offsets in code points of a field as published."""

    field: str
    start: int
    end: int


class Passage(NamedTuple):
    """A run of words that stands in both texts: as the first has it, where, and where in the other."""

    text: str
    here: FieldSpan
    there: FieldSpan
    words: int


def shared_passages(one: Fields, other: Fields) -> list[Passage]:
    """The runs of K words or more (in scripts without spaces, of more than K characters) that stand in both, in the
    order of ``one``. Of each the longest; no word of ``one`` is in two. Of both the first MAX_TOKENS words count."""
    ours, theirs = _Words(document(one)), _Words(document(other))
    places = defaultdict[tuple[str, ...], list[int]](list)
    for at in range(len(theirs.folded) - K + 1):
        places[tuple(theirs.folded[at : at + K])].append(at)
    found, at = [], 0
    while at + K <= len(ours.folded):
        starts = places.get(tuple(ours.folded[at : at + K]), ())[:_TRIED]
        length, start = max(((_alike(ours, at, theirs, start), -start) for start in starts), default=(0, 0))
        if length < K + is_unspaced(ours.folded[at][:1]):
            at += 1
            continue
        found.append(Passage(ours.text(at, length), ours.place(at, length), theirs.place(-start, length), length))
        at += length
    return found


class _Words:
    """The words of a text, folded, with where they stand."""

    def __init__(self, text: Document) -> None:
        self._text, folded = text, text.folded.text
        self._spans = word_spans(folded)[:MAX_TOKENS]
        self.folded = [folded[start:end] for start, end in self._spans]
        self.fields = [text.field_at(start) for start, _ in self._spans]

    def place(self, at: int, length: int) -> FieldSpan:
        return FieldSpan(*self._located(at, length)[:3])

    def text(self, at: int, length: int) -> str:
        return self._located(at, length)[3]

    def _located(self, at: int, length: int) -> tuple[str, int, int, str]:
        return self._text.locate(self._spans[at][0], self._spans[at + length - 1][1])


def _alike(ours: _Words, at: int, theirs: _Words, start: int) -> int:
    """How many words from there on are the same in both, up to where a field ends."""
    field, other = ours.fields[at], theirs.fields[start]
    length = 0
    while at + length < len(ours.folded) and start + length < len(theirs.folded):
        same = ours.folded[at + length] == theirs.folded[start + length]
        if not same or ours.fields[at + length] != field or theirs.fields[start + length] != other:
            break
        length += 1
    return length


def longest(passages: Sequence[Passage], most: int) -> list[Passage]:
    """The ``most`` longest, in the order of the text."""
    kept = sorted(passages, key=lambda one: -one.words)[:most]
    return [one for one in passages if one in kept]
