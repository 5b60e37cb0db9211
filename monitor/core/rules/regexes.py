"""Regular expressions in linear time (RE2): none can hang the scan, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import re2

MAX_REGEX = 500
"""Characters of one expression."""
MAX_FOUND = 100
"""Occurrences of one expression in one text that count."""
MAX_TRIED = 5_000
"""Occurrences that are looked at, those of nothing included."""
_HALF_LETTER = re.compile(r"(?<!\\)(?:\\\\)*\\C")
_MEMORY = 8 << 20
"""Bytes that one expression may take."""


def problem_with_regex(pattern: str) -> str:
    """What is wrong with an expression, with the remedy; empty if nothing is."""
    if len(pattern) > MAX_REGEX:
        return f"has {len(pattern)} characters: an expression has at most {MAX_REGEX}"
    if _HALF_LETTER.search(pattern):
        return r"\C matches a byte, which may be half a letter: write . instead"
    try:
        _compiled(pattern)
    except re2.error as error:
        said = error.args[0] if error.args else "not understood"
        said = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"no regular expression of RE2's syntax: {said}"
    return ""


def found(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    """Where ``pattern`` matches in ``text``, without matches of nothing."""
    count = 0
    for match in islice(_compiled(pattern).finditer(text), MAX_TRIED):
        if match.end() > match.start():
            yield match.start(), match.end()
            count += 1
            if count == MAX_FOUND:
                return


@lru_cache(maxsize=10_000)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    return re2.compile(pattern, options)
