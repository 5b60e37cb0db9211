"""Receivers by Apprise: what each service is given, and that none waits for another."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Event

from monitor.core.alerts.types import SendFailed, Sent
from monitor.core.message.samples import single
from monitor.notify.apprise import AppriseNotifier
from monitor.templates import shipped_templates
from tests.lines import line_server, request

TEMPLATES = shipped_templates()


def to(port: int, seconds: float) -> AppriseNotifier:
    return AppriseNotifier(f"json://127.0.0.1:{port}/", TEMPLATES, timedelta(seconds=seconds))


def answers(connection: socket.socket, note: Callable[[bytes], None]) -> None:
    request(connection, note)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")


def test_slow_services_keep_no_other_from_its_messages() -> None:
    let_go = Event()

    def trickles(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        with suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not let_go.wait(0.1):
                connection.sendall(b"x")

    with line_server(trickles) as slow, line_server(answers) as healthy:
        stuck = [to(slow.port, 0.5) for _ in range(40)]
        try:
            with ThreadPoolExecutor(len(stuck)) as threads:
                outcomes = list(threads.map(lambda one: one.send(single()), stuck))
            assert all(isinstance(one, SendFailed) and one.unknown for one in outcomes), outcomes
            assert isinstance(to(healthy.port, 10).send(single()), Sent)
            asked = len(slow.connections)
            again = stuck[0].send(single())
            assert isinstance(again, SendFailed) and not again.unknown and "last attempt" in again.reason
            assert len(slow.connections) == asked, "no second request while the first one hangs"
        finally:
            let_go.set()
