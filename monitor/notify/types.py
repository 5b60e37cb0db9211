"""What a channel must do."""

from __future__ import annotations

from typing import Protocol

from monitor.core.alerts.types import Delivery, SendFailed, Sent


class Notifier(Protocol):
    """Sends one message to one target. Called from one thread at a time; never raises for an expected failure."""

    def send(self, delivery: Delivery) -> Sent | SendFailed: ...
