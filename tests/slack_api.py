"""Slack's chat.postMessage on loopback, by its published contract: what it takes, refuses, and how it answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from monitor.testing import Handler, LoopbackServer, answer

TOKEN, CHANNEL = "xoxb-1-test", "C0123456789"
_TEXT = {"header": 150, "section": 3_000}


Given = tuple[int, dict[str, str], dict[str, Any]]
"""Status, headers and body."""


class SlackApi(LoopbackServer):
    """``answer`` may give another answer for a request by its number (from 1)."""

    def __init__(self, answer: Callable[[int], Given | None] = lambda _: None) -> None:
        super().__init__()
        self.answer = answer
        self.received: list[dict[str, Any]] = []
        self.requests = 0

    @property
    def api(self) -> str:
        return f"{self.url}/api/"

    def _post(self, handler: Handler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        status, headers, said = self._answered(handler.path, dict(handler.headers.items()), body)
        answer(handler, status, json.dumps(said).encode(), Content_Type="application/json; charset=utf-8", **headers)

    def _answered(self, path: str, headers: dict[str, str], body: bytes) -> Given:
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
