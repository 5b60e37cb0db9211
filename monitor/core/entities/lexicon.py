"""All aliases of all rules in two automata, as written and as heard, and the scan that finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from monitor.core.entities.aliases import AnyPattern, Pattern, acronym_patterns, name_patterns, patterns
from monitor.core.entities.literals import Literals
from monitor.core.entities.romanised import RomanisedPattern
from monitor.core.entities.spellings import Spellings
from monitor.core.entities.types import Entity, Kind
from monitor.core.text.document import Document
from monitor.core.text.fold import fold_text
from monitor.core.text.scanned import spaced

_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


class TermKind(Enum):
    NAME = "name"
    CASED = "cased"
    ACRONYM = "acronym"
    SHORT = "short"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Term:
    """One alias of one concept. A concept is an entity, a list or the inline words of one condition. ``of`` is the
    kind of an entity; ``romanised``: it has an Arabic name too, so its Latin ones have several spellings."""

    concept: str
    alias: str
    kind: TermKind = TermKind.NAME
    exact: bool = False
    of: Kind | None = None
    romanised: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found at a span of the folded text."""

    concept: str
    alias: str
    start: int
    end: int


class Candidate(NamedTuple):
    """A term of which a literal occurs, and what remains to be verified."""

    term: Term
    pattern: AnyPattern


class Lexicon:
    """Terms compiled. Building is linear in the number of letters; afterwards it is only read, but for the candidates
    of a literal, which are made when it is first met."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        written: dict[str, tuple[int, ...]] = {}
        heard: dict[str, tuple[int, ...]] = {}
        for number, term in enumerate(self._terms):
            for pattern in _patterns(term):
                literals = heard if isinstance(pattern, RomanisedPattern) else written
                numbers = literals.get(pattern.literal, ())
                if not numbers or numbers[-1] != number:
                    literals[pattern.literal] = (*numbers, number)
        self._written, self._heard = Literals(written), Spellings(heard)
        self._candidates: dict[int | str, tuple[Candidate, ...]] = {}

    def scan(self, document: Document, language: str) -> dict[str, tuple[Hit, ...]]:
        """Every concept in ``document``, with its hits in text order."""
        text = document.folded.text
        found: dict[str, dict[TermKind, set[Hit]]] = {}
        for (term, pattern), start in self._occurrences(document, language):
            span = pattern.match(text, start, language)
            if span is not None and _letters_fit(term, pattern, document, span):
                kinds = found.setdefault(term.concept, {})
                kinds.setdefault(term.kind, set()).add(Hit(term.concept, term.alias, *span))
        return {concept: hits for concept, kinds in found.items() if (hits := _counted(kinds))}

    def _occurrences(self, document: Document, language: str) -> Iterator[tuple[Candidate, int]]:
        """Each candidate, and where in the folded text its literal begins."""
        made = self._candidates
        read = f" {spaced(document.folded.text)}"
        for number, start, end in self._written.found(read):
            candidates = made.get(number)
            if candidates is None:
                candidates = made[number] = self._made(self._written.terms(number), read[start:end])
            begin = start if read[start] == " " else start - 1
            for candidate in candidates:
                yield candidate, begin
        for literal, terms, begin in self._heard.found(document, language):
            candidates = made.get(literal)
            if candidates is None:
                candidates = made[literal] = self._made(terms, literal, heard=True)
            for candidate in candidates:
                yield candidate, begin

    def _made(self, numbers: Iterable[int], literal: str, *, heard: bool = False) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(term, pattern)
            for term in (self._terms[number] for number in numbers)
            for pattern in _patterns(term)
            if pattern.literal == literal and isinstance(pattern, RomanisedPattern) is heard
        )


def _patterns(term: Term) -> list[AnyPattern]:
    if term.kind is TermKind.ACRONYM:
        return acronym_patterns(term.alias)
    if term.kind in (TermKind.NAME, TermKind.CASED) and term.of is not None:
        return name_patterns(term.alias, term.of, romanised=term.romanised and term.kind is TermKind.NAME)
    return patterns(term.alias, exact=term.exact)


def _letters_fit(term: Term, pattern: AnyPattern, document: Document, span: tuple[int, int]) -> bool:
    """Acronyms and cased names in exactly their letters, short forms and other spellings of a name with a capital, in
    the text as published."""
    if term.kind in (TermKind.NAME, TermKind.NEVER) and isinstance(pattern, Pattern):
        return True
    written = document.locate(*span)[3]
    match term.kind:
        case TermKind.ACRONYM:
            return _bare(written) == _bare(term.alias)
        case TermKind.CASED:
            return term.alias in written
        case TermKind.SHORT:
            return written[:1].isupper() or not written[:1].islower()
    return written != written.lower()


def _bare(acronym: str) -> str:
    """Without full stops, format marks and vowel signs, full-width letters made plain."""
    letters = unicodedata.normalize("NFKC", acronym)
    return "".join(c for c in letters if c != "." and unicodedata.category(c) not in ("Cf", "Mn"))


def _counted(kinds: Mapping[TermKind, set[Hit]]) -> tuple[Hit, ...]:
    never = kinds.get(TermKind.NEVER, set())
    names = kinds.get(TermKind.NAME, set()) | kinds.get(TermKind.CASED, set())
    names = {h for h in names if not any(n.start <= h.start and h.end <= n.end for n in never)}
    counted = set(names)
    if not never:
        counted |= kinds.get(TermKind.ACRONYM, set())
        if names:
            counted |= kinds.get(TermKind.SHORT, set())
    return _longest(counted)


def _longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Of the hits of one concept that overlap, the longest: one mention is counted once."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.alias)):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return tuple(kept)


def entity_terms(entities: Mapping[str, Entity]) -> list[Term]:
    """The terms of all entities; a concept of an entity is its id."""
    terms: list[Term] = []
    for entity in entities.values():
        romanised = any(_ARABIC.search(name) for name in entity.names)
        by_kind = (
            (TermKind.NAME, entity.names),
            (TermKind.CASED, entity.cased),
            (TermKind.ACRONYM, entity.acronyms),
            (TermKind.SHORT, entity.short),
            (TermKind.NEVER, entity.never),
        )
        terms.extend(
            Term(entity.id, alias, kind, of=entity.kind, romanised=romanised)
            for kind, aliases in by_kind
            for alias in aliases
        )
    return terms


def alias_key(alias: str) -> str:
    """Two aliases with the same key find the same words."""
    return " ".join(fold_text(alias).split())
