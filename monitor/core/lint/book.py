"""The files once more, as they are written: where every entity, list, rule, alias and condition stands.

The files are those that the loader has accepted, so that shapes need no second check here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from monitor.core.lint.finding import Finding, Weight
from monitor.core.yaml_marks import Marked, Path, parse

NAME_KEYS = ("names", "cased", "acronyms", "short", "never")
"""Keys of an entity that hold aliases."""
EXACT_KEYS = ("regex", "source", "tag", "url")
"""Keys of a condition that hold what is compared as it is written."""
_INSIDE = {"all": (), "any": (), "not": (), "near": ("of",), "at_least": ("of",), "count": ("of",), "number": ("of",)}
"""Keys of a condition that hold conditions, and where in the value."""


class Place(NamedTuple):
    """A value in a file."""

    marked: Marked
    where: Path

    @property
    def value(self) -> Any:
        found = self.marked.value
        for step in self.where:
            found = found[step]
        return found

    def below(self, *steps: str | int) -> Place:
        return Place(self.marked, (*self.where, *steps))

    def finding(self, code: str, weight: Weight, message: str, *, at_key: bool = False) -> Finding:
        key_line = self.marked.keys.get(self.where[:2], (0, 0))[0]
        return Finding(self.marked.problem(self.where, message, at_key=at_key), code, weight, key_line)

    def warning(self, code: str, message: str, *, at_key: bool = False) -> Finding:
        return self.finding(code, Weight.WARNING, message, at_key=at_key)

    def note(self, code: str, message: str, *, at_key: bool = False) -> Finding:
        return self.finding(code, Weight.NOTE, message, at_key=at_key)

    def __str__(self) -> str:
        """``file:line``"""
        at = self.marked.keys.get(self.where) or self.marked.marks[self.where]
        return f"{self.marked.path}:{at[0]}"


class Written(NamedTuple):
    """A text in a file. ``owner`` is the entity, list or rule that holds it, ``key`` the key that it stands under."""

    text: str
    owner: str
    key: str
    language: str
    place: Place


@dataclass(frozen=True)
class Book:
    """Each thing by name, in file order; what stands in them is asked once all of it is read."""

    entities: dict[str, Place] = field(default_factory=dict)
    lists: dict[str, Place] = field(default_factory=dict)
    rules: dict[str, Place] = field(default_factory=dict)

    @cached_property
    def aliases(self) -> tuple[Written, ...]:
        """Every alias of every entity."""
        return tuple(self._aliases())

    @cached_property
    def words(self) -> tuple[Written, ...]:
        """Every word and phrase of lists, conditions and guards."""
        return tuple(self._words())

    @cached_property
    def conditions(self) -> tuple[tuple[str, Place], ...]:
        """Every condition of every rule, also those inside others and those of `raise`."""
        return tuple(
            (name, inner)
            for name, place in self.rules.items()
            for top in conditions_of(place)
            for inner in _conditions(top)
        )

    @cached_property
    def exact(self) -> tuple[Written, ...]:
        """What is compared letter by letter, without folding: regular expressions, sources, tags, links."""
        return tuple(self._exact())

    def _exact(self) -> Iterator[Written]:
        for name, condition in self.conditions:
            for key in EXACT_KEYS:
                if key in condition.value:
                    yield from _texts(condition.below(key), name, key)
        for name, rule in self.rules.items():
            if "tags" in rule.value:
                yield from _texts(rule.below("tags"), name, "tags")

    def _aliases(self) -> Iterator[Written]:
        for name, place in self.entities.items():
            for key in NAME_KEYS:
                if key in place.value:
                    yield from _texts(place.below(key), name, key)

    def _words(self) -> Iterator[Written]:
        for name in self.lists:
            yield from _texts(self.words_of(name), name, "list")
            if (never := self.never_of(name)) is not None:
                yield from _texts(never, name, "never")
        for name, place in self.entities.items():
            for key in ("context", "not_near"):
                if isinstance(place.value.get(key, {}).get("words"), list):
                    yield from _texts(place.below(key, "words"), name, "words")
        for name, condition in self.conditions:
            for key in ("words", "phrase"):
                value = condition.value.get(key)
                if isinstance(value, list) or (key == "phrase" and value is not None):
                    yield from _texts(condition.below(key), name, key)

    def words_of(self, name: str) -> Place:
        """Where the words of a list stand."""
        place = self.lists[name]
        return place.below("words") if isinstance(place.value, dict) else place

    def never_of(self, name: str) -> Place | None:
        """Where the phrases stand in which those words do not count."""
        place = self.lists[name]
        return place.below("never") if isinstance(place.value, dict) and "never" in place.value else None


def read(files: Mapping[str, str]) -> Book:
    """``files`` as :func:`compile_rules` takes them. Raises InputError where it does."""
    book = Book()
    for path in sorted(files):
        marked = parse(files[path], path)
        for kind, places in (("entities", book.entities), ("lists", book.lists), ("rules", book.rules)):
            for name in (marked.value or {}).get(kind, {}):
                places.setdefault(name, Place(marked, (kind, name)))
    return book


def conditions_of(rule: Place) -> Iterator[Place]:
    """The conditions that a rule holds directly: `when`, and those of `raise`."""
    yield rule.below("when")
    for index, step in enumerate(rule.value.get("raise", ())):
        if isinstance(step.get("if"), dict) and "sources" not in step["if"]:
            yield rule.below("raise", index, "if")


def listed(value: Any) -> list[Any]:
    """What may be written with brackets or, if it is one, without."""
    return value if isinstance(value, list) else [value]


def inside(condition: Place, key: str) -> list[Place]:
    """The conditions that ``condition`` holds under ``key``."""
    place = condition.below(key, *_INSIDE[key])
    if isinstance(place.value, dict):
        return [place]
    return [place.below(index) for index in range(len(place.value))]


def _conditions(condition: Place) -> Iterator[Place]:
    yield condition
    for key in condition.value:
        if key in _INSIDE:
            for inner in inside(condition, key):
                yield from _conditions(inner)


def _texts(place: Place, owner: str, key: str, language: str = "") -> Iterator[Written]:
    """The texts at ``place``: one text, a list of them, or either for each language."""
    value = place.value
    if isinstance(value, str):
        yield Written(value, owner, key, language, place)
    elif isinstance(value, list):
        for index, text in enumerate(value):
            yield Written(text, owner, key, language, place.below(index))
    else:
        for code in value:
            yield from _texts(place.below(code), owner, key, code)
