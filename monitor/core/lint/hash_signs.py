"""A # behind a space that begins a comment where it was meant as text: `title: Fire #1`, a hashtag among words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from monitor.core.errors import Problem
from monitor.core.lint.comments import scalars
from monitor.core.lint.finding import Finding, Weight

_BEGINS = re.compile(r"(?:^|(?<=\s))#")
_LOOKS = re.compile(r"\S\s+#\w")
_MEANT = re.compile(r"\w+(?!\w*:)")
"""Comments mostly have a space behind the sign; `#allow:` needs none."""


def hash_signs(files: Mapping[str, str]) -> Iterator[Finding]:
    for path, text in files.items():
        candidates = [(number, line) for number, line in enumerate(text.splitlines(), 1) if _LOOKS.search(line)]
        inside = scalars(text) if candidates else {}
        for number, line in candidates:
            if (found := _comment(line, inside.get(number, []))) is None:
                continue
            before, begin = line[: found.start()].strip(), found.start()
            if before and not before.endswith(":") and (meant := _MEANT.match(line, begin + 1)):
                message = (
                    f"#{meant[0]} begins a comment, and is no part of what stands before it: put quotes around text "
                    "that holds a #; in a comment type a space behind it"
                )
                yield Finding(Problem(path, number, begin + 1, message), "hash-begins-comment", Weight.WARNING)


def _comment(line: str, texts: list[tuple[int, int]]) -> re.Match[str] | None:
    """Where the comment of the line begins."""
    for found in _BEGINS.finditer(line):
        if not any(start <= found.start() < end for start, end in texts):
            return found
    return None
