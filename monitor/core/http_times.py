"""How long from now: what headers of HTTP say in seconds, or as a date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_LONGEST = timedelta(days=10)
"""Of what is said in seconds: whoever heeds it waits for less."""
_NUMBER = re.compile(
    r"([0-9]{1,18})(?:\.[0-9]{0,18})?\s{0,9}(?:s|secs?|seconds?|(m|mins?|minutes?)|(h|hours?))?", re.IGNORECASE
)
_A_MOMENT = 1_000_000_000
"""Seconds from which they are meant since 1970."""


def retry_after(value: str, now: datetime) -> timedelta | None:
    """A ``Retry-After`` in both of its forms (RFC 9110, 10.2.3), or as servers write it: `60, 120`, of which the longer
    counts, `120 seconds`, `5m`, seconds since 1970. None if it is none of these."""
    numbers = [_NUMBER.fullmatch(part.strip()) for part in value.split(",")]
    if found := [_seconds(number, now) for number in numbers if number is not None]:
        return timedelta(seconds=min(max(found), _LONGEST.total_seconds())) if len(found) == len(numbers) else None
    return until_date(value, now)


def _seconds(number: re.Match[str], now: datetime) -> float:
    amount = int(number[1])
    if amount >= _A_MOMENT:
        return max(0, amount - now.timestamp())
    return amount * (60 if number[2] else 3_600 if number[3] else 1)


def until_date(value: str, now: datetime) -> timedelta | None:
    """Nothing if the date is past; None if it is no date."""
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(when.replace(tzinfo=when.tzinfo or UTC) - now, timedelta(0))
