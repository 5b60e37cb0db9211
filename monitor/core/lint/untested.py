"""Rules that carry no test, or only tests of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor.core.lint.book import Book
from monitor.core.lint.finding import Finding


def untested(book: Book) -> Iterator[Finding]:
    for place in book.rules.values():
        expected = {_expected(test["expect"]) for test in place.value.get("tests", ())}
        if not expected:
            message = "has no test: add a text that must match and one that must not, under `tests`"
            yield place.warning("rule-without-test", message, at_key=True)
        elif len(expected) == 1:
            lacking = "must not match" if expected == {"match"} else "must match"
            message = f"has no test of a text that {lacking}"
            yield place.note("rule-without-test", message, at_key=True)


def _expected(written: Any) -> str:
    """Of a stream: whether anything is to be told."""
    return written if isinstance(written, str) else "match" if written else "no match"
