"""How long a receiver is waited for. One that answers after its time limit has taken the message, most likely: to wait
longer for its next answer ends the repeats."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import timedelta

from monitor.core.alerts.types import SendFailed

LONGEST = timedelta(minutes=10)
"""So long at most, as a mail server may look through a letter before it takes it (RFC 5321, 4.5.3.2.6)."""
ANSWERS = 20
"""Of so many messages that it took it counts how long that lasted."""


class Patience:
    """A receiver is waited for twice as long as the last time in vain, until it takes something; and then twice as long
    as the slowest of its last answers took."""

    def __init__(self) -> None:
        self._in_vain: dict[str, timedelta] = {}
        self._answers: dict[str, deque[timedelta]] = {}

    def knows(self, receiver: str) -> bool:
        """Whether it was said how long its last answers took."""
        return receiver in self._answers

    def know(self, receiver: str, took: Iterable[timedelta]) -> None:
        """Its last answers, before those that are seen from now on."""
        self._answers[receiver] = deque(took, ANSWERS)

    def of(self, receiver: str) -> timedelta:
        """How long it is waited for at least, whatever its own limit is."""
        longest = max(self._in_vain.get(receiver, timedelta(0)), *self._answers.get(receiver, ()), timedelta(0))
        return min(LONGEST, 2 * longest)

    def failed(self, receiver: str, how: SendFailed) -> None:
        """An attempt failed; only an answer that did not come in time makes the next one wait longer."""
        if how.waited:
            self._in_vain[receiver] = how.waited

    def answered(self, receiver: str, after: timedelta) -> bool:
        """It took a message ``after`` so long: whether that is longer than it was waited for in vain before."""
        self._answers.setdefault(receiver, deque(maxlen=ANSWERS)).append(after)
        in_vain = self._in_vain.pop(receiver, None)
        return in_vain is not None and after > in_vain

    def forget(self, receiver: str) -> None:
        """That it was waited for in vain: it is another one by the config, and may be faster."""
        self._in_vain.pop(receiver, None)
