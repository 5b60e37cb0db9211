"""Alerts and their deliveries, put into a store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import update

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.alerts.types import Alert
from monitor.store import alerts
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle
from monitor.store.tables import DeliveryRow
from tests.make import NOW, an_alert
from tests.store.filled import HOUR


def put(database: Database, key: str, **more: Any) -> Alert:
    with database.writing() as tx:
        return alerts.insert(tx, an_alert(key, **more), more.get("article"))


def deliver(database: Database, *found: Alert, receiver: str = "desk", **state: Any) -> int:
    """A delivery of these alerts; ``state`` are its columns."""
    first, *also = (alert.id for alert in found)
    with database.writing() as tx:
        made = lifecycle.insert(tx, first, also, receiver, f"{receiver}-{first}", NOW)
        if state:
            table = DeliveryRow.__table__  # type: ignore[attr-defined]
            tx.connection.execute(update(table).where(table.c.id == made).values(state))
    return made


IDLIB = Matchers(entities=frozenset({"idlib"}))


def wanted(matchers: Matchers = IDLIB, **more: Any) -> Silence:
    silence = Silence(0, SilenceKind.SILENCE, matchers, "amal", "exercise", NOW, NOW, NOW + HOUR)
    return replace(silence, **more)
