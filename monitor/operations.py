"""USE CASE: operations, the receivers that are told of the monitor itself, hear of feeds in trouble and of time missed.

An alert and its deliveries go into the outbox with what they are about, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.operations.feeds import LATELY, STEADY, FeedTrouble, feeds_in_trouble
from monitor.core.alerts.operations.host import heartbeat_not_taken, heartbeat_taken_again, taken_for_old
from monitor.core.alerts.operations.receivers import ReceiverTrouble, receivers_in_trouble
from monitor.core.alerts.types import Alert
from monitor.core.feeds import outage
from monitor.store import alerts, clock, feeds, noted
from monitor.store import receivers as store_receivers
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import lifecycle
from monitor.store.noted import Subject

REFUSING = timedelta(minutes=5)
"""For so long a receiver may fail before others hear of it: most recover."""
MISSED = timedelta(minutes=10)
"""Time without any poll that is worth a word."""


class NotTaken(NamedTuple):
    """That the watcher takes no heartbeat, and what it answers."""

    since: datetime
    why: str


def tell(tx: Transaction, alert: Alert, receivers: Iterable[str]) -> bool:
    """Put ``alert`` into the outbox; without receivers nothing is stored. Whether anybody is told."""
    wanted = tuple(dict.fromkeys(receivers))
    if wanted:
        stored = alerts.insert(tx, alert, None)
        for receiver in wanted:
            lifecycle.insert(tx, stored.id, [], receiver, key_of(alert.key, receiver), alert.created)
    return bool(wanted)


def tell_alone(database: Database, receivers: Iterable[str], alert: Alert) -> bool:
    """Put ``alert`` into the outbox by itself. Whether anybody is told."""
    with database.writing() as tx:
        return tell(tx, alert, receivers)


def tell_troubles(database: Database, operations: Iterable[str], now: datetime) -> bool:
    """One message on all feeds whose trouble began or ended since the last one. A network that is down is one event,
    though feeds are asked at different times: once that is told, only those are that fail when it is over. Whether
    anybody is told."""
    with database.reading() as tx:
        if not feeds.troubles_to_tell(tx):
            return False
    with database.writing() as tx:
        caught, is_known = outage.caught(feeds.polled(tx))
        if most_fail := bool(caught) and not is_known:
            feeds.mark_unreached_failing(tx, now)
        states = [one for one in feeds.troubles_to_tell(tx) if most_fail or one.name not in caught]
        recovered = {feed: note.at for feed, note in noted.by_name(tx, Subject.FEED_IS_WELL).items()}
        found = [
            FeedTrouble.of(
                s.name, s.trouble, s.trouble_told, s.trouble_why, s.trouble_since, recovered.get(s.name), now
            )
            for s in states
        ]
        alert = feeds_in_trouble(found, now, most_fail=most_fail)
        feeds.save_troubles_told(tx, {one.feed: one.known for one in found})
        for one in found:
            if one.is_well_again:
                noted.put(tx, Subject.FEED_IS_WELL, now, one.feed)
        return alert is not None and tell(tx, alert, operations)


def tell_receiver_troubles(database: Database, operations: Sequence[str], others: Sequence[str], now: datetime) -> bool:
    """``operations`` hear of a receiver that accepts nothing for ``REFUSING``, when that is over, and of messages that
    can never be sent; where these are none, or none but receivers that fail, the first of ``others`` that does not.
    Whether anybody is told."""
    with database.reading() as tx:
        if not _receiver_troubles(tx, now) and not store_receivers.dead_letters(tx):
            return False
    with database.writing() as tx:
        found, dead = _receiver_troubles(tx, now), store_receivers.dead_letters(tx)
        for one in found:
            if one.since is None:
                noted.drop(tx, Subject.RECEIVER_FAILS, one.receiver)
                noted.put(tx, Subject.RECEIVER_RECOVERED, now, one.receiver)
            else:
                noted.put(tx, Subject.RECEIVER_FAILS, now, one.receiver, since=one.since)
        store_receivers.mark_dead_letters_told(tx, dead)
        concerned = {one.receiver for one in store_receivers.refusing(tx)} | {one.receiver for one in dead}
        concerned |= {one.receiver for one in found}
        fit = [[one for one in some if one not in concerned] for some in (operations, others)]
        alert = receivers_in_trouble(found, [(one.receiver, one.reason) for one in dead], now)
        return tell(tx, alert, fit[0] or fit[1][:1] or (*operations, *others)[:1])


def _receiver_troubles(tx: Transaction, now: datetime) -> list[ReceiverTrouble]:
    """What is not yet told."""
    refusing = {one.receiver: one for one in store_receivers.refusing(tx)}
    known = noted.by_name(tx, Subject.RECEIVER_FAILS)
    found = [
        ReceiverTrouble(one.receiver, one.since, one.reason, one.waiting, one.accepts)
        for one in refusing.values()
        if one.receiver not in known and now - one.since >= REFUSING
    ]
    return found + [
        ReceiverTrouble(receiver, None, accepts=accepts)
        for receiver in sorted(known.keys() - refusing.keys())
        if not _is_unsteady(tx, receiver, now)
        and (accepts := _accepts(tx, receiver, known[receiver].since)) is not None
    ]


def tell_heartbeat(
    database: Database, operations: Sequence[str], watcher: str, refused: NotTaken | None, now: datetime
) -> bool:
    """``operations`` hear that the watcher of the heartbeat takes none, unless the network is down, and when it does
    again; what is told is kept over a restart. Whether anybody is told."""
    with database.writing() as tx:
        is_known = noted.get(tx, Subject.HEARTBEAT) is not None
        if is_known == bool(refused) or (refused and outage.caught(feeds.polled(tx))[0]):
            return False
        if refused is None:
            noted.drop(tx, Subject.HEARTBEAT)
            return tell(tx, heartbeat_taken_again(watcher, now), operations)
        noted.put(tx, Subject.HEARTBEAT, now, since=refused.since)
        return tell(tx, heartbeat_not_taken(watcher, refused.since, refused.why, now), operations)


def _is_unsteady(tx: Transaction, receiver: str, now: datetime) -> bool:
    """Whether it failed just now, and was told to be over that lately: it may fail again in a moment."""
    over = noted.get(tx, Subject.RECEIVER_RECOVERED, receiver)
    return over is not None and now - over.at < LATELY and store_receivers.refused_since(tx, receiver, now - STEADY)


def _accepts(tx: Transaction, receiver: str, since: datetime) -> bool | None:
    """Whether a receiver that failed ``since`` then accepts messages, or has none to accept any more; None if that is
    open: what it did not take is just being tried again."""
    if store_receivers.took_since(tx, receiver, since):
        return True
    return None if store_receivers.waiting(tx, receiver) else False


def tell_taken_for_old(
    tx: Transaction, operations: Iterable[str], alert_window: timedelta, by: timedelta, now: datetime
) -> bool:
    """The clock, which ran ahead ``by`` so much, is right ``now``: which matches were silent for that alone. Whether
    anybody is told."""
    found = [(one.article, one.title, one.rule) for one in clock.taken_for_old(tx, by, alert_window, now)]
    return bool(found) and tell(tx, taken_for_old(found, by, now), operations)


def unpolled_since(database: Database, until: datetime, now: datetime) -> datetime | None:
    """When a feed was last polled before ``until``, if nothing was from then to ``now``; None if that is no time to
    speak of, or nothing was due."""
    with database.reading() as tx:
        last = feeds.last_poll_before(tx, until)
        was_due = feeds.was_due(tx, now - MISSED, until)
    return last if last is not None and was_due and now - last >= MISSED else None
