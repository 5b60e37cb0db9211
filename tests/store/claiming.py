"""Messages of some alerts, and which of them goes to the desk next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from monitor.core.alerts.types import Alert, Delivery
from monitor.delivery.claim import claim_next
from monitor.delivery.wishes import Wishes
from monitor.store import alerts
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle, outbox
from tests.make import NOW, an_alert
from tests.store.filled import LEASE
from tests.store.sending import stand

NOTHING = Wishes()


HELD: dict[str, Any] = {"state": "held", "hold": "quiet_hours", "hold_why": "quiet hours until 07:00"}


ESCALATES: dict[str, Any] = {
    "state": "held",
    "hold": "escalation",
    "hold_why": "unless somebody acknowledges within 15 minutes",
}


def put(database: Database, key: str, **more: Any) -> Alert:
    """A stored alert on a matter of its own."""
    with database.writing() as tx:
        return alerts.insert(tx, an_alert(key, **({"group": f"about {key}"} | more)), None)


def message(
    database: Database, *found: Alert, receiver: str = "desk", at: timedelta = timedelta(0), **state: Any
) -> int:
    """A message of these alerts that was made and is due ``at`` so long after NOW; ``state`` are its columns."""
    first, *also = (alert.id for alert in found)
    with database.writing() as tx:
        made = lifecycle.insert(tx, first, also, receiver, f"{receiver} {first} {also} {state}", NOW + at)
    if state:
        stand(database, made, **state)
    return made


def claim(database: Database, *, at: timedelta = timedelta(0), wishes: Wishes = NOTHING) -> Delivery | None:
    """What goes to the desk next."""
    with database.writing() as tx:
        return claim_next(tx, "desk", wishes, NOW + at, "t", LEASE)


def claimed(database: Database, *, at: timedelta = timedelta(0), wishes: Wishes = NOTHING) -> Delivery:
    found = claim(database, at=at, wishes=wishes)
    assert found is not None
    return found


def holds(database: Database) -> dict[int, tuple[str, str]]:
    """Message -> its state and what holds it, or held it."""
    with database.reading() as tx:
        return {one.id: (one.state, one.hold) for one in outbox.listed(tx, limit=99)}
