"""What waits, by receiver: held for a reason, or not taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from monitor.core.alerts.delivery_state import OPEN, UNHELD, DeliveryState
from monitor.core.zones import stamp_to_the_second
from monitor.store.database import Transaction
from monitor.store.deliveries.outbox import StoredDelivery
from monitor.store.deliveries.where import FAILED
from monitor.store.tables import DeliveryRow, table_of

_delivery = table_of(DeliveryRow)


@dataclass(frozen=True, slots=True)
class Held:
    """How many messages to ``receiver`` are ``held`` or ``silenced`` for one reason; the first of them is ``due``."""

    receiver: str
    state: str
    why: str
    count: int
    due: datetime


def held(tx: Transaction, since: datetime) -> list[Held]:
    """What is held now, and what was silenced since then, by receiver and reason."""
    by = _delivery.c.receiver, _delivery.c.state, _delivery.c.hold_why
    lately = (_delivery.c.state == DeliveryState.SILENCED) & (_delivery.c.created_at >= since)
    query = (
        select(*by, func.count(), func.min(_delivery.c.next_attempt_at))
        .where(or_(_delivery.c.state == DeliveryState.HELD, lately))
        .group_by(*by)
        .order_by(*by)
    )
    return [Held(*row) for row in tx.connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Backlog:
    """A receiver that did not take what was tried last: why, until when that waits, how many messages wait for it, the
    oldest since when."""

    receiver: str
    error: str
    count: int
    since: datetime
    again: datetime

    def keeps(self, one: StoredDelivery, now: datetime) -> str:
        """Why ``one``, which is due and of this receiver, is not sent yet; empty if nothing is known."""
        is_due = one.state == DeliveryState.PENDING and one.next_attempt_at <= now < self.again
        if not is_due:
            return ""
        return f"{self.receiver} is tried again at {stamp_to_the_second(self.again)} at the latest: {self.error}"


def backlogs(tx: Transaction) -> list[Backlog]:
    """Receivers that messages wait for because an attempt failed, by name."""
    waits = _delivery.c.state.in_(UNHELD)
    errors = select(_delivery.c.receiver, _delivery.c.error, _delivery.c.next_attempt_at).where(waits, FAILED)
    rows = tx.connection.execute(errors.order_by(_delivery.c.next_attempt_at))
    last = {row.receiver: (row.error, row.next_attempt_at) for row in rows}
    query = (
        select(_delivery.c.receiver, func.count(), func.min(_delivery.c.created_at))
        .where(waits, _delivery.c.receiver.in_(last))
        .group_by(_delivery.c.receiver)
        .order_by(_delivery.c.receiver)
    )
    found = ((name, *last[name], count, since) for name, count, since in tx.connection.execute(query))
    return [Backlog(name, error, count, since, again) for name, error, again, count, since in found]


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
