"""USE CASE: the clock is set back, and what is planned moves with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from monitor.store import clock, feeds
from monitor.store.database import Database, Transaction

SET_BACK = timedelta(seconds=30)
"""A clock that goes back by less is only being corrected: what is planned comes soon enough."""
_ANY = timedelta(days=10_000)


def follow_clock(
    database: Database, before: datetime | None, now: datetime, tell: Callable[[Transaction, timedelta], object]
) -> timedelta:
    """If the clock was set back since ``before`` (without it, since the last poll), what is planned moves with it: else
    nothing would be polled or tried again until the old time comes. By how much; zero if it was not. ``tell`` is part
    of it: once what was planned has moved, nothing shows any more that the clock ran ahead."""
    with database.reading() as tx:
        latest = before or feeds.last_poll_before(tx, now + _ANY) or now
    by = latest - now
    if by < SET_BACK:
        return timedelta(0)
    with database.writing() as tx:
        clock.set_back(tx, by, now)
        tell(tx, by)
    return by
