"""`# allow: CODE` beside what it allows, and what of it allows nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from monitor.core.errors import Problem, nearest
from monitor.core.lint.finding import CODES, Finding, Weight

_ALLOW = re.compile(r"(?:^|(?<=\s))#\s*allow:")
_CODE = re.compile(r"(?:^|,)\s*([^\s,]+)")
"""The first word after each comma."""
_REASON = re.compile(r"\s+[-–—]\s")
"""What stands behind a dash is the reason, commas and all."""
WORDS = "common-word"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Allowed:
    """One code of one comment, and where it stands."""

    path: str
    line: int
    column: int
    code: str


def without_allowed(findings: Iterable[Finding], files: Mapping[str, str]) -> list[Finding]:
    """``findings`` less those that a comment allows, on their own line or on that of the key that holds them; and a
    finding for each comment that allows nothing."""
    allowed = [one for path, text in files.items() for one in allowed_in(text, path)]
    by_line = {(one.path, one.line, one.code) for one in allowed}
    kept, used = [], set()
    for finding in findings:
        path, lines = finding.problem.path, (finding.problem.line, finding.key_line)
        silencing = {(path, line, finding.code) for line in lines} & by_line
        used |= silencing
        if not silencing:
            kept.append(finding)
    return kept + [_unused(one) for one in allowed if (one.path, one.line, one.code) not in used]


def allowed_in(text: str, path: str) -> Iterator[Allowed]:
    """The codes that the comments of a YAML ``text`` name."""
    if "allow:" not in text:
        return
    inside: dict[int, list[tuple[int, int]]] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if "allow:" not in line:
            continue
        inside = scalars(text) if inside is None else inside
        for found in _ALLOW.finditer(line):
            if not any(start <= found.start() < end for start, end in inside.get(number, ())):
                for code in _CODE.finditer(_REASON.split(line[found.end() :], maxsplit=1)[0]):
                    yield Allowed(path, number, found.end() + code.start(1) + 1, code[1])
                break


def scalars(text: str) -> dict[int, list[tuple[int, int]]]:
    """Line -> the columns, from 0, that belong to texts and not to comments."""
    found: dict[int, list[tuple[int, int]]] = {}
    for token in yaml.scan(text, Loader=_Loader):
        if not isinstance(token, yaml.ScalarToken):
            continue
        start: Any = token.start_mark
        end: Any = token.end_mark
        block = token.style in ("|", ">")  # a comment may stand behind the sign that opens it
        for line in range(start.line + block, end.line + 1):
            first = start.column if line == start.line else 0
            last = end.column if line == end.line else 1 << 30
            found.setdefault(line + 1, []).append((first, last))
    return found


def is_unused_for_words(finding: Finding) -> bool:
    """Whether it is of a comment that allows nothing for frequent words: which these are depends on the languages that
    are read."""
    return finding.code == "unused-allow" and f"`allow: {WORDS}`" in finding.problem.message


def _unused(one: Allowed) -> Finding:
    if one.code in CODES:
        message = f"nothing here needs `allow: {one.code}`: remove it"
    else:
        message = f'unknown code "{one.code}"{nearest(one.code, CODES)}'
    return Finding(Problem(one.path, one.line, one.column, message), "unused-allow", Weight.WARNING)
