"""Deliveries: the outbox. A claim counts its attempt before anything is sent, so that a crash leaves a trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update

from monitor.core.alerts.types import Delivery
from monitor.core.types import AlertKind, Severity
from monitor.store import alerts
from monitor.store.database import Transaction
from monitor.store.tables import AlertRow, AttemptRow, DeliveryRow

_delivery = DeliveryRow.__table__  # type: ignore[attr-defined]  # SQLModel does not type __table__
_alert = AlertRow.__table__  # type: ignore[attr-defined]
_attempt = AttemptRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """Where a delivery stands: ``pending``, ``sending``, ``sent`` or ``closed`` (another receiver was told)."""

    id: int
    alert_id: int
    also: list[int]
    receiver: str
    key: str
    state: str
    attempts: int
    next_attempt_at: datetime
    error: str
    created_at: datetime
    finished_at: datetime | None


_columns = [_delivery.c[name] for name in DeliveryState.__dataclass_fields__]


def insert(tx: Transaction, alert_id: int, also: list[int], receiver: str, key: str, now: datetime) -> int:
    """Put one message into the outbox: an alert, and others that go with it."""
    values: dict[str, Any] = {"alert_id": alert_id, "also": also, "receiver": receiver, "key": key}
    return tx.insert(_delivery.insert(), values | {"next_attempt_at": now, "created_at": now})


def claim_due(
    tx: Transaction, receiver: str, now: datetime, token: str, lease: timedelta, limit: int
) -> list[Delivery]:
    """T3: take what is due for one receiver, oldest first. Attempts that were begun and never recorded mark the
    next one as a possible repeat."""
    due = (
        select(_delivery.c.id)
        .where(_delivery.c.receiver == receiver, _delivery.c.state.in_(("pending", "sending")))
        .where(_delivery.c.next_attempt_at <= now)
        .where(or_(_delivery.c.leased_until.is_(None), _delivery.c.leased_until <= now))
        .order_by(_delivery.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = []
    for delivery_id in list(tx.connection.scalars(due)):
        row = tx.connection.execute(select(_delivery).where(_delivery.c.id == delivery_id)).one()
        number = row.attempts + 1
        repeat = row.unrecorded or row.state == "sending"
        tx.connection.execute(
            update(_delivery)
            .where(_delivery.c.id == delivery_id)
            .values(
                state="sending",
                attempts=number,
                lease_token=token,
                leased_until=now + lease,
                unrecorded=repeat,
            )
        )
        tx.connection.execute(_attempt.insert().values(delivery_id=delivery_id, number=number, started_at=now))
        alert = alerts.get(tx, row.alert_id)
        if alert is not None:
            also = tuple(found for other in row.also if (found := alerts.get(tx, other)) is not None)
            claimed.append(Delivery(delivery_id, row.key, receiver, number, repeat, token, alert, also))
    return claimed


def record(
    tx: Transaction,
    delivery: Delivery,
    now: datetime,
    *,
    outcome: str,
    detail: str,
    next_attempt_at: datetime | None,
    unknown: bool,
) -> None:
    """T4: how an attempt ended. ``next_attempt_at`` is None when it is done; ``unknown``: it may have arrived."""
    attempt = (_attempt.c.delivery_id == delivery.id) & (_attempt.c.number == delivery.attempt)
    tx.connection.execute(update(_attempt).where(attempt).values(ended_at=now, outcome=outcome, detail=detail[:500]))
    values: dict[str, object] = {
        "lease_token": "",
        "leased_until": None,
        "error": "" if outcome == "sent" else detail[:500],
    }
    if next_attempt_at is None:
        values |= {"state": outcome, "finished_at": now, "unrecorded": False}
    else:
        values |= {"state": "pending", "next_attempt_at": next_attempt_at}
        values["unrecorded"] = unknown or delivery.possible_repeat
    held = (_delivery.c.id == delivery.id) & (_delivery.c.lease_token == delivery.token)
    tx.connection.execute(update(_delivery).where(held).values(values))


def give_back(tx: Transaction, deliveries: list[Delivery]) -> None:
    """Undo a claim of which nothing was sent: no attempt was made."""
    for delivery in deliveries:
        attempt = (_attempt.c.delivery_id == delivery.id) & (_attempt.c.number == delivery.attempt)
        tx.connection.execute(_attempt.delete().where(attempt))
        held = (_delivery.c.id == delivery.id) & (_delivery.c.lease_token == delivery.token)
        values = {
            "state": "pending",
            "attempts": delivery.attempt - 1,
            "lease_token": "",
            "leased_until": None,
        }
        tx.connection.execute(update(_delivery).where(held).values(values | {"unrecorded": delivery.possible_repeat}))


def give_back_all(tx: Transaction) -> None:
    """The daemon that sent is gone (we hold its lock): what it was sending may be tried again at once. The state
    stays ``sending``, which marks the next attempt as a possible repeat."""
    tx.connection.execute(
        update(_delivery).where(_delivery.c.state == "sending").values(lease_token="", leased_until=None)
    )


@dataclass(frozen=True, slots=True)
class Orphan:
    """An open delivery whose receiver is no longer in the config, with what routes need to know of its alert."""

    id: int
    alert_id: int
    also: list[int]
    receiver: str
    rule: str
    severity: Severity
    kind: AlertKind


def orphans(tx: Transaction, receivers: set[str]) -> list[Orphan]:
    """Open deliveries for other receivers than these, oldest first."""
    query = (
        select(
            *(_delivery.c[name] for name in ("id", "alert_id", "also", "receiver")),
            *(_alert.c[name] for name in ("rule", "severity", "kind")),
        )
        .join(_alert, _alert.c.id == _delivery.c.alert_id)
        .where(_delivery.c.state.in_(("pending", "sending")), _delivery.c.receiver.not_in(receivers))
        .order_by(_delivery.c.id)
    )
    return [
        Orphan(row.id, row.alert_id, row.also, row.receiver, row.rule, Severity(row.severity), AlertKind(row.kind))
        for row in tx.connection.execute(query)
    ]


def readdress(tx: Transaction, orphan: Orphan, receiver: str, now: datetime) -> None:
    """Send it to ``receiver`` instead; or close it, if that one is told of the alert anyway. An attempt that is under
    way loses its claim: how it ends says nothing about ``receiver``."""
    values: dict[str, object] = {"receiver": receiver, "next_attempt_at": now, "lease_token": "", "leased_until": None}
    if {orphan.alert_id, *orphan.also} <= _told(tx, orphan.alert_id, receiver):
        values |= {"state": "closed", "finished_at": now, "receiver": orphan.receiver}
        values["error"] = f"its receiver left the config, {receiver} is told"
    tx.connection.execute(update(_delivery).where(_delivery.c.id == orphan.id).values(values))


def _told(tx: Transaction, alert_id: int, receiver: str) -> set[int]:
    """Of this alert and those on the same article: what ``receiver`` is told of, or will be."""
    article = select(_alert.c.article_id).where(_alert.c.id == alert_id).scalar_subquery()
    query = (
        select(_delivery.c.alert_id, _delivery.c.also)
        .join(_alert, _alert.c.id == _delivery.c.alert_id)
        .where(_delivery.c.receiver == receiver, or_(_alert.c.id == alert_id, _alert.c.article_id == article))
    )
    return {told for row in tx.connection.execute(query) for told in (row.alert_id, *row.also)}


def waiting(tx: Transaction, now: datetime) -> list[str]:
    """Receivers for which something is due."""
    due = (_delivery.c.state.in_(("pending", "sending"))) & (_delivery.c.next_attempt_at <= now)
    free = or_(_delivery.c.leased_until.is_(None), _delivery.c.leased_until <= now)
    return list(tx.connection.scalars(select(_delivery.c.receiver).where(due, free).distinct()))


def open_count(tx: Transaction) -> int:
    """How many deliveries are not finished."""
    return sum(open_by_receiver(tx).values())


def open_by_receiver(tx: Transaction) -> dict[str, int]:
    """Receiver -> how many of its deliveries are not finished; receivers by name."""
    query = (
        select(_delivery.c.receiver, func.count().label("open"))
        .where(_delivery.c.state.in_(("pending", "sending")))
        .group_by(_delivery.c.receiver)
        .order_by(_delivery.c.receiver)
    )
    return {row.receiver: row.open for row in tx.connection.execute(query)}


def listed(tx: Transaction, *, limit: int, state: str = "") -> list[DeliveryState]:
    """The newest deliveries, newest first."""
    query = select(*_columns).order_by(_delivery.c.id.desc()).limit(limit)
    if state:
        query = query.where(_delivery.c.state == state)
    return [DeliveryState(*row) for row in tx.connection.execute(query)]
