"""What a person watches, after checking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PLACE = "place"
    GROUP = "group"
    PERSON = "person"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Guard:
    """What is asked of the text around a mention: something of ``concepts`` (lists, words, other entities) within
    the same ``unit`` (``item``, ``paragraph`` or ``sentence``), or with at most ``words`` words between (``words``)."""

    unit: str
    words: int
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A watched entity. ``acronyms`` count only in exactly their letters, ``cased`` names only in exactly their
    capitals; ``short`` forms only with a capital and a full name in the same item; ``never`` phrases cancel the names
    inside them and, anywhere in the item, the acronyms and short forms. A mention counts only where ``context`` holds
    and ``not_near`` does not. ``alias_languages``: (name, language code) where the file says which language it is."""

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...]
    part_of: str = ""
    acronyms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    context: Guard | None = None
    not_near: Guard | None = None
    alias_languages: tuple[tuple[str, str], ...] = ()


def wholes_of(entities: Mapping[str, Entity], name: str) -> Iterator[str]:
    """What the entity of this name is part of, the nearest first; nothing if there is no such entity."""
    while name := entities[name].part_of if name in entities else "":
        yield name


class Parts:
    """Which entities are part of which."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._parts: dict[str, list[str]] = {}
        for entity in entities:
            if entity.part_of:
                self._parts.setdefault(entity.part_of, []).append(entity.id)

    def of(self, whole: str) -> set[str]:
        """``whole`` and everything that is part of it, however deep."""
        found, waiting = set[str](), [whole]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._parts.get(one, ())
        return found
