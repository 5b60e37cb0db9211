"""Which names in Latin letters may stand in a text under another spelling: looked up by their sounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from monitor.core.entities.literals import Literals
from monitor.core.entities.romanised import MIN_LETTERS
from monitor.core.text.document import Document
from monitor.core.text.scanned import capital_letters, row_of, sounds

_SPACE = ord(" ")


class Spellings:
    """``terms`` maps the literal of a RomanisedPattern to the numbers of its terms."""

    def __init__(self, terms: Mapping[str, tuple[int, ...]]) -> None:
        self._terms = terms
        self._alone = {literal.strip(): literal for literal in terms if " " not in literal[1:-1]}
        self._several = Literals({literal: numbers for literal, numbers in terms.items() if " " in literal[1:-1]})

    def found(self, document: Document, language: str) -> Iterator[tuple[str, tuple[int, ...], int]]:
        """(literal, its terms, where its first word begins in the folded text) of what may be a spelling."""
        if not self._terms:
            return
        heard, offsets = sounds(document.folded.text)
        for _, start, end in self._several.found(heard):
            literal = heard[start:end]
            yield literal, self._terms[literal], int(offsets[start]) + 1
        words, text, alone = heard.split(" "), document.folded.text, self._alone
        for at, start, end in _capitalised(document, heard, offsets):
            word = words[at + 1]
            if word in alone or word.endswith("s") or language == "tr" or "'" in text[start:end]:
                for form in _forms(word, text[start:end], language) & alone.keys():
                    yield alone[form], self._terms[alone[form]], start


def _capitalised(document: Document, heard: str, offsets: NDArray[np.intp]) -> Iterable[tuple[int, int, int]]:
    """(which, start, end) of the words long enough and written with a capital."""
    spaces = offsets[np.frombuffer(heard.encode("latin-1"), np.uint8) == _SPACE]
    starts, ends = spaces[:-1] + 1, spaces[1:]
    if not len(starts):
        return ()
    capital = np.logical_or.reduceat(capital_letters(document.folded), starts)
    worth = ((ends - starts >= MIN_LETTERS) & capital).nonzero()[0]
    return zip(worth.tolist(), starts[worth].tolist(), ends[worth].tolist(), strict=True)


def _forms(heard: str, written: str, language: str) -> set[str]:
    """What a word of a text may be with its ending taken off."""
    forms = {heard, heard.removesuffix("s")}
    if language == "tr":
        forms.update(heard[:length] for length in range(1, len(heard)))
    elif "'" in written:
        forms.add(row_of(written[: written.rindex("'")]))
    return forms
