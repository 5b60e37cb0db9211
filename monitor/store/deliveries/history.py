"""What a receiver was told before, and what it was not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, func, select

from monitor.core.alerts.delivery_state import TELLS, DeliveryState
from monitor.core.alerts.holds import Reason, SentMessage
from monitor.core.alerts.types import Alert, Earlier, Form
from monitor.core.types import AlertKind
from monitor.store import alerts
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.deliveries.where import MINE
from monitor.store.tables import AlertRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)

_TOLD = (
    select(_delivery.c.finished_at, _alert.c.rule)
    .join(_alert, _alert.c.id == _delivery.c.alert_id)
    .where(MINE, _delivery.c.finished_at > bindparam("since"), _delivery.c.state == DeliveryState.SENT)
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
    .where(MINE)
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


def earlier(tx: Transaction, receiver: str, alert: Alert, before: int) -> Earlier | None:
    """The first message on the same matter that ``receiver`` got by itself, below the delivery ``before``."""
    if alert.kind is AlertKind.OPERATIONS:
        return None
    values = {"matter": alert.group, "receiver": receiver, "before": before}
    rows = tx.driver.rows(_EARLIER, values)
    return next((Earlier(row.key, row.reference, row.headline, row.finished_at) for row in rows), None)


def told_beside(tx: Transaction, alert_id: int) -> set[int]:
    """The alerts on its article that a message tells together with it."""
    article = select(_alert.c.article_id).where(_alert.c.id == alert_id).scalar_subquery()
    on_it = select(_alert.c.id).where(_alert.c.article_id == article)
    query = select(_delivery.c.alert_id, _delivery.c.also)
    single = query.where(_delivery.c.alert_id.in_(on_it), _delivery.c.form == Form.SINGLE.value)
    messages = [{row.alert_id, *row.also} for row in tx.connection.execute(single)]
    return {alert for one in messages if alert_id in one for alert in one} - {alert_id}
