"""Deliveries as a person looks at them and decides on them; deliveries.py has what the sender does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update

from monitor.core.alerts.delivery_state import KEPT_BACK, OPEN, TELLS, UNHELD, ClosedAs, DeliveryState
from monitor.core.alerts.holds import Reason
from monitor.core.alerts.types import Alert, Form
from monitor.core.zones import stamp, stamp_to_the_second
from monitor.store import alerts
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.deliveries import TO_ESCALATE, on_articles_of
from monitor.store.tables import RELEASED, AlertRow, AttemptRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)
_attempt = table_of(AttemptRow)


@dataclass(frozen=True, slots=True)
class StoredDelivery:
    """One message to one receiver. ``state`` is a DeliveryState: one that is held is so for ``hold_why`` until
    ``next_attempt_at``, one that is told is so in the summary ``told_in``, which is ``told_state``; of a dead one
    ``error`` says why no further attempt is made."""

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
    def why(self) -> str:
        """Why it stands where it does, if there is anything to say."""
        if self.told_in is not None:
            yet = f" ({self.told_state})" if self.is_yet_to_tell else ""
            why = "escalated" if self.hold == Reason.ESCALATION else self.hold_why
            return f"in the summary, delivery {self.told_in}{yet}" + (f": {why}" if why else "")
        return self.error or ("" if self.state == DeliveryState.SENT else self.hold_why)

    @property
    def is_yet_to_tell(self) -> bool:
        """Whether a summary has its alerts that was not sent, or not yet."""
        return self.state == DeliveryState.TOLD and self.told_state not in (None, DeliveryState.SENT)

    def why_at(self, now: datetime) -> str:
        """As ``why``; what held it until a time that has passed does so no more."""
        is_over = self.state in OPEN and self.next_attempt_at <= now and bool(self.hold_why)
        if self.error or not is_over:
            return self.why
        since = f"due since {stamp(self.next_attempt_at)}"
        return f"{since}: `monitor deliveries list --receiver {self.receiver}` shows what fails"

    def standing(self, now: datetime) -> str:
        """``phone held (quiet hours until 07:00)``"""
        why = self.why_at(now) or self._what_else
        return f"{self.receiver} {self.state}" + (f" ({why})" if why else "")

    @property
    def _what_else(self) -> str:
        """By what a second message to the same receiver is told from the first."""
        if self.hold == Reason.ESCALATION:
            return "escalated"
        return f"a summary, delivery {self.id}" if self.form == Form.SUMMARY else ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try; without ``ended_at`` its end was never recorded, and the message may have arrived."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    detail: str


_summary = _delivery.alias()
_told_state = select(_summary.c.state).where(_summary.c.id == _delivery.c.told_in).scalar_subquery()
_columns = [*(_delivery.c[name] for name in StoredDelivery.__dataclass_fields__ if name != "told_state"), _told_state]
_attempt_columns = [_attempt.c[name] for name in Attempt.__dataclass_fields__]


def get(tx: Transaction, delivery_id: int, *, to_change: bool = False) -> StoredDelivery | None:
    """With ``to_change`` nobody else changes it until the transaction ends."""
    query = select(*_columns).where(_delivery.c.id == delivery_id)
    row = tx.connection.execute(query.with_for_update() if to_change else query).one_or_none()
    return StoredDelivery(*row) if row else None


def alert_of(tx: Transaction, key: str) -> int | None:
    """The alert that leads the message of this key."""
    found: int | None = tx.connection.scalar(select(_delivery.c.alert_id).where(_delivery.c.key == key))
    return found


def listed(tx: Transaction, *, limit: int, states: Sequence[str] = (), receiver: str = "") -> list[StoredDelivery]:
    """The newest deliveries, newest first."""
    query = select(*_columns).order_by(_delivery.c.id.desc()).limit(limit)
    if states:
        query = query.where(_delivery.c.state.in_(states))
    if receiver:
        query = query.where(_delivery.c.receiver == receiver)
    return [StoredDelivery(*row) for row in tx.connection.execute(query)]


def receivers(tx: Transaction) -> list[str]:
    """Those to which something was ever to go."""
    return list(tx.connection.execute(select(_delivery.c.receiver).distinct()).scalars())


def attempts(tx: Transaction, delivery_id: int) -> list[Attempt]:
    """Oldest first."""
    query = select(*_attempt_columns).where(_attempt.c.delivery_id == delivery_id).order_by(_attempt.c.number)
    return [Attempt(*row) for row in tx.connection.execute(query)]


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
    tried = waits & (_delivery.c.attempts > 0) & (_delivery.c.error > "")
    errors = select(_delivery.c.receiver, _delivery.c.error, _delivery.c.next_attempt_at).where(tried)
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


def waiting_with_alerts(tx: Transaction) -> list[tuple[StoredDelivery, tuple[Alert, ...]]]:
    """Messages that nobody is sending yet, oldest first, each with its alerts."""
    unsent = _delivery.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD))
    query = select(*_columns).where(unsent).order_by(_delivery.c.id)
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
        query = select(*_columns).where(_delivery.c.alert_id.in_(on_articles_of(some)))
        its |= {row.id: StoredDelivery(*row) for row in tx.connection.execute(query)}
    later = _delivery.c.id > min(its, default=0)
    unfinished = or_(_delivery.c.finished_at.is_(None), _delivery.c.finished_at >= min(wanted.values()))
    query = select(*_columns).where(later, _delivery.c.form == Form.SUMMARY.value, unfinished)
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
    query = select(*_columns).where(meant).order_by(_delivery.c.id).with_for_update()
    if receiver:
        query = query.where(_delivery.c.receiver == receiver)
    return [StoredDelivery(*row) for row in tx.connection.execute(query)]


def make_due(tx: Transaction, deliveries: Sequence[StoredDelivery], now: datetime) -> None:
    """They are to be sent now, and nothing holds them; what escalates does so still. What arrived before is marked as a
    possible repeat."""
    values = {
        "state": DeliveryState.PENDING,
        "next_attempt_at": now,
        "finished_at": None,
        "hold": Reason.BY_HAND.value,
        "held_by": Reason.BY_HAND.value,
        "hold_why": "",
    }
    values |= {"silence_id": None, "closed_as": "", "told_in": None, "counted": False, "error": "", **RELEASED}
    may_have_arrived = (DeliveryState.SENT, DeliveryState.TOLD, DeliveryState.SENDING)
    for one in deliveries:
        arrived = {"unrecorded": True} if one.state in may_have_arrived else {}
        kept = {"hold": one.hold} if one.hold == Reason.ESCALATION else {}
        tx.connection.execute(update(_delivery).where(_delivery.c.id == one.id).values(values | arrived | kept))


def release(tx: Transaction, silence_id: int, now: datetime) -> None:
    """What a snooze keeps back is due, and what waited to escalate until after that was told: whether anything else
    holds it is asked again then."""
    waits = (_delivery.c.state == DeliveryState.HELD) & (_delivery.c.next_attempt_at > now)
    its = waits & (_delivery.c.silence_id == silence_id)
    after_it = waits & (_delivery.c.held_by == Reason.UNTOLD.value)
    alerts_of = list(tx.connection.scalars(select(_delivery.c.alert_id).where(its)))
    tx.connection.execute(update(_delivery).where(its).values(next_attempt_at=now))
    for some in chunks(alerts_of):
        late = after_it & _delivery.c.alert_id.in_(on_articles_of(some))
        tx.connection.execute(update(_delivery).where(late).values(next_attempt_at=now))


def told_beside(tx: Transaction, alert_id: int) -> set[int]:
    """The alerts on its article that a message tells together with it."""
    article = select(_alert.c.article_id).where(_alert.c.id == alert_id).scalar_subquery()
    on_it = select(_alert.c.id).where(_alert.c.article_id == article)
    query = select(_delivery.c.alert_id, _delivery.c.also)
    single = query.where(_delivery.c.alert_id.in_(on_it), _delivery.c.form == Form.SINGLE.value)
    messages = [{row.alert_id, *row.also} for row in tx.connection.execute(single)]
    return {alert for one in messages if alert_id in one for alert in one} - {alert_id}


def escalated_to(tx: Transaction, alert: Alert) -> tuple[str, ...]:
    """The receivers that were told of it as nobody had acknowledged it, or are being told, in the order of that."""
    its = of_alerts(tx, [alert]).get(alert.id, [])
    escalated = (one for one in its if one.hold == Reason.ESCALATION and one.state in TELLS)
    return tuple(dict.fromkeys(one.receiver for one in escalated))


def to_escalate(tx: Transaction, after: int, most: int) -> list[StoredDelivery]:
    """The first ``most`` of what waits for somebody to acknowledge and whose id is above ``after``, oldest first."""
    query = select(*_columns).where(TO_ESCALATE, _delivery.c.id > after).order_by(_delivery.c.id).limit(most)
    return [StoredDelivery(*row) for row in tx.connection.execute(query)]


def close_escalations(tx: Transaction, acknowledged: Iterable[int], why: str, now: datetime) -> None:
    """What one of these alerts leads and waits to escalate need not be sent."""
    for some in chunks(acknowledged):
        its = update(_delivery).where(TO_ESCALATE, _delivery.c.alert_id.in_(some))
        closed = {"state": DeliveryState.CLOSED, "closed_as": ClosedAs.ACKNOWLEDGED, "error": why, "finished_at": now}
        tx.connection.execute(its.values(**closed, **RELEASED))


def drop(tx: Transaction, delivery_id: int, why: str, now: datetime) -> None:
    """It will not be sent."""
    values = {"state": DeliveryState.DROPPED, "error": why, "finished_at": now, **RELEASED}
    tx.connection.execute(update(_delivery).where(_delivery.c.id == delivery_id).values(values))
