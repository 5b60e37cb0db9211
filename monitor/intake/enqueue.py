"""Alerts of one article into the outbox: one message a receiver, however many rules met it, and what escalates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.alerts.holds import Hold, Reason
from monitor.core.alerts.keys import key_of
from monitor.core.alerts.routes import Route, escalations_of, receivers_of
from monitor.core.alerts.types import Alert
from monitor.core.durations import as_set
from monitor.core.zones import stamp
from monitor.store.database import Transaction
from monitor.store.deliveries import lifecycle, outbox


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An alert, the routes that took it, and until when `repeat_after` holds it."""

    alert: Alert
    routes: tuple[Route, ...]
    hold_until: datetime | None = None


def receivers(one: Outgoing) -> tuple[str, ...]:
    """Who is told of it at once."""
    return receivers_of(one.routes)


def put_deliveries(tx: Transaction, key: tuple[str, ...], outgoing: Sequence[Outgoing], now: datetime) -> None:
    """The gravest alert leads each message, the others go along. ``key`` names the article's edition."""
    gravest_first = sorted(outgoing, key=lambda one: -one.alert.severity.rank)
    for receiver in dict.fromkeys(name for one in gravest_first for name in receivers(one)):
        its = [one for one in gravest_first if receiver in receivers(one)]
        ids = [one.alert.id for one in its]
        lifecycle.insert(tx, ids[0], ids[1:], receiver, _free(tx, key_of(*key, receiver), ids[0]), now, _held(its))
    steps = dict.fromkeys(step for one in gravest_first for step in escalations_of(one.routes))
    for after, receiver in steps:
        its = [one for one in gravest_first if (after, receiver) in escalations_of(one.routes)]
        ids = [one.alert.id for one in its]
        hold = Hold(Reason.ESCALATION, now + after, f"unless somebody acknowledges within {as_set(after)}")
        its_key = _free(tx, key_of(*key, receiver, "escalation", str(after)), ids[0])
        lifecycle.insert(tx, ids[0], ids[1:], receiver, its_key, now, hold)


def _free(tx: Transaction, key: str, alert_id: int) -> str:
    """``key``, or another one of the alert's own if the same item of another feed took it, which had this one's name
    then."""
    return key_of(key, str(alert_id)) if outbox.has_key(tx, key) else key


def _held(its: Sequence[Outgoing]) -> Hold | None:
    """A message goes out at once if one of its alerts may."""
    ends = [one.hold_until for one in its if one.hold_until is not None]
    if len(ends) < len(its):
        return None
    rules = ", ".join(dict.fromkeys(one.alert.rule for one in its))
    # Named: messages on other matters say that it waits, too.
    why = f"more on what rule {rules} told before, repeat_after until {stamp(min(ends))}"
    return Hold(Reason.REPEAT_AFTER, min(ends), why)
