"""A real SMTP server on loopback that keeps what it is given."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP


@dataclass
class Mailbox:
    """``letters`` are in order of arrival. ``refuse`` says what a letter is answered instead, if it is refused."""

    port: int = 0
    letters: list[Message] = field(default_factory=list)
    refuse: Callable[[str, int], str] = lambda _key, _time: ""
    """By the letter's key and how often it was tried, from 1."""
    tries: Counter[str] = field(default_factory=Counter)

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Any) -> str:
        letter = message_from_bytes(envelope.content, policy=default)
        key = str(letter["X-Monitor-Key"])
        self.tries[key] += 1
        if refused := self.refuse(key, self.tries[key]):
            return refused
        self.letters.append(letter)
        return "250 ok"


@asynccontextmanager
async def mailbox(refuse: Callable[[str, int], str] = lambda _key, _time: "") -> AsyncIterator[Mailbox]:
    box = Mailbox(refuse=refuse)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(box), "127.0.0.1", 0)
    async with server:
        box.port = server.sockets[0].getsockname()[1]
        yield box
