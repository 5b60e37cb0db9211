"""Compiled conditions and their evaluation. A condition that holds returns the hits that made it hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce

from monitor.core.entities.lexicon import Hit
from monitor.core.text.document import Document
from monitor.core.text.words import Bounds

Evidence = tuple[Hit, ...]
MAX_SPANS = 300
"""Hits of one member that `near` considers."""


@dataclass(frozen=True)
class Subject:
    """One article under evaluation. ``age`` counts from its publication; ``sources`` are all names it goes by."""

    document: Document
    hits: Mapping[str, Evidence]
    sources: frozenset[str]
    language: str
    tags: frozenset[str]
    age: timedelta


@dataclass(frozen=True, slots=True)
class Literal:
    """Any of ``concepts``, in any of ``fields`` (all fields if empty)."""

    concepts: tuple[str, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class Near:
    """Hits of every member within one ``unit``: a sentence, a paragraph, or ``words`` words between them."""

    members: tuple[Condition, ...]
    unit: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class SourceIs:
    """The item's domain (or one above it), feed name or owner."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class LanguageIs:
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class TagIs:
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewerThan:
    age: timedelta


Condition = Literal | All | AnyOf | Not | Near | SourceIs | LanguageIs | TagIs | NewerThan


def evaluate(condition: Condition, subject: Subject) -> Evidence | None:
    """The evidence if ``condition`` holds (it may be empty), else None."""
    match condition:
        case Literal():
            return spans(condition, subject) or None
        case All(parts):
            gathered: Evidence = ()
            for part in parts:
                evidence = evaluate(part, subject)
                if evidence is None:
                    return None
                gathered += evidence
            return gathered
        case AnyOf(parts):
            held = [evidence for part in parts if (evidence := evaluate(part, subject)) is not None]
            return sum(held, ()) if held else None
        case Not(part):
            return () if evaluate(part, subject) is None else None
        case Near():
            return _near(condition, subject)
        case SourceIs(names):
            return () if subject.sources & names else None
        case LanguageIs(codes):
            return () if subject.language in codes else None
        case TagIs(tags):
            return () if subject.tags & tags else None
        case NewerThan(age):
            return () if subject.age <= age else None


def spans(condition: Condition, subject: Subject) -> Evidence:
    """The hits of a literal condition, or of a choice of such, in text order."""
    if isinstance(condition, AnyOf):
        return tuple(sorted({h for part in condition.parts for h in spans(part, subject)}, key=lambda h: h.start))
    if not isinstance(condition, Literal):
        return ()
    hits = [hit for concept in condition.concepts for hit in subject.hits.get(concept, ())]
    if condition.fields:
        hits = [hit for hit in hits if subject.document.field_at(hit.start) in condition.fields]
    return tuple(sorted(hits, key=lambda h: h.start))


def _near(near: Near, subject: Subject) -> Evidence | None:
    members = [spans(member, subject)[:MAX_SPANS] for member in near.members]
    if not all(members):
        return None
    if near.unit == "words":
        return _within_words(members, near.words, subject.document.words)
    bounds = subject.document.sentences if near.unit == "sentence" else subject.document.paragraphs
    for unit in sorted({bounds.index(hit.start) for hit in members[0]}):
        chosen = _apart([[h for h in hits if bounds.index(h.start) == unit] for hits in members])
        if chosen is not None:
            return chosen
    return None


def _within_words(members: list[Evidence], limit: int, words: Bounds) -> Evidence | None:
    """At most ``limit`` words lie between the first and the last of the chosen hits."""
    everything = sorted({hit for hits in members for hit in hits}, key=lambda h: h.start)
    for anchor in everything:
        first_word = words.index(anchor.end - 1)
        window = [
            [h for h in hits if h.start >= anchor.start and words.index(h.start) - first_word - 1 <= limit]
            for hits in members
        ]
        if all(window):
            chosen = _apart(window)
            if chosen is not None:
                return chosen
    return None


def _apart(members: list[list[Hit]]) -> Evidence | None:
    """One hit of each member, no two of them the same text."""

    def extend(chosen: Evidence, rest: list[list[Hit]]) -> Evidence | None:
        if not rest:
            return chosen
        for hit in rest[0]:
            if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
                complete = extend((*chosen, hit), rest[1:])
                if complete is not None:
                    return complete
        return None

    return extend((), sorted(members, key=len))


def needed(condition: Condition) -> frozenset[str] | None:
    """Concepts of which at least one must occur for ``condition`` to hold; None if nothing needs to occur."""
    match condition:
        case Literal(concepts):
            return frozenset(concepts)
        case All(parts):
            known = [need for part in parts if (need := needed(part)) is not None]
            return min(known, key=len) if known else None
        case Near(members):
            return min((need for part in members if (need := needed(part)) is not None), key=len)
        case AnyOf(parts):
            each = [needed(part) for part in parts]
            return reduce(lambda a, b: a | b, (need for need in each if need is not None)) if all(each) else None
        case _:
            return None
