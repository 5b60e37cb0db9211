"""Which names in Latin letters may stand in a text under another spelling: looked up by their sounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from monitor.core.entities.literals import Literals
from monitor.core.entities.romanised import MIN_LETTERS
from monitor.core.text.document import Document
from monitor.core.text.scanned import capital_letters, sounds

_SPACE = ord(" ")


class Spellings:
    """``terms`` maps the literal of a RomanisedPattern to the numbers of its terms."""

    def __init__(self, terms: Mapping[str, tuple[int, ...]]) -> None:
        self._terms = terms
        self._several = Literals({literal: numbers for literal, numbers in terms.items() if " " in literal[1:-1]})

    def found(self, document: Document, language: str) -> Iterator[tuple[str, tuple[int, ...], int]]:
        """(literal, its terms, where its first word begins in the folded text) of what may be a spelling."""
        if not self._terms:
            return
        heard, offsets = sounds(document.folded.text)
        for _, start, end in self._several.found(f"{heard} "):
            literal = heard[start:end].ljust(end - start)
            yield literal, self._terms[literal], int(offsets[start]) + 1
        starts = offsets[np.frombuffer(heard.encode("latin-1"), np.uint8) == _SPACE] + 1
        ends = np.append(starts[1:], len(document.folded.text))
        capitals = np.append(0, np.cumsum(capital_letters(document.folded)))
        words = heard.split(" ")
        worth = (ends - starts >= MIN_LETTERS) & (capitals[ends] > capitals[starts])
        for at in np.flatnonzero(worth).tolist():
            start = int(starts[at])
            for form in _forms(words[at + 1], document.folded.text, start, int(ends[at]), language):
                literal = f" {form} "
                if numbers := self._terms.get(literal):
                    yield literal, numbers, start


def _forms(heard: str, text: str, start: int, end: int, language: str) -> Iterator[str]:
    """What a word of a text may be with its ending taken off."""
    yield heard
    if heard.endswith("s"):
        yield heard[:-1]
    if language == "tr":
        yield from (heard[:length] for length in range(1, len(heard)))
    elif (apostrophe := text.rfind("'", start, end)) >= 0:
        yield sounds(text[start:apostrophe]).text.strip()
