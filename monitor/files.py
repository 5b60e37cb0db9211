"""Text files that a person wrote, read or refused with one clear line; and all of them as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.core.errors import InputError, Problem


@dataclass(frozen=True)
class Texts:
    """Config, rule files and seed files as they stood at one moment: path -> text.

    ``config`` is None if it could not be read. ``unread`` says what of config and rules could not be, ``unread_seeds``
    what of the seeds.
    """

    path: Path
    """Of the config."""
    config: str | None
    rules: Mapping[str, str] = field(default_factory=dict)
    seeds: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Problem, ...] = ()
    unread_seeds: tuple[Problem, ...] = ()
    folders: tuple[Path, ...] = ()
    """Of rules and seeds; none if the config does not say, or these texts are not from the disk."""


def read_text(path: Path, remedy: str) -> str:
    """A UTF-8 file's text. Raises InputError if it is missing, unreadable or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise InputError([Problem(str(path), line, 1, "not UTF-8 text: save the file as UTF-8")]) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError([Problem(str(path), 0, 0, f"cannot read it ({reason}): expected {remedy}")]) from None
