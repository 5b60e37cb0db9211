"""The SQLite file that a process works on: whether it still stands at its path, and what becomes of it where it does
not. Some connections would go on with the old one and some with what stands there now: items would be lost between."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

from monitor.core.errors import StoreError

_Inode = tuple[int, int]
_PUT_BACK = (
    "put a copy back (docs/config.md, Backup) before you restart it: without one it begins with an empty database"
)


class OpenFile:
    """The file at ``path``, by its whole path, as somebody may change the current folder."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._inode = inode_of(self.path)
        self._held: sqlite3.Connection | None = None
        self._is_held = False
        self._refused: tuple[_Inode | None, str] | None = None
        self._saved: Path | None = None

    def hold(self) -> None:
        """This process is the daemon, whose database it is: what is deleted under it is saved. For that one connection
        stays open: another one would make an empty file in its place."""
        self._is_held = True
        with contextlib.suppress(sqlite3.Error):  # whoever works on it hears what is wrong with it
            self._held = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._held.execute("PRAGMA schema_version")

    def stands(self) -> bool:
        """Whether it is still there. Raises StoreError if that cannot be found out."""
        return self._found() == self._inode

    def refuse(self, let_go: Callable[[], None]) -> None:
        """Raises StoreError, saying what to do, if another file or none stands at the path. No one else may be at work;
        ``let_go`` ends the connections of this process."""
        found = self._found()
        if found == self._inode:
            if self._is_held and self._held is None:  # it was put back
                self._refused = None
                self.hold()
            return
        if not self._is_held:
            raise StoreError(
                f"{self.path} was moved or replaced while this process works on it: restart it, and it goes on with "
                "what stands there"
            )
        if self._refused is None or self._refused[0] != found:
            self._refused = found, self._let_go(found, let_go)
        raise StoreError(self._refused[1])

    def close(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _let_go(self, found: _Inode | None, let_go: Callable[[], None]) -> str:
        """Save what nobody can reach any more, and end the connections. What to do. SQLite's log is brought into
        the file that it belongs to first: it would be written into whatever stands beside it at the next start."""
        failure, is_deleted = "", self._saved is not None or self._is_deleted()
        if self._held is not None:
            try:
                if is_deleted:
                    self._saved = self._save(self._held)
                self._held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except (sqlite3.Error, OSError) as error:
                failure = f" (what it held cannot be saved: {error})"
        self.close()
        let_go()
        kept = f". What it held is kept in {self._saved}" if self._saved else failure
        under = "while this process works on it"
        if found is not None:
            return f"{self.path} was replaced {under}: restart it, and it goes on with what stands there{kept}"
        if not is_deleted:
            return f"{self.path} was moved {under}{failure}: move it back, and it goes on, or {_PUT_BACK}"
        if not self._saved:
            return f"{self.path} was deleted {under}{failure}: {_PUT_BACK}"
        return f"{self.path} was deleted {under}{kept}: stop it, move that back, and start it"

    def _is_deleted(self) -> bool:
        """Whether it has no name any more. Never raises."""
        with contextlib.suppress(OSError):
            for name in os.listdir("/dev/fd"):  # noqa: PTH208 - numbers
                with contextlib.suppress(OSError, ValueError):
                    one = os.fstat(int(name))
                    if (one.st_dev, one.st_ino) == self._inode:
                        return one.st_nlink == 0
        return False

    def _save(self, held: sqlite3.Connection) -> Path:
        """All that it holds as a new file beside its path, for its own user only. Raises sqlite3.Error or OSError."""
        for number in count(1):
            copy = Path(f"{saved_copy(self.path)}{f'-{number}' if number > 1 else ''}")
            try:
                os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                break
            except FileExistsError:  # of another time
                continue
        try:
            held.execute("VACUUM INTO ?", (str(copy),))
        except sqlite3.Error:
            copy.unlink(missing_ok=True)
            raise
        return copy

    def _found(self) -> _Inode | None:
        try:
            return inode_of(self.path)
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}: make its folder accessible to this user") from None


def saved_copy(file: Path) -> Path:
    """Where a daemon keeps what a file held that was deleted under it."""
    return Path(f"{file}.saved")


def is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:  # such as of a name that is too long: SQLite says it better
        return False


def inode_of(file: Path) -> _Inode | None:
    """Which file that is, whatever its name; None if it is not there. Raises OSError if that cannot be found out."""
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino
