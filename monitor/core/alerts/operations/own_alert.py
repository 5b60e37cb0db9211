"""The form of all alerts on the monitor itself."""

from __future__ import annotations

from datetime import datetime

from monitor.core.alerts.types import OPERATIONS_GROUP, Alert
from monitor.core.types import AlertKind, Severity
from monitor.core.untrusted import whole

MAX_SHOWN = 10
"""Problems in one message; `monitor status` lists all."""


def own_alert(key: str, severity: Severity, headline: str, lines: tuple[str, ...], why: str, now: datetime) -> Alert:
    """``key`` makes it one message, whoever tries again; ``lines`` stand below the ``headline``."""
    # A file's name may be no UTF-8, which no channel takes.
    return Alert(
        key=key,
        rule="",
        rule_title="",
        group=OPERATIONS_GROUP,
        severity=severity,
        kind=AlertKind.OPERATIONS,
        headline=whole(headline),
        source="monitor",
        published=now,
        why=why,
        created=now,
        lines=tuple(map(whole, lines)),
    )
