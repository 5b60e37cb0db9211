"""The lock by which one process is the daemon of an SQLite file: a file beside that, whatever name it was opened by."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from monitor.core.errors import StoreError
from monitor.store.open_file import inode_of, is_there

ANOTHER_RUNS = "another monitor runs on this database: stop it first, or give this one its own store.url"
_ASKED_SECONDS = 0.5
"""Who only asks whether a daemon runs holds its lock for less than this."""


class FileClaim:
    """This process as the daemon of ``file``, from :meth:`take` to :meth:`release`."""

    def __init__(self, file: Path) -> None:
        self._file, self._path = file, _lock_of(file)
        self._lock = FileLock(self._path, thread_local=False)
        self._inode: tuple[int, int] | None = None

    def take(self) -> None:
        """Raises StoreError if another process is it, or if that cannot be found out."""
        try:
            self._lock.acquire(timeout=_ASKED_SECONDS)
            self._inode = inode_of(self._path)
        except Timeout:
            raise StoreError(f"{self._file}: {ANOTHER_RUNS}") from None
        except OSError as error:
            raise _not_opened(self._file, error) from None

    def confirm(self) -> None:
        """Take it again if somebody deleted the lock's file: the next daemon would make a new one and not see this
        process. Where the database itself is gone, nobody can begin with it. Raises StoreError as :meth:`take`."""
        with suppress(OSError):  # a folder that cannot be looked into keeps out the next daemon, too
            if self._inode != inode_of(self._path) and self._path.with_suffix("").exists():
                self._lock.release()
                self.take()

    def release(self) -> None:
        self._lock.release()


def is_claimed(file: Path) -> bool:
    """Whether a daemon works on an SQLite file, which may be gone. Raises StoreError if that cannot be found out."""
    if not is_there(_lock_of(file)):
        return False
    lock = FileLock(_lock_of(file))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError as error:
        raise _not_opened(file, error) from None
    lock.release()
    return False


def _lock_of(file: Path) -> Path:
    """Links to a database are that database."""
    return Path(f"{os.path.realpath(file)}.lock")


def _not_opened(file: Path, error: OSError) -> StoreError:
    path = _lock_of(file)
    mend = "it was made by another user, such as root - give it to this one (chown)"
    return StoreError(f"{path}: {error.strerror}: {mend if is_there(path) else 'make its folder writable'}")
