"""All aliases of all rules in one automaton, and the scan that finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import ahocorasick_rs

from monitor.core.entities.aliases import AnyPattern, Pattern, acronym_patterns, name_patterns, patterns
from monitor.core.entities.types import Entity, Kind
from monitor.core.text.document import Document
from monitor.core.text.fold import fold_text

MAX_HITS = 5_000
"""Raw hits of one document that are followed up; the rest of the document then counts as read without hits."""


_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


class TermKind(Enum):
    NAME = "name"
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


class Lexicon:
    """Terms compiled. Immutable once built; building is linear in the number of letters."""

    def __init__(self, terms: Iterable[Term]) -> None:
        by_literal: dict[str, list[tuple[Term, AnyPattern]]] = {}
        for term in terms:
            for pattern in _patterns(term):
                by_literal.setdefault(pattern.literal, []).append((term, pattern))
        self._literals = list(by_literal)
        self._entries = list(by_literal.values())
        self._automaton = (
            ahocorasick_rs.AhoCorasick(self._literals, implementation=ahocorasick_rs.Implementation.ContiguousNFA)
            if self._literals
            else None
        )

    def scan(self, document: Document, language: str) -> dict[str, tuple[Hit, ...]]:
        """Every concept in ``document``, with its hits in text order."""
        if self._automaton is None:
            return {}
        text = document.folded.text
        found: dict[str, dict[TermKind, set[Hit]]] = {}
        raw = self._automaton.find_matches_as_indexes(text, overlapping=True)
        for index, start, _ in raw[:MAX_HITS]:
            for term, pattern in self._entries[index]:
                span = pattern.match(text, start, language)
                if span is not None and _letters_fit(term, pattern, document, span):
                    kinds = found.setdefault(term.concept, {})
                    kinds.setdefault(term.kind, set()).add(Hit(term.concept, term.alias, *span))
        return {concept: hits for concept, kinds in found.items() if (hits := _counted(kinds))}


def _patterns(term: Term) -> list[AnyPattern]:
    if term.kind is TermKind.ACRONYM:
        return acronym_patterns(term.alias)
    if term.kind is TermKind.NAME and term.of is not None:
        return name_patterns(term.alias, term.of, romanised=term.romanised)
    return patterns(term.alias, exact=term.exact)


def _letters_fit(term: Term, pattern: AnyPattern, document: Document, span: tuple[int, int]) -> bool:
    """Acronyms in exactly their letters, short forms and other spellings of a name with a capital, in the text as
    published."""
    if term.kind in (TermKind.NAME, TermKind.NEVER):
        if isinstance(pattern, Pattern):
            return True
        written = document.locate(*span)[3]
        return written != written.lower()
    written = document.locate(*span)[3]
    if term.kind is TermKind.ACRONYM:
        return _bare(written) == _bare(term.alias)
    return written[:1].isupper() or not written[:1].islower()


def _bare(acronym: str) -> str:
    """Without full stops, format marks and vowel signs, full-width letters made plain."""
    letters = unicodedata.normalize("NFKC", acronym)
    return "".join(c for c in letters if c != "." and unicodedata.category(c) not in ("Cf", "Mn"))


def _counted(kinds: Mapping[TermKind, set[Hit]]) -> tuple[Hit, ...]:
    never = kinds.get(TermKind.NEVER, set())
    names = {h for h in kinds.get(TermKind.NAME, ()) if not any(n.start <= h.start and h.end <= n.end for n in never)}
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
