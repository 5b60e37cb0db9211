"""Deliveries: the outbox. A claim counts its attempt before anything is sent, so that a crash leaves a trace."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select, update

from monitor.core.alerts.escalation import NO_MORE
from monitor.core.alerts.holds import BY_CAP, IN_QUIET_HOURS, Hold, Reason, in_digest
from monitor.core.alerts.schedule import Schedule
from monitor.core.alerts.types import Delivery, Form, SendFailed, Sent
from monitor.core.types import AlertKind, Severity
from monitor.store.alerts import kind_of, severity_of
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import RELEASED, AlertRow, AttemptRow, DeliveryRow, table_of

OPEN = ("pending", "held", "sending")
"""States of what is yet to be sent."""

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)
_attempt = table_of(AttemptRow)


LEFT = "its receiver left the config"
"""How it begins why an open delivery was closed, where an edit took its receiver away."""
INSERT = _delivery.insert()
TO_ESCALATE = (_delivery.c.state == "held") & (_delivery.c.hold == Reason.ESCALATION.value)
"""What waits for somebody to acknowledge."""


def on_articles_of(ids: Sequence[int]) -> ColumnElement[bool]:
    """Of an alert: that it is one of these, or on the article of one. A message by itself is on one article: any alert
    on that may lead it."""
    its = _alert.c.id.in_(ids)
    articles = select(_alert.c.article_id).where(its, _alert.c.article_id.is_not(None))
    return or_(its, _alert.c.article_id.in_(articles))


def insert(
    tx: Transaction, alert_id: int, also: list[int], receiver: str, key: str, now: datetime, hold: Hold | None = None
) -> int:
    """Put one message into the outbox: an alert, and others that go with it. With ``hold`` it waits."""
    values: dict[str, Any] = {"alert_id": alert_id, "also": also, "receiver": receiver, "key": key}
    if hold is not None:
        values |= {"state": "held", "hold": hold.reason.value, "hold_why": hold.why}
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
    ended |= {"outcome": "sent" if is_sent else "failed", "detail": detail[:500]}
    tx.driver.run(_ENDED, ended)
    values: dict[str, object] = {**RELEASED, "error": "" if is_sent else detail}
    if isinstance(outcome, Sent):
        values |= {"state": "sent", "finished_at": now, "unrecorded": False, "reference": outcome.reference}
    elif next_attempt_at is None:
        values |= {"state": "dead", "finished_at": now}
    else:
        unsure = outcome.unknown or delivery.possible_repeat
        values |= {"state": "pending", "next_attempt_at": next_attempt_at, "unrecorded": unsure}
    recorded = tx.driver.run(_CHANGE_CLAIMED, values | {"of": delivery.id, "token": delivery.token})
    if recorded and delivery.held and is_sent and delivery.now:
        _held_back_is_told(tx, delivery.receiver, delivery.now)


def _held_back_is_told(tx: Transaction, receiver: str, until: datetime) -> None:
    """A message said what was silenced up to ``until``."""
    said = (_delivery.c.receiver == receiver) & (_delivery.c.state == "silenced") & (_delivery.c.finished_at <= until)
    tx.connection.execute(update(_delivery).where(said, _delivery.c.counted.is_(False)).values(counted=True))


def give_back_all(tx: Transaction) -> None:
    """The daemon that sent is gone (we hold its lock): what it was sending may be tried again at once. The state
    stays ``sending``, which marks the next attempt as a possible repeat."""
    tx.connection.execute(update(_delivery).where(_delivery.c.state == "sending").values(RELEASED))


@dataclass(frozen=True, slots=True)
class Orphan:
    """A delivery whose receiver is no longer in the config, or was not, with what routes need to know of its alert."""

    id: int
    alert_id: int
    also: list[int]
    receiver: str
    rule: str
    state: str
    hold: str
    created_at: datetime
    severity: Severity
    kind: AlertKind

    @property
    def alerts(self) -> tuple[int, ...]:
        """Ids of all alerts in it."""
        return (self.alert_id, *self.also)


def orphans(tx: Transaction, receivers: set[str]) -> list[Orphan]:
    """Open deliveries for other receivers than these, oldest first."""
    return _orphans(tx, _delivery.c.state.in_(OPEN) & _delivery.c.receiver.not_in(receivers))


def closed_by_edits(tx: Transaction, receivers: set[str], since: datetime, now: datetime) -> list[Orphan]:
    """Deliveries for these receivers that edits closed ``since`` then, oldest first. Of those that would escalate, ones
    whose time is yet to come and whose alert nobody acknowledged."""
    by_edits = or_(*(_delivery.c.error.startswith(words) for words in (LEFT, NO_MORE)))
    waits = or_(
        _delivery.c.hold != Reason.ESCALATION.value,
        (_delivery.c.next_attempt_at > now) & _alert.c.acknowledged_at.is_(None),
    )
    lately = (_delivery.c.state == "closed") & (_delivery.c.finished_at >= since)
    return _orphans(tx, lately & _delivery.c.receiver.in_(receivers) & by_edits & waits)


def open_again(tx: Transaction, orphan: Orphan) -> None:
    """It waits as it did before it was closed."""
    values = {"state": "held" if orphan.hold else "pending", "error": "", "finished_at": None}
    tx.connection.execute(update(_delivery).where(_delivery.c.id == orphan.id).values(values))


def _orphans(tx: Transaction, those: ColumnElement[bool]) -> list[Orphan]:
    query = (
        select(
            *(_delivery.c[name] for name in ("id", "alert_id", "also", "receiver", "state", "hold", "created_at")),
            *(_alert.c[name] for name in ("rule", "severity", "kind")),
        )
        .join(_alert, _alert.c.id == _delivery.c.alert_id)
        .where(those)
        .order_by(_delivery.c.id)
    )
    return [
        Orphan(**(row._asdict() | {"severity": severity_of(row.severity), "kind": kind_of(row.kind)}))
        for row in tx.connection.execute(query)
    ]


def readdress(tx: Transaction, orphan: Orphan, receiver: str, now: datetime) -> None:
    """Send it to ``receiver`` instead, a held one when its hold is over; or close it, if that one is told of its alerts
    anyway. If it is told of some, it may get these again, marked as a possible repeat. An attempt that is under way
    loses its claim: how it ends says nothing about ``receiver``."""
    values: dict[str, object] = {"receiver": receiver, "error": "", **RELEASED}  # how others failed is not its fault
    if orphan.state != "held":
        values |= {"state": "pending", "next_attempt_at": now}
    if orphan.state == "sending":
        values["unrecorded"] = True
    told = _told(tx, orphan, receiver)
    if told == set(orphan.alerts):
        values |= {"state": "closed", "finished_at": now, "receiver": orphan.receiver}
        values["error"] = f"{LEFT}, {receiver} is told"
    elif told:
        values["unrecorded"] = True
    tx.connection.execute(update(_delivery).where(_delivery.c.id == orphan.id).values(values))


def is_told(tx: Transaction, orphan: Orphan, receiver: str) -> bool:
    """Whether ``receiver`` is told of all that the orphan tells, or will be."""
    return _told(tx, orphan, receiver) == set(orphan.alerts)


def has_any(tx: Transaction, orphan: Orphan, receiver: str) -> bool:
    """Whether a message to ``receiver`` has any alert of the orphan, whatever became of it; an escalation that waits
    counts for none."""
    return bool(_in_messages(tx, orphan, receiver, ~TO_ESCALATE))


def _told(tx: Transaction, orphan: Orphan, receiver: str) -> set[int]:
    """Of the alerts of ``orphan``: what ``receiver`` is told of, or will be. What is dead or given up tells nobody, nor
    perhaps does an escalation that waits, unless the orphan is one too. What a summary told counts as that does."""
    waits = _delivery.c.state == "held"
    if orphan.hold != Reason.ESCALATION:
        waits &= _delivery.c.hold != Reason.ESCALATION.value
    return _in_messages(tx, orphan, receiver, or_(waits, _delivery.c.state.in_(("pending", "sending", "sent"))))


def _in_messages(tx: Transaction, orphan: Orphan, receiver: str, those: ColumnElement[bool]) -> set[int]:
    """The alerts of ``orphan`` that are in ``those`` messages to ``receiver``."""
    summary = _delivery.c.form == Form.SUMMARY.value
    summary &= or_(_delivery.c.finished_at.is_(None), _delivery.c.finished_at >= orphan.created_at)
    query = (
        select(_delivery.c.alert_id, _delivery.c.also)
        .join(_alert, _alert.c.id == _delivery.c.alert_id)
        .where(_delivery.c.receiver == receiver, those)
    )
    found: set[int] = set()
    for ids in chunks(orphan.alerts):
        its = query.where(or_(on_articles_of(ids), summary))
        found.update(alert for row in tx.connection.execute(its) for alert in (row.alert_id, *row.also))
    return found.intersection(orphan.alerts)


_BY_HAND = case((_delivery.c.hold == Reason.BY_HAND.value, _delivery.c.next_attempt_at))
_WAITING = (
    select(_delivery.c.receiver, func.max(_BY_HAND).label("asked_for"))
    .where(_delivery.c.state.in_(OPEN), _delivery.c.next_attempt_at <= bindparam("now"))
    .where(or_(_delivery.c.leased_until.is_(None), _delivery.c.leased_until <= bindparam("now")))
    .group_by(_delivery.c.receiver)
)


def waiting(tx: Transaction, now: datetime) -> dict[str, datetime | None]:
    """Receivers for which something is due, with when a person last had one of it tried."""
    return {row.receiver: row.asked_for for row in tx.driver.rows(_WAITING, {"now": now})}


def try_again(tx: Transaction, receivers: Collection[str], now: datetime) -> None:
    """What these receivers did not take is due at once: they are others now, and may take it."""
    waits = (_delivery.c.state == "pending") & (_delivery.c.next_attempt_at > now)
    tx.connection.execute(
        update(_delivery).where(waits, _delivery.c.receiver.in_(receivers)).values(next_attempt_at=now)
    )


def ask_again(tx: Transaction, receiver: str, schedule: Schedule, now: datetime) -> None:
    """What quiet hours, a cap or another digest than now keep from a receiver whose ``schedule`` may be a new one is
    due: whether it waits on is asked then."""
    waits = (_delivery.c.receiver == receiver) & (_delivery.c.state == "held") & (_delivery.c.next_attempt_at > now)
    held = or_(*(_delivery.c.hold_why.startswith(words) for words in (IN_QUIET_HOURS, BY_CAP)))
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
