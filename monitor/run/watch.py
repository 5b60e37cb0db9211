"""Reads the files again when one was saved. The only user of watchfiles."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, awatch

from monitor import logs
from monitor.app import Monitor
from monitor.files import files_below
from monitor.in_force.reload import Reload

_log = logs.logger("watch")

QUIET_MS, AT_MOST_MS = 200, 2_000
"""A save is over when nothing changed for so long: editors write, rename and delete. But it is not waited for ever."""
RELOAD_AGAIN_SECONDS = 5.0
"""Until the database is asked again that could not take a reload."""
UNWATCHED_SECONDS = 60.0
"""Between two looks at files that cannot be watched, and at whether the folders are still the same: the system does not
tell of a drive that is mounted over one."""
MOST_LINKS = 40
"""On the way to a file, as the system has it: links may lead in a circle."""
SUFFIXES = (".yaml", ".yml", ".md", ".json", ".j2")


async def reload_on_save(monitor: Monitor, config_path: Path) -> None:
    """Until cancelled: read the files again when one was saved. While they cannot be watched, which is said once, look
    at them now and then: a folder may be closed for a while only."""
    are_watched: bool | None = None
    while True:
        watched = await _watched(monitor, config_path)
        try:
            async with _watching(watched) as changed:
                if not are_watched:
                    _log.info("watching the files: saving one is enough")
                are_watched = True
                # After the watch began, so that nothing is saved unseen between two of them.
                outcome = await _look(monitor, config_path)
                if outcome is Reload.WAITING:
                    await asyncio.sleep(RELOAD_AGAIN_SECONDS)
                else:
                    while watched == await _watched(monitor, config_path):
                        if await changed(UNWATCHED_SECONDS):
                            break
        except FileNotFoundError:  # a folder that went just now
            await asyncio.sleep(QUIET_MS / 1_000)
        except (OSError, RuntimeError) as error:
            if are_watched is not False:
                _log.warning(
                    "the files are not watched: edits are read within a minute, or on SIGHUP", reason=str(error)
                )
            are_watched = False
            await _look(monitor, config_path)
            await asyncio.sleep(UNWATCHED_SECONDS)


async def _watched(monitor: Monitor, config_path: Path) -> Watched:
    """Not in the loop: a drive may hang, and thousands of files take their time."""
    return await asyncio.to_thread(Watched.of, config_path, monitor.in_force.folders)


async def _look(monitor: Monitor, config_path: Path) -> Reload:
    try:
        return await monitor.in_force.reload(config_path, only_if_changed=True)
    except Exception:  # a bug in reading an edit must not end what runs
        _log.exception("reload broke, the running files stay")
        return Reload.REFUSED


@dataclass(frozen=True)
class Watched:
    """The config file, the folders of rules, seeds and templates, and files and folders in these that are links, or
    links to a folder that is away: as written, where links lead, and each link on the way. They need not exist.
    ``inodes`` are those of the folders: another one may be mounted in the place of one. ``unread`` says what of them
    cannot be looked into: the system tells of no folder that is closed, or open again."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]
    linked: tuple[Path, ...]
    inodes: tuple[tuple[int, int] | None, ...]
    unread: tuple[str, ...]

    @classmethod
    def of(cls, config: Path, folders: Sequence[Path]) -> Watched:
        found = [files_below(folder, SUFFIXES) for folder in folders]
        files = [file for files, _ in found for file in files if _is_link(file)]
        away = [path for _, problems in found for one in problems if _is_link(path := Path(one.path))]
        given, linked = _ways((*folders, *away)), _ways(one for folder in folders for one in _linked_below(folder))
        unread = tuple(str(one) for _, problems in found for one in problems)
        return cls(_ways((config, *files)), given, linked, tuple(map(_inode, (*given, *linked))), unread)

    @property
    def around(self) -> tuple[Path, ...]:
        """Where files and folders themselves appear, move and go: of each the nearest folder above that exists."""
        every = (*self.files, *self.folders, *self.linked)
        above = (next(p for p in path.parents if p.is_dir()) for path in every)
        return tuple(dict.fromkeys(above))

    @property
    def below(self) -> tuple[Path, ...]:
        """The folders that exist; what is behind links in them is watched with them."""
        return tuple(folder for folder in self.folders if folder.is_dir())

    def concerns(self, change: Change, name: str) -> bool:
        """Whether such a file was saved, or a folder on the way to rules or seeds came or went."""
        path = Path(name)
        if path in self.files:
            return True
        ways = (*self.folders, *self.linked)
        return change is not Change.modified and any(path in (one, *one.parents) for one in ways)


def _is_link(path: Path) -> bool:
    return os.path.islink(path)  # noqa: PTH114 - never raises


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _linked_below(folder: Path) -> list[Path]:
    """The links to folders below ``folder``, also below such links; of several to one folder the first."""
    tops, seen = [folder], {os.path.realpath(folder)}
    for top in tops:  # those found join them
        for name, folders, _ in os.walk(top):
            folders[:] = [one for one in sorted(folders) if not one.startswith(".")]
            for path in (Path(name, one) for one in folders):
                if _is_link(path) and (real := os.path.realpath(path)) not in seen:
                    seen.add(real)
                    tops.append(path)
    return tops[1:]


def _ways(paths: Iterable[Path]) -> tuple[Path, ...]:
    """As written, each link on the way, and where they lead."""
    return tuple(dict.fromkeys(one for path in paths for one in _way(path.absolute())))


def _way(path: Path) -> Iterable[Path]:
    for _ in range(MOST_LINKS):
        yield path
        link = next((one for one in (*reversed(path.parents), path) if _is_link(one)), None)
        if link is None:
            return
        yield link
        to = os.path.normpath(link.parent / os.readlink(link))  # noqa: PTH115 - no link is left above it
        path = Path(to) / path.relative_to(link)


def may_mean_something(change: Change, name: str) -> bool:
    """Whether a change below rules or seeds is of a file that is read, or of a folder, which may hold some."""
    path = Path(name)
    if path.suffix in SUFFIXES:
        return True
    return path.is_dir() if change is Change.added else change is Change.deleted and not path.suffix


@asynccontextmanager
async def _watching(watched: Watched) -> AsyncIterator[Callable[[float], Awaitable[bool]]]:
    """Watches from its beginning on; what it gives waits for the first change, so many seconds at most, and says
    whether there was one. Raises OSError or RuntimeError if the system does not allow it."""
    firsts = [asyncio.create_task(_first(watched.around, watched.concerns, recursive=False))]
    if watched.below:
        firsts.append(asyncio.create_task(_first(watched.below, may_mean_something, recursive=True)))

    async def changed(seconds: float) -> bool:
        done, _ = await asyncio.wait(firsts, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for first in done:
            first.result()
        return bool(done)

    try:
        await asyncio.sleep(0)  # each task begins to watch in its first step, before it waits
        for first in firsts:
            if first.done():
                first.result()
        yield changed
    finally:
        for first in firsts:
            first.cancel()
        await asyncio.gather(*firsts, return_exceptions=True)


async def _first(paths: Iterable[Path], wanted: Callable[[Change, str], bool], *, recursive: bool) -> None:
    """Ends with the first change that is wanted, and those that came together with it."""
    stream = awatch(*paths, watch_filter=wanted, debounce=AT_MOST_MS, step=QUIET_MS, recursive=recursive)
    async with aclosing(stream):
        async for _ in stream:
            return
