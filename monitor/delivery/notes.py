"""What a reader should know of a message as it goes out: who saw to it, that nobody did, why it comes so late."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from monitor.core.alerts.types import Delivery, Form
from monitor.core.durations import shown
from monitor.core.plural import several
from monitor.core.zones import stamp
from monitor.delivery import silenced_in_part
from monitor.delivery.to_escalate import told_at
from monitor.store import alerts
from monitor.store.database import Transaction
from monitor.store.deliveries.due import Due


def notes_of(tx: Transaction, chosen: Due, delivery: Delivery, now: datetime) -> tuple[str, ...]:
    """``chosen`` is what ``delivery`` is an attempt of."""
    notes = []
    by_itself = delivery.form is Form.SINGLE
    seen = alerts.acknowledged(tx, delivery.alert.id) if chosen.is_lead_acknowledged and by_itself else None
    if seen is not None:
        notes.append(f"Acknowledged by {seen.by} at {stamp(seen.at)}")
    if not by_itself:
        notes += _acknowledged_of_these(tx, delivery)
    if chosen.escalates and seen is None:
        told = told_at(tx, [chosen])[chosen.id] or chosen.created
        this = "this" if by_itself else "the first of these"
        notes.append(f"Nobody acknowledged {this} for {shown(now - told)}")
    elif chosen.hold_why and by_itself and not chosen.is_by_hand:
        notes.append(f"Held until now: {chosen.hold_why}")
    if by_itself:
        notes += silenced_in_part.why_it_comes(tx, (delivery.alert, *delivery.also), now)
    return tuple(notes)


def _acknowledged_of_these(tx: Transaction, delivery: Delivery) -> list[str]:
    """Who saw to how many of what a summary tells."""
    seen = alerts.all_acknowledged(tx, [delivery.alert.id, *(alert.id for alert in delivery.also)])
    by = Counter(one.by for one in seen.values())
    all_of_it = several(1 + len(delivery.also) + delivery.more, "alert")
    return [f"Acknowledged by {name}: {count} of {all_of_it}" for name, count in by.most_common()]
