"""USE CASE: claim due feeds -> poll them, in as many places as there are."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from monitor.core.feeds.address import host_of
from monitor.core.feeds.turns import Turns
from monitor.in_force.shared import Shared
from monitor.polling.poll import Poll, Polled, lease_of
from monitor.sources.web_source import WebSource
from monitor.store import leases
from monitor.store.feeds import FeedState

BREATH = 0.05
"""Seconds in which what falls due, or becomes free, is claimed together: a transaction costs more than a poll."""
LOOK_AGAIN = timedelta(seconds=1)
"""Others may have made feeds due meanwhile."""
MAX_CLAIMS = 10
"""Claims in one transaction. Where many feeds of one host are due, most of a claim is put off until it is their turn:
feeds of other hosts must not wait for that."""
ROUNDS = 2
"""Polls in hand for each connection to a host. Where a host is slow, more would wait for a connection until their time
is over, in places that feeds of other hosts need."""


class Poller:
    """Claims feeds that are due, as many as there are free places, and polls them."""

    def __init__(self, shared: Shared, source: WebSource, new_token: Callable[[], str], turns: Turns) -> None:
        self._shared, self._in_force, self._now = shared, shared.in_force, shared.now
        self._new_token, self._turns = new_token, turns
        self._poll = Poll(shared, source)
        self._free = shared.in_force().polling.concurrency
        self._most = ROUNDS * shared.in_force().polling.per_host
        self._in_hand = Counter[str]()
        """Host -> its polls that run."""
        self._place = asyncio.Event()
        self._due_at: datetime | None = None
        """When another claim may find something, once a place is free."""
        self._running: dict[asyncio.Task[Polled], str] = {}
        """Each with its host."""

    async def poll_due(self, not_since: datetime | None = None) -> list[asyncio.Task[Polled]]:
        """T1: claim as many due feeds as there are free places, and begin to poll them; those polled ``not_since`` then
        only, if that is given. Raises StoreError."""
        if self._free <= 0:
            return []
        token, limit, self._due_at = self._new_token(), self._free, None
        in_hand = self._in_hand.copy()
        claimed, self._due_at = await self._shared.in_writer(self._claim, token, limit, not_since, in_hand)
        rules, tasks = self._in_force().intake.rules, []
        for state in claimed:
            self._free -= 1
            task = asyncio.create_task(self._poll.of(state, rules), name=f"poll {state.name}")
            self._running[task] = host_of(state.address)
            self._in_hand[self._running[task]] += 1
            task.add_done_callback(self._done)
            tasks.append(task)
        return tasks

    def waiting_until(self) -> datetime | None:
        """When the next feed is due that waits for its host's turn; None if none does."""
        return self._turns.waiting(self._now())

    async def wait_until_due(self) -> None:
        """Returns when another claim is worth its price: a feed is due, and half of the places are free or some time
        has passed. It looks at least once a second, as others may make feeds due."""
        now = self._now()
        due = min(self._due_at or now + LOOK_AGAIN, now + LOOK_AGAIN)
        await asyncio.sleep((due - now).total_seconds())
        await self.wait_for_place()

    async def wait_for_place(self) -> None:
        """Returns when half of the places are free, or some are after a moment: it does not claim for each."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BREATH):
                await self._until_free(self._in_force().polling.concurrency // 2)
        await self._until_free(1)

    async def _until_free(self, places: int) -> None:
        while self._free < places:
            self._place.clear()
            await self._place.wait()

    def _claim(
        self, token: str, limit: int, not_since: datetime | None, in_hand: Counter[str]
    ) -> tuple[list[FeedState], datetime | None]:
        """In the writer's thread: due feeds whose hosts may be asked now, and when others are due. Those whose hosts
        are asked too often, or have enough ``in_hand``, are due when it is their turn. A feed that is not as the
        running config knows it is given back: a reload that failed half-way may have renamed it in the store, or given
        its name to another. So are those whose polls the database did not take."""
        self._shared.database.confirm_daemon()
        not_recorded = list(self._poll.not_recorded)
        now = self._now()
        ready: list[FeedState] = []
        with self._shared.database.writing() as tx:
            leases.postpone(tx, not_recorded)
            for _ in range(MAX_CLAIMS):
                lease, left = lease_of(self._in_force().polling), limit - len(ready)
                claimed = leases.claim_due(tx, now, token, lease, left, not_since)
                known = [state for state in claimed if self._is_known(state)]
                leases.postpone(tx, [(state, now + LOOK_AGAIN) for state in claimed if not self._is_known(state)])
                turns = [(state, self._turn(state, now, in_hand)) for state in known]
                leases.postpone(tx, [(state, at) for state, at in turns if at > now])
                ready += [state for state, at in turns if at <= now]
                if len(ready) == limit or not claimed:
                    break
            due_at = leases.next_due(tx, now) if len(ready) < limit else now
        del self._poll.not_recorded[: len(not_recorded)]
        return ready, due_at

    def _turn(self, state: FeedState, now: datetime, in_hand: Counter[str]) -> datetime:
        host = host_of(state.address)
        if in_hand[host] >= self._most:
            self._turns.put_off(host, now)
        at = self._turns.turn(state.name, host, now, self._in_force().polling.host_gap)
        in_hand[host] += at <= now
        return at

    def _is_known(self, state: FeedState) -> bool:
        config = self._in_force().feeds.get(state.name)
        return config is not None and config.url == state.url

    def _done(self, task: asyncio.Task[Polled]) -> None:
        self._free += 1
        self._place.set()
        host = self._running.pop(task)
        self._in_hand[host] -= 1
        if not self._in_hand[host]:
            del self._in_hand[host]

    async def stop(self, within: timedelta, to_give_back: timedelta) -> None:
        """Let running polls finish for a while, then give the rest back: they stay due. What the database does not take
        in that time, the next start gives back."""
        if self._running:
            await asyncio.wait(self._running, timeout=within.total_seconds())
        left = list(self._running)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=to_give_back.total_seconds())
