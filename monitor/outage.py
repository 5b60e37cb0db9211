"""USE CASE: most feeds failed, as the monitor's own network was down: once one answers, the others are asked again."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.core.timing import first_poll
from monitor.store import feeds
from monitor.store.database import Transaction
from monitor.store.feeds import FeedState

AGAIN = timedelta(hours=1)
"""Until a recovery counts as that of another outage: feeds that are dead are not asked each time that one recovers."""


class Outage:
    """Each feed backs off by itself, for hours in the end, though what failed was none of them."""

    def __init__(self) -> None:
        self._over_since: datetime | None = None

    def answered(self, tx: Transaction, state: FeedState, now: datetime, within: timedelta) -> None:
        """``state`` is as the poll that succeeded found it. If most feeds fail, those not asked since the first success
        are due, spread over ``within``."""
        if not state.failures:
            return
        failing = feeds.failing(tx)
        if len(failing) <= feeds.count_active(tx) // 2:
            self._over_since = None
            return
        if self._over_since is None or now - self._over_since >= AGAIN:
            self._over_since = now
        since = self._over_since
        feeds.due_sooner(tx, {one.name: first_poll(now, one.name, within) for one in failing if _before(one, since)})


def _before(state: FeedState, since: datetime) -> bool:
    return state.polled_at is not None and state.polled_at < since
