"""Conditions that queries on deliveries share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, or_, select

from monitor.core.alerts.delivery_state import DeliveryState
from monitor.core.alerts.holds import Reason
from monitor.store.tables import AlertRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)

FREE = or_(_delivery.c.leased_until.is_(None), _delivery.c.leased_until <= bindparam("now"))
"""Nobody is sending it ``now``."""
MINE = _delivery.c.receiver == bindparam("receiver")
"""It is for ``receiver``."""
FAILED = (_delivery.c.attempts > 0) & (_delivery.c.error != "")
"""Of an open one: its last attempt failed, and ``error`` says how. One that is sent by hand, or that another receiver
gets instead, is as one that was never tried: whoever makes it so takes ``error`` back."""
TO_ESCALATE = (_delivery.c.state == DeliveryState.HELD) & (_delivery.c.hold == Reason.ESCALATION.value)
"""What waits for somebody to acknowledge."""


def on_articles_of(ids: Sequence[int]) -> CompoundSelect[Any]:
    """The ids of these alerts, and of those on the article of one. A message by itself is on one article: any alert on
    that may lead it."""
    beside = _alert.alias()
    together = select(beside.c.id).join(_alert, _alert.c.article_id == beside.c.article_id)
    # Not by an OR: PostgreSQL reads all alerts for that.
    return select(_alert.c.id).where(_alert.c.id.in_(ids)).union(together.where(_alert.c.id.in_(ids)))
