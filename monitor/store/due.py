"""What is due for one receiver, and what becomes of it: claimed, held, silenced, or told in a summary."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from monitor.core.alerts.delivery_state import OPEN, TELLS, UNHELD, ClosedAs, DeliveryState
from monitor.core.alerts.escalation import TellingMessage
from monitor.core.alerts.holds import Hold, Reason, SentMessage
from monitor.core.alerts.types import OPERATIONS_GROUP, Alert, Delivery, Earlier, Form
from monitor.core.types import AlertKind, Severity
from monitor.store import alerts
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.deliveries import INSERT, TO_ESCALATE, held_as, on_articles_of
from monitor.store.tables import RELEASED, AlertRow, AttemptRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)
_attempt = table_of(AttemptRow)

ALL = 1_000_000
"""More than can wait."""
IN_A_SUMMARY = 200
"""Alerts that a summary tells of; it counts the rest."""


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is due, and what its leading alert is."""

    id: int
    alert_id: int
    also: list[int]
    state: str
    attempts: int
    hold: str
    held_by: str
    hold_why: str
    form: str
    created: datetime
    group: str
    rule: str
    severity: Severity
    kind: AlertKind
    is_acknowledged: bool
    error: str
    unrecorded: bool

    @property
    def is_tried(self) -> bool:
        """Whether its receiver may have it, or refused it; another one, in whose place this one is, counts not."""
        return self.state == DeliveryState.SENDING or (self.attempts > 0 and self.error != "")

    @property
    def is_by_hand(self) -> bool:
        """Whether a person wants it sent, whatever holds it. What escalates and failed since is as any that does."""
        return self.held_by == Reason.BY_HAND and (self.hold != Reason.ESCALATION or self.error == "")

    @property
    def may_change_lead(self) -> bool:
        """Whether another of its alerts may stand first: of what escalates the first is what does."""
        return bool(self.also) and self.form == Form.SINGLE and self.hold != Reason.ESCALATION and not self.is_tried

    @property
    def may_have_arrived(self) -> bool:
        """Whether it was begun to be sent, and how that ended is not known."""
        return self.attempts > 0 and (self.unrecorded or self.state == DeliveryState.SENDING)


class Unreadable(Exception):
    """No alert of a message can be read."""


_OF_DELIVERY = ("id", "alert_id", "also", "state", "attempts", "hold", "held_by", "hold_why", "form",
                "created_at", "error", "unrecorded")  # fmt: skip
_FREE = or_(_delivery.c.leased_until.is_(None), _delivery.c.leased_until <= bindparam("now"))
_MINE = _delivery.c.receiver == bindparam("receiver")
# Every message runs these; to build one costs several times what running it does.
_DUE = (
    select(
        *(_delivery.c[name] for name in _OF_DELIVERY),
        *(_alert.c[name] for name in ("group", "rule", "severity", "kind")),
        _alert.c.acknowledged_at.is_not(None).label("is_acknowledged"),
    )
    .join(_alert, _alert.c.id == _delivery.c.alert_id)
    .where(_MINE, _delivery.c.state.in_(OPEN), _delivery.c.next_attempt_at <= bindparam("now"), _FREE)
    .order_by(_delivery.c.attempts, _delivery.c.id)
    .limit(bindparam("most"))
)
_TRIED = (
    select(_alert.c.group, func.min(_delivery.c.id).label("first"))
    .join(_alert, _alert.c.id == _delivery.c.alert_id)
    .where(_MINE, _delivery.c.state.in_(UNHELD), _delivery.c.attempts > 0)
    .group_by(_alert.c.group)
)


def due(tx: Transaction, receiver: str, now: datetime, most: int = ALL) -> tuple[list[Due], bool]:
    """What could be sent to ``receiver`` now, of the first ``most``, and whether there are more: what was tried least
    often first, then the oldest. Nothing overtakes an earlier message on its matter that waits for its next attempt."""
    before = {row.group: row.first for row in tx.driver.rows(_TRIED, {"receiver": receiver})}
    rows = tx.driver.rows(_DUE, {"receiver": receiver, "now": now, "most": most})
    found = [_due(row) for row in rows if row.group == OPERATIONS_GROUP or row.id <= before.get(row.group, row.id)]
    return found, len(rows) == most


_OPEN_SUMMARY = (
    select(_delivery.c.id)
    .where(_MINE, _delivery.c.state.in_(OPEN), _delivery.c.form == Form.SUMMARY.value, _delivery.c.attempts > 0)
    .limit(1)
)


def is_summed_up(tx: Transaction, receiver: str) -> bool:
    """Whether a summary waits for ``receiver`` that was tried."""
    return bool(tx.driver.rows(_OPEN_SUMMARY, {"receiver": receiver}))


def _due(row: Any) -> Due:
    values = row._asdict()
    created, is_acknowledged = values.pop("created_at"), bool(values.pop("is_acknowledged"))
    kinds = {"severity": alerts.severity_of(row.severity), "kind": alerts.kind_of(row.kind)}
    return Due(**(values | kinds), created=created, is_acknowledged=is_acknowledged)


_TELLING = "alert_id", "also", "state", "hold", "next_attempt_at", "finished_at"


def tellings(tx: Transaction, ids: Collection[int]) -> dict[int, list[TellingMessage]]:
    """Alert id -> the messages that tell it at once. It goes along with others on its article."""
    found: dict[int, list[TellingMessage]] = {alert: [] for alert in ids}
    for some in chunks(sorted(ids)):
        at_once = (_delivery.c.form == Form.SINGLE.value) & (_delivery.c.hold != Reason.ESCALATION.value)
        query = select(*(_delivery.c[name] for name in _TELLING)).where(
            _delivery.c.alert_id.in_(on_articles_of(some)), at_once
        )
        for row in tx.connection.execute(query):
            one = TellingMessage(DeliveryState(row.state), row.hold != "", row.next_attempt_at, row.finished_at)
            for alert in {row.alert_id, *row.also}.intersection(some):
                found[alert].append(one)
    return found


def hold(tx: Transaction, ids: Sequence[int], hold: Hold, now: datetime) -> None:
    """They wait, or are silenced for good where the hold has no end."""
    values = held_as(hold)
    if hold.until is None:
        values |= {"state": DeliveryState.SILENCED, "finished_at": now}
    else:
        values |= {"state": DeliveryState.HELD, "next_attempt_at": hold.until}
    _update(tx, ids, values)


def set_lead(tx: Transaction, delivery_id: int, alert_id: int, also: list[int]) -> None:
    """Another of its alerts stands first in a message."""
    _update(tx, [delivery_id], {"alert_id": alert_id, "also": also})


@dataclass(frozen=True, slots=True)
class Escalating:
    """A message that waits to escalate."""

    id: int
    alert_id: int
    also: list[int]
    created: datetime


def to_escalate_beside(tx: Transaction, messages: Sequence[int]) -> list[Escalating]:
    """What waits to escalate alerts on the articles of these messages."""
    columns = (_delivery.c[name] for name in ("id", "alert_id", "also", "created_at"))
    query = select(*columns).join(_alert, _alert.c.id == _delivery.c.alert_id).where(TO_ESCALATE)
    found: list[Escalating] = []
    for some in chunks(messages):
        articles = select(_alert.c.article_id).join(_delivery, _delivery.c.alert_id == _alert.c.id)
        on_them = query.where(_alert.c.article_id.in_(articles.where(_delivery.c.id.in_(some))))
        found += [Escalating(*row) for row in tx.connection.execute(on_them)]
    return found


def close(tx: Transaction, ids: Collection[int], closed_as: ClosedAs, why: str, now: datetime) -> None:
    """They need not be sent."""
    closed = {"state": DeliveryState.CLOSED, "closed_as": closed_as, "error": why, "finished_at": now}
    _update(tx, ids, {**closed, **RELEASED})


def bury(tx: Transaction, delivery_id: int, why: str, now: datetime) -> None:
    """It can never be sent."""
    _update(tx, [delivery_id], {"state": DeliveryState.DEAD, "error": why, "finished_at": now, **RELEASED})


def sum_up(
    tx: Transaction, receiver: str, due: Sequence[Due], heading: str, key: str, now: datetime, hold: str = ""
) -> int:
    """One message instead of these: it tells of their alerts, the gravest first, and is a possible repeat if one of
    them is. ``hold``: for what all of them waited, where the message goes on as one that did. Its id."""
    gravest = sorted(due, key=lambda one: (-one.severity.rank, one.id))
    ids = list(dict.fromkeys(alert for one in gravest for alert in (one.alert_id, *one.also)))
    values = {"alert_id": ids[0], "also": ids[1:], "receiver": receiver, "key": key, "form": Form.SUMMARY.value}
    values |= {"heading": heading, "next_attempt_at": now, "created_at": min(one.created for one in due), "hold": hold}
    values["unrecorded"] = any(one.may_have_arrived for one in due)
    new = tx.insert(INSERT, values)
    told = {"state": DeliveryState.TOLD, "told_in": new, "finished_at": now, **RELEASED}
    _update(tx, [one.id for one in due], told)
    return new


MOST_ATTEMPTS = 100
"""Of one message that are kept, beside its first, which says since when its receiver refuses."""
_BEGIN_ATTEMPT = _attempt.insert()
_FORGET_ATTEMPTS = delete(_attempt).where(
    _attempt.c.delivery_id == bindparam("of"), _attempt.c.number > 1, _attempt.c.number <= bindparam("last")
)
_TO_CLAIM = (
    select(_delivery)
    .where(_delivery.c.id == bindparam("of"), _delivery.c.state.in_(OPEN), _FREE)
    .with_for_update(skip_locked=True)
)
_CLAIMED = (
    update(_delivery)
    .where(_delivery.c.id == bindparam("of"))
    .values(
        state=DeliveryState.SENDING,
        **{name: bindparam(name) for name in ("attempts", "lease_token", "leased_until", "unrecorded")},
    )
)


def claim(
    tx: Transaction, delivery_id: int, receiver: str, now: datetime, token: str, lease: timedelta
) -> Delivery | None:
    """T3: take one message to send it; None if another process has it, or gave it up. An attempt that was
    begun and never recorded marks this one as a possible repeat. Raises Unreadable if it has nothing to tell."""
    found = tx.driver.rows(_TO_CLAIM, {"of": delivery_id, "now": now})
    if not found:
        return None
    (row,) = found
    told = alerts.get_all(tx, [row.alert_id, *row.also[: IN_A_SUMMARY - 1]])
    if not told:
        raise Unreadable(f"alert {row.alert_id} cannot be read: it was changed by hand, or another version wrote it")
    number, repeat = row.attempts + 1, row.unrecorded or row.state == DeliveryState.SENDING
    claimed = {"attempts": number, "lease_token": token, "leased_until": now + lease, "unrecorded": repeat}
    tx.driver.run(_CLAIMED, {"of": delivery_id, **claimed})
    tx.driver.run(_BEGIN_ATTEMPT, {"delivery_id": delivery_id, "number": number, "started_at": now})
    if number > MOST_ATTEMPTS:
        tx.driver.run(_FORGET_ATTEMPTS, {"of": delivery_id, "last": number - MOST_ATTEMPTS})
    lead, *also = told
    return Delivery(
        id=delivery_id,
        key=row.key,
        receiver=receiver,
        attempt=number,
        possible_repeat=repeat,
        token=token,
        alert=lead,
        also=tuple(also),
        more=len(row.also) - len(also),
        form=Form(row.form),
        heading=row.heading,
        held=held_back(tx, receiver, now),
        earlier=_earlier(tx, receiver, lead, delivery_id) if row.form == Form.SINGLE else None,
        now=now,
        escalates=row.hold == Reason.ESCALATION,
    )


_TOLD = (
    select(_delivery.c.finished_at, _alert.c.rule)
    .join(_alert, _alert.c.id == _delivery.c.alert_id)
    .where(_MINE, _delivery.c.finished_at > bindparam("since"), _delivery.c.state == DeliveryState.SENT)
    .where(_alert.c.kind != AlertKind.OPERATIONS.value)
    .order_by(_delivery.c.finished_at)
)
_ESCALATED, _AT_ONCE = (
    _TOLD.where(which)
    for which in (_delivery.c.hold == Reason.ESCALATION.value, _delivery.c.hold != Reason.ESCALATION.value)
)


def told_since(tx: Transaction, receiver: str, since: datetime, *, escalations: bool = False) -> list[SentMessage]:
    """Messages on articles that ``receiver`` got, oldest first: ``escalations``, or the others."""
    rows = tx.driver.rows(_ESCALATED if escalations else _AT_ONCE, {"receiver": receiver, "since": since})
    return [SentMessage(row.finished_at, row.rule) for row in rows]


_GATHERING = (
    select(func.min(_delivery.c.next_attempt_at).label("until"))
    .where(_MINE, _delivery.c.state == DeliveryState.HELD, _delivery.c.hold == Reason.GATHER.value)
    .where(_delivery.c.next_attempt_at > bindparam("now"))
)


def gathering_until(tx: Transaction, receiver: str, now: datetime) -> datetime | None:
    """When the messages to ``receiver`` that are gathered now go out; None if none are."""
    ((until,),) = tx.driver.rows(_GATHERING, {"receiver": receiver, "now": now})
    return until  # type: ignore[no-any-return]


def alerts_told_since(tx: Transaction, receiver: str, since: datetime, but: Collection[int] = ()) -> list[Alert]:
    """The alerts made after ``since`` of which ``receiver`` was told, or is told as soon as it takes something: by
    themselves or in a summary that may not be sent yet; by none of the messages ``but``. What waits for a reason
    (``held``) tells nobody yet."""
    # By the alerts of that time, whoever has them: asked for a receiver, SQLite reads all that it ever got.
    made = list(tx.connection.scalars(select(_alert.c.id).where(_alert.c.created_at > since)))
    columns = [_delivery.c[name] for name in ("id", "alert_id", "also", "receiver", "state")]
    ids: set[int] = set()
    for some in chunks(made):
        for row in tx.connection.execute(select(*columns).where(_delivery.c.alert_id.in_(some))):
            if row.state in TELLS and row.receiver == receiver and row.id not in but:
                ids.update((row.alert_id, *row.also))
    return list(alerts.get_all(tx, sorted(ids)))


# Two queries: for an OR of both SQLite reads all that the receiver ever got.
_BY_REASON = (
    select(_delivery.c.hold_why, func.count().label("messages"))
    .where(_MINE)
    .group_by(_delivery.c.hold_why)
    .order_by(_delivery.c.hold_why)
)
_FOR_GOOD = _BY_REASON.where(_delivery.c.state == DeliveryState.SILENCED, _delivery.c.counted.is_(False))
_WAITS = _BY_REASON.where(
    _delivery.c.state == DeliveryState.HELD,
    _delivery.c.hold != Reason.ESCALATION.value,
    _delivery.c.next_attempt_at > bindparam("now"),
)


def held_back(tx: Transaction, receiver: str, now: datetime) -> tuple[str, ...]:
    """What ``receiver`` was not told: for good since its last message, and what waits still. ``3 not told: ...``."""
    silenced = tx.driver.rows(_FOR_GOOD, {"receiver": receiver})
    held = tx.driver.rows(_WAITS, {"receiver": receiver, "now": now})
    not_told = [f"{row.messages} not told: {row.hold_why}" for row in silenced]
    return (*not_told, *(f"{row.messages} waiting: {row.hold_why}" for row in held))


# From the alerts on the matter, the first of which was told, mostly: asked for a receiver by its name, SQLite reads all
# that it ever got, for each message.
_EARLIER = (
    select(_delivery.c.key, _delivery.c.reference, _delivery.c.finished_at, _alert.c.headline)
    .join(_delivery, _delivery.c.alert_id == _alert.c.id)
    .where(_alert.c.group == bindparam("matter"), func.coalesce(_delivery.c.receiver, "") == bindparam("receiver"))
    .where(func.coalesce(_delivery.c.state, "") == DeliveryState.SENT, _delivery.c.form == Form.SINGLE.value)
    .where(_delivery.c.id < bindparam("before"))
    .order_by(_alert.c.id, _delivery.c.id)
    .limit(1)
)


def _earlier(tx: Transaction, receiver: str, alert: Alert, before: int) -> Earlier | None:
    if alert.kind is AlertKind.OPERATIONS:
        return None
    values = {"matter": alert.group, "receiver": receiver, "before": before}
    rows = tx.driver.rows(_EARLIER, values)
    return next((Earlier(row.key, row.reference, row.headline, row.finished_at) for row in rows), None)


def _update(tx: Transaction, ids: Collection[int], values: dict[str, object]) -> None:
    """What a person gave up since it was chosen stays so."""
    for some in chunks(sorted(ids)):
        its = _delivery.c.id.in_(some) & _delivery.c.state.in_(OPEN)
        tx.connection.execute(update(_delivery).where(its).values(values))
