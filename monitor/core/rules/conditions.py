"""Compiled conditions and their evaluation. A condition that holds returns the hits that made it hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from monitor.core.entities.hits import Hit
from monitor.core.rules.numbers.read import Number, numbers_in
from monitor.core.rules.windows import During
from monitor.core.text.document import Document

Evidence = tuple[Hit, ...]
NUMBER = "number:"
"""The concept of a hit that is a number."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a time of publication that nobody stated."""


@dataclass(frozen=True)
class Subject:
    """One article under evaluation. ``age`` counts from its publication; ``sources`` are all names it goes by."""

    document: Document
    hits: Mapping[str, Evidence]
    sources: frozenset[str]
    language: str
    tags: frozenset[str]
    age: timedelta
    url: str = ""
    published: datetime = EPOCH

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers that the text states, in text order; read once, when first asked for."""
        return numbers_in(self.document.folded)


@dataclass(frozen=True, slots=True)
class Literal:
    """Any of ``concepts``, in any of ``fields`` (all fields if empty)."""

    concepts: tuple[str, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regex:
    """Any of ``patterns`` (RE2), in any of ``fields`` (all fields if empty), in the text as published."""

    patterns: tuple[str, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """``least`` or more of ``parts``."""

    least: int
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class Near:
    """Hits of every member within one ``unit``: a sentence, a paragraph, or ``words`` words between them; ``ordered``:
    in the order of ``members``."""

    members: tuple[Condition, ...]
    unit: str
    words: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """``least`` to ``most`` (None: any number of) hits of ``of`` in one ``unit``: the item, a paragraph, a sentence."""

    of: Condition
    least: int
    most: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class NumberNear:
    """A number from ``least`` to ``most`` that counts what ``of`` finds: within the same ``unit``, or with at most
    ``words`` words between."""

    of: Condition
    least: int
    most: int | None
    unit: str
    words: int = 0


class StableSet(frozenset[str]):
    """Its repr is the same in every process, as that of a plain set is not: by it is known what a rule means."""

    def __repr__(self) -> str:
        return f"frozenset({{{', '.join(map(repr, sorted(self)))}}})"


@dataclass(frozen=True, slots=True)
class SourceIs:
    """The item's domain (or one above it), feed name or owner."""

    names: StableSet


@dataclass(frozen=True, slots=True)
class LanguageIs:
    codes: StableSet


@dataclass(frozen=True, slots=True)
class GenreIs:
    """The item is one of ``genres``, as far as its headline and link say so."""

    genres: StableSet


@dataclass(frozen=True, slots=True)
class TagIs:
    tags: StableSet


@dataclass(frozen=True, slots=True)
class UrlHas:
    """The item's link holds one of ``texts`` (small letters)."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewerThan:
    age: timedelta


AskedOfItem = SourceIs | LanguageIs | GenreIs | TagIs | UrlHas | NewerThan | During
"""What is asked of the item, whatever its text says."""
Condition = (
    Literal | Regex | All | AnyOf | AtLeast | Not | Near | Count | NumberNear | SourceIs | LanguageIs | GenreIs | TagIs
    | UrlHas | NewerThan | During
)  # fmt: skip


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that it holds, nothing for one that holds none."""
    match condition:
        case All(parts) | AnyOf(parts) | AtLeast(_, parts) | Near(parts):
            return parts
        case Not(part) | Count(part) | NumberNear(part):
            return (part,)
    return ()


def asks_when(condition: Condition) -> bool:
    """Whether it depends on the time of publication by the clock."""
    return isinstance(condition, During) or any(map(asks_when, parts_of(condition)))
