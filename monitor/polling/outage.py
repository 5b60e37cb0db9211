"""USE CASE: most feeds failed, as the monitor's own network was down: once one answers, the others are asked again."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.core.timing import first_poll
from monitor.store import feeds
from monitor.store.database import Transaction
from monitor.store.feeds import FeedState

AGAIN = timedelta(hours=1)
"""Until all are asked again once more: feeds that are dead are not asked each time that one recovers."""


class Outage:
    """While the network is down each feed backs off by itself, for hours in the end, though none is at fault."""

    def __init__(self) -> None:
        self._asked_at: datetime | None = None

    def answered(self, tx: Transaction, state: FeedState, now: datetime, within: timedelta) -> None:
        """``state`` is as the poll that succeeded found it. If most feeds fail, all that do are due, spread over
        ``within``; once, for thousands may answer after it."""
        if not state.failures:
            return
        # A time to come is that of a clock that has since been set back.
        if self._asked_at is not None and timedelta(0) <= now - self._asked_at < AGAIN:
            return
        if feeds.count_failing(tx) * 2 <= feeds.count_active(tx):
            return
        self._asked_at = now
        feeds.due_sooner(tx, {name: first_poll(now, name, within) for name in feeds.failing(tx)})
