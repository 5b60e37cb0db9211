"""Entities and lists that nothing uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from monitor.core.entities.types import wholes_of
from monitor.core.lint.book import Book, listed
from monitor.core.lint.finding import Finding
from monitor.core.lint.formula import Reader

_EACH = 3
"""Unused lists, or entities, of one file that are told one by one, and names that one line tells."""


def unused(book: Book, reader: Reader, asked: Iterable[str] = ()) -> Iterator[Finding]:
    """``asked``: entities that the config or a seed names. A whole of which a part is used counts as used."""
    entities, lists = _used(book, reader)
    alone = _asked_alone(book)
    entities.update(asked)
    for name in tuple(entities):
        entities.update(wholes_of(reader.entities, name))
    for name, place in book.entities.items():
        if name not in entities:
            if whole := next((one for one in wholes_of(reader.entities, name) if one in alone), ""):
                message = (
                    f"nothing asks for {name}: {whole}, of which it is a part, is asked for without its parts: add "
                    f"`parts: true` there, or use or remove {name}"
                )
                yield place.warning("unused-entity", message, at_key=True)
            else:
                finding = place.warning("unused-entity", f"nothing asks for {name}: use it or remove it", at_key=True)
                yield replace(finding, unused=name)
    for name, place in book.lists.items():
        if name not in lists:
            finding = place.warning("unused-list", f"nothing refers to {name}: use it or remove it", at_key=True)
            yield replace(finding, unused=name)


def told_together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """``findings``, of which those on many unused lists or entities of one file are one, where the first of them
    stands: a file that came with the monitor, of which few are used, hides nothing else."""
    of_file = defaultdict[tuple[str, str], list[Finding]](list)
    for one in findings:
        if one.unused:
            of_file[one.code, one.problem.path].append(one)
        else:
            yield one
    for (code, _), found in of_file.items():
        if len(found) <= _EACH:
            yield from found
            continue
        first, *_ = found = sorted(found, key=lambda one: one.problem)
        verb, kind = ("asks for", "entities") if code == "unused-entity" else ("refers to", "lists")
        names = ", ".join(one.unused for one in found[:_EACH])
        named = f"{names} and {len(found) - _EACH} more"
        message = f"nothing {verb} {len(found)} {kind} of this file ({named}): use or remove them"
        yield replace(first, problem=replace(first.problem, message=message))


def _asked_alone(book: Book) -> set[str]:
    """Entities that a condition asks for without their parts."""
    alone = [place.value for _, place in book.conditions if not place.value.get("parts")]
    return {name for condition in alone for name in listed(condition.get("entity", []))}


def _used(book: Book, reader: Reader) -> tuple[set[str], set[str]]:
    entities, lists, whole = set[str](), set[str](), set[str]()
    for _, place in book.conditions:
        condition = place.value
        (whole if condition.get("parts") else entities).update(listed(condition.get("entity", [])))
        lists.update(_named(condition))
    for name in whole:
        entities.update(reader.parts.of(name))
    for place in book.entities.values():
        for guard in (place.value.get("context", {}), place.value.get("not_near", {})):
            entities.update(listed(guard.get("entity", [])))
            lists.update(_named(guard))
    return entities, lists


def _named(holder: dict[str, Any]) -> list[str]:
    words = holder.get("words")
    return [words] if isinstance(words, str) else []
