"""What the answers of HTTP services mean for a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from monitor.core.alerts.types import SendFailed


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Retry-After in both forms (RFC 9110, 10.2.3): seconds or a date; None if there is none that can be read."""
    value = headers.get("Retry-After", "").strip()
    try:
        if value.isdecimal():
            return timedelta(seconds=min(int(value), 10**8))
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(timedelta(0), (at if at.tzinfo else at.replace(tzinfo=UTC)) - now)


def not_sent(error: aiohttp.ClientError | TimeoutError | OSError, seconds: float) -> SendFailed:
    """A failure on the way. Before there was a connection, nothing arrived; after that nobody knows."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL):
        return SendFailed(f"cannot connect: {error}")
    if isinstance(error, TimeoutError):
        return SendFailed(f"no answer within {seconds:g} s; it may have arrived", unknown=True)
    return SendFailed(
        f"the connection ended before an answer; it may have arrived ({error or type(error).__name__})", unknown=True
    )
