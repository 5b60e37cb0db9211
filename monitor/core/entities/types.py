"""What a person watches, after checking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PLACE = "place"
    GROUP = "group"
    PERSON = "person"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Entity:
    """A watched entity. ``acronyms`` count only in exactly their letters; ``short`` forms only with a capital and
    a full name in the same item; ``never`` phrases cancel the names inside them and, anywhere in the item, the
    acronyms and short forms."""

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...]
    part_of: str = ""
    acronyms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def parts_of(entities: dict[str, Entity], whole: str) -> frozenset[str]:
    """``whole`` and everything that is part of it, however deep."""
    found = {whole}
    while True:
        more = {e.id for e in entities.values() if e.part_of in found} - found
        if not more:
            return frozenset(found)
        found |= more
