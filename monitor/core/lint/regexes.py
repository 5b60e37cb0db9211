"""Regular expressions that match nothing at all, everywhere, or that ask other letters for English ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2

from monitor.core.lint.book import Book
from monitor.core.lint.finding import Finding

_WORD_CLASS = re.compile(r"(?<!\\)(?:\\\\)*(\\[bBwW])")
_SAMPLES = ("", "a b", "1. A\n")


def empty_regexes(book: Book) -> Iterator[Finding]:
    for _, condition in book.conditions():
        value = condition.value.get("regex", [])
        for index, pattern in enumerate([value] if isinstance(value, str) else value):
            if any(found.start() == found.end() for text in _SAMPLES for found in re2.finditer(pattern, text)):
                place = condition.below("regex") if isinstance(value, str) else condition.below("regex", index)
                message = "this matches the empty text, so that parts of it say nothing: write + for *, or drop the ?"
                yield place.warning("empty-regex", message)


def english_regexes(book: Book) -> Iterator[Finding]:
    """RE2 knows only the letters a to z as letters of a word."""
    for _, condition in book.conditions():
        value = condition.value.get("regex", [])
        for index, pattern in enumerate([value] if isinstance(value, str) else value):
            if not pattern.isascii() and (found := _WORD_CLASS.search(pattern)):
                place = condition.below("regex") if isinstance(value, str) else condition.below("regex", index)
                message = (
                    f"{found[1]} knows English letters only, and beside others it never or always holds: "
                    r"write \pL for a letter, (?:^|\PL) for a word's beginning, or use `words`"
                )
                yield place.warning("english-regex", message)
