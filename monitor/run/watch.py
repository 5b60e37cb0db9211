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
AGAIN_SECONDS = 5.0
"""Until the database is asked again that could not take a reload."""
UNWATCHED_SECONDS = 60.0
"""Between two looks at files that cannot be watched."""
SUFFIXES = (".yaml", ".yml", ".md", ".json", ".j2")


async def reload_on_save(monitor: Monitor, config_path: Path) -> None:
    """Until cancelled: read the files again when one was saved. While they cannot be watched, which is said once, look
    at them now and then: a folder may be closed for a while only."""
    are_watched: bool | None = None
    while True:
        watched = Watched.of(config_path, monitor.in_force.folders)
        try:
            async with _watching(watched) as changed:
                if not are_watched:
                    _log.info("watching the files: saving one is enough")
                are_watched = True
                # After the watch began, so that nothing is saved unseen between two of them.
                outcome = await _look(monitor, config_path)
                if outcome is Reload.WAITING:
                    await asyncio.sleep(AGAIN_SECONDS)
                elif watched == Watched.of(config_path, monitor.in_force.folders):
                    await changed()
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


async def _look(monitor: Monitor, config_path: Path) -> Reload:
    try:
        return await monitor.in_force.reload(config_path, only_if_changed=True)
    except Exception:
        _log.exception("reload broke, the running files stay")
        return Reload.REFUSED


@dataclass(frozen=True)
class Watched:
    """The config file, the folders of rules, seeds and templates, and files in these that are links, or links to a
    folder that is away: as written and where links lead. They need not exist."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]

    @classmethod
    def of(cls, config: Path, folders: Sequence[Path]) -> Watched:
        found = [files_below(folder, SUFFIXES) for folder in folders]
        linked = [file for files, _ in found for file in files if _is_link(file)]
        away = [path for _, problems in found for one in problems if _is_link(path := Path(one.path))]
        return cls(_both((config, *linked)), _both((*folders, *away)))

    @property
    def around(self) -> tuple[Path, ...]:
        """Where files and folders themselves appear, move and go: of each the nearest folder above that exists."""
        above = (next(p for p in path.parents if p.is_dir()) for path in (*self.files, *self.folders))
        return tuple(dict.fromkeys(above))

    @property
    def below(self) -> tuple[Path, ...]:
        """The folders that exist."""
        return tuple(folder for folder in self.folders if folder.is_dir())

    def concerns(self, change: Change, name: str) -> bool:
        """Whether such a file was saved, or a folder on the way to rules or seeds came or went."""
        path = Path(name)
        if path in self.files:
            return True
        return change is not Change.modified and any(path in (one, *one.parents) for one in self.folders)


def _is_link(path: Path) -> bool:
    return os.path.islink(path)  # noqa: PTH114 - never raises


def _both(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(one for path in paths for one in (path.absolute(), path.resolve())))


def may_mean_something(change: Change, name: str) -> bool:
    """Whether a change below rules or seeds is of a file that is read, or of a folder, which may hold some."""
    path = Path(name)
    if path.suffix in SUFFIXES:
        return True
    return path.is_dir() if change is Change.added else change is Change.deleted and not path.suffix


@asynccontextmanager
async def _watching(watched: Watched) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Watches from its beginning on; what it gives waits for the first change. Raises OSError or RuntimeError if the
    system does not allow it."""
    firsts = [asyncio.create_task(_first(watched.around, watched.concerns, recursive=False))]
    if watched.below:
        firsts.append(asyncio.create_task(_first(watched.below, may_mean_something, recursive=True)))

    async def changed() -> None:
        done, _ = await asyncio.wait(firsts, return_when=asyncio.FIRST_COMPLETED)
        for first in done:
            first.result()

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
