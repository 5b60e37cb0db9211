"""A mail server that greylists: who is not known is told to come again, and is forgotten after a while."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP

from bench.alerting.ledger import Message

WAITS, KNOWS = 2.0, 120.0
"""Seconds for which a sender who is not known is refused, and after which it is not known again: longer than a letter
waits for its next attempt, or none would ever be taken. Real servers know a sender for days."""


class GreylistingServer:
    """On 127.0.0.1 at a free port, in its own thread; use it as a context manager."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.attempts = 0
        self.port = 0
        self._first = float("-inf")
        """When the sender came first."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        begun = asyncio.run_coroutine_threadsafe(self._begin(), self._loop)
        self._server = begun.result(timeout=10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)

    async def _begin(self) -> asyncio.Server:
        return await self._loop.create_server(lambda: SMTP(self), "127.0.0.1", 0)

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Any) -> str:
        self.attempts += 1
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        key = str(letter["X-Monitor-Key"])
        now = time.monotonic()
        if now - self._first > KNOWS:
            self._first = now
        if now - self._first < WAITS:
            return "451 4.7.1 greylisted, come again"
        part = letter.get_body(("plain",))
        text = part.get_content() if part else ""
        links = dict.fromkeys(re.findall(r"http://[a-z0-9-]+\.example/\d+", text))
        form = "summary" if len(links) > 1 else "single"
        news = tuple(("", link) for link in links)
        self.messages.append(Message(key, news, 0, "possible repeat" in text.lower(), form, now))
        return "250 ok"
