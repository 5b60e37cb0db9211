"""What the answers of HTTP services mean for a message."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from datetime import datetime, timedelta

import aiohttp

from monitor.core import http_times
from monitor.core.alerts.types import Delivery, SendFailed


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long a service asks to be left alone; None if it does not say so."""
    return http_times.retry_after(headers.get("Retry-After", ""), now)


def limit(delivery: Delivery, seconds: float) -> float:
    """Seconds that one attempt may take, of a channel that gives its receiver ``seconds``."""
    return max(seconds, delivery.patience.total_seconds())


def no_answer(seconds: float) -> SendFailed:
    """The message was sent, and the time was up."""
    waited = timedelta(seconds=seconds)
    return SendFailed(f"no answer within {seconds:g} s; it may have arrived", unknown=True, waited=waited)


def not_sent(error: aiohttp.ClientError | TimeoutError | OSError, seconds: float) -> SendFailed:
    """A failure on the way. Before there was a connection, nothing arrived; after that nobody knows."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL):
        return SendFailed(f"cannot connect: {error}")
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):  # not even a loop to send it in
        return SendFailed(f"cannot connect: {error.strerror}")
    if isinstance(error, TimeoutError):
        return no_answer(seconds)
    return SendFailed(
        f"the connection ended before an answer; it may have arrived ({error or type(error).__name__})", unknown=True
    )
