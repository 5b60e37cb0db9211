"""Dates whose parts stand from the greatest to the smallest, as one text -> UTC. Pure."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone

_YEAR_FIRST = re.compile(
    r"([12][0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
    r"(?:(?:[Tt]|\s+)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"\s*(?:[Zz]|UTC|GMT|([+-])([0-9]{2}):?([0-9]{2})?)?"
)


def year_first(text: str) -> time.struct_time | None:
    """``2026-07-01T10:00:00+0530``, ``2026-07-01 10:00:00 UTC``, ``2026/7/1 10:00``; UTC if it names no zone. None if
    it is written in any other way, or is no day or time."""
    found = _YEAR_FIRST.fullmatch(text.strip())
    if found is None:
        return None
    year, _, month, day, hour, minute, second, sign, hours, minutes = found.groups()
    away = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        zone = timezone(away)
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), 0, zone)
        return moment.astimezone(UTC).utctimetuple()
    except (ValueError, OverflowError):
        return None
