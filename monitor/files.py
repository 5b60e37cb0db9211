"""Text files that a person wrote, read or refused with one clear line."""

from __future__ import annotations

from pathlib import Path

from monitor.core.errors import InputError, Problem


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
