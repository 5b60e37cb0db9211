"""One alert holds another: while news of the province stands, that of its towns waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.alerts.holds import Hold, Reason
from monitor.core.alerts.routes import Route, routed
from monitor.core.alerts.types import Alert
from monitor.core.zones import stamp


@dataclass(frozen=True, slots=True)
class Inhibition:
    """For ``lasts`` after an alert that ``wider`` takes, those that ``narrower`` takes wait; ``same_story``: those on
    its story. ``to`` of both routes means nothing."""

    wider: Route
    narrower: Route
    lasts: timedelta
    same_story: bool = False

    def holds(self, alert: Alert, by: Alert, now: datetime) -> bool:
        """Whether ``by``, told before, holds ``alert``. None holds itself, nor what is as wide as itself."""
        return (
            by.id != alert.id
            and by.created <= now < by.created + self.lasts
            and self.wider.takes(routed(by))
            and self.narrower.takes(routed(alert))
            and not self.wider.takes(routed(alert))
            and (not self.same_story or (alert.story is not None and alert.story == by.story))
        )


def by_wider(inhibitions: Sequence[Inhibition], alert: Alert, told: Sequence[Alert], now: datetime) -> Hold | None:
    """What holds ``alert``, of the alerts that its receiver was told: the one that does so for longest."""
    found = [(by.created + one.lasts, by) for one in inhibitions for by in told if one.holds(alert, by, now)]
    if not found:
        return None
    until, by = max(found, key=lambda pair: pair[0])
    return Hold(Reason.INHIBITED, until, f"alert {by.id} ({by.rule}) covers it until {stamp(until)}")
