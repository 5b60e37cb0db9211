"""One round, without a daemon: poll, read pages, deliver."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta

from monitor import logs
from monitor.app import Monitor
from monitor.core.alerts import patience
from monitor.core.zones import stamp
from monitor.polling.poll import Polled, PollOutcome
from monitor.run.open_files import allow_open_files
from monitor.store import feeds
from monitor.store.deliveries import backlog

_log = logs.logger("once")
LONGEST = timedelta(seconds=60)
"""For reading pages, and for beginning to deliver; the next run does what is left."""


async def one_round(
    monitor: Monitor, *, only_due: bool, one_more: Callable[[], None], longest: timedelta = LONGEST
) -> tuple[dict[str, Polled], int]:
    """Poll every feed now (or those due) once, however soon it is due again, and deliver: feed -> how it went, and how
    many deliveries stay open. ``one_more`` is called after each feed. Raises StoreError."""
    allow_open_files()
    if not only_due:
        with monitor.database.writing() as tx:
            feeds.make_due(tx, monitor.now())
    outcomes = await _poll(monitor, one_more)
    if not only_due:
        outcomes = _left_alone(monitor) | outcomes
    await _read_pages(monitor, longest)
    await monitor.ticks.tell_troubles()
    return outcomes, await _deliver(monitor, longest)


async def _poll(monitor: Monitor, one_more: Callable[[], None]) -> dict[str, Polled]:
    outcomes: dict[str, Polled] = {}
    began = monitor.now()
    pending: set[asyncio.Task[Polled]] = set()
    while True:
        started = await monitor.poller.poll_due(not_since=began)
        pending |= set(started)
        if not pending:
            if (turn := monitor.poller.waiting_until()) is None:
                return outcomes
            await asyncio.sleep(max(0.01, min((turn - monitor.now()).total_seconds(), 1.0)))
            continue
        await monitor.poller.wait_for_place()
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            polled = task.result()
            outcomes[polled.feed] = polled
            one_more()


def _left_alone(monitor: Monitor) -> dict[str, Polled]:
    """Feeds that are not asked, though a person wants it: why."""
    now = monitor.now()
    with monitor.database.reading() as tx:
        waiting = {one.name: one.not_before for one in feeds.listed(tx) if one.active and one.due_at > now}
    why = "not asked until {}, as its host wants (Retry-After)"
    left = {name: why.format(stamp(until)) for name, until in waiting.items() if until is not None and until > now}
    return {name: Polled(name, PollOutcome.LEFT_ALONE, reason) for name, reason in left.items()}


async def _read_pages(monitor: Monitor, longest: timedelta) -> None:
    """Those of cut items, as their hosts' turns come."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(longest.total_seconds()):
            while True:
                started = await monitor.pages.read_due()
                if not started and not monitor.pages.are_waiting():
                    return
                await (asyncio.gather(*started) if started else asyncio.sleep(0.05))


async def _deliver(monitor: Monitor, longest: timedelta) -> int:
    """What is due now; how many deliveries stay open (a receiver that fails is tried again later). What is being sent
    is waited for beyond ``longest``: cut off, it may have arrived, and would be sent again by each run."""
    loop = asyncio.get_running_loop()
    until = loop.time() + longest.total_seconds()
    while (rest := until - loop.time()) > 0 and (started := await monitor.deliverer.deliver_due()):
        await asyncio.wait(started, timeout=rest)
    await monitor.deliverer.stop(patience.LONGEST)
    with monitor.database.reading() as tx:
        left = backlog.open_count(tx)
    if left:
        _log.warning("deliveries stay open, the next run tries them again", open=left)
    return left
