"""Entities and lists that nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from monitor.core.lint.book import Book, listed
from monitor.core.lint.finding import Finding
from monitor.core.lint.formula import Reader


def unused(book: Book, reader: Reader, asked: Iterable[str] = ()) -> Iterator[Finding]:
    """``asked``: entities that the config or a seed names. A whole of which a part is used counts as used."""
    entities, lists = _used(book, reader)
    alone = _asked_alone(book)
    entities.update(asked)
    for name in tuple(entities):
        entities.update(_wholes(reader, name))
    for name, place in book.entities.items():
        if name not in entities:
            message = f"nothing asks for {name}: use it or remove it"
            if whole := next((one for one in _wholes(reader, name) if one in alone), ""):
                message = (
                    f"nothing asks for {name}: {whole}, of which it is a part, is asked for without its parts: add "
                    f"`parts: true` there, or use or remove {name}"
                )
            yield place.warning("unused-entity", message, at_key=True)
    for name, place in book.lists.items():
        if name not in lists:
            yield place.warning("unused-list", f"nothing refers to {name}: use it or remove it", at_key=True)


def _wholes(reader: Reader, name: str) -> Iterator[str]:
    """What the entity is a part of, the nearest first."""
    while name := reader.entities[name].part_of if name in reader.entities else "":
        yield name


def _asked_alone(book: Book) -> set[str]:
    """Entities that a condition asks for without their parts."""
    alone = [place.value for _, place in book.conditions() if not place.value.get("parts")]
    return {name for condition in alone for name in listed(condition.get("entity", []))}


def _used(book: Book, reader: Reader) -> tuple[set[str], set[str]]:
    entities, lists, whole = set[str](), set[str](), set[str]()
    for _, place in book.conditions():
        condition = place.value
        (whole if condition.get("parts") else entities).update(listed(condition.get("entity", [])))
        lists.update(_named(condition))
    for name in whole:
        entities.update(reader.with_parts(name))
    for place in book.entities.values():
        for guard in (place.value.get("context", {}), place.value.get("not_near", {})):
            entities.update(listed(guard.get("entity", [])))
            lists.update(_named(guard))
    return entities, lists


def _named(holder: dict[str, Any]) -> list[str]:
    words = holder.get("words")
    return [words] if isinstance(words, str) else []
