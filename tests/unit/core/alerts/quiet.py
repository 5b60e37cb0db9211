"""Quiet hours, and any moment at which they are asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from monitor.core.alerts.schedule import QuietHours
from monitor.core.rules.windows import hours
from monitor.core.zones import zone

MOMENTS = st.integers(0, 3 * 366 * 86_400).map(
    lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


def quiet(span: str, name: str = "UTC", days: frozenset[int] = frozenset(range(7))) -> QuietHours:
    found = hours(span)
    assert found is not None and found[1] is not None
    return QuietHours(found[0], found[1], zone(name), days=days)
