"""A signed POST of JSON (docs/messages.md says how to check it)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp

from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.message.plain import one_line
from monitor.core.message.webhook import webhook_body
from monitor.core.timing import NOT_NOW
from monitor.notify.answers import limit, not_sent, retry_after


class WebhookNotifier:
    """Posts to one URL. Redirects are not followed: what is signed goes where it was meant to go."""

    def __init__(self, url: str, secret: str, timeout: timedelta, now: Callable[[], datetime]) -> None:
        self._url, self._secret, self._seconds, self._now = url, secret.encode(), timeout.total_seconds(), now

    def send(self, delivery: Delivery) -> Sent | SendFailed:
        now, seconds = self._now(), limit(delivery, self._seconds)
        body = webhook_body(delivery, now)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "monitor",
            "Idempotency-Key": one_line(delivery.key, 200),
            "X-Monitor-Signature": signature(self._secret, int(now.timestamp()), body),
        }
        try:
            return asyncio.run(self._post(body, headers, seconds))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return not_sent(error, seconds)

    async def _post(self, body: bytes, headers: dict[str, str], seconds: float) -> Sent | SendFailed:
        within = aiohttp.ClientTimeout(total=seconds, sock_connect=self._seconds)
        async with (
            aiohttp.ClientSession(timeout=within) as session,
            session.post(self._url, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            if 200 <= answer.status < 300:
                return Sent(f"{answer.status} {one_line(answer.reason or '', 80)}".strip())
            said = f"HTTP {answer.status} {one_line(answer.reason or '', 80)}".strip()
            again = retry_after(answer.headers, self._now())
        if 300 <= answer.status < 400:
            return SendFailed(f"{said}: redirects are not followed, write the address that it leads to")
        later = answer.status >= 500 or answer.status in NOT_NOW
        return SendFailed(said, permanent=not later, retry_after=again)


def signature(secret: bytes, at: int, body: bytes) -> str:
    """``t=...,v1=...``: the HMAC-SHA256 of time, a full stop and body."""
    digest = hmac.new(secret, str(at).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"
