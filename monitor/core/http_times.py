"""How long from now: what headers of HTTP say in seconds, or as a date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_LONGEST = timedelta(days=10)
"""Of what is said in seconds: whoever heeds it waits for less."""


def retry_after(value: str, now: datetime) -> timedelta | None:
    """A ``Retry-After`` in both of its forms (RFC 9110, 10.2.3); None if it is neither."""
    if found := re.fullmatch(r"\s*([0-9]{1,9})\s*", value):
        return min(timedelta(seconds=int(found[1])), _LONGEST)
    return until_date(value, now)


def until_date(value: str, now: datetime) -> timedelta | None:
    """Nothing if the date is past; None if it is no date."""
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(when.replace(tzinfo=when.tzinfo or UTC) - now, timedelta(0))
