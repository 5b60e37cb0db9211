"""What can go wrong, as values and as a small exception tree.

::

    MonitorError              anything we expect and can say in one line
    ├── InputError            files that a person wrote: one Problem a line, all of them at once
    └── StoreError            the database cannot be used: missing, newer, locked, full, read-only

A bug is any other exception. The command line prints a MonitorError without a traceback.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

MAX_SHOWN = 500
"""Characters of a message that are shown."""
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Soft hyphens, zero-width spaces and direction marks, as they are copied along from web pages. The joiners of Persian
and Indian words are none."""
_ESCAPED = {ord(mark): repr(mark)[1:-1] for mark in _LINE_ENDS + _INVISIBLE}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a file: where it is and what to write instead. Lines and columns count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """One line, however the file is written, in which what nobody sees is told by its number."""
        where = f"{self.path}: " if self.line == 0 else f"{self.path}:{self.line}:{self.column}: "
        message = self.message if len(self.message) <= MAX_SHOWN else f"{self.message[:MAX_SHOWN]}…"
        return (where + message).translate(_ESCAPED)


class MonitorError(Exception):
    """An expected failure with a message fit for a person."""


class InputError(MonitorError):
    """Files written by a person hold mistakes. ``problems`` has all of them, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def at(cls, path: Path | str, message: str, line: int = 0, column: int = 0) -> Self:
        """With one mistake; without a line it is one of the whole file, or of no file."""
        return cls([Problem(str(path), line, column, message)])


class StoreError(MonitorError):
    """The database cannot be used as it is; the message says why and what to do."""


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """`` - did you mean "x"?`` when a known word is close to ``word``, else an empty string."""
    close = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=cutoff)
    return f' - did you mean "{close[0]}"?{_look_alike(word, close[0])}' if close else ""


def _look_alike(word: str, meant: str) -> str:
    """What tells ``word`` from what was meant where they look the same: a letter of another script."""
    differ = [(one, other) for one, other in zip(word, meant, strict=False) if one != other]
    scripts = [unicodedata.name(one, "").partition(" ")[0].title() for one, _ in differ]
    if len(word) != len(meant) or not differ or not set(scripts) <= {"Cyrillic", "Greek"}:
        return ""
    return f" Its {differ[0][0]} (U+{ord(differ[0][0]):04X}) is a {scripts[0]} letter: type it anew"


def as_list(text: str) -> str:
    """``: write a list: [a, b]`` where commas part ``text``, else an empty string."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return f": write a list: [{', '.join(parts)}]" if len(parts) > 1 else ""
