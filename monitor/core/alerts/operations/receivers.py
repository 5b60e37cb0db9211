"""Receivers that take no messages, and messages that no attempt can bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.operations.own_alert import own_alert
from monitor.core.alerts.types import Alert
from monitor.core.plural import several
from monitor.core.types import Severity
from monitor.core.zones import stamp

_TOLD_TWICE = "Told when it begins and when it is over"


@dataclass(frozen=True, slots=True)
class ReceiverTrouble:
    """A receiver that does not accept messages since ``since``; None: that is over. ``accepts``: others got through
    meanwhile; when it is over, because one did, or because nothing waits for it any more."""

    receiver: str
    since: datetime | None
    reason: str = ""
    waiting: int = 0
    accepts: bool = False

    @property
    def what(self) -> str:
        if self.since is None:
            return f"{self.receiver} accepts messages again" if self.accepts else f"nothing waits for {self.receiver}"
        return f"{self.receiver} accepts {'some messages and not others' if self.accepts else 'no messages'}"

    @property
    def line(self) -> str:
        if self.since is None:
            over = "accepts messages again" if self.accepts else "nothing waits for it any more, it accepted none"
            return f"{self.receiver}: {over}"
        wait = f"{several(self.waiting, 'message')} wait{'s' * (self.waiting == 1)}"
        how = "does not accept all" if self.accepts else "accepts nothing"
        return f"{self.receiver}: {how} since {stamp(self.since)}, {wait}: {self.reason}"


def receivers_in_trouble(found: Sequence[ReceiverTrouble], dead: Sequence[tuple[str, str]], now: datetime) -> Alert:
    """Receivers that fail or are well again, and messages that can never be sent, as (receiver, reason)."""
    bad = [one for one in found if one.since is not None]
    parts = [one.what for one in (*bad, *(one for one in found if one.since is None))]
    if dead:
        parts.append(f"{several(len(dead), 'message')} can never be sent")
    letters = Counter(dead)
    lines = [one.line for one in found]
    lines += [f"{receiver}: {count} never sent: {reason}" for (receiver, reason), count in letters.items()]
    if found:
        lines.append("`monitor deliveries list` shows them; what waits is tried again, nothing is lost")
    if dead:
        kept = "What is never sent is kept: `monitor deliveries list --state dead` shows it"
        lines.append(f"{kept}, to be sent by `monitor deliveries retry --dead` once that is mended")
    severity = Severity.HIGH if bad or dead else Severity.LOW
    key = key_of("receivers", now.isoformat(), *lines)
    return own_alert(key, severity, ", ".join(parts), tuple(lines), _TOLD_TWICE, now)
