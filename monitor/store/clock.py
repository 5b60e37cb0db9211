"""What was planned by a clock that has since been set back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, bindparam, or_, select, update

from monitor.core.alerts.holds import Reason
from monitor.store.database import Transaction
from monitor.store.tables import DeliveryRow, FeedRow, PageRow

_feed = FeedRow.__table__  # type: ignore[attr-defined]  # SQLModel does not type __table__
_page = PageRow.__table__  # type: ignore[attr-defined]
_delivery = DeliveryRow.__table__  # type: ignore[attr-defined]
_BY_SPAN = tuple(
    reason.value
    for reason in (Reason.GATHER, Reason.CAP, Reason.ESCALATION, Reason.REPEAT_AFTER, Reason.INHIBITED, Reason.SNOOZE)
)
"""These hold for a span; a snooze that is still in force holds again. What waits for a time of the day waits for it
still, unless that is further off than any can be."""
_FURTHEST = timedelta(days=9)
"""A weekly digest that falls into quiet hours is not as far off."""


def set_back(tx: Transaction, by: timedelta, now: datetime) -> None:
    """Move what is planned after ``now`` to ``by`` earlier, though not before ``now``: polls, pages, deliveries and the
    leases of all three."""
    _move(tx, _feed.c.name, ("next_poll_at", "leased_until", "not_before"), True, by, now)
    _move(tx, _page.c.article_id, ("due_at",), True, by, now)
    tried = _delivery.c.state.in_(("pending", "sending"))
    too_far = (_delivery.c.state == "held") & (_delivery.c.next_attempt_at > now + _FURTHEST)
    by_span = or_(tried, _delivery.c.hold.in_(_BY_SPAN), too_far)
    _move(tx, _delivery.c.id, ("next_attempt_at", "leased_until"), by_span, by, now)


def _move(tx: Transaction, key: Column[Any], names: tuple[str, ...], which: Any, by: timedelta, now: datetime) -> None:
    table = key.table
    times = [table.c[name] for name in names]
    found = tx.connection.execute(select(key, *times).where(which, or_(*(time > now for time in times)))).all()
    moved: list[Mapping[str, Any]] = [
        {"its_key": row[0], **{name: _moved(at, by, now) for name, at in zip(names, row[1:], strict=True)}}
        for row in found
    ]
    if moved:
        tx.connection.execute(
            update(table).where(key == bindparam("its_key")).values({name: bindparam(name) for name in names}), moved
        )


def _moved(at: datetime | None, by: timedelta, now: datetime) -> datetime | None:
    return at if at is None or at <= now else max(now, at - by)
