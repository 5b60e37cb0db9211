"""USE CASE: claim due feeds -> fetch -> parse -> intake."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from monitor import logs
from monitor.config import FeedConfig, PollingConfig
from monitor.core.errors import StoreError
from monitor.core.identity import articles_of
from monitor.core.rules.ruleset import RuleSet
from monitor.core.timing import next_poll
from monitor.intake import Intake, Result
from monitor.intake.intake import Bookkeeping, LeaseLost
from monitor.sources.types import Fetched, FetchFailed, NotModified, Parsed, ParseFailed, Request, Source
from monitor.store import feeds
from monitor.store.database import Database, Transaction
from monitor.store.feeds import FeedState

_log = logs.logger("poll")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Polled:
    """How one poll ended: ``outcome`` is ``changed``, ``unchanged`` or ``failed``."""

    feed: str
    outcome: str
    reason: str = ""
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """One poll: its feed, and what holds until it ends - the feed's config and the rules of its beginning."""

    state: FeedState
    config: FeedConfig
    rules: RuleSet
    poll: str
    """Its name in logs."""


class Poller:
    """Polls what is due. ``intake`` is asked for each time: a poll finishes with the rules that it began with, but with
    the routes of now, for only their receivers are there."""

    def __init__(
        self,
        database: Database,
        writer: Executor,
        source: Source,
        intake: Callable[[], Intake],
        configs: Callable[[], Mapping[str, FeedConfig]],
        settings: Callable[[], PollingConfig],
        now: Callable[[], datetime],
        new_token: Callable[[], str],
        on_alerts: Callable[[], None],
    ) -> None:
        self._database, self._writer, self._source = database, writer, source
        self._intake, self._configs, self._settings = intake, configs, settings
        self._now, self._new_token, self._on_alerts = now, new_token, on_alerts
        self._free = settings().concurrency
        self._running: set[asyncio.Task[Polled]] = set()

    async def poll_due(self) -> list[asyncio.Task[Polled]]:
        """T1: claim as many due feeds as there are free places, and begin to poll them."""
        if self._free <= 0:
            return []
        token, limit = self._new_token(), self._free
        await asyncio.to_thread(self._database.confirm_daemon)
        claimed = await self._write(lambda tx: feeds.claim_due(tx, self._now(), token, self._lease(), limit))
        tasks = []
        for state in claimed:
            self._free -= 1
            task = asyncio.create_task(self._poll_claimed(state, self._intake().rules), name=f"poll {state.name}")
            self._running.add(task)
            task.add_done_callback(self._done)
            tasks.append(task)
        return tasks

    def _done(self, task: asyncio.Task[Polled]) -> None:
        self._free += 1
        self._running.discard(task)

    async def stop(self, within: timedelta) -> None:
        """Let running polls finish for a while, then give the rest back: they stay due."""
        if self._running:
            await asyncio.wait(self._running, timeout=within.total_seconds())
        left = list(self._running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _poll_claimed(self, state: FeedState, rules: RuleSet) -> Polled:
        poll = f"{state.lease_token}-{state.name}"
        try:
            config = self._configs().get(state.name)
            if config is None:
                raise LeaseLost
            polled = await self._poll(Begun(state, config, rules, poll))
        except asyncio.CancelledError:
            await asyncio.shield(self._write(lambda tx: feeds.give_back(tx, state.lease_token)))
            raise
        except LeaseLost:
            polled = Polled(state.name, "failed", "the config changed meanwhile, or somebody else polls it")
        except StoreError as error:
            polled = Polled(state.name, "failed", str(error))
        except Exception as error:  # a bug must not end the daemon: it is logged and the feed backs off
            _log.exception("poll broke", feed=state.name, poll=poll)
            reason = f"internal error: {type(error).__name__}: {error}"
            polled = Polled(state.name, "failed", reason)
            with contextlib.suppress(StoreError):  # then the lease runs out
                await self._failed(state, reason, None)
        _report(polled, poll)
        if polled.result is not None and polled.result.alert_ids:
            self._on_alerts()
        return polled

    async def _poll(self, begun: Begun) -> Polled:
        state = begun.state
        answer = await self._source.fetch(Request(state.url, state.etag, state.last_modified))
        if isinstance(answer, FetchFailed):
            return await self._failed(state, answer.reason, answer.retry_after)
        if isinstance(answer, NotModified):
            await self._write(lambda tx: self._succeeded(tx, state, None))
            return Polled(state.name, "unchanged", "304")
        body_hash = hashlib.blake2b(answer.body, digest_size=16).hexdigest()
        validators = (answer.etag, answer.last_modified, body_hash)
        if body_hash == state.body_hash:
            await self._write(lambda tx: self._succeeded(tx, state, validators))
            return Polled(state.name, "unchanged", "same body")
        return await self._changed(begun, answer, validators)

    async def _changed(self, begun: Begun, fetched: Fetched, validators: tuple[str, str, str]) -> Polled:
        parsed = await self._source.parse(fetched)
        if isinstance(parsed, ParseFailed):
            return await self._failed(begun.state, parsed.reason, None)
        note = f"{parsed.left_out} entries beyond max_items left out" if parsed.left_out else ""
        if parsed.cut_off:
            # Without validators the next poll asks for the whole document again.
            note, validators = "the document is cut off: its last entry is left out until it is whole", ("", "", "")
        result = await asyncio.get_running_loop().run_in_executor(self._writer, self._take, begun, parsed, validators)
        return Polled(begun.state.name, "changed", note, result)

    def _take(self, begun: Begun, parsed: Parsed, validators: tuple[str, str, str]) -> Result:
        state, now = begun.state, self._now()
        found, broken = articles_of(parsed.items, begun.config.origin, now)
        books = Bookkeeping(
            feed=state.name,
            guard=lambda tx: feeds.holds_lease(tx, state.name, state.lease_token),
            finish=lambda tx: self._succeeded(tx, state, validators, whole=not parsed.cut_off),
        )
        baseline = state.baseline_at is None
        intake = self._intake().under(begun.rules)
        return intake.take(found, now, poll=begun.poll, baseline=baseline, broken=broken, books=books)

    def _succeeded(
        self, tx: Transaction, state: FeedState, validators: tuple[str, str, str] | None, *, whole: bool = True
    ) -> None:
        now = self._now()
        due = self._next(state, now, 0, None)
        feeds.record_success(tx, state.name, state.lease_token, now, due, validators, baseline=whole)

    async def _failed(self, state: FeedState, reason: str, retry_after: timedelta | None) -> Polled:
        failures = state.failures + 1

        def record(tx: Transaction) -> None:
            now = self._now()
            due = self._next(state, now, failures, retry_after)
            feeds.record_failure(tx, state.name, state.lease_token, now, due, failures, reason)

        await self._write(record)
        return Polled(state.name, "failed", reason)

    def _next(self, state: FeedState, now: datetime, failures: int, retry_after: timedelta | None) -> datetime:
        config = self._configs().get(state.name)
        return next_poll(
            now,
            name=state.name,
            interval=(config.interval if config else None) or self._settings().interval,
            failures=failures,
            max_interval=self._settings().max_interval,
            retry_after=retry_after,
        )

    def _lease(self) -> timedelta:
        """Longer than a poll can take: fetch and parse have deadlines, intake is given five minutes."""
        settings = self._settings()
        return settings.timeout + settings.parse_deadline * 3 + timedelta(minutes=5)

    async def _write(self, work: Callable[[Transaction], Value]) -> Value:
        def run() -> Value:
            with self._database.writing() as tx:
                return work(tx)

        return await asyncio.get_running_loop().run_in_executor(self._writer, run)


def _report(polled: Polled, poll: str) -> None:
    if polled.outcome == "failed":
        _log.warning("feed failed", feed=polled.feed, reason=polled.reason, poll=poll)
    elif polled.result is None:
        _log.debug("nothing new", feed=polled.feed, how=polled.reason, poll=poll)
    else:
        result = polled.result
        counts = {name: count for name, count in result.counts.items() if count and name != "unchanged"}
        matches = sum(len(taken.settled) for taken in result.taken)
        extra = {"note": polled.reason} if polled.reason else {}
        _log.info(
            "polled",
            feed=polled.feed,
            **counts,
            matches=matches,
            alerts=len(result.alert_ids),
            poll=poll,
            **extra,
        )
        if result.counts["quarantined"]:
            _log.error("items quarantined: `monitor items --quarantined` shows them", feed=polled.feed, poll=poll)
