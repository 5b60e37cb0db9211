"""A receiver that fails is left alone for a while, longer each time; one success heals it. What it refuses of one
message alone keeps no other from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.alerts.types import Delivery, SendFailed
from monitor.core.timing import RETRY_AFTER_CAP, RETRY_FIRST, next_attempt

SPARED = 3
"""Messages that may be refused in a row, each for itself, before their receiver is left alone for a moment."""


@dataclass(frozen=True, slots=True)
class AskedPause:
    """When a receiver asked to be left alone, and until when."""

    since: datetime
    until: datetime


class Pauses:
    """How often each receiver failed in a row, and until when it is left alone."""

    def __init__(self) -> None:
        self._failures: dict[str, int] = {}
        self._refused: dict[str, int] = {}
        self._until: dict[str, datetime] = {}
        self._since: dict[str, datetime] = {}
        self._asked: dict[str, AskedPause] = {}

    def holds(self, receiver: str, now: datetime) -> bool:
        """Whether nothing should be sent to ``receiver`` now."""
        return now < self._until.get(receiver, now)

    def is_down(self, receiver: str) -> bool:
        """Whether it took nothing since it last failed."""
        return receiver in self._failures

    def asked(self, receiver: str) -> AskedPause | None:
        """What ``receiver`` asked for when it failed last, not for one message alone; None if it asked for nothing, or
        took something since."""
        return self._asked.get(receiver)

    def know(self, asked: Mapping[str, AskedPause], now: datetime) -> None:
        """What receivers asked a run before for, which is obeyed up to a day from ``now``."""
        for receiver, one in asked.items():
            self._asked[receiver], self._since[receiver] = one, one.since
            self._until[receiver] = min(one.until, now + RETRY_AFTER_CAP)

    def renamed(self, old: str, new: str, now: datetime) -> None:
        """What ``old`` asked for stands for ``new``: it is the same receiver."""
        if (asked := self._asked.get(old)) is not None:
            self.know({new: asked}, now)

    def failed(self, delivery: Delivery, how: SendFailed, now: datetime, chance: float) -> datetime | None:
        """When the message is tried again, None for never: what is permanent, or said of this message, concerns it
        alone; anything else the whole receiver. ``chance`` in [0, 1)."""
        if how.permanent:
            return None
        receiver = delivery.receiver
        self._since[receiver] = now
        asked = now + min(how.retry_after or timedelta(0), RETRY_AFTER_CAP)
        if how.of_message:
            refused = self._refused[receiver] = self._refused.get(receiver, 0) + 1
            if refused % SPARED == 0:  # of hundreds that wait, not all are tried in one go
                self._until[receiver] = now + RETRY_FIRST
            return max(next_attempt(now, delivery.attempt, chance), asked)
        failures = self._failures[receiver] = self._failures.get(receiver, 0) + 1
        self._until[receiver] = max(next_attempt(now, failures, chance), asked)
        if asked > now:
            self._asked[receiver] = AskedPause(now, asked)
        else:
            self._asked.pop(receiver, None)
        return max(next_attempt(now, max(failures, delivery.attempt), chance), asked)

    def asked_for(self, receiver: str, at: datetime) -> None:
        """Somebody wanted a message tried ``at`` that time: what failed before keeps it from nobody."""
        if at > self._since.get(receiver, at):
            self._try_again(receiver)

    def forget(self, receiver: str) -> None:
        """It works, or may work now."""
        self._try_again(receiver)
        self._asked.pop(receiver, None)

    def _try_again(self, receiver: str) -> None:
        for known in (self._failures, self._refused, self._until, self._since):
            known.pop(receiver, None)
