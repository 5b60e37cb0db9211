"""USE CASE: a person who was told acknowledges an alert, or snoozes its story or one of its entities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.acts.silencing import Made, make
from monitor.core.alerts.escalation import SEEN_TO
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.alerts.types import Alert
from monitor.core.errors import MonitorError, nearest
from monitor.store import alerts, articles
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import escalating, history, lifecycle


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who acknowledged the alert and when. ``covers`` is how many alerts this act acknowledged: 0 if somebody had
    done so before. ``escalated``: to whom it had escalated by then."""

    by: str
    at: datetime
    covers: int
    escalated: tuple[str, ...] = ()


def acknowledge(database: Database, alert_id: int, by: str, now: datetime) -> Acknowledgement:
    """The alert, what was told with it, and every earlier one on its matter are seen to. Raises MonitorError if there
    is no such alert."""
    with database.writing() as tx:
        tx.lock_for_judging()  # stories that become one meanwhile would take their alerts along
        alert = get(tx, alert_id)
        covers = alerts.acknowledge(tx, alert_id, by, now, history.told_beside(tx, alert_id))
        lifecycle.close_escalations(tx, covers, SEEN_TO, now)
        known = alerts.acknowledged(tx, alert_id)
        assert known is not None
        return Acknowledgement(known.by, known.at, len(covers), escalating.escalated_to(tx, alert))


def snooze(database: Database, alert_id: int, entity: str, until: datetime, by: str, now: datetime) -> Made:
    """Hold what is told of the alert's story, or of ``entity`` if one is given, until then; it is told in one message
    at the end. Raises MonitorError if there is no such alert, or no such thing in it."""
    with database.writing() as tx:
        tx.lock_for_judging()  # of a story that becomes part of another meanwhile it would hold nothing
        alert = get(tx, alert_id)
        matchers = _entity(alert, entity) if entity else _story(tx, alert)
        reason = f"from alert {alert_id}"
        wanted = Silence(0, SilenceKind.SNOOZE, matchers, by, reason, created=now, starts=now, ends=until)
        return make(tx, alert, wanted, now)


def get(tx: Transaction, alert_id: int) -> Alert:
    """The alert with that id. Raises MonitorError if there is none."""
    found = alerts.get(tx, alert_id)
    if found is None:
        raise MonitorError(f"no alert {alert_id}: `monitor alerts list` has the latest")
    return found


def story_now(tx: Transaction, alert: Alert) -> int | None:
    """The story that the alert's article belongs to by now; stories become one, or two."""
    article = articles.get(tx, alert.article) if alert.article is not None else None
    return article.story_id if article and article.story_id is not None else alert.story


def _story(tx: Transaction, alert: Alert) -> Matchers:
    story = story_now(tx, alert)
    if story is None:
        raise MonitorError(f"alert {alert.id} is on no story: there is nothing to snooze")
    return Matchers(stories=frozenset({story}))


def _entity(alert: Alert, entity: str) -> Matchers:
    if entity not in alert.entities:
        known = ", ".join(alert.entities) or "it has none"
        raise MonitorError(
            f'alert {alert.id} has no entity "{entity}"{nearest(entity, alert.entities) or f": {known}"}'
        )
    return Matchers(entities=frozenset({entity}))
