"""One alert holds another: while news of the province stands, that of its towns waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.alerts.holds import Hold, Reason
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.types import Alert
from monitor.core.zones import stamp


@dataclass(frozen=True, slots=True)
class Inhibition:
    """For ``lasts`` after an alert for which ``wider`` hold, those for which ``narrower`` hold wait; ``same_story``:
    those on its story."""

    wider: Matchers
    narrower: Matchers
    lasts: timedelta
    same_story: bool = False

    def stands(self, by: Alert, now: datetime) -> bool:
        """Whether ``by``, told before, holds others now."""
        return by.created <= now < by.created + self.lasts and self.wider.hold_for(by)

    def holds(self, alert: Alert, by: Alert) -> bool:
        """Whether ``by``, which stands, holds ``alert``. None holds itself, nor what is as wide as itself."""
        if by.id == alert.id or (self.same_story and (alert.story is None or alert.story != by.story)):
            return False
        return self.narrower.hold_for(alert) and not self.wider.hold_for(alert)


Standing = tuple[Inhibition, Alert]
"""An alert that a receiver was told, and by what it holds others."""


def standing(inhibitions: Sequence[Inhibition], told: Sequence[Alert], now: datetime) -> list[Standing]:
    """What of ``told`` holds others now: few of many, and asked once for all messages that wait."""
    return [(one, by) for one in inhibitions for by in told if one.stands(by, now)]


def by_wider(wider: Sequence[Standing], alert: Alert) -> Hold | None:
    """What holds ``alert``: of the ``wider`` ones that stand, the one that does so for longest."""
    found = [(by.created + one.lasts, by) for one, by in wider if one.holds(alert, by)]
    if not found:
        return None
    until, by = max(found, key=lambda pair: pair[0])
    return Hold(Reason.INHIBITED, until, f"alert {by.id} ({by.rule}) covers it until {stamp(until)}")
