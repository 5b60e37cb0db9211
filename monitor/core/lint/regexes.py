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
    for _, condition in book.conditions:
        value = condition.value.get("regex", [])
        for index, pattern in enumerate([value] if isinstance(value, str) else value):
            if any(found.start() == found.end() for text in _SAMPLES for found in re2.finditer(pattern, text)):
                place = condition.below("regex") if isinstance(value, str) else condition.below("regex", index)
                message = "this matches the empty text, so that parts of it say nothing: write + for *, or drop the ?"
                yield place.warning("empty-regex", message)


def english_regexes(book: Book) -> Iterator[Finding]:
    """RE2 knows only the letters a to z as letters of a word."""
    for _, condition in book.conditions:
        value = condition.value.get("regex", [])
        for index, pattern in enumerate([value] if isinstance(value, str) else value):
            if not pattern.isascii() and (found := _WORD_CLASS.search(pattern)):
                place = condition.below("regex") if isinstance(value, str) else condition.below("regex", index)
                message = (
                    f"{found[1]} knows English letters only, and beside others it never or always holds: "
                    r"write \pL for a letter, (?:^|\PL) for a word's beginning, or use `words`"
                )
                yield place.warning("english-regex", message)


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_ESCAPES = {"\a": "a", "\b": "b", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e"}


def escaped_regexes(book: Book) -> Iterator[Finding]:
    """What YAML made of a backslash in double quotes, before the expression was read."""
    for _, condition in book.conditions:
        value = condition.value.get("regex", [])
        for index, pattern in enumerate([value] if isinstance(value, str) else value):
            if found := _CONTROL.search(pattern):
                place = condition.below("regex") if isinstance(value, str) else condition.below("regex", index)
                written = f"\\{_ESCAPES[found[0]]}" if found[0] in _ESCAPES else "an escape"
                message = (
                    f"{written} in double quotes is the control character U+{ord(found[0]):04X}, which no text holds: "
                    "put the expression in single quotes"
                )
                yield place.warning("escaped-regex", message)


_SLASHED = re.compile("/(?P<inside>.+)/(?P<flags>[a-z]*)", re.DOTALL)


def slashed_regexes(book: Book) -> Iterator[Finding]:
    """Slashes around an expression, as other languages have them: here they must stand in the text."""
    for one in book.exact:
        if one.key == "regex" and (slashed := _SLASHED.fullmatch(one.text)):
            flags = f"(?{slashed['flags']})" if slashed["flags"] in ("i", "m", "s", "im", "is") else ""
            message = f"the slashes must stand in the text: if you mean none, write {flags}{slashed['inside'][:40]}"
            yield one.place.warning("slashed-regex", message)
