"""Deliveries whose receiver left the config, and to whom else they tell something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from monitor.core.alerts.delivery_state import BY_EDITS, OPEN, UNHELD, DeliveryState
from monitor.core.alerts.holds import Reason
from monitor.core.types import AlertKind, Severity
from monitor.store.alerts import kind_of, severity_of
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import AlertRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)


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

    @property
    def escalates(self) -> bool:
        """Whether it is told, or would be, as nobody acknowledged what it tells."""
        return self.hold == Reason.ESCALATION


def orphans(tx: Transaction, receivers: set[str], after: int = 0, most: int | None = None) -> list[Orphan]:
    """Open deliveries for other receivers than these, oldest first; if there are more than ``most``, the first of those
    whose id is above ``after``."""
    those = _delivery.c.state.in_(OPEN) & _delivery.c.receiver.not_in(receivers)
    return _orphans(tx, those & (_delivery.c.id > after), most)


def closed_by_edits(
    tx: Transaction, receivers: set[str], since: datetime, now: datetime, after: int = 0, most: int | None = None
) -> list[Orphan]:
    """Deliveries for these receivers that edits closed ``since`` then, oldest first. Of those that would escalate, ones
    whose time is yet to come and whose alert nobody acknowledged. ``after`` and ``most`` as for orphans."""
    waits = or_(
        _delivery.c.hold != Reason.ESCALATION.value,
        (_delivery.c.next_attempt_at > now) & _alert.c.acknowledged_at.is_(None),
    )
    lately = (_delivery.c.state == DeliveryState.CLOSED) & (_delivery.c.finished_at >= since)
    those = lately & _delivery.c.receiver.in_(receivers) & _delivery.c.closed_as.in_(BY_EDITS) & waits
    return _orphans(tx, those & (_delivery.c.id > after), most)


def _orphans(tx: Transaction, those: ColumnElement[bool], most: int | None) -> list[Orphan]:
    query = (
        select(
            *(_delivery.c[name] for name in ("id", "alert_id", "also", "receiver", "state", "hold", "created_at")),
            *(_alert.c[name] for name in ("rule", "severity", "kind")),
        )
        .join(_alert, _alert.c.id == _delivery.c.alert_id)
        .where(those)
        .order_by(_delivery.c.id)
        .limit(most)
    )
    return [
        Orphan(**(row._asdict() | {"severity": severity_of(row.severity), "kind": kind_of(row.kind)}))
        for row in tx.connection.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class _Message:
    receiver: str
    state: str
    hold: str
    alerts: frozenset[int]

    @property
    def may_escalate(self) -> bool:
        return self.state == DeliveryState.HELD and self.hold == Reason.ESCALATION


@dataclass(frozen=True, slots=True)
class Beside:
    """The messages that tell of an orphan's alerts, whoever gets them."""

    orphan: Orphan
    messages: tuple[_Message, ...]

    def is_told(self, receiver: str) -> bool:
        """Whether ``receiver`` is told of all that the orphan tells, or will be."""
        return self.told(receiver) == set(self.orphan.alerts)

    def has_any(self, receiver: str) -> bool:
        """Whether a message to ``receiver`` has any alert of the orphan, whatever became of it; an escalation that
        waits counts for none."""
        return bool(self._alerts(receiver, lambda one: not one.may_escalate))

    def told(self, receiver: str) -> set[int]:
        """Of the alerts of the orphan: what ``receiver`` is told of, or will be. What is dead or given up tells nobody,
        nor perhaps does an escalation that waits, unless the orphan is one too. What a summary told counts as that
        does."""

        def tells(one: _Message) -> bool:
            waits = one.state == DeliveryState.HELD and (self.orphan.escalates or not one.may_escalate)
            return waits or one.state in (*UNHELD, DeliveryState.SENT)

        return self._alerts(receiver, tells)

    def _alerts(self, receiver: str, those: Callable[[_Message], bool]) -> set[int]:
        mine = (one.alerts for one in self.messages if one.receiver == receiver and those(one))
        return set[int]().union(*mine).intersection(self.orphan.alerts)


def beside_of(tx: Transaction, orphan: Orphan) -> Beside:
    """What is beside it now. From its alerts, and not from who may get it: that one may have thousands of messages,
    and all of them would be read for each orphan."""
    found: dict[int, _Message] = {}
    for some in chunks(_on_its_articles(tx, orphan.alerts)):
        its = _delivery.c.alert_id.in_(some)
        summaries = select(_delivery.c.told_in).where(its, _delivery.c.told_in.is_not(None))
        for those in (its, _delivery.c.id.in_(summaries)):
            query = select(*(_delivery.c[name] for name in ("id", "receiver", "state", "hold", "alert_id", "also")))
            for row in tx.connection.execute(query.where(those)):
                found[row.id] = _Message(row.receiver, row.state, row.hold, frozenset((row.alert_id, *row.also)))
    return Beside(orphan, tuple(found.values()))


def _on_its_articles(tx: Transaction, ids: Iterable[int]) -> list[int]:
    """These alerts and the others on their articles, any of which may lead a message."""
    found = set(ids)
    for some in chunks(sorted(found)):
        articles = select(_alert.c.article_id).where(_alert.c.id.in_(some), _alert.c.article_id.is_not(None))
        found |= set(tx.connection.scalars(select(_alert.c.id).where(_alert.c.article_id.in_(articles))))
    return sorted(found)
