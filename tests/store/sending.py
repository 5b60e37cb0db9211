"""Deliveries that are put in, claimed and sent, or not, and how they stand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import text, update

from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.store.database import Database
from monitor.store.deliveries import attempts, lifecycle, orphans, outbox
from monitor.store.deliveries.outbox import StoredDelivery
from monitor.store.tables import DeliveryRow
from tests.make import NOW
from tests.store.filled import LEASE, claim_due, put_alert


def put(database: Database, key: str = "k1", receiver: str = "desk", now: datetime = NOW) -> int:
    alert = put_alert(database, f"alert of {key}")
    with database.writing() as tx:
        return lifecycle.insert(tx, alert.id, [], receiver, key, now)


def claim(
    database: Database, token: str = "t1", now: datetime = NOW, receiver: str = "desk", limit: int = 10
) -> list[Delivery]:
    with database.writing() as tx:
        return claim_due(tx, receiver, now, token, LEASE, limit)


def one(found: list[Delivery]) -> Delivery:
    (delivery,) = found
    return delivery


def sent(database: Database, delivery: Delivery, now: datetime = NOW) -> None:
    with database.writing() as tx:
        attempts.record(tx, delivery, now, Sent("200"), None)


def failed(
    database: Database,
    delivery: Delivery,
    again: datetime,
    *,
    detail: str = "HTTP 500",
    unknown: bool = False,
    now: datetime = NOW,
) -> None:
    with database.writing() as tx:
        attempts.record(tx, delivery, now, SendFailed(detail, unknown), again)


def states(database: Database) -> list[StoredDelivery]:
    with database.reading() as tx:
        return list(reversed(outbox.listed(tx, limit=100)))


def stand(database: Database, delivery_id: int, **state: Any) -> None:
    """Set columns of a delivery."""
    table = DeliveryRow.__table__  # type: ignore[attr-defined]
    with database.writing() as tx:
        tx.connection.execute(update(table).where(table.c.id == delivery_id).values(state))


def all_attempts(database: Database) -> list[tuple[Any, ...]]:
    """(number, outcome, whether it has an end) of every attempt."""
    query = "SELECT number, outcome, ended_at IS NOT NULL FROM attempt ORDER BY delivery_id, number"
    with database.reading() as tx:
        return [(row[0], row[1], bool(row[2])) for row in tx.connection.execute(text(query))]


def readdress(database: Database, now: datetime = NOW) -> None:
    """What is open for others goes to the desk."""
    with database.writing() as tx:
        for orphan in orphans.orphans(tx, {"desk"}):
            lifecycle.readdress(tx, orphan, "desk", now)
