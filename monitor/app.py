"""Monitor: the only place where the parts of a daemon are wired together."""

from __future__ import annotations

import asyncio
import random
import secrets
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TextIO

from monitor import logs
from monitor.clock import utc_now
from monitor.core.alerts.links import link_of_summary, links_for
from monitor.core.alerts.operations.host import no_page
from monitor.core.alerts.types import Delivery, Form, Link
from monitor.core.feeds.turns import Turns
from monitor.delivery.deliver import Deliverer
from monitor.heartbeat import Heartbeat
from monitor.in_force.begin import RefusedFiles
from monitor.in_force.current import InForce
from monitor.in_force.into_store import release_leases
from monitor.in_force.load import Files
from monitor.in_force.reload import FilesInForce
from monitor.in_force.settings import limits_of
from monitor.in_force.shared import Shared
from monitor.polling.pages import PageReader
from monitor.polling.poller import Poller
from monitor.sources.http import HttpClient
from monitor.sources.web_source import WebSource
from monitor.sources.workers import Workers
from monitor.store.database import Database
from monitor.store.link_key import link_key
from monitor.store.refusals import Refusals
from monitor.ticks import Ticks

_log = logs.logger("app")


def new_token() -> str:
    return uuid.uuid4().hex[:12]


class Monitor:
    """A running monitor over one set of files and one database. Open it as an async context manager.

    ``refused`` are the files on the disk, if it starts on the last good set instead."""

    def __init__(
        self,
        files: Files,
        database: Database,
        refused: RefusedFiles | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
        chance: Callable[[], float] = random.random,
        console: TextIO | None = None,
    ) -> None:
        self.database, self.now = database, now
        self.alerted = asyncio.Event()
        self.refusals = Refusals()
        self._settings, self._web = files.config.file.polling, files.config.file.web
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        # Messages do not queue behind the items of a long feed: its transactions are short, the database takes turns.
        self._sender = ThreadPoolExecutor(1, thread_name_prefix="sender")
        self._turns = Turns()
        self._stopped_by: float | None = None
        self.deliverer = Deliverer(
            database,
            self._sender,
            lambda: self._current().notifiers,
            now,
            new_token,
            chance,
            lambda receiver: self._current().wishes(receiver),
            self._links,
        )
        self._shared = Shared(database, self._writer, self._current, now, self.alerted.set, self.refusals)
        self.in_force = FilesInForce(files, refused, self._shared, self.deliverer, console)
        self.ticks = Ticks(self._shared, self._clock_set_back)
        self.heartbeat = Heartbeat(self._shared)

    @property
    def files(self) -> Files:
        """Those in force."""
        return self.in_force.current.files

    def _current(self) -> InForce:
        return self.in_force.current

    async def __aenter__(self) -> Monitor:
        self.start()
        self._workers = Workers(self._settings.parse_workers, self._settings.parse_deadline)
        self._client = await HttpClient(
            limits_of(self._settings), self._settings.contact, self.now, self._asked
        ).__aenter__()
        source = WebSource(self._client, self._workers, self._settings.max_items)
        self.poller = Poller(self._shared, source, new_token, self._turns)
        self.pages = PageReader(self._shared, self._client, self._workers, self._turns)
        return self

    async def __aexit__(self, *_: object) -> None:
        within = self.stopping()
        await self.pages.stop()
        await self.poller.stop(within * 0.6, within * 0.1)
        await self.deliverer.stop(min(within * 0.3, self.stopping()))
        await self._client.__aexit__()
        self._workers.close()
        for threads in (self._sender, self._writer):
            await self._end(threads)

    async def alive(self) -> None:
        """Returns when the thread that everything is written in has time; never, if it hangs."""
        await self._shared.in_writer(lambda: None)

    def stopping(self) -> timedelta:
        """How much is left of the time that a stop may take, which begins with the first call."""
        now = asyncio.get_running_loop().time()
        if self._stopped_by is None:
            self._stopped_by = now + self._settings.stop_within.total_seconds()
        return timedelta(seconds=max(0.0, self._stopped_by - now))

    async def _end(self, threads: ThreadPoolExecutor) -> None:
        """Wait until ``threads`` have finished what they do, but no longer than a stop may take, as for a database that
        keeps them waiting: the process may end at any time without losing anything."""
        done = asyncio.get_running_loop().run_in_executor(threads, lambda: None)
        try:
            await asyncio.wait_for(done, self.stopping().total_seconds() + 0.1)
        except TimeoutError:
            _log.warning("stopping without waiting for the database: what it did not take stays due")
        threads.shutdown(wait=False, cancel_futures=True)

    def start(self) -> None:
        """Release what an earlier run had in hand, and bring what the files say into the store. Raises StoreError."""
        release_leases(self.database)
        self.link_key = link_key(self.database, secrets.token_bytes, self.now())
        self.in_force.start(self.link_key)

    async def go_without_page(self, reason: str) -> None:
        """No page is served: messages have no links to whatever else listens there, and operations are told. Where
        links begin at a `public_url`, they stay. Raises StoreError."""
        web = self._web
        if not web.public_url:
            self._web = web.model_copy(update={"enabled": False})
        await self.ticks.tell(no_page(web.host, web.port, reason, self.now()))

    def _links(self, delivery: Delivery) -> tuple[Link, ...]:
        """Those of the one alert that a message is about; of a summary, whose alerts are many, to where they stand."""
        web = self._web
        if delivery.form is not Form.SINGLE:
            return link_of_summary((delivery.alert, *delivery.also), web.address)
        return links_for(delivery.alert, web.address, self.link_key, self.now(), web.links_for)

    def _asked(self, host: str) -> None:
        self._turns.asked(host, self.now(), self._current().polling.host_gap)

    def _clock_set_back(self, by: timedelta) -> None:
        self._turns.set_back(by)
        self.deliverer.forget_pauses()
