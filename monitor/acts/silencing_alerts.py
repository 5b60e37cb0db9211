"""USE CASE: a reader silences what an alert is of: its rule, one of its entities, its source or its story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.acts.acknowledging import get, story_now
from monitor.acts.silencing import Made, check_reason, make
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.alerts.types import Alert
from monitor.core.errors import MonitorError
from monitor.core.types import AlertKind, Severity
from monitor.core.untrusted import source_name
from monitor.store import alerts
from monitor.store.database import Database, Transaction

LOOKS_BACK, MOST = timedelta(days=7), 1_000
"""How far back a reader is shown what each choice would have kept back, and in how many alerts at most: they are read
one by one while somebody waits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be silenced, by the ``name`` that a form gives it. ``covers``: how many alerts, of which (``of``)."""

    name: str
    matchers: Matchers
    covers: int
    of: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader chose: the ``name`` of a Choice, up to which severity (of all: None), until when, who and why."""

    choice: str
    at_most: Severity | None
    until: datetime
    by: str
    reason: str


def choices(tx: Transaction, alert: Alert, now: datetime) -> tuple[Choice, ...]:
    """What ``alert`` is of, each with what a silence of it would have covered; nothing if it is one of operations."""
    if alert.kind is AlertKind.OPERATIONS:
        return ()
    latest = alerts.since(tx, now - LOOKS_BACK, MOST)
    recent = [one for one in latest if one.kind is not AlertKind.OPERATIONS]
    of = f"the latest {MOST} alerts" if len(latest) == MOST else "the alerts of the last 7 days"
    return tuple(
        Choice(name, matchers, sum(map(matchers.hold_for, recent)), of) for name, matchers in _of(tx, alert).items()
    )


def silence(database: Database, alert_id: int, wanted: Wanted, now: datetime) -> Made:
    """Tell nobody until then of what was chosen; what is graver is told all the same. Raises MonitorError if there is
    no such alert, no such thing in it, or no reason."""
    check_reason(wanted.reason)
    with database.writing() as tx:
        tx.lock_for_judging()  # of a story that becomes part of another meanwhile it would keep nothing back
        alert = get(tx, alert_id)
        if alert.kind is AlertKind.OPERATIONS:
            raise MonitorError("alerts of operations are never silenced: a monitor that fails must be heard")
        if (matchers := _of(tx, alert).get(wanted.choice)) is None:
            raise MonitorError(f"choose what to silence: alert {alert_id} has no such thing")
        matchers = replace(matchers, at_most=wanted.at_most)
        made = Silence(
            0, SilenceKind.SILENCE, matchers, wanted.by, wanted.reason, created=now, starts=now, ends=wanted.until
        )
        return make(tx, alert, made, now)


def _of(tx: Transaction, alert: Alert) -> dict[str, Matchers]:
    found = {"rule": Matchers(rules=frozenset({alert.rule}))} if alert.rule else {}
    found |= {f"entity:{one}": Matchers(entities=frozenset({one})) for one in alert.entities}
    if (story := story_now(tx, alert)) is not None:
        found["story"] = Matchers(stories=frozenset({story}))
    if (source := source_name(alert.source)) in alert.sources:
        found["source"] = Matchers(sources=frozenset({source}))
    return found
