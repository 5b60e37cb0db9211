"""One condition of several keys where each was meant by itself."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.lint.book import Book
from monitor.core.lint.finding import Finding

_BELONG_TO_OTHERS = frozenset(["in", "parts"])
_TEXT = frozenset(["words", "phrase", "regex"])


def several_keys(book: Book) -> Iterator[Finding]:
    """All keys of a condition must hold, also of the only one below `any`, which then chooses nothing; and below `not`
    what is found by words and by phrases is mostly meant one by one."""
    for _, condition in book.conditions:
        for key in ("any", "not"):
            held = condition.value.get(key)
            only = held[0] if isinstance(held, list) and len(held) == 1 else held
            if not isinstance(only, dict):
                continue
            asked = [name for name in only if name not in _BELONG_TO_OTHERS]
            if key == "any" and len(asked) > 1:
                message = f"{_named(asked)} are keys of one condition, so that all of them must hold: {_REMEDY}"
                yield condition.below(key).warning("several-keys", message, at_key=True)
            elif key == "not" and len(texts := [name for name in asked if name in _TEXT]) > 1:
                message = (
                    f"{_named(texts)} are keys of one condition, so that it excludes only where all hold: {_REMEDY}"
                )
                yield condition.below(key).note("several-keys", message, at_key=True)


_REMEDY = "if one is enough, begin each of them with a dash of its own, or write [{...}, {...}]"


def _named(keys: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)
