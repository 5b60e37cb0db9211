"""A line that was meant as a key and has no colon, or no space behind it: the parser takes it for text, and complains
of the line behind."""

from __future__ import annotations

import re
from typing import Any

from monitor.core.errors import Problem

_ENTRY = re.compile(r"(?P<before> *(?:- +)*)(?P<rest>\S.*)")
_JOINED = re.compile(r"(?P<key>[\w-]+):(?P<value>[^\s:/].*)")
"""`title:Fire`, but no address."""
_BARE = re.compile(r"[\w-]+(?: [^:]*)?")
_WITH_VALUE = re.compile(r"(?P<indent> *(?:- +)*)[\w-]+: +[^\s#]")
_KEY = re.compile(r" *(?:- +)*[\w-]+ *:$")


def keyless(text: str, error: Any) -> Problem | None:
    """The mistake at the line where it is, without a path; None if the ``error`` has another reason."""
    said, mark = str(getattr(error, "problem", "")), getattr(error, "problem_mark", None)
    lines = text.splitlines()
    if mark is None:
        return None
    if "could not find expected ':'" in said and (context := getattr(error, "context_mark", None)):
        return _problem(context.line, lines) if context.line < mark.line else None
    if "mapping values are not allowed" not in said or not _KEY.fullmatch(lines[mark.line][: mark.column + 1]):
        return None
    above = [at for at in range(mark.line - 1, -1, -1) if lines[at].strip()[:1] not in ("", "#")][:2]
    return None if not above or _goes_on(lines, *above) else _problem(above[0], lines)


def _goes_on(lines: list[str], at: int, before: int | None = None) -> bool:
    """Whether the line is the further text of a value that begins on the line before."""
    if before is None or not (begins := _WITH_VALUE.match(lines[before])):
        return False
    return len(begins["indent"]) < len(lines[at]) - len(lines[at].lstrip(" "))


def _problem(at: int, lines: list[str]) -> Problem | None:
    if at >= len(lines) or not (entry := _ENTRY.fullmatch(lines[at])):
        return None
    begin, rest = entry.start("rest"), entry["rest"].rstrip()
    if joined := _JOINED.fullmatch(rest):
        column = begin + joined.end("key") + 2
        what = f"write a space behind the colon: {joined['key']}: {joined['value'][:40]}"
        return Problem("", at + 1, column, f"not YAML: {what}")
    if _BARE.fullmatch(rest):
        key, _, value = rest.partition(" ")
        value = value.removeprefix("=").strip()
        what = f'"{rest[:40]}" has no colon: write {f"{key}: {value[:40]}".rstrip()}'
        return Problem("", at + 1, begin + 1, f"not YAML: {what}")
    return None
