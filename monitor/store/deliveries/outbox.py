"""Deliveries as a person looks at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from monitor.core.alerts.delivery_state import KEPT_BACK, OPEN, DeliveryState
from monitor.core.alerts.holds import Reason
from monitor.core.alerts.types import Alert, Form
from monitor.core.zones import stamp
from monitor.store import alerts
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.deliveries.where import on_articles_of
from monitor.store.tables import DeliveryRow, table_of

_delivery = table_of(DeliveryRow)


@dataclass(frozen=True, slots=True)
class StoredDelivery:
    """One message to one receiver. ``state`` is a DeliveryState: one that is held is so for ``hold_why`` until
    ``next_attempt_at``, one that is told is so in the summary ``told_in``, which is ``told_state``. ``error``: of an
    open one how the last attempt failed, of one that is dead, closed or dropped why it is not sent."""

    id: int
    alert_id: int
    also: list[int]
    receiver: str
    key: str
    state: str
    attempts: int
    next_attempt_at: datetime
    leased_until: datetime | None
    error: str
    created_at: datetime
    finished_at: datetime | None
    form: str
    heading: str
    hold: str
    hold_why: str
    told_in: int | None
    told_state: str | None

    @property
    def alerts(self) -> tuple[int, ...]:
        """Ids of all alerts in it."""
        return (self.alert_id, *self.also)

    @property
    def escalates(self) -> bool:
        """Whether it is told, or would be, as nobody acknowledged what it tells."""
        return self.hold == Reason.ESCALATION

    @property
    def why(self) -> str:
        """Why it stands where it does, if there is anything to say."""
        if self.told_in is not None:
            yet = f" ({self.told_state})" if self.is_yet_to_tell else ""
            why = "escalated" if self.escalates else self.hold_why
            return f"in the summary, delivery {self.told_in}{yet}" + (f": {why}" if why else "")
        return self.error or ("" if self.state == DeliveryState.SENT else self.hold_why)

    @property
    def is_yet_to_tell(self) -> bool:
        """Whether a summary has its alerts that was not sent, or not yet."""
        return self.state == DeliveryState.TOLD and self.told_state not in (None, DeliveryState.SENT)

    def why_at(self, now: datetime) -> str:
        """As ``why``; of what held it until a time that has passed it is said that it is over."""
        is_over = self.state in OPEN and self.next_attempt_at <= now and bool(self.hold_why)
        if self.error or not is_over:
            return self.why
        over = f"{self.hold_why}, which is over: due since {stamp(self.next_attempt_at)}"
        return f"{over}; `monitor status` says whether a daemon runs, and what fails"

    def standing(self, now: datetime) -> str:
        """``phone held (quiet hours until 07:00)``"""
        why = self.why_at(now) or self._what_else
        return f"{self.receiver} {self.state}" + (f" ({why})" if why else "")

    @property
    def _what_else(self) -> str:
        """By what a second message to the same receiver is told from the first."""
        if self.escalates:
            return "escalated"
        return f"a summary, delivery {self.id}" if self.form == Form.SUMMARY else ""


_summary = _delivery.alias()


_told_state = select(_summary.c.state).where(_summary.c.id == _delivery.c.told_in).scalar_subquery()


_columns = (_delivery.c[name] for name in StoredDelivery.__dataclass_fields__ if name != "told_state")
STORED: Select[Any] = select(*_columns, _told_state)
"""Each row has the values of a StoredDelivery."""

_BY_KEY = select(_delivery.c.id).where(_delivery.c.key == bindparam("of_key"))


def get(tx: Transaction, delivery_id: int, *, to_change: bool = False) -> StoredDelivery | None:
    """With ``to_change`` nobody else changes it until the transaction ends."""
    query = STORED.where(_delivery.c.id == delivery_id)
    row = tx.connection.execute(query.with_for_update() if to_change else query).one_or_none()
    return StoredDelivery(*row) if row else None


def has_key(tx: Transaction, key: str) -> bool:
    """Whether a message has the key."""
    return bool(tx.driver.rows(_BY_KEY, {"of_key": key}))


def alert_of(tx: Transaction, key: str) -> int | None:
    """The alert that leads the message of this key."""
    found: int | None = tx.connection.scalar(select(_delivery.c.alert_id).where(_delivery.c.key == key))
    return found


def listed(tx: Transaction, *, limit: int, states: Sequence[str] = (), receiver: str = "") -> list[StoredDelivery]:
    """The newest deliveries, newest first."""
    query = STORED.order_by(_delivery.c.id.desc()).limit(limit)
    if states:
        query = query.where(_delivery.c.state.in_(states))
    if receiver:
        query = query.where(_delivery.c.receiver == receiver)
    return [StoredDelivery(*row) for row in tx.connection.execute(query)]


def receivers(tx: Transaction) -> list[str]:
    """Those to which something was ever to go."""
    return list(tx.connection.execute(select(_delivery.c.receiver).distinct()).scalars())


def waiting_with_alerts(tx: Transaction) -> list[tuple[StoredDelivery, tuple[Alert, ...]]]:
    """Messages that nobody is sending yet, oldest first, each with its alerts."""
    unsent = _delivery.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD))
    query = STORED.where(unsent).order_by(_delivery.c.id)
    found = [StoredDelivery(*row) for row in tx.connection.execute(query)]
    ids = sorted({alert for one in found for alert in one.alerts})
    known = {alert.id: alert for alert in alerts.get_all(tx, ids)}
    return [(one, tuple(known[alert] for alert in one.alerts if alert in known)) for one in found]


def held_alerts(tx: Transaction) -> set[int]:
    """Ids of the alerts that some receiver was not told, or not yet."""
    query = select(_delivery.c.alert_id, _delivery.c.also).where(_delivery.c.state.in_(KEPT_BACK))
    return {alert for row in tx.connection.execute(query) for alert in (row.alert_id, *row.also)}


def of_alerts(tx: Transaction, found: Iterable[Alert]) -> dict[int, list[StoredDelivery]]:
    """Alert id -> the deliveries that tell it, or should have: its own, those of alerts on its article that it goes
    with, and summaries, which are made after what they sum up and are finished after all of their alerts."""
    wanted = {alert.id: alert.created for alert in found}
    if not wanted:
        return {}
    its: dict[int, StoredDelivery] = {}
    for some in chunks(wanted):
        query = STORED.where(_delivery.c.alert_id.in_(on_articles_of(some)))
        its |= {row.id: StoredDelivery(*row) for row in tx.connection.execute(query)}
    later = _delivery.c.id > min(its, default=0)
    unfinished = or_(_delivery.c.finished_at.is_(None), _delivery.c.finished_at >= min(wanted.values()))
    query = STORED.where(later, _delivery.c.form == Form.SUMMARY.value, unfinished)
    its |= {row.id: StoredDelivery(*row) for row in tx.connection.execute(query)}
    telling: dict[int, list[StoredDelivery]] = defaultdict(list)
    for _, delivery in sorted(its.items()):
        for alert_id in wanted.keys() & set(delivery.alerts):
            telling[alert_id].append(delivery)
    return telling


def failed(tx: Transaction, receiver: str, *, only_dead: bool) -> list[StoredDelivery]:
    """Dead ones, and unless ``only_dead`` those that wait for another attempt; of all receivers if none is given.
    Nobody else changes them until the transaction ends."""
    meant = _delivery.c.state == DeliveryState.DEAD
    if not only_dead:
        meant = or_(meant, (_delivery.c.state == DeliveryState.PENDING) & (_delivery.c.attempts > 0))
    query = STORED.where(meant).order_by(_delivery.c.id).with_for_update()
    if receiver:
        query = query.where(_delivery.c.receiver == receiver)
    return [StoredDelivery(*row) for row in tx.connection.execute(query)]
