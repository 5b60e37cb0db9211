"""USE CASE: operations, the receivers that are told of the monitor itself, hear of feeds in trouble and of time missed.

An alert and its deliveries go into the outbox with what they are about, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.operations import FeedTrouble, feeds_in_trouble, nothing_was_polled
from monitor.core.alerts.types import Alert
from monitor.store import alerts, deliveries, feeds
from monitor.store.database import Database, Transaction

MISSED = timedelta(minutes=10)
"""Time without any poll that is worth a word."""


def tell(tx: Transaction, alert: Alert, receivers: Iterable[str]) -> bool:
    """Put ``alert`` into the outbox; without receivers nothing is stored. Whether anybody is told."""
    wanted = tuple(dict.fromkeys(receivers))
    if wanted:
        stored = alerts.insert(tx, alert, None)
        for receiver in wanted:
            deliveries.insert(tx, stored.id, [], receiver, key_of(alert.key, receiver), alert.created)
    return bool(wanted)


def tell_troubles(database: Database, operations: Iterable[str], now: datetime) -> bool:
    """One message on all feeds whose trouble began or ended since the last one: a network that is down is one event,
    not hundreds. Whether anybody is told."""
    with database.reading() as tx:
        if not feeds.troubles_to_tell(tx):
            return False
    with database.writing() as tx:
        states = feeds.troubles_to_tell(tx)
        found = [FeedTrouble(s.name, s.trouble, s.trouble_told, s.trouble_why, s.trouble_since) for s in states]
        alert = feeds_in_trouble(found, feeds.count_active(tx), now)
        feeds.troubles_told(tx, states)
        return alert is not None and tell(tx, alert, operations)


def tell_missed_time(database: Database, operations: Iterable[str], until: datetime, now: datetime) -> timedelta:
    """Nothing was polled from the last poll before ``until`` to ``now``: how long, zero if that is no time to speak
    of. Operations are told."""
    with database.reading() as tx:
        last = feeds.last_poll_before(tx, until)
    if last is None or now - last < MISSED:
        return timedelta(0)
    with database.writing() as tx:
        tell(tx, nothing_was_polled(last, now), operations)
    return now - last
