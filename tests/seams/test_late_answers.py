"""Receivers that take every message and answer after the time limit: what comes twice is marked, and it ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from monitor.run.once import one_round
from monitor.store.deliveries import outbox
from monitor.store.schema import open_store
from monitor.testing import FeedServer
from tests.lines import line_server, request, smtp_session
from tests.make import FRESH, NOW, Entry, report, rss, workspace
from tests.running import Clock, running, until
from tests.slack_api import CHANNEL, TOKEN

LIMIT, TAKES, SOONER = "0.4s", 0.6, timedelta(seconds=0.2)
MARKS = ('"possible_repeat":true', '"possible_repeat": true', "possible repeat", "Possible-Repeat")
IN_APPRISE = "in Apprise"
"""What its thread is called."""
Speak = Callable[[socket.socket, Callable[[bytes], None]], None]


def http(connection: socket.socket, note: Callable[[bytes], None]) -> None:
    request(connection, note)
    threading.Event().wait(TAKES)  # nobody sets it
    body = b'{"ok": true, "channel": "C", "ts": "1772354460.000001"}'
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
    connection.sendall(b"Connection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))


KINDS: Mapping[str, tuple[Speak, Callable[[int], dict[str, Any]]]] = {
    "webhook": (http, lambda port: {"type": "webhook", "url": f"http://127.0.0.1:{port}/", "secret": "s" * 16}),
    "slack": (
        http,
        lambda port: {"type": "slack", "token": TOKEN, "channel": CHANNEL, "api": f"http://127.0.0.1:{port}/api/"},
    ),
    "apprise": (http, lambda port: {"url": f"json://127.0.0.1:{port}/"}),
    "apprise, with a limit of its own": (http, lambda port: {"url": f"json://127.0.0.1:{port}/?rto=0.4"}),
    "email": (
        smtp_session({}, late={"letter": TAKES}),
        lambda port: {
            "type": "email", "host": "127.0.0.1", "port": port, "security": "none", "from": "a@b.example",
            "to": "c@d.example",
        },
    ),
}  # fmt: skip


class Ticking(Clock):
    """Goes on by itself as well: how long an attempt took is known by the clock."""

    def __call__(self) -> datetime:
        return self.now + timedelta(seconds=monotonic())


@pytest.mark.parametrize("kind", KINDS)
async def test_a_receiver_that_answers_late_gets_a_message_twice_and_the_next_ones_once(
    kind: str, tmp_path: Path, feed_server: FeedServer
) -> None:
    speak, receiver = KINDS[kind]
    with line_server(speak) as heard:
        config = workspace(
            tmp_path,
            {"a": f"{feed_server.url}/a"},
            receivers={"desk": {"timeout": LIMIT} | receiver(heard.port)},
            routes=[{"to": "desk"}],
        )
        clock = Ticking(NOW - timedelta(seconds=monotonic()))
        feed_server.put("/a", rss([]))
        async with running(config, clock) as run:
            await run.poll()
            feed_server.put("/a", rss([FRESH]))
            await run.poll(minutes=1)
            await run.deliver()
            assert attempts(tmp_path, "pending") == [1]
            until(lambda: not any(one.name == IN_APPRISE for one in threading.enumerate()), "Apprise gave up, too")
            await run.deliver(minutes=1)
            assert attempts(tmp_path) == [2], "the second one was waited for"
            feed_server.put("/a", rss([FRESH, Entry("n1", *report(1), published=NOW)]))
            await run.poll(minutes=1)
            await run.deliver()
            assert attempts(tmp_path) == [2, 1]
        async with running(config, clock) as run:
            feed_server.put("/a", rss([FRESH, *(Entry(f"n{n}", *report(n), published=NOW) for n in (1, 2))]))
            await run.poll(minutes=1)
            await run.deliver()
            assert attempts(tmp_path) == [2, 1, 1], "a start forgets nothing"
        said = [one.decode("utf-8", "replace") for one in heard.connections]
        marks = [any(mark in one for mark in MARKS) for one in said]
        assert marks == [False, True, False, False], "what may have come twice is marked"


def attempts(folder: Path, state: str = "sent") -> list[int]:
    """Of each message how often it was tried, oldest first; all are in this state."""
    database = open_store(f"sqlite:///{folder}/monitor.sqlite")
    with database.reading() as tx:
        found = outbox.listed(tx, limit=10)[::-1]
    database.close()
    assert {one.state for one in found} == {state}, found
    return [one.attempts for one in found]


async def test_a_round_ends_with_what_it_sends_and_leaves_the_rest_to_the_next(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    with line_server(http) as heard:
        config = workspace(
            tmp_path,
            {"a": f"{feed_server.url}/a"},
            receivers={"desk": {"type": "webhook", "url": f"http://127.0.0.1:{heard.port}/", "secret": "s" * 16}},
            routes=[{"to": "desk"}],
        )
        left = []
        news = [Entry(f"n{n}", *report(n), published=NOW) for n in (1, 2)]
        for minute, entries in enumerate(([], news, news)):
            feed_server.put("/a", rss(entries))
            async with running(config, Ticking(NOW - timedelta(seconds=monotonic() - 60 * minute))) as run:
                left.append((await one_round(run.monitor, only_due=False, one_more=lambda: None, longest=SOONER))[1])
        said = [one.decode("utf-8", "replace") for one in heard.connections]
    assert left == [0, 1, 0]
    assert [sum(title in one for one in said) for title in (report(1)[0], report(2)[0])] == [1, 1]
    assert not any(mark in one for one in said for mark in MARKS)
