"""Phrases under `never` that are a name or word themselves, which then is never found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from monitor.core.entities.terms import alias_key
from monitor.core.lint.book import Book, Written
from monitor.core.lint.finding import Finding


def never_takes_all(book: Book) -> Iterator[Finding]:
    for written, found_by in ((book.aliases, ("names", "cased", "acronyms")), (book.words, ("list",))):
        yield from _taken([one for one in written if one.key in (*found_by, "never")])


def _taken(written: list[Written]) -> Iterator[Finding]:
    names = defaultdict[str, set[str]](set)
    for one in written:
        if one.key != "never":
            names[one.owner].add(alias_key(one.text))
    for one in written:
        if one.key == "never" and alias_key(one.text) in names[one.owner]:
            message = f'"{one.text}" is never found, as it stands under `never` itself: remove it here, or above'
            yield one.place.warning("never-takes-all", message)
