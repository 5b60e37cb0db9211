"""Servers that break every rule: each ends in a failure with its reason, in time, and other feeds do not notice."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.store import feeds
from monitor.testing import FeedServer
from tests.make import OLD, Entry, rss, workspace
from tests.running import running

FEED = rss([OLD]).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
Says = Callable[[], Iterator[bytes]]


@contextlib.contextmanager
def raw_server(says: Says) -> Iterator[str]:
    """A server that answers whatever ``says`` yields, for as long as it is listened to; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        done = threading.Event()

        def serve() -> None:
            listening.settimeout(0.1)
            while not done.is_set():
                with contextlib.suppress(OSError):
                    connection, _ = listening.accept()
                    threading.Thread(target=answer, args=(connection,), daemon=True).start()

        def answer(connection: socket.socket) -> None:
            with connection, contextlib.suppress(OSError):
                connection.recv(65_536)
                for piece in says():
                    if done.is_set():
                        return
                    connection.sendall(piece)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/feed"
        finally:
            done.set()
            thread.join()


def drips() -> Iterator[bytes]:
    yield HEAD + b"Content-Length: 100000\r\n\r\n"
    while True:
        time.sleep(0.05)
        yield b" "


def never_ends() -> Iterator[bytes]:
    yield HEAD + b"\r\n"
    yield from itertools.repeat(b" " * 65_536)


def says_nothing() -> Iterator[bytes]:
    while True:
        time.sleep(0.05)
        yield b""


def endless_headers() -> Iterator[bytes]:
    yield HEAD
    for number in itertools.count():
        yield f"X-{number}: {'y' * 1000}\r\n".encode()


def promises_more() -> Iterator[bytes]:
    yield HEAD + f"Content-Length: {len(FEED) + 1_000}\r\n\r\n".encode() + FEED


def is_no_gzip() -> Iterator[bytes]:
    yield HEAD + f"Content-Encoding: gzip\r\nContent-Length: {len(FEED)}\r\n\r\n".encode() + FEED


def gigabyte_of_zeros() -> Iterator[bytes]:
    yield HEAD + b"Content-Encoding: gzip\r\n\r\n"
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    for _ in range(1_000):
        yield packer.compress(bytes(1_000_000))
    yield packer.flush()


def closes_in_a_chunk() -> Iterator[bytes]:
    yield HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"ffff\r\n" + FEED[:100]


def no_http() -> Iterator[bytes]:
    yield b"SSH-2.0-OpenSSH_9.2\r\n"


def hangs_up() -> Iterator[bytes]:
    yield from ()


def unasked_304() -> Iterator[bytes]:
    yield b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n"


def leads_nowhere() -> Iterator[bytes]:
    yield b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"


def asks_for_a_browser() -> Iterator[bytes]:
    yield b"HTTP/1.1 403 Forbidden\r\ncf-mitigated: challenge\r\nContent-Length: 0\r\n\r\n"


def wants_to_know_who_asks() -> Iterator[bytes]:
    yield b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"


def a_page() -> Iterator[bytes]:
    body = b"<!doctype html><html><body>Please log in</body></html>"
    yield HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


def packed_twice() -> Iterator[bytes]:
    body = gzip.compress(gzip.compress(gzip.compress(FEED)))
    yield HEAD + f"Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (drips, "no complete answer within 3 s"),
        (never_ends, "larger than max_bytes (1,000,000 bytes)"),
        (says_nothing, "no complete answer within 3 s"),
        (endless_headers, "its answer breaks the rules of HTTP: Too many headers received"),
        (promises_more, "broke off: a part of its body is missing"),
        (is_no_gzip, "its body is not packed as its Content-Encoding says"),
        (gigabyte_of_zeros, "larger than max_bytes (1,000,000 bytes)"),
        (closes_in_a_chunk, "broke off: a part of its body is missing"),
        (leads_nowhere, "HTTP 302 Found: a redirect that does not say whereto"),
        (asks_for_a_browser, "HTTP 403 Forbidden: a check for bots stands before it, which only browsers pass"),
        (
            wants_to_know_who_asks,
            "HTTP 401 Unauthorized: who asks must be known there: give the feed its `user` and `password`",
        ),
        (no_http, "its answer breaks the rules of HTTP: Bad status line"),
        (hangs_up, "the connection was closed before an answer came"),
        (unasked_304, "answered 304 to an unconditional request"),
        (a_page, "a web page, not a feed"),
        (packed_twice, "no feed in it"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
async def test_a_hostile_answer_ends_in_time_with_a_reason(
    tmp_path: Path, feed_server: FeedServer, says: Says, reason: str
) -> None:
    feed_server.put("/good", FEED)
    with raw_server(says) as address:
        urls = {"bad": address, "good": f"{feed_server.url}/good"}
        config = workspace(tmp_path, urls, polling={"timeout": "3s", "max_bytes": 1_000_000, "connect_timeout": "2s"})
        async with running(config) as run:
            done = await run.poll()
            assert done["bad"].outcome == "failed" and reason in done["bad"].reason, done["bad"].reason
            assert done["good"].outcome == "changed"
            assert [item.title for item in run.items()] == [OLD.title]


def marked_in_another_script() -> Iterator[bytes]:
    yield HEAD + b'ETag: "\xe9"\r\nLast-Modified: \xd0\x9f\r\n'
    yield f"Content-Length: {len(FEED)}\r\n\r\n".encode() + FEED


async def test_a_mark_of_a_version_that_is_no_ascii_is_none_and_its_document_is_read(tmp_path: Path) -> None:
    with raw_server(marked_in_another_script) as address:
        async with running(workspace(tmp_path, {"odd": address})) as run:
            assert (await run.poll())["odd"].outcome == "changed"
            with run.monitor.database.reading() as tx:
                (stored,) = feeds.listed(tx)
            assert (stored.etag, stored.last_modified) == ("", "")
            assert (await run.poll(hours=1))["odd"].outcome == "unchanged"


async def test_a_charset_that_changes_makes_no_edit_of_what_it_does_not_change(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    title = "Обстрел в Идлибе"
    text = rss([Entry("one", title, "Сообщают очевидцы.")]).replace("<?xml version='1.0'?>", "")
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        for charset in ("utf-8", "windows-1251", "koi8-r", "utf-16"):
            declared = f"<?xml version='1.0' encoding='{charset}'?>{text}".encode(charset)
            feed_server.put("/a", declared, content_type=f"application/rss+xml; charset={charset}")
            done = await run.poll(minutes=1)
            assert done["a"].outcome == "changed"
        assert [(item.title, item.edition_number) for item in run.items()] == [(title, 1)]
