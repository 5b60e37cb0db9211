"""Conditions as plain logic, so that lint can tell whether they can hold: what is asked, not how it is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import comb
from typing import Any

from monitor.core.durations import duration
from monitor.core.entities.terms import alias_key
from monitor.core.entities.types import Entity, Parts
from monitor.core.lint.book import Book, Place, inside, listed
from monitor.core.untrusted import language_code

Thing = tuple[str, str]
"""What may stand in a text: ("entity", id), ("word", folded), ("phrase", folded), ("regex", as written) and
("list", id) of a list with `never`."""
FIELDS = frozenset({"title", "lead", "text"})
MAX_CHOICES = 60
"""Combinations of an `at_least` that are looked at; beyond, it is taken as something of its own."""


@dataclass(frozen=True, slots=True)
class Has:
    """One of ``things`` stands in one of ``fields``."""

    things: frozenset[Thing]
    fields: frozenset[str] = FIELDS


@dataclass(frozen=True, slots=True)
class Is:
    """The item has one of ``names`` as its ``what``: language, source, tag or url."""

    what: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewerThan:
    seconds: float


@dataclass(frozen=True, slots=True)
class Together:
    """`near`: every member within one ``unit`` (``words`` words where it is `words`)."""

    members: tuple[frozenset[Has], ...]
    unit: str
    words: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class Other:
    """What is only compared: a count, a number, a time of day."""

    text: str


Atom = Has | Is | NewerThan | Together | Other


@dataclass(frozen=True, slots=True)
class Leaf:
    """``needs`` must hold where ``atom`` does."""

    atom: Atom
    needs: tuple[Node, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Node, ...]
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Either:
    """``chosen``: the branches were not written by a person (`at_least`)."""

    parts: tuple[Node, ...]
    place: Place | None = field(default=None, compare=False)
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Neither:
    part: Node
    place: Place | None = field(default=None, compare=False)


Node = Leaf | Both | Either | Neither


@dataclass(frozen=True)
class Reader:
    """Reads conditions as they are written, with names resolved. A ``rule:`` stands for that rule's condition."""

    book: Book
    entities: Mapping[str, Entity]
    _lists: dict[str, frozenset[Thing]] = field(default_factory=dict)

    @cached_property
    def parts(self) -> Parts:
        return Parts(self.entities.values())

    def node(self, place: Place) -> Node:
        """The condition at ``place``: all of its keys."""
        given: dict[str, Any] = place.value
        parts: list[Node] = []
        for key, value in given.items():
            at = place.below(key)
            if key in ("entity", "words", "phrase", "regex"):
                parts.append(Leaf(self._has(key, given), place=at))
            elif key == "all":
                parts += [self.node(one) for one in inside(place, key)]
            elif key == "any":
                parts.append(Either(tuple(self.node(one) for one in inside(place, key)), at))
            elif key == "not":
                parts += [Neither(self.node(one), one) for one in inside(place, key)]
            elif key == "at_least":
                parts.append(self._at_least(place, value["n"], at))
            elif key == "rule":
                rules = [self._elsewhere(self.book.rules[name].below("when"), at) for name in listed(value)]
                parts.append(Either(tuple(rules), at) if len(rules) > 1 else rules[0])
            elif key not in ("in", "parts"):
                parts.append(self._leaf(key, value, place, at))
        return parts[0] if len(parts) == 1 else Both(tuple(parts), place)

    def _has(self, key: str, given: Mapping[str, Any]) -> Has:
        value, things = given[key], frozenset[Thing]()
        if key == "entity":
            names = listed(value)
            wanted = set().union(*map(self.parts.of, names)) if given.get("parts") else names
            things = frozenset(("entity", name) for name in wanted)
        elif key == "words":
            things = self._list(value) if isinstance(value, str) else _words(value)
        elif key == "phrase":
            things = frozenset(("phrase", alias_key(text)) for text in listed(value))
        else:
            things = frozenset(("regex", text) for text in listed(value))
        return Has(things, frozenset(listed(given["in"])) if "in" in given else FIELDS)

    def _list(self, name: str) -> frozenset[Thing]:
        if name not in self._lists:
            words = _words(listed(self.book.words_of(name).value))
            # Where some of its words do not count it is not all of them, and like nothing else.
            self._lists[name] = words if self.book.never_of(name) is None else frozenset([("list", name)])
        return self._lists[name]

    def _leaf(self, key: str, value: Any, place: Place, at: Place) -> Leaf:
        if key == "near":
            return self._near(place, at)
        if key == "language":
            return Leaf(Is(key, frozenset(map(language_code, listed(value)))), place=at)
        if key in ("source", "url"):
            return Leaf(Is(key, frozenset(text.lower() for text in listed(value))), place=at)
        if key in ("tag", "genre"):
            return Leaf(Is(key, frozenset(listed(value))), place=at)
        if key == "newer_than":
            return Leaf(NewerThan(duration(value).total_seconds()), place=at)
        needs: tuple[Node, ...] = ()
        if key == "number" or (key == "count" and value.get("at_least", 0) > 0):
            needs = tuple(self.node(one) for one in inside(place, key))
        return Leaf(Other(f"{key} {_plain(value)}"), needs, at)

    def _near(self, place: Place, at: Place) -> Leaf:
        value = place.value["near"]
        needs = tuple(self.node(one) for one in inside(place, "near"))
        number, _, unit = str(value["within"]).rpartition(" ")
        words = int(number) if number else 0
        members = tuple(_having(member) for member in needs)
        ordered = bool(value.get("ordered", False))
        if not all(members):  # a number is only compared
            return Leaf(Other(f"near {_plain(value)}"), needs, at)
        return Leaf(Together(members, "words" if words else unit, words, ordered), needs, at)

    def _at_least(self, place: Place, least: int, at: Place) -> Node:
        parts = [self.node(one) for one in inside(place, "at_least")]
        if comb(len(parts), least) > MAX_CHOICES:
            return Leaf(Other(f"at_least {_plain(place.value['at_least'])}"), place=at)
        return Either(tuple(Both(chosen) for chosen in combinations(parts, least)), at, chosen=True)

    def _elsewhere(self, condition: Place, at: Place) -> Node:
        """The condition of another rule, as if it stood ``at`` this one's key."""
        return Both((self.node(condition),), at)


def _having(member: Node) -> frozenset[Has]:
    """What a member of `near` may be; nothing if it is no plain text."""
    if isinstance(member, Leaf):
        return frozenset([member.atom]) if isinstance(member.atom, Has) else frozenset()
    if isinstance(member, Either):
        found = [_having(part) for part in member.parts]
        return frozenset().union(*found) if all(found) else frozenset()
    return frozenset()


def _words(words: list[str]) -> frozenset[Thing]:
    return frozenset(("word", alias_key(word)) for word in words)


def _plain(value: Any) -> str:
    """A value as text: the same for the same meaning, whatever the order of its keys."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return repr(value)
