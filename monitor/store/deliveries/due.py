"""What could be sent now, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, exists, func, not_, or_, select

from monitor.core.alerts.delivery_state import OPEN, UNHELD, DeliveryState
from monitor.core.alerts.holds import Reason
from monitor.core.alerts.types import OPERATIONS_GROUP, Form
from monitor.core.types import AlertKind, Severity
from monitor.store import alerts
from monitor.store.database import Transaction
from monitor.store.deliveries.where import FAILED, FREE, MINE
from monitor.store.tables import AlertRow, AttemptRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)
_first, _last, _other = table_of(AttemptRow).alias(), table_of(AttemptRow).alias(), _delivery.alias()

_REASONS = {one.value: one for one in Reason}
ALL = 1_000_000
"""More than can wait."""
HOLDS_UP = timedelta(minutes=15)
"""For so long a message holds up what follows on its matter, whyever it is not taken; a greylist is over by then."""


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is due, and what its leading alert is."""

    id: int
    alert_id: int
    also: list[int]
    state: DeliveryState
    attempts: int
    waits_for: Reason | None
    """For what it waited, if for anything, and as what it is told (``Hold.waits_for``)."""
    held_by: Reason | None
    """What held it last: mostly the same."""
    hold_why: str
    form: Form
    created: datetime
    group: str
    rule: str
    severity: Severity
    kind: AlertKind
    is_lead_acknowledged: bool
    has_failed: bool
    """Its last attempt did."""
    unrecorded: bool

    @property
    def is_tried(self) -> bool:
        """Whether its receiver may have it, or refused it; another one, in whose place this one is, counts not."""
        return self.has_failed or self.state is DeliveryState.SENDING

    @property
    def escalates(self) -> bool:
        """Whether it is told as nobody acknowledged what it tells."""
        return self.waits_for is Reason.ESCALATION

    @property
    def is_by_hand(self) -> bool:
        """Whether a person wants it sent, whatever holds it. What escalates and failed since is as any that does."""
        return self.held_by is Reason.BY_HAND and not (self.escalates and self.has_failed)

    @property
    def may_change_lead(self) -> bool:
        """Whether another of its alerts may stand first: of what escalates the first is what does."""
        return bool(self.also) and self.form is Form.SINGLE and not self.escalates and not self.is_tried

    @property
    def may_have_arrived(self) -> bool:
        """Whether it was begun to be sent, and how that ended is not known."""
        return self.attempts > 0 and (self.unrecorded or self.state is DeliveryState.SENDING)


_AS_STORED = "id", "alert_id", "also", "state", "attempts", "hold", "held_by", "hold_why", "form", "unrecorded"
# Every message runs these; to build one costs several times what running it does.
_DUE = (
    select(
        *(_delivery.c[name] for name in _AS_STORED),
        _delivery.c.created_at.label("created"),
        FAILED.label("has_failed"),
        *(_alert.c[name] for name in ("group", "rule", "severity", "kind")),
        _alert.c.acknowledged_at.is_not(None).label("is_lead_acknowledged"),
    )
    .join(_alert, _alert.c.id == _delivery.c.alert_id)
    .where(MINE, _delivery.c.state.in_(OPEN), _delivery.c.next_attempt_at <= bindparam("now"), FREE)
    .order_by(_delivery.c.attempts, _delivery.c.id)
    .limit(bindparam("most"))
)
# The receiver took another one between its first attempt and its last, and not this one.
_REFUSED_ALONE = (_delivery.c.created_at <= bindparam("long_ago")) & exists().where(
    _first.c.delivery_id == _delivery.c.id,
    _first.c.number == 1,
    _last.c.delivery_id == _delivery.c.id,
    _last.c.number == _delivery.c.attempts,
    _other.c.receiver == _delivery.c.receiver,
    func.coalesce(_other.c.state, "") == DeliveryState.SENT,  # by an index of states SQLite would read all of them
    _other.c.finished_at > _first.c.started_at,
    _other.c.finished_at < _last.c.started_at,
)
_TRIED = (
    select(_alert.c.group, func.min(_delivery.c.id).label("first"))
    .join(_alert, _alert.c.id == _delivery.c.alert_id)
    .where(MINE, _delivery.c.state.in_(UNHELD), _delivery.c.attempts > 0, not_(_REFUSED_ALONE))
    .group_by(_alert.c.group)
)


def due(tx: Transaction, receiver: str, now: datetime, most: int = ALL) -> tuple[list[Due], bool]:
    """What could be sent to ``receiver`` now, of the first ``most``, and whether there are more: what was tried least
    often first, then the oldest. Nothing overtakes an earlier message on its matter that waits for its next attempt,
    unless that is refused alone: what follows would wait for it for ever."""
    before = {
        row.group: row.first for row in tx.driver.rows(_TRIED, {"receiver": receiver, "long_ago": now - HOLDS_UP})
    }
    rows = tx.driver.rows(_DUE, {"receiver": receiver, "now": now, "most": most})
    found = [_due(row) for row in rows if row.group == OPERATIONS_GROUP or row.id <= before.get(row.group, row.id)]
    return found, len(rows) == most


def _due(row: Any) -> Due:
    values = row._asdict()
    hold, held_by = values.pop("hold"), values.pop("held_by")
    typed = {
        "state": DeliveryState(row.state),
        "waits_for": _REASONS.get(hold),  # one that only another version knows holds nothing any more
        "held_by": _REASONS.get(held_by),
        "form": Form(row.form),
        "severity": alerts.severity_of(row.severity),
        "kind": alerts.kind_of(row.kind),
        "is_lead_acknowledged": bool(row.is_lead_acknowledged),
        "has_failed": bool(row.has_failed),
    }
    return Due(**(values | typed))


_OPEN_SUMMARY = (
    select(_delivery.c.id)
    .where(MINE, _delivery.c.state.in_(OPEN), _delivery.c.form == Form.SUMMARY.value, _delivery.c.attempts > 0)
    .limit(1)
)


def is_summed_up(tx: Transaction, receiver: str) -> bool:
    """Whether a summary waits for ``receiver`` that was tried."""
    return bool(tx.driver.rows(_OPEN_SUMMARY, {"receiver": receiver}))


_GATHERING = (
    select(func.min(_delivery.c.next_attempt_at).label("until"))
    .where(MINE, _delivery.c.state == DeliveryState.HELD, _delivery.c.hold == Reason.GATHER.value)
    .where(_delivery.c.next_attempt_at > bindparam("now"))
)


def gathering_until(tx: Transaction, receiver: str, now: datetime) -> datetime | None:
    """When the messages to ``receiver`` that are gathered now go out; None if none are."""
    ((until,),) = tx.driver.rows(_GATHERING, {"receiver": receiver, "now": now})
    return until  # type: ignore[no-any-return]


_BY_HAND = _delivery.c.held_by == Reason.BY_HAND.value
_ASKED_FOR = case((_BY_HAND & ~FAILED, _delivery.c.next_attempt_at))
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
