"""What a word of a text leads to: terms of which it may be the key or a spelling, and what remains to be verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from monitor.core.entities.inflection.scripts import Ending
from monitor.core.entities.pattern import QUOTE, AnyPattern, Pattern
from monitor.core.entities.spelled import Begins
from monitor.core.entities.terms import Term
from monitor.core.text.document import Document
from monitor.core.text.fold import Folded
from monitor.core.text.spaced import SpacedWords


class TermCandidate(NamedTuple):
    """A term that a word may be the key of, and what remains to be verified. ``spelled``: it is not the name as a
    person wrote it but another spelling, which counts only if the word begins with a capital. ``begin``: letters that
    must stand ``lead`` before the word ``at`` words before, some of them perhaps in quotes; nothing where a prefix may
    stand before them. ``capital``: it counts only where it begins with one, as a single word in a case may be another
    word (Gaza, gazy)."""

    term: Term
    pattern: AnyPattern
    spelled: bool = False
    begin: str = ""
    at: int = 0
    lead: int = 0
    capital: bool = False

    @staticmethod
    def of(term: Term, pattern: AnyPattern) -> TermCandidate:
        if isinstance(pattern, Pattern):
            if pattern.key is None or pattern.proclitics:
                return TermCandidate(term, pattern)
            capital = not pattern.rest and pattern.last.ending is Ending.DECLINED
            return TermCandidate(term, pattern, False, pattern.begin, pattern.key.at, pattern.key.lead, capital)
        return TermCandidate(term, pattern, spelled=True)

    def match(self, text: ScannedText, number: int) -> tuple[int, int] | None:
        """Where in ``text`` it stands, given that the word ``number`` led here."""
        if self.begin:  # most often: not worth a further call unless these letters stand there
            start = text.words.starts[number - self.at] - self.lead if number >= self.at else -1
            written = text.folded.text
            if start < 0 or not (
                written.startswith(self.begin, start) or written.find(QUOTE, start, start + len(self.begin)) > 0
            ):
                return None
            if self.capital and text.folded.was_small(start):
                return None
            return self.pattern.match(written, start, text.language)
        if isinstance(self.pattern, Pattern):
            return self.pattern.match_at(text.folded.text, text.words, number, text.language)
        first = number - self.pattern.after_article
        if first < 0:
            return None
        return self.pattern.match(text.folded.text, text.words.starts[first], text.language)


class ScannedText(NamedTuple):
    """A document as it is scanned."""

    folded: Folded
    words: SpacedWords
    language: str

    @staticmethod
    def of(document: Document, language: str) -> ScannedText:
        return ScannedText(document.folded, document.spaced, language)


class Leads(NamedTuple):
    """What a word of a text may be the key of: ``always``; or where a certain word stands beside it, or one that begins
    with two certain letters (``beside``: which side, whole word or not, what). ``spelled``: other spellings of names;
    ``begins``: names of several words of which another spelling may begin here. ``named``: not only spellings."""

    named: bool
    always: tuple[TermCandidate, ...]
    beside: tuple[tuple[int, bool, Mapping[str, tuple[TermCandidate, ...]]], ...]
    spelled: tuple[TermCandidate, ...] = ()
    begins: Begins | None = None


def leads_of(candidates: Iterable[TermCandidate]) -> Leads:
    """Without spellings."""
    always: list[TermCandidate] = []
    beside: dict[tuple[int, bool], dict[str, tuple[TermCandidate, ...]]] = {}
    for candidate in candidates:
        key = candidate.pattern.key if isinstance(candidate.pattern, Pattern) else None
        if key is None or key.beside is None:
            always.append(candidate)
        else:
            letters, where, whole = key.beside
            known = beside.setdefault((where, whole), {})
            known[letters] = (*known.get(letters, ()), candidate)
    return Leads(bool(always or beside), tuple(always), tuple((*side, found) for side, found in beside.items()))
