"""Hits: where a concept was found, and which of what was found counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from typing import NamedTuple

from monitor.core.entities.terms import Term, TermKind
from monitor.core.text.document import Document


class Hit(NamedTuple):
    """A concept found at a span of the folded text."""

    concept: str
    alias: str
    start: int
    end: int


def in_text_order(hit: Hit) -> tuple[int, int, str, str]:
    """What hits are sorted by."""
    return hit.start, hit.end, hit.concept, hit.alias


def letters_fit(term: Term, document: Document, span: tuple[int, int]) -> bool:
    """Acronyms and cased names in exactly their letters, short forms with a capital, in the text as published."""
    if term.kind in (TermKind.NAME, TermKind.NEVER):
        return True
    written = document.locate(*span)[3]
    match term.kind:
        case TermKind.ACRONYM:
            return _bare(written) == _bare(term.alias)
        case TermKind.CASED:
            return term.alias in written
    return written[:1].isupper() or not written[:1].islower()


def _bare(acronym: str) -> str:
    """Without full stops, format marks and vowel signs, full-width letters made plain."""
    letters = unicodedata.normalize("NFKC", acronym)
    return "".join(c for c in letters if c != "." and unicodedata.category(c) not in ("Cf", "Mn"))


def counted(found: Collection[tuple[TermKind, Hit]]) -> tuple[Hit, ...]:
    """The hits of one concept that count."""
    never = [hit for kind, hit in found if kind is TermKind.NEVER]
    hits = {hit for kind, hit in found if kind is TermKind.NAME or kind is TermKind.CASED}
    if never:
        hits = {h for h in hits if not any(n.start <= h.start and h.end <= n.end for n in never)}
    else:
        others = {TermKind.ACRONYM, TermKind.SHORT} if hits else {TermKind.ACRONYM}
        hits |= {hit for kind, hit in found if kind in others}
    return _longest(hits)


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
