"""All aliases of all rules in one automaton, and the scan that finds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import ahocorasick_rs

from monitor.core.entities.aliases import Pattern, patterns
from monitor.core.entities.types import Entity
from monitor.core.text.document import Document
from monitor.core.text.fold import fold_text

MAX_HITS = 5_000
"""Raw hits of one document that are followed up; the rest of the document then counts as read without hits."""


class TermKind(Enum):
    NAME = "name"
    ACRONYM = "acronym"
    SHORT = "short"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Term:
    """One alias of one concept. A concept is an entity, a list or the inline words of one condition."""

    concept: str
    alias: str
    kind: TermKind = TermKind.NAME
    exact: bool = False


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
        by_literal: dict[str, list[tuple[Term, Pattern]]] = {}
        for term in terms:
            for pattern in patterns(term.alias, exact=term.exact or term.kind is TermKind.ACRONYM):
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
                if span is not None and _letters_fit(term, document, span):
                    kinds = found.setdefault(term.concept, {})
                    kinds.setdefault(term.kind, set()).add(Hit(term.concept, term.alias, *span))
        return {concept: hits for concept, kinds in found.items() if (hits := _counted(kinds))}


def _letters_fit(term: Term, document: Document, span: tuple[int, int]) -> bool:
    """Acronyms in exactly their letters, short forms with a capital, in the text as published."""
    if term.kind in (TermKind.NAME, TermKind.NEVER):
        return True
    written = document.locate(*span)[3]
    if term.kind is TermKind.ACRONYM:
        return written == term.alias
    return written[:1].isupper() or not written[:1].islower()


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
        by_kind = (
            (TermKind.NAME, entity.names),
            (TermKind.ACRONYM, entity.acronyms),
            (TermKind.SHORT, entity.short),
            (TermKind.NEVER, entity.never),
        )
        terms.extend(Term(entity.id, alias, kind) for kind, aliases in by_kind for alias in aliases)
    return terms


def alias_key(alias: str) -> str:
    """Two aliases with the same key find the same words."""
    return " ".join(fold_text(alias).split())
