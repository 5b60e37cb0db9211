"""Slack's chat.postMessage on loopback, by its published contract: what it takes, refuses, and how it answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

TOKEN, CHANNEL = "xoxb-1-test", "C0123456789"
_TEXT = {"header": 150, "section": 3_000}


@dataclass
class SlackApi:
    """``answer`` may give another answer for a request by its number (from 1): status, headers and body."""

    answer: Callable[[int], tuple[int, dict[str, str], dict[str, Any]] | None] = lambda _: None
    received: list[dict[str, Any]] = field(default_factory=list)
    requests: int = 0

    def __enter__(self) -> Self:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, headers, said = owner._answered(self.path, dict(self.headers.items()), body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.end_headers()
                self.wfile.write(json.dumps(said).encode())

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/"

    def _answered(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], dict[str, Any]]:
        self.requests += 1
        if (given := self.answer(self.requests)) is not None:
            return given
        if path != "/api/chat.postMessage":
            return 200, {}, {"ok": False, "error": "unknown_method"}
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            return 200, {}, {"ok": False, "error": "invalid_auth"}
        message = json.loads(body)
        if message.get("channel") != CHANNEL:
            return 200, {}, {"ok": False, "error": "channel_not_found"}
        if wrong := problem_with(message):
            return 200, {}, {"ok": False, "error": wrong}
        ts = f"1772354460.{len(self.received):06d}"
        self.received.append(message | {"ts": ts})
        return 200, {}, {"ok": True, "channel": CHANNEL, "ts": ts, "message": {"text": message["text"], "ts": ts}}


def problem_with(message: dict[str, Any]) -> str:
    """The error by which Slack refuses a message; empty if it takes it."""
    blocks = message.get("blocks") or []
    if not message.get("text") and not blocks:
        return "no_text"
    if len(blocks) > 50:
        return "invalid_blocks"
    if len(json.dumps(blocks, ensure_ascii=False)) > 13_000:
        return "msg_blocks_too_long"
    return next((wrong for block in blocks if (wrong := _problem_with_block(block))), "")


def _problem_with_block(block: dict[str, Any]) -> str:
    kind = block.get("type")
    if kind == "divider":
        return ""
    if kind == "context":
        texts = block["elements"]
        bad = not 1 <= len(texts) <= 10 or any(not 1 <= len(text["text"]) <= 3_000 for text in texts)
        return "invalid_blocks" if bad else ""
    if kind not in _TEXT:
        return "invalid_blocks_format"
    text = block["text"]
    if kind == "header" and text["type"] != "plain_text":
        return "invalid_blocks"
    return "" if 1 <= len(text["text"]) <= _TEXT[kind] else "invalid_blocks"
