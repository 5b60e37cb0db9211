"""USE CASE: most feeds failed, as the monitor's own network was down: once one answers, the others are asked again.

While it is down each feed backs off by itself, for hours in the end, though none is at fault.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.core.timing import first_poll
from monitor.store import feeds, noted
from monitor.store.database import Transaction
from monitor.store.feeds import FeedState
from monitor.store.noted import Subject

AGAIN = timedelta(hours=1)
"""Until all are asked again once more: feeds that are dead are not asked each time that one recovers."""


def retry_failing(tx: Transaction, state: FeedState, now: datetime, within: timedelta) -> None:
    """``state`` is as the poll that succeeded found it. If most feeds fail, all that do are due, spread over
    ``within``; once, for thousands may answer after it."""
    if not state.failures:
        return
    asked = noted.get(tx, Subject.ASKED_AGAIN)
    # A time to come is that of a clock that has since been set back.
    if asked is not None and timedelta(0) <= now - asked.at < AGAIN:
        return
    if feeds.count_failing(tx) * 2 <= feeds.count_active(tx):
        return
    noted.put(tx, Subject.ASKED_AGAIN, now)  # with it: what the database does not take was not asked
    feeds.due_sooner(tx, {name: first_poll(now, name, within) for name in feeds.failing(tx)})
