"""Those who open connections to the page and say nothing take nothing from the daemon."""

from __future__ import annotations

import asyncio
import select
import socket
from asyncio import StreamWriter
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor.testing import FeedServer
from monitor.web import connections
from monitor.web.serve import serve
from tests.make import rss, workspace
from tests.running import daemon, running, until

ASKED = b"GET /silences HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def test_hundreds_who_connect_and_say_nothing_do_not_take_the_files_of_the_daemon(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """It fails if most are not closed in time."""
    feed_server.put("/a", rss([]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, web={"enabled": True, "port": 0})
    with daemon(config) as run, ExitStack() as open_lines:
        (page,) = run.wait_for("web page")
        port = int(page["address"].strip("/").rpartition(":")[2])
        lines = [
            open_lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            for _ in range(3 * connections.MOST)
        ]
        until(lambda: len(select.select(lines, [], [], 0)[0]) >= 2 * connections.MOST, "most are closed again", 20)


async def test_a_reader_does_not_wait_for_those_who_say_nothing_and_loses_no_answer_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST", 5)
    async with silent_crowd(tmp_path) as (port, crowd):
        for _ in range(20):
            crowd.append(await asyncio.open_connection("127.0.0.1", port))
        async with asyncio.timeout(20):
            found = await sent_slowly(port, (ASKED, ASKED.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")))
            assert found.count(b"HTTP/1.1 200") == 2, found
            for reader, _ in crowd[:16]:
                with suppress(ConnectionError):
                    assert await reader.read() == b"", "the oldest are ended"
        assert not crowd[-1][0].at_eof(), "the latest stay"


@asynccontextmanager
async def silent_crowd(folder: Path) -> AsyncIterator[tuple[int, list[tuple[asyncio.StreamReader, StreamWriter]]]]:
    """The page's port, and connections to it that are ended with it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    crowd: list[tuple[asyncio.StreamReader, StreamWriter]] = []
    async with running(workspace(folder, {}, web={"enabled": True, "port": port})) as run:
        page = asyncio.create_task(serve(run.monitor))
        while not crowd:
            with suppress(ConnectionRefusedError):
                crowd.append(await asyncio.open_connection("127.0.0.1", port))
            await asyncio.sleep(0.05)
        yield port, crowd
        for _, writer in crowd:
            writer.close()
        page.cancel()
        await asyncio.wait([page])


@pytest.mark.parametrize(
    ("parts", "answers"),
    [
        ((), 0),
        ((b"GET / HTTP/1.1\r\n", *[b"X: y\r\n"] * 7), 0),
        ((b"POST /acts/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999\r\n\r\n", *[b"a"] * 7), 0),
        ((ASKED, b"", ASKED, b"", ASKED, b"", ASKED), 4),
        ((ASKED, b"GET / HTTP/1.1\r\n", *[b"X: y\r\n"] * 7), 1),
    ],
)
async def test_each_request_has_its_time_however_slowly_it_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: tuple[bytes, ...], answers: int
) -> None:
    monkeypatch.setattr(connections, "SECONDS", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with running(workspace(tmp_path, {}, web={"enabled": True, "port": port})) as run:
        page = asyncio.create_task(serve(run.monitor))
        with capture_logs() as logs:
            async with asyncio.timeout(4):  # before uvicorn's own 5 seconds
                found = await sent_slowly(port, parts)
        page.cancel()
        await asyncio.wait([page])
    assert found.count(b"HTTP/1.1 200") == answers, found
    assert all(one["event"] != "the page failed" for one in logs)


async def sent_slowly(port: int, parts: tuple[bytes, ...]) -> bytes:
    """What is answered until the connection ends."""
    while True:
        with suppress(ConnectionRefusedError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            break
        await asyncio.sleep(0.05)
    found = bytearray()

    async def read() -> None:
        with suppress(ConnectionError):
            while more := await reader.read(10_000):
                found.extend(more)

    reading = asyncio.create_task(read())
    for part in parts:
        writer.write(part)
        await asyncio.sleep(0.3)
    await reading
    writer.close()
    return bytes(found)
