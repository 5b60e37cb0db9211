"""Monitor: the only place where the parts of a daemon are wired together."""

from __future__ import annotations

import asyncio
import random
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TextIO

from monitor import logs, operations, timers
from monitor.clock import utc_now
from monitor.core.alerts.links import links_for
from monitor.core.alerts.operations import no_page
from monitor.core.alerts.schedule import Schedule
from monitor.core.alerts.types import Delivery, Form, Link
from monitor.core.errors import InputError, Problem, StoreError
from monitor.core.feeds.turns import Turns
from monitor.delivery.channels import notifiers_of
from monitor.delivery.claim import Wishes
from monitor.delivery.deliver import Deliverer
from monitor.files import Texts
from monitor.forget import Forgetting
from monitor.in_force import edits, upkeep
from monitor.in_force.begin import Refused
from monitor.in_force.load import Files, needs_restart, read_files, understand
from monitor.in_force.request_digest import request_digests
from monitor.in_force.settings import limits_of, policy_of
from monitor.intake import Intake
from monitor.intake.seeds import sync_seeds
from monitor.notify.types import Notifier
from monitor.polling.pages import PageReader
from monitor.polling.poll import Poller
from monitor.sources.http import HttpClient
from monitor.sources.web_source import WebSource
from monitor.sources.workers import Workers
from monitor.store import deliveries, file_sets
from monitor.store.database import Database
from monitor.store.link_key import link_key

_log = logs.logger("app")


def new_token() -> str:
    return uuid.uuid4().hex[:12]


class Reload(StrEnum):
    """What became of reading the files again: ``WAITING`` if the database could not take it."""

    UNCHANGED = "unchanged"
    SWAPPED = "swapped"
    REFUSED = "refused"
    WAITING = "waiting"


class Monitor:
    """A running monitor over one set of files and one database. Open it as an async context manager.

    ``refused`` are the files on the disk, if it starts on the last good set instead."""

    def __init__(
        self,
        files: Files,
        database: Database,
        refused: Refused | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
        chance: Callable[[], float] = random.random,
        console: TextIO | None = None,
    ) -> None:
        self.files, self.database, self.now = files, database, now
        self._console = console
        self._intake = Intake(database, files.rules, policy_of(files.config))
        self._feeds = {feed.name: feed for feed in files.config.file.feeds}
        self._notifiers: Mapping[str, Notifier] = notifiers_of(files.config, files.templates, now, console)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        # Messages do not queue behind the items of a long feed: its transactions are short, the database takes turns.
        self._sender = ThreadPoolExecutor(1, thread_name_prefix="sender")
        self._started_with = files.config
        self._settings = files.config.file.polling
        self._chance = chance
        self._web = files.config.file.web
        self.alerted = asyncio.Event()
        self._refused = refused
        self.read: Texts | None = refused.texts if refused else files.texts
        """What was last read from the disk and dealt with, good or bad."""
        self._reloading = asyncio.Lock()
        self._forgetting = Forgetting(database)
        self._noticed: datetime | None = None
        self._awake_since: datetime | None = None

    async def __aenter__(self) -> Monitor:
        self.start()
        limits = limits_of(self._settings)
        self._workers = Workers(self._settings.parse_workers, self._settings.parse_deadline)
        turns = self._turns = Turns()

        def asked(host: str) -> None:
            turns.asked(host, self.now(), self.files.config.file.polling.host_gap)

        self._client = await HttpClient(limits, self._settings.contact, self.now, asked).__aenter__()
        source = WebSource(self._client, self._workers, self._settings.max_items)
        self.poller = Poller(
            self.database,
            self._writer,
            source,
            lambda: self._intake,
            lambda: self._feeds,
            lambda: self.files.config.file.polling,
            self.now,
            new_token,
            self.alerted.set,
            turns,
        )
        self.pages = PageReader(
            self.database,
            self._writer,
            self._client,
            self._workers,
            lambda: self._intake,
            lambda: self._feeds,
            lambda: self.files.config.file.polling,
            self.now,
            self.alerted.set,
            turns,
        )
        self.deliverer = Deliverer(
            self.database,
            self._sender,
            lambda: self._notifiers,
            self.now,
            new_token,
            self._chance,
            self._wishes,
            self._links,
        )
        return self

    def _links(self, delivery: Delivery) -> tuple[Link, ...]:
        """Those of the one alert that a message is about; a summary's alerts are many."""
        if delivery.form is not Form.SINGLE:
            return ()
        web = self._web
        return links_for(delivery.alert, web.address, self.link_key, self.now(), web.links_for)

    async def __aexit__(self, *_: object) -> None:
        within = self._settings.stop_within
        await self.pages.stop()
        await self.poller.stop(within * 0.6)
        await self.deliverer.stop(within * 0.3)
        await self._client.__aexit__()
        self._workers.close()
        self._sender.shutdown(wait=True)
        self._writer.shutdown(wait=True)

    def start(self) -> None:
        """Bring what the files say into the store, and say what is new."""
        files = self.files
        upkeep.release_leases(self.database)
        self.link_key = link_key(self.database, secrets.token_bytes, self.now())
        with self.database.reading() as tx:
            before = file_sets.asked_last_time(tx)
        asked = self._sync(files, before)
        if self._refused is None:
            told = edits.keep(self.database, files, self.now(), asked)
        else:
            told = self._refuse(self._refused.error.problems, "bad files, started on the last good set")
        if told:
            self.alerted.set()
        _log.info(
            "ready",
            feeds=len(self._feeds),
            rules=len(files.rules.rules),
            entities=len(files.rules.entities),
            seeds=len(files.seeds),
            receivers=list(self._notifiers),
            ruleset=files.rules.version,
        )
        self._warn_of_nothing()

    def _warn_of_nothing(self) -> None:
        """Also of an emptied config, which names nobody to tell."""
        if not self.files.rules.rules:
            _log.warning("no rules in force: nothing alerts")
        if not self._feeds:
            _log.warning("no feeds in force: nothing is polled")

    def _wishes(self, receiver: str) -> Wishes:
        """As the config in force says; a receiver that has just left it has none."""
        file = self.files.config.file
        schedule = file.receivers[receiver].schedule if receiver in file.receivers else Schedule()
        return Wishes(schedule, tuple(one.inhibition for one in file.inhibit), self.files.config.routes)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Of rules, seeds and templates by the config on the disk; if that does not say, by the one in force."""
        config = self.files.config
        return (self.read.folders if self.read else ()) or (
            config.rules_folder,
            config.seeds_folder,
            config.templates_folder,
        )

    async def reload(self, path: Path, *, only_if_changed: bool = False) -> Reload:
        """Read all files again and swap them in at once; a bad edit, or a database that cannot take it, leaves the
        running set. ``only_if_changed``: not if they stand there as they were last read."""
        async with self._reloading:
            texts = await asyncio.to_thread(read_files, path)
            if only_if_changed and texts == self.read:
                _log.debug("nothing changed in the files")
                return Reload.UNCHANGED
            try:
                outcome = await self._take_over(texts)
            except StoreError as error:
                _log.error("not reloaded, the running files stay", problem=str(error))
                self.read = None
                return Reload.WAITING
            self.read = texts
            return outcome

    async def _take_over(self, texts: Texts) -> Reload:
        """Raises StoreError. What writes runs in the writer's thread: no chunk of intake meanwhile, and none after it
        with the old receivers."""
        write = partial(asyncio.get_running_loop().run_in_executor, self._writer)
        try:
            files = await asyncio.to_thread(understand, texts)
        except InputError as error:
            if await write(self._refuse, error.problems, "not reloaded, the running files stay"):
                self.alerted.set()
            return Reload.REFUSED
        notifiers = await asyncio.to_thread(notifiers_of, files.config, files.templates, self.now, self._console)
        later = needs_restart(self._started_with, files.config)
        before = self.files.config.file.receivers
        edited = [name for name, one in files.config.file.receivers.items() if before.get(name, one) != one]
        if await write(self._swap, files, notifiers, edited):
            self.alerted.set()
        for name in edited:
            self.deliverer.forget_pause(name)
        _log.info("reloaded", rules=len(files.rules.rules), feeds=len(self._feeds), ruleset=files.rules.version)
        self._warn_of_nothing()
        if later:
            _log.warning("these settings wait for the next start", settings=later)
        return Reload.SWAPPED

    def _swap(self, files: Files, notifiers: Mapping[str, Notifier], edited: Sequence[str]) -> bool:
        """Whether operations are told."""
        asked = self._sync(files, request_digests(self._feeds.values(), self.link_key))
        told = edits.keep(self.database, files, self.now(), asked)
        with self.database.writing() as tx:
            deliveries.try_again(tx, edited, self.now())
        self.files, self._notifiers = files, notifiers
        self._feeds = {feed.name: feed for feed in files.config.file.feeds}
        self._intake = Intake(self.database, files.rules, policy_of(files.config))
        return told

    def _refuse(self, problems: Sequence[Problem], said: str) -> bool:
        """Whether operations are told."""
        for problem in problems:
            _log.error(said, problem=str(problem))
        return edits.refuse(self.database, problems, self.files.config.file.operations, self.now())

    def _sync(self, files: Files, before: Mapping[str, str]) -> Mapping[str, str]:
        """How each feed is asked from now on; ``before``: how it was."""
        now = self.now()
        asked = request_digests(files.config.file.feeds, self.link_key)
        upkeep.sync_feeds(self.database, files.config, now, asked, before)
        for (old, new), count in upkeep.sync_receivers(self.database, files.config, now).items():
            _log.warning("messages for a receiver that left the config go to another", left=old, to=new, count=count)
        if changed_seeds := sync_seeds(self.database, files.seeds, now):
            _log.info("seeds read", changed=changed_seeds)
        new_rules, changed = upkeep.sync_rules(self.database, files.rules, now)
        for kind, names in (("new", new_rules), ("changed", changed)):
            if names:
                _log.info(f"{kind} rules: they look forward only, stored items are not matched again", rules=names)
        return asked

    async def go_without_page(self, reason: str) -> None:
        """No page is served: messages have no links to whatever else listens there, and operations are told. Where
        links begin at a `public_url`, they stay. Raises StoreError."""
        web = self._web
        if not web.public_url:
            self._web = web.model_copy(update={"enabled": False})
        run, receivers = asyncio.get_running_loop().run_in_executor, self.files.config.file.operations
        alert = no_page(web.host, web.port, reason, self.now())
        if await run(self._writer, operations.tell_alone, self.database, receivers, alert):
            self.alerted.set()

    async def forget(self) -> None:
        """One batch of what came longer ago than ``store.forget_after``. Raises StoreError."""
        after = self._started_with.file.store.forget_after
        run = asyncio.get_running_loop().run_in_executor
        if count := await run(self._writer, self._forgetting.batch, self.now(), after):
            _log.debug("forgotten", articles=count)

    async def tell_troubles(self) -> None:
        """Operations hear which feeds and receivers are in trouble, or well again. Raises StoreError."""
        run = asyncio.get_running_loop().run_in_executor
        receivers = self.files.config.file.operations
        if await run(self._writer, operations.tell_troubles, self.database, receivers, self.now()):
            self.alerted.set()
        best = tuple(dict.fromkeys((*receivers, *self.files.config.file.receivers)))
        if await run(self._writer, operations.tell_receiver_troubles, self.database, best, self.now()):
            self.alerted.set()

    async def tell_of_silence(self) -> None:
        """Rules that expect news and hear none say so, but not just after a start or a sleep. Raises StoreError."""
        now = self.now()
        if self._awake_since is None or now - self._awake_since < timers.SETTLED:
            return
        run = asyncio.get_running_loop().run_in_executor
        rules, routes = self.files.rules, self.files.config.routes
        if await run(self._writer, timers.tell_of_silence, self.database, rules, routes, now):
            self.alerted.set()
        await run(self._writer, timers.forget_counts, self.database, rules, now)

    async def notice_missed_time(self) -> None:
        """Operations hear of a time in which nothing was polled. Called again and again: a host that slept shows by
        the time since the last call, a daemon that did not run by the first. Raises StoreError."""
        now, before = self.now(), self._noticed
        self._noticed = now
        run = asyncio.get_running_loop().run_in_executor
        back = await run(self._writer, upkeep.follow_clock, self.database, before, now)
        if back:
            _log.warning("the clock was set back: what is planned moves with it", by=str(back))
            self._turns.set_back(back)
            self.deliverer.forget_pauses()
        if before is not None and now - before < operations.MISSED:
            return
        self._awake_since = now
        of, until = self.files.config.file, before or now
        window = of.polling.alert_window
        missed = await run(self._writer, operations.tell_missed_time, self.database, of.operations, window, until, now)
        if missed:
            _log.warning("nothing was polled meanwhile", missed=str(missed))
            self.alerted.set()
