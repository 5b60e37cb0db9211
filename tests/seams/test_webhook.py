"""The webhook to a real server on loopback: what arrives, signed, and what each answer means."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import socket
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import pytest

from monitor.core.alerts.types import Sent
from monitor.core.message.samples import FIRST, single
from tests.channels import NOW, SHORT, failed, webhook
from tests.lines import drip, line_server, request


def answering(answer: bytes) -> Callable[[socket.socket, Callable[[bytes], None]], None]:
    def speak(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        connection.sendall(answer)

    return speak


def test_a_webhook_is_signed_and_has_its_key() -> None:
    with line_server(answering(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")) as heard:
        assert webhook(f"http://127.0.0.1:{heard.port}/hook?x=1").send(single()) == Sent("202 Accepted")
    head, _, body = heard.connections[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /hook?x=1 HTTP/1.1"
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    assert headers["idempotency-key"] == "sample-first" and headers["content-type"].startswith("application/json")
    found = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", headers["x-monitor-signature"])
    assert found and int(found[1]) == NOW.timestamp()
    assert hmac.new(b"secret", found[1].encode() + b"." + body, hashlib.sha256).hexdigest() == found[2]
    assert json.loads(body)["alerts"][0]["headline"] == FIRST.headline


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        (400, True),
        (401, True),
        (403, True),
        (404, True),
        (410, True),
        (408, False),
        (425, False),
        (429, False),
        (500, False),
        (503, False),
        (302, False),
    ],
)
def test_what_a_webhook_answers(status: int, permanent: bool) -> None:
    answer = f"HTTP/1.1 {status} So\r\nRetry-After: 90\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
    with line_server(answering(answer.encode())) as heard:
        outcome = failed(webhook(f"http://127.0.0.1:{heard.port}/").send(single()))
    assert len(heard.connections) == 1, "no redirect is followed"
    assert outcome.permanent is permanent and not outcome.unknown and f"HTTP {status}" in outcome.reason
    assert outcome.retry_after == (None if status == 302 else timedelta(seconds=90))


def test_a_connection_that_ends_before_the_answer_may_have_brought_the_message() -> None:
    with line_server(request) as heard:
        outcome = failed(webhook(f"http://127.0.0.1:{heard.port}/").send(single()))
    assert outcome.unknown and "may have arrived" in outcome.reason
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not failed(webhook(f"http://127.0.0.1:{port}/").send(single())).unknown


def test_a_webhook_that_drips_holds_nobody() -> None:
    def speak(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Y: ")
        drip(connection, b"z")

    with line_server(speak) as heard:
        began = monotonic()
        outcome = failed(webhook(f"http://127.0.0.1:{heard.port}/", SHORT).send(single()))
        assert monotonic() - began < 3 and outcome.unknown and "0.5 s" in outcome.reason
