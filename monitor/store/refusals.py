"""What a database says when it refuses, as StoreError with the remedy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from monitor.core.errors import StoreError

_ROOM = "free some space; nothing accepted is lost, work goes on when there is room"
_DAMAGED = (
    "the file is damaged, or its disk: check that and restart; if it says so still, restore a copy (docs/config.md, "
    "Backup), or move it away and start anew"
)
_CANNOT_OPEN = "unable to open database file"
_READ_ONLY_FILE = "readonly database"
_REMEDIES = (
    ("database or disk is full", _ROOM),
    ("No space left", _ROOM),
    ("disk I/O error", "check the disk and its free space"),
    (_READ_ONLY_FILE, "make the file and its folder writable for this user"),
    ("read-only transaction", "this server takes no writes: give store.url the one that does"),
    ("permission denied", "give this user the right to write there"),
    (_CANNOT_OPEN, "check that the folder exists and this user may write there"),
    ("file is not a database", "the file is something else: give store.url another path"),
    ("malformed", _DAMAGED),
    ("Could not decode to UTF-8", _DAMAGED),
    ("deadlock detected", "two waited for each other, and this one was undone: try it again"),
    ("database is locked", "another program holds it: close that program"),
    ("lock timeout", "another program holds what is asked for: pg_locks and pg_stat_activity show which, end that"),
    ("timeout expired", "its host does not answer: check the network, a firewall, and host and port of store.url"),
)
_READ_ONLY = "25006"
_TIME_IS_UP = ("25P03", "25P04")
"""A transaction stood still, or went on, for longer than PostgreSQL lets it, as that of a process that was stopped in
the middle. By their class these and the one above would be mistakes of who asked."""


SAID_AGAIN = timedelta(minutes=1)
"""What asks each second would fill with it what room is left."""


@dataclass(frozen=True, slots=True)
class DatabaseRefusal:
    """Since when the database refuses what a daemon asks of it, and why."""

    since: datetime
    why: str


class Refusals:
    """Which parts of a daemon wait for the database."""

    def __init__(self) -> None:
        self._parts: dict[str, DatabaseRefusal] = {}
        self._said: dict[str, datetime] = {}

    def note(self, part: str, why: str, now: datetime) -> bool:
        """The database refused ``part``. Whether that is to be said: when it begins, and then from time to time."""
        before = self._parts.get(part)
        self._parts[part] = DatabaseRefusal(before.since if before else now, why)
        if before and abs(now - self._said[part]) < SAID_AGAIN:  # the clock may have been set back
            return False
        self._said[part] = now
        return True

    def over(self, part: str) -> bool:
        """It took what ``part`` asked. Whether it had refused that before."""
        return self._parts.pop(part, None) is not None

    def longest(self) -> DatabaseRefusal | None:
        """Of the part that waits longest; None if none does. Called from any thread."""
        return min(tuple(self._parts.values()), key=lambda one: one.since, default=None)


@contextmanager
def translated(file: Path | None = None) -> Iterator[None]:
    """Raises StoreError for what a person can do something about, everything else as it is. ``file`` is that of SQLite,
    which does not say itself on which disk there is no room, or which file it may not open."""
    place = f" ({file})" if file else ""
    try:
        yield
    except DBAPIError as error:
        for cause in causes(error):
            words = said(cause)
            for sign, remedy in _REMEDIES:
                if sign in words:
                    if sign == _CANNOT_OPEN:
                        remedy = _closed_to_this_user(file) or remedy
                    if sign in (_CANNOT_OPEN, _READ_ONLY_FILE) and file and _is_mounted_read_only(file):
                        remedy = "its disk is mounted read-only, as after an error: check it, and mount it for writing"
                    raise StoreError(f"the database says: {words}{place} - {remedy}") from error
        if isinstance(error, OperationalError) or _state(error) in _TIME_IS_UP:
            raise StoreError(f"the database says: {said(error)}{place} - check store.url and that it runs") from error
        raise


def _closed_to_this_user(file: Path | None) -> str:
    """What to do about a file of SQLite that another user made; nothing if it is not that."""
    for path in (Path(f"{file}{end}") for end in ("", "-wal", "-shm")) if file else ():
        if os.path.exists(path) and not os.access(path, os.R_OK):  # noqa: PTH110 - never raises
            return f"this user may not read {path.name}, which another made, such as root: give it to this one (chown)"
    return ""


def _is_mounted_read_only(file: Path) -> bool:
    try:
        return bool(os.statvfs(file.absolute().parent).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def causes(error: DBAPIError) -> list[DBAPIError]:
    """What the database refused before ``error`` and led to it, the first one first, and ``error`` itself: rolling back
    after a failure can fail in its turn, and louder."""
    found: list[BaseException] = [error]
    while (before := found[-1].__context__) is not None and before not in found:
        found.append(before)
    return [one for one in reversed(found) if isinstance(one, DBAPIError)]


def said(error: Exception) -> str:
    """The first line of what the driver says."""
    return (str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__])[0]


def is_unusable(error: Exception) -> bool:
    """Whether the database itself is in trouble, rather than what it was asked to take."""
    return isinstance(error, OperationalError | InterfaceError) or _state(error) in (*_TIME_IS_UP, _READ_ONLY)


def takes_no_writes(error: BaseException | None) -> bool:
    """Whether the session is one of a server that takes no writes, or took none when it began."""
    return _state(error) == _READ_ONLY


def _state(error: BaseException | None) -> str | None:
    """PostgreSQL's code of what went wrong (SQLSTATE)."""
    return getattr(getattr(error, "orig", None), "sqlstate", None)
