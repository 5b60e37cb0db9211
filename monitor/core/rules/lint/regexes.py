"""Regular expressions that match nothing at all, everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from monitor.core.rules.lint.book import Book
from monitor.core.rules.lint.finding import Finding

_SAMPLES = ("", "a b", "1. A\n")


def empty_regexes(book: Book) -> Iterator[Finding]:
    for _, condition in book.conditions():
        value = condition.value.get("regex", [])
        for index, pattern in enumerate([value] if isinstance(value, str) else value):
            if any(found.start() == found.end() for text in _SAMPLES for found in re2.finditer(pattern, text)):
                place = condition.below("regex") if isinstance(value, str) else condition.below("regex", index)
                message = "this matches the empty text, so that parts of it say nothing: write + for *, or drop the ?"
                yield place.warning("empty-regex", message)
