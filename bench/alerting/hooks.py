"""Receivers of webhooks that refuse now and then, each in its own way, and keep what they took."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from bench.alerting.ledger import Message

Handler = BaseHTTPRequestHandler
Trouble = Callable[[Handler, "Hook"], bool]
"""Answers in its own way, or not at all; whether the message was taken nevertheless."""

HANGS_SECONDS = 8.0


@dataclass(frozen=True)
class Hook:
    """How a receiver behaves: every ``every``-th attempt meets its trouble, none if it is 0."""

    name: str
    trouble: Trouble | None = None
    every: int = 0


class HookServer:
    """Takes signed webhooks at 127.0.0.1; use it as a context manager. ``port`` 0 is a free one."""

    def __init__(self, hook: Hook, port: int = 0) -> None:
        owner = self
        self.hook, self.messages, self.attempts = hook, list[Message](), 0
        self.is_troubled = bool(hook.every)
        self._lock = threading.Lock()

        class Handle(Handler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                owner._take(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet: what arrived is in ``messages``."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A daemon that was killed ends its connections: nothing to tell."""

        self._http = Server(("127.0.0.1", port), Handle)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    def _take(self, handler: Handler) -> None:
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


def answer(handler: Handler, status: int, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


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
