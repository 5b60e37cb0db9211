"""Receivers of webhooks that refuse now and then, each in its own way, and keep what they took."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.alerting.ledger import Message
from monitor.testing import Handler, LoopbackServer, answer

Trouble = Callable[[Handler, "Hook"], bool]
"""Answers in its own way, or not at all; whether the message was taken nevertheless."""

HANGS_SECONDS = 8.0


@dataclass(frozen=True)
class Hook:
    """How a receiver behaves: every ``every``-th attempt meets its trouble, none if it is 0."""

    name: str
    trouble: Trouble | None = None
    every: int = 0


class HookServer(LoopbackServer):
    """Takes signed webhooks and notes what they told, and when."""

    def __init__(self, hook: Hook, port: int = 0) -> None:
        super().__init__(port)
        self.hook, self.messages, self.attempts = hook, list[Message](), 0
        self.is_troubled = bool(hook.every)
        self._lock = threading.Lock()

    def _post(self, handler: Handler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        at = time.monotonic()
        with self._lock:
            self.attempts += 1
            is_troubled = self.is_troubled and self.attempts % self.hook.every == 0
        if is_troubled and self.hook.trouble is not None:
            if self.hook.trouble(handler, self.hook):
                self._keep(body, at)
            return
        self._keep(body, at)
        answer(handler, 200)

    def _keep(self, body: dict[str, Any], at: float) -> None:
        news = tuple((one["rule"], one["url"]) for one in body["alerts"] if one["rule"])
        message = Message(body["key"], news, body["more"], body["possible_repeat"], body["form"], at)
        with self._lock:
            self.messages.append(message)


def too_many(handler: Handler, _: Hook) -> bool:
    answer(handler, 429, Retry_After="2")
    return False


def broken(handler: Handler, _: Hook) -> bool:
    answer(handler, 500)
    return False


def hangs(handler: Handler, _: Hook) -> bool:
    time.sleep(HANGS_SECONDS)
    handler.close_connection = True
    return False


def drops(handler: Handler, _: Hook) -> bool:
    """Takes the message and ends the connection without an answer."""
    handler.close_connection = True
    return True
