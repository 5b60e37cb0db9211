"""What a person does not want to hear of for a time: silenced, or snoozed and told at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.types import Alert
from monitor.core.types import AlertKind


class SilenceKind(StrEnum):
    """``SILENCE``: not told, but counted. ``SNOOZE``: held, and told in one message when it ends."""

    SILENCE = "silence"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class Silence:
    """As a person made it. ``ended_by`` is who ended it before its time, which ``ends`` says then."""

    id: int
    kind: SilenceKind
    matchers: Matchers
    by: str
    reason: str
    created: datetime
    starts: datetime
    ends: datetime
    ended_by: str = ""
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    """How rules and entities were called when it was made: ``rule`` or ``entity`` -> id -> name."""

    def covers(self, alert: Alert, now: datetime) -> bool:
        return self.starts <= now < self.ends and self.is_on(alert)

    def is_on(self, alert: Alert) -> bool:
        """Whether it covers it in its time. Those of operations never: a monitor that fails must be heard."""
        return alert.kind is not AlertKind.OPERATIONS and self.matchers.hold_for(alert)

    @property
    def name(self) -> str:
        """``silence 4 (exercise)``"""
        return f"{self.kind} {self.id}" + (f" ({self.reason})" if self.reason else "")


def covering(silences: Iterable[Silence], alerts: Iterable[Alert], now: datetime) -> Silence | None:
    """What keeps a message on ``alerts`` back: it goes out if one of them is not covered. If some are silenced and
    others snoozed, it waits until the snooze ends."""
    found = []
    for alert in alerts:
        over = [silence for silence in silences if silence.covers(alert, now)]
        if not over:
            return None
        found.append(max(over, key=lambda one: (one.kind is SilenceKind.SILENCE, one.ends)))
    return min(found, key=lambda one: (one.kind is SilenceKind.SILENCE, one.ends), default=None)


def silenced_when_made(silences: Iterable[Silence], alerts: Iterable[Alert]) -> Silence | None:
    """The silence that kept each of the ``alerts`` back when it was made; of several the last one to end."""
    found = []
    for alert in alerts:
        over = [one for one in silences if one.kind is SilenceKind.SILENCE and one.covers(alert, alert.created)]
        if not over:
            return None
        found.append(max(over, key=lambda one: one.ends))
    return max(found, key=lambda one: one.ends, default=None)
