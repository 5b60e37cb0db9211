"""USE CASE: the files are read again, and swapped in at once if all of them are good."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from monitor import logs
from monitor.config import Config, ReceiverConfig, config_of
from monitor.core.errors import InputError, Problem, StoreError
from monitor.delivery.deliver import Deliverer
from monitor.files import Texts
from monitor.in_force import edits, into_store, readdress
from monitor.in_force.begin import RefusedFiles
from monitor.in_force.current import InForce
from monitor.in_force.load import Files, needs_restart, read_files
from monitor.in_force.request_digest import request_digests
from monitor.in_force.settled import settled
from monitor.in_force.shared import Shared
from monitor.intake.seeds import sync_seeds
from monitor.store import file_sets, noted, pauses, renamed_rules
from monitor.store import rules as stored_rules
from monitor.store.deliveries import lifecycle

_log = logs.logger("app")

MOST_LINES = 50
"""In the log, of mistakes: one that a script made stands in thousands of files, and is told again at each save."""


class Reload(StrEnum):
    """What became of reading the files again: ``WAITING`` if the database could not take it."""

    UNCHANGED = "unchanged"
    SWAPPED = "swapped"
    REFUSED = "refused"
    WAITING = "waiting"


class FilesInForce:
    """The files that a running monitor goes by, ``current``.

    ``refused`` are the files on the disk, if it starts on the last good set instead. ``deliverer`` hears of receivers
    that are others by the config; ``console`` is where receivers of that type print, None: the terminal."""

    def __init__(
        self, files: Files, refused: RefusedFiles | None, shared: Shared, deliverer: Deliverer, console: TextIO | None
    ) -> None:
        self._refused, self._shared, self._deliverer, self._console = refused, shared, deliverer, console
        self._database, self._now = shared.database, shared.now
        self.current = InForce.of(files, shared.database, shared.now, console)
        self.began_with = files.config
        self.read: Texts | None = refused.texts if refused else files.texts
        """What was last read from the disk and dealt with, good or bad."""
        self._key = b""
        self._alone = asyncio.Lock()

    def start(self, key: bytes) -> None:
        """Bring what the files say into the store, and say what is new. ``key`` is the database's own, for digests of
        secrets. Raises StoreError."""
        self._key = key
        files = self.current.files
        with self._database.reading() as tx:
            before, kept = file_sets.asked_last_time(tx) or {}, file_sets.texts_of_good_set(tx, files.texts.path)
        told = self._sync(self.current, before, _receivers_of(kept), is_good=self._refused is None)
        if self._refused is not None:
            told = self._refuse(self._refused.error.problems, "bad files, started on the last good set")
        if told:
            self._shared.on_told()
        _log.info(
            "ready",
            feeds=len(self.current.feeds),
            rules=len(files.rules.rules),
            entities=len(files.rules.entities),
            seeds=len(files.seeds),
            receivers=list(self.current.notifiers),
            ruleset=files.rules.version,
        )
        self._warn_of_nothing()

    @property
    def folders(self) -> tuple[Path, ...]:
        """Of rules, seeds and templates by the config on the disk; if that does not say, by the one in force."""
        config = self.current.files.config
        return (self.read.folders if self.read else ()) or (
            config.rules_folder,
            config.seeds_folder,
            config.templates_folder,
        )

    async def reload(self, path: Path, *, only_if_changed: bool = False) -> Reload:
        """Read all files again and swap them in at once; a bad edit, or a database that cannot take it, leaves the
        running set. ``only_if_changed``: not if they stand there as they were last read."""
        async with self._alone:
            texts = await asyncio.to_thread(read_files, path)
            if only_if_changed and texts == self.read:
                _log.debug("nothing changed in the files")
                return Reload.UNCHANGED
            texts, files = await settled(texts, self.current.files.texts)
            if only_if_changed and texts == self.read:
                return Reload.UNCHANGED
            try:
                outcome = await self._take_over(files)
            except StoreError as error:
                _log.error("not reloaded, the running files stay", problem=str(error))
                self.read = None
                return Reload.WAITING
            self.read = texts
            return outcome

    async def _take_over(self, files: Files | InputError) -> Reload:
        """Good files, or say what is wrong with bad ones. Raises StoreError. What writes runs in the writer's thread:
        no chunk of intake meanwhile, and none after it with the old receivers."""
        in_writer = self._shared.in_writer
        if isinstance(files, InputError):
            if await in_writer(self._refuse, files.problems, "not reloaded, the running files stay"):
                self._shared.on_told()
            return Reload.REFUSED
        following = await asyncio.to_thread(InForce.of, files, self._database, self._now, self._console)
        receivers = self.current.files.config.file.receivers
        edited = _edited(receivers, files)
        for old, new in _renamed(receivers, files.config.file.receivers).items():
            self._deliverer.keep_pause(old, new)  # before anything is sent under the new name
        if await in_writer(self._swap, following):
            self._shared.on_told()
        for name in edited:
            self._deliverer.forget_pause(name)
        _log.info("reloaded", rules=len(files.rules.rules), feeds=len(following.feeds), ruleset=files.rules.version)
        self._warn_of_nothing()
        if later := needs_restart(self.began_with, files.config):
            _log.warning("these settings wait for the next start", settings=later)
        return Reload.SWAPPED

    def _swap(self, following: InForce) -> bool:
        """Whether operations are told. Raises StoreError, also if another daemon has the database now: the feeds there
        are those of its config."""
        self._database.confirm_daemon()
        before = self.current
        receivers, operations = before.files.config.file.receivers, before.operations

        def swap(renamed: Mapping[str, str]) -> None:
            self.current = following.with_leavers(before, operations).with_renamed(before, renamed)

        try:
            asked = request_digests(before.feeds.values(), self._key)
            return self._sync(following, asked, receivers, operations, swap)
        except BaseException:
            self.current = before
            raise

    def _refuse(self, problems: Sequence[Problem], said: str) -> bool:
        """Whether operations are told."""
        for problem in problems[:MOST_LINES]:
            _log.error(said, problem=str(problem))
        if len(problems) > MOST_LINES:
            _log.error(said, problem=f"and {len(problems) - MOST_LINES:,} more: `monitor check` tells all")
        return edits.refuse(self._database, problems, self.current.operations, self._now())

    def _sync(
        self,
        following: InForce,
        before: Mapping[str, str],
        receivers: Mapping[str, ReceiverConfig],
        operations: Sequence[str] = (),
        swap: Callable[[Mapping[str, str]], None] = lambda _: None,
        *,
        is_good: bool = True,
    ) -> bool:
        """Bring what the files of ``following`` say into the store; whether ``operations``, those of before, and its
        own are told. ``before``: how each feed was asked; ``receivers`` are those of before; ``is_good``: these files
        are the last good set from now on. ``swap`` is called with the rules that have another name, old -> new, before
        others can see what is written: a message that is due by the wishes of now would be held by those of before.
        Raises StoreError: then nothing that the running files go by is another in the store, and what waits for
        receivers that left goes on to others at the next time."""
        database, files, now = self._database, following.files, self._now()
        config, asked = files.config, request_digests(files.config.file.feeds, self._key)
        with database.reading() as tx:
            rules = renamed_rules.renamed(tx, files.rules.meanings())
        self._readdress(config, receivers, rules, now)
        if changed_seeds := sync_seeds(database, files.seeds, now):
            _log.info("seeds read", changed=changed_seeds)
        with database.writing() as tx:
            gone = [name for name in stored_rules.gone(tx, files.rules.rules) if name not in rules]
            new_rules, changed = into_store.sync_rules(tx, files.rules, now, rules)
            into_store.sync_feeds(tx, config, now, asked, before)
            renamed = _renamed(receivers, config.file.receivers)
            pauses.rename(tx, renamed)
            noted.rename_receivers(tx, renamed)
            # Before these are kept, after which no start would see any more that they are others.
            lifecycle.try_again(tx, _edited(receivers, files), now)
            told = is_good and edits.keep(tx, files, now, asked, operations, gone)
            # Of all: what waited for another by that one's wishes may be theirs now.
            for name in config.file.receivers:
                lifecycle.ask_again(tx, name, following.wishes(name).schedule, now)
            swap(rules)
        if rules:
            _log.info("rules that have another name: what they told goes along", renamed=rules)
        for kind, names in (("new", new_rules), ("changed", changed)):
            if names:
                _log.info(f"{kind} rules: they look forward only, stored items are not matched again", rules=names)
        if gone:
            _log.info("rules that are gone: one that comes back otherwise starts afresh", rules=gone)
        return told

    def _readdress(
        self, config: Config, receivers: Mapping[str, ReceiverConfig], rules: Mapping[str, str], now: datetime
    ) -> None:
        """What waits goes to whom the routes name now, a part at a time; ``rules`` are those with another name."""
        renamed = _renamed(receivers, config.file.receivers)
        moved = readdress.sync_receivers(self._database, config, now, renamed, rules)
        for (old, new), count in moved.items():
            _log.warning("messages for a receiver that left the config go to another", left=old, to=new, count=count)
        readdress.sync_escalations(self._database, config, now, rules)
        for receiver, count in readdress.sync_undone(self._database, config, now, rules).items():
            _log.info("an edit was undone: what it closed waits again", receiver=receiver, count=count)

    def _warn_of_nothing(self) -> None:
        """Also of a config without receivers, which names nobody to tell."""
        if not self.current.files.rules.rules:
            _log.warning("no rules in force: nothing alerts")
        if not self.current.feeds:
            _log.warning("no feeds in force: nothing is polled")


def _edited(before: Mapping[str, ReceiverConfig], files: Files) -> list[str]:
    """Receivers that are others by the config than they were; other hours in which one wants to hear make it none."""
    return [name for name, one in files.config.file.receivers.items() if before.get(name, one).way != one.way]


def _renamed(before: Mapping[str, ReceiverConfig], after: Mapping[str, ReceiverConfig]) -> dict[str, str]:
    """Old name -> new name of receivers whose entries are the same but for that."""
    new = [name for name in after if name not in before]
    found: dict[str, str] = {}
    for old in before:
        same = (name for name in new if old not in after and after[name] == before[old])
        if (name := next(same, None)) is not None:
            found[old] = name
            new.remove(name)
    return found


def _receivers_of(kept: Texts | None) -> Mapping[str, ReceiverConfig]:
    """Empty if nothing was kept, or if it is not understood any more, as without a secret that is gone."""
    if kept is None or kept.config is None:
        return {}
    try:
        return config_of(kept.config, kept.path).file.receivers
    except InputError:
        return {}
