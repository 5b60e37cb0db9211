"""Messages that wait for somebody to acknowledge what they tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from monitor.core.alerts.delivery_state import TELLS, DeliveryState
from monitor.core.alerts.escalation import TellingMessage
from monitor.core.alerts.holds import Reason
from monitor.core.alerts.types import Alert, Form
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.deliveries.outbox import STORED, StoredDelivery, of_alerts
from monitor.store.deliveries.where import TO_ESCALATE, on_articles_of
from monitor.store.tables import AlertRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)


@dataclass(frozen=True, slots=True)
class Escalating:
    """A message that waits to escalate."""

    id: int
    alert_id: int
    also: list[int]
    created: datetime


def beside(tx: Transaction, messages: Sequence[int]) -> list[Escalating]:
    """What waits to escalate alerts on the articles of these messages."""
    columns = (_delivery.c[name] for name in ("id", "alert_id", "also", "created_at"))
    query = select(*columns).join(_alert, _alert.c.id == _delivery.c.alert_id).where(TO_ESCALATE)
    found: list[Escalating] = []
    for some in chunks(messages):
        articles = select(_alert.c.article_id).join(_delivery, _delivery.c.alert_id == _alert.c.id)
        on_them = query.where(_alert.c.article_id.in_(articles.where(_delivery.c.id.in_(some))))
        found += [Escalating(*row) for row in tx.connection.execute(on_them)]
    return found


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


def waiting(tx: Transaction, after: int, most: int) -> list[StoredDelivery]:
    """The first ``most`` of what waits for somebody to acknowledge and whose id is above ``after``, oldest first."""
    query = STORED.where(TO_ESCALATE, _delivery.c.id > after).order_by(_delivery.c.id).limit(most)
    return [StoredDelivery(*row) for row in tx.connection.execute(query)]


def escalated_to(tx: Transaction, alert: Alert) -> tuple[str, ...]:
    """The receivers that were told of it as nobody had acknowledged it, or are being told, in the order of that."""
    its = of_alerts(tx, [alert]).get(alert.id, [])
    escalated = (one for one in its if one.escalates and one.state in TELLS)
    return tuple(dict.fromkeys(one.receiver for one in escalated))
