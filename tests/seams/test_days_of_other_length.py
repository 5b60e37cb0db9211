"""Nights in which the clocks are changed, 29 February and the end of a year: each item is told once, in its time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.make import report
from tests.timeline import Day, day, rules

HOURS = 30


def times_told(it: Day, receiver: str, number: int) -> int:
    title, _ = report(number)
    return sum(title in message.text or title in message.title for message in it.told[receiver])


@pytest.mark.parametrize(
    ("start", "digests", "morning"),
    [
        (datetime(2026, 3, 28, 18, tzinfo=UTC), ["01:30", "00:30"], "05:00"),
        (datetime(2026, 10, 24, 18, tzinfo=UTC), ["00:30", "01:30"], "06:00"),
        (datetime(2028, 2, 28, 18, tzinfo=UTC), ["01:30", "01:30"], "06:00"),
        (datetime(2026, 12, 31, 18, tzinfo=UTC), ["01:30", "01:30"], "06:00"),
    ],
    ids=["an hour is missing", "an hour is there twice", "29 February", "new year"],
)
async def test_a_night_of_any_length_has_one_digest_and_quiet_hours_that_end(
    tmp_path: Path, start: datetime, digests: list[str], morning: str
) -> None:
    """Times are UTC; by the clocks of Berlin the digest is at 02:30, an hour later where that is missing."""
    wishes: dict[str, dict[str, Any]] = {
        "desk": {"digest": "daily at 02:30 Europe/Berlin"},
        "phone": {"quiet_hours": {"hours": "23:00-07:00", "zone": "Europe/Berlin"}},
    }
    hours = range(18, 18 + HOURS)
    async with day(tmp_path, start, rules=rules(), receivers=wishes) as it:
        for hour in hours:
            await it.at(f"{hour // 24} {hour % 24:02}:05", "abcd"[hour % 4], *report(hour))
        await it.until("3 03:00")
        for receiver in wishes:
            assert [times_told(it, receiver, hour) for hour in hours] == [1] * HOURS, receiver
        assert [at for at, _ in it.heard("desk")] == digests
        assert next(at for at, title in it.heard("phone") if "Held in quiet hours" in title) == morning
