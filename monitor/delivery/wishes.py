"""What the config says of telling one receiver."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.alerts.inhibit import Inhibition
from monitor.core.alerts.routes import Route
from monitor.core.alerts.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Wishes:
    """``routes`` are those of all."""

    schedule: Schedule = Schedule()
    inhibitions: tuple[Inhibition, ...] = ()
    routes: tuple[Route, ...] = ()
