"""Of messages that are to escalate: which need not be sent any more, and which wait until somebody was told first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from monitor.core.alerts import escalation
from monitor.core.alerts.delivery_state import ClosedAs
from monitor.core.alerts.holds import Hold
from monitor.core.alerts.routes import Route, escalations_of, routes_for
from monitor.core.alerts.types import Form
from monitor.store import alerts
from monitor.store.database import Transaction
from monitor.store.deliveries import escalating, lifecycle
from monitor.store.deliveries.due import Due
from monitor.store.deliveries.escalating import Escalating


def close_seen_to(tx: Transaction, found: Sequence[Due], now: datetime) -> set[int]:
    """Close those that escalate what somebody acknowledged, all of it; their ids. A summary that was tried goes on, as
    it may have arrived."""
    known = [one for one in found if one.escalates and one.is_lead_acknowledged]
    known = [one for one in known if one.form is Form.SINGLE or not one.is_tried]
    seen = alerts.all_acknowledged(tx, {alert for one in known for alert in (one.alert_id, *one.also)})
    seen_to = {one.id for one in known if seen.keys() >= {one.alert_id, *one.also}}
    lifecycle.close(tx, seen_to, ClosedAs.ACKNOWLEDGED, escalation.SEEN_TO, now)
    return seen_to


def close_silenced(tx: Transaction, told: Mapping[int, datetime | None], now: datetime) -> set[int]:
    """Close those that a silence keeps from all, of messages with what ``told_at`` says of them; their ids."""
    silenced = {one for one, at in told.items() if at is None}
    lifecycle.close(tx, silenced, ClosedAs.SILENCED, escalation.SILENCED, now)
    return silenced


def by_untold(
    tx: Transaction,
    escalate: Mapping[int, Due],
    told: Mapping[int, datetime | None],
    routes: Sequence[Route],
    receiver: str,
    now: datetime,
) -> dict[int, Hold]:
    """What holds those that ``escalate`` what nobody was ``told`` yet, or not for as long as ``routes`` leave somebody
    to acknowledge before ``receiver`` is told."""
    later = {one: at for one, at in told.items() if at is not None and at > escalate[one].created}
    its_alerts = sorted(escalate[one].alert_id for one in later)
    known = {alert.id: alert for alert in alerts.get_all(tx, its_alerts)}
    holds = {}
    for one, at in later.items():
        alert = known.get(escalate[one].alert_id)
        steps = escalations_of(routes_for(routes, alert)) if alert else ()
        if (hold := escalation.waits(at, escalation.after_of(steps, receiver), now)) is not None:
            holds[one] = hold
    return holds


def told_at(tx: Transaction, messages: Collection[Due | Escalating]) -> dict[int, datetime | None]:
    """Of messages that escalate: since when somebody knows of their alerts; None if a silence kept them from all."""
    its = {one.id: (one.alert_id, *one.also) for one in messages}
    tellings = escalating.tellings(tx, {alert for some in its.values() for alert in some})
    known = {one: [telling for alert in some for telling in tellings[alert]] for one, some in its.items()}
    return {one.id: escalation.told_at(known[one.id], one.created) for one in messages}
