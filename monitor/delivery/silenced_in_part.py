"""A message of several alerts, some of which people silenced or snoozed: what leads it, and why it comes at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.alerts.silences import Silence, covering
from monitor.core.alerts.types import Alert
from monitor.store import alerts, silences
from monitor.store.database import Transaction
from monitor.store.deliveries import lifecycle
from monitor.store.deliveries.due import Due


def lead_with_unsilenced(tx: Transaction, found: Sequence[Due], now: datetime) -> list[Due]:
    """Each message is led by the gravest alert that nothing covers, and as grave: what is silenced must not break
    quiet hours."""
    over = silences.in_force(tx, now)
    return [_led(tx, one, over, now) if over and one.may_change_lead else one for one in found]


def why_it_comes(tx: Transaction, told: Sequence[Alert], now: datetime) -> list[str]:
    """A line for each silence that covers some of the alerts that are ``told`` in one message, but not all."""
    over = silences.in_force(tx, now)
    quiet = [(covering(over, [alert], now), alert) for alert in told] if over else []
    heard = " and ".join(_rule_of(alert) for silence, alert in quiet if silence is None)
    if not heard:
        return []
    covered: dict[str, list[str]] = {}
    for silence, alert in quiet:
        if silence is not None:
            covered.setdefault(silence.name, []).append(_rule_of(alert))
    return [f"{name} covers {' and '.join(its)}; this comes for {heard}" for name, its in covered.items()]


def _led(tx: Transaction, one: Due, over: Sequence[Silence], now: datetime) -> Due:
    its = alerts.get_all(tx, [one.alert_id, *one.also])
    heard = [alert for alert in its if covering(over, [alert], now) is None]
    if not heard or its[0] in heard:
        return one
    lead = max(heard, key=lambda alert: alert.severity.rank)  # of equals the first
    also = [alert for alert in (one.alert_id, *one.also) if alert != lead.id]
    lifecycle.set_lead(tx, one.id, lead.id, also)
    new = replace(one, alert_id=lead.id, also=also, group=lead.group)
    return replace(new, rule=lead.rule, severity=lead.severity, kind=lead.kind)


def _rule_of(alert: Alert) -> str:
    return f"{alert.rule_title} ({alert.rule})"
