"""Deliveries: the outbox. A claim counts its attempt before anything is sent, so that a crash leaves a trace."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, case, func, or_, select, update

from monitor.core.alerts.delivery_state import OPEN, AttemptOutcome, DeliveryState
from monitor.core.alerts.holds import Hold, Reason, in_digest
from monitor.core.alerts.schedule import Schedule
from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.store import pauses
from monitor.store.database import Transaction
from monitor.store.tables import RELEASED, AlertRow, AttemptRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)
_attempt = table_of(AttemptRow)


INSERT = _delivery.insert()
_BY_KEY = select(_delivery.c.id).where(_delivery.c.key == bindparam("of_key"))
TO_ESCALATE = (_delivery.c.state == DeliveryState.HELD) & (_delivery.c.hold == Reason.ESCALATION.value)
"""What waits for somebody to acknowledge."""


def on_articles_of(ids: Sequence[int]) -> CompoundSelect[Any]:
    """The ids of these alerts, and of those on the article of one. A message by itself is on one article: any alert on
    that may lead it."""
    beside = _alert.alias()
    together = select(beside.c.id).join(_alert, _alert.c.article_id == beside.c.article_id)
    # Not by an OR: PostgreSQL reads all alerts for that.
    return select(_alert.c.id).where(_alert.c.id.in_(ids)).union(together.where(_alert.c.id.in_(ids)))


def has_key(tx: Transaction, key: str) -> bool:
    """Whether a message has the key."""
    return bool(tx.driver.rows(_BY_KEY, {"of_key": key}))


def held_as(hold: Hold) -> dict[str, Any]:
    """What a message that ``hold`` holds says of it."""
    values = {"hold": hold.waits_for.value, "held_by": hold.reason.value}
    return values | {"hold_why": hold.why, "silence_id": hold.silence}


def insert(
    tx: Transaction, alert_id: int, also: list[int], receiver: str, key: str, now: datetime, hold: Hold | None = None
) -> int:
    """Put one message into the outbox: an alert, and others that go with it. With ``hold`` it waits."""
    values: dict[str, Any] = {"alert_id": alert_id, "also": also, "receiver": receiver, "key": key}
    if hold is not None:
        values |= {"state": DeliveryState.HELD, **held_as(hold)}
    until = hold.until if hold is not None and hold.until is not None else now
    return tx.insert(INSERT, values | {"next_attempt_at": until, "created_at": now})


# Built once: to build a statement costs several times what running it does.
_ENDED = (
    update(_attempt)
    .where(_attempt.c.delivery_id == bindparam("of"), _attempt.c.number == bindparam("which"))
    .values({name: bindparam(name) for name in ("ended_at", "outcome", "detail")})
)
_CHANGE_CLAIMED = update(_delivery).where(
    _delivery.c.id == bindparam("of"), _delivery.c.lease_token == bindparam("token")
)


def record(
    tx: Transaction, delivery: Delivery, now: datetime, outcome: Sent | SendFailed, next_attempt_at: datetime | None
) -> None:
    """T4: how an attempt ended. ``next_attempt_at`` is None when no other follows: it was sent, or never can be."""
    is_sent = isinstance(outcome, Sent)
    detail = outcome.detail if isinstance(outcome, Sent) else outcome.reason[:500]
    ended = {"of": delivery.id, "which": delivery.attempt, "ended_at": now}
    ended |= {"outcome": AttemptOutcome.SENT if is_sent else AttemptOutcome.FAILED, "detail": detail[:500]}
    tx.driver.run(_ENDED, ended)
    values: dict[str, object] = {**RELEASED, "error": "" if is_sent else detail}
    if isinstance(outcome, Sent):
        values |= {"state": DeliveryState.SENT, "finished_at": now, "unrecorded": False, "reference": outcome.reference}
    elif next_attempt_at is None:
        values |= {"state": DeliveryState.DEAD, "finished_at": now}
    else:
        unsure = outcome.unknown or delivery.possible_repeat
        values |= {"state": DeliveryState.PENDING, "next_attempt_at": next_attempt_at, "unrecorded": unsure}
    recorded = tx.driver.run(_CHANGE_CLAIMED, values | {"of": delivery.id, "token": delivery.token})
    if recorded and delivery.held and is_sent and delivery.now:
        _held_back_is_told(tx, delivery.receiver, delivery.now)


def _held_back_is_told(tx: Transaction, receiver: str, until: datetime) -> None:
    """A message said what was silenced up to ``until``."""
    silenced = (_delivery.c.receiver == receiver) & (_delivery.c.state == DeliveryState.SILENCED)
    said = silenced & (_delivery.c.finished_at <= until)
    tx.connection.execute(update(_delivery).where(said, _delivery.c.counted.is_(False)).values(counted=True))


def give_back_all(tx: Transaction) -> None:
    """The daemon that sent is gone (we hold its lock): what it was sending may be tried again at once. The state
    stays ``sending``, which marks the next attempt as a possible repeat."""
    tx.connection.execute(update(_delivery).where(_delivery.c.state == DeliveryState.SENDING).values(RELEASED))


_BY_HAND = _delivery.c.held_by == Reason.BY_HAND.value
_ASKED_FOR = case((_BY_HAND & (_delivery.c.error == ""), _delivery.c.next_attempt_at))
"""Once it failed it is tried again as any other: no person asked for that."""
_WAITING = (
    select(_delivery.c.receiver, func.max(_ASKED_FOR).label("asked_for"))
    .where(_delivery.c.state.in_(OPEN), _delivery.c.next_attempt_at <= bindparam("now"))
    .where(or_(_delivery.c.leased_until.is_(None), _delivery.c.leased_until <= bindparam("now")))
    .group_by(_delivery.c.receiver)
)


def waiting(tx: Transaction, now: datetime) -> dict[str, datetime | None]:
    """Receivers for which something is due, with since when a person wants one of it tried that was not tried since."""
    return {row.receiver: row.asked_for for row in tx.driver.rows(_WAITING, {"now": now})}


def try_again(tx: Transaction, receivers: Collection[str], now: datetime) -> None:
    """What these receivers did not take is due at once: they are others now, and may take it."""
    waits = (_delivery.c.state == DeliveryState.PENDING) & (_delivery.c.next_attempt_at > now)
    tx.connection.execute(
        update(_delivery).where(waits, _delivery.c.receiver.in_(receivers)).values(next_attempt_at=now)
    )
    pauses.end(tx, receivers)


def ask_again(tx: Transaction, receiver: str, schedule: Schedule, now: datetime) -> None:
    """What quiet hours, a cap or another digest than now keep from a receiver whose ``schedule`` may be a new one is
    due: whether it waits on is asked then."""
    mine = (_delivery.c.receiver == receiver) & (_delivery.c.state == DeliveryState.HELD)
    waits = mine & (_delivery.c.next_attempt_at > now)
    held = _delivery.c.held_by.in_((Reason.QUIET_HOURS.value, Reason.CAP.value))
    tx.connection.execute(update(_delivery).where(waits, held).values(next_attempt_at=now))
    other = (_delivery.c.hold == Reason.DIGEST.value) & (_delivery.c.hold_why != in_digest(schedule))
    # It had its digest, unless it waits for the new one now.
    values = {"next_attempt_at": now} | ({"hold": ""} if schedule.digest else {})
    tx.connection.execute(update(_delivery).where(waits, other).values(values))


def open_count(tx: Transaction) -> int:
    """How many deliveries are not finished."""
    return sum(open_by_receiver(tx).values())


def open_by_receiver(tx: Transaction) -> dict[str, int]:
    """Receiver -> how many of its deliveries are not finished; receivers by name."""
    query = (
        select(_delivery.c.receiver, func.count().label("open"))
        .where(_delivery.c.state.in_(OPEN))
        .group_by(_delivery.c.receiver)
        .order_by(_delivery.c.receiver)
    )
    return {row.receiver: row.open for row in tx.connection.execute(query)}
