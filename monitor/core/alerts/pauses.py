"""A receiver that fails is left alone for a while, longer each time; one success heals it."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.core.alerts.types import Delivery, SendFailed
from monitor.core.timing import RETRY_AFTER_CAP, next_attempt


class Pauses:
    """How often each receiver failed in a row, and until when it is left alone."""

    def __init__(self) -> None:
        self._failures: dict[str, int] = {}
        self._until: dict[str, datetime] = {}

    def holds(self, receiver: str, now: datetime) -> bool:
        """Whether nothing should be sent to ``receiver`` now."""
        return now < self._until.get(receiver, now)

    def failed(self, delivery: Delivery, how: SendFailed, now: datetime, chance: float) -> datetime | None:
        """When the message is tried again, None for never: what is permanent concerns this message alone, anything else
        the whole receiver. ``chance`` in [0, 1)."""
        if how.permanent:
            return None
        failures = self._failures[delivery.receiver] = self._failures.get(delivery.receiver, 0) + 1
        asked = now + min(how.retry_after or timedelta(0), RETRY_AFTER_CAP)
        self._until[delivery.receiver] = max(next_attempt(now, failures, chance), asked)
        return max(next_attempt(now, max(failures, delivery.attempt), chance), asked)

    def succeeded(self, receiver: str) -> None:
        self._failures.pop(receiver, None)
        self._until.pop(receiver, None)
