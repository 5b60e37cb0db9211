"""How names become addresses: as the system looks them up, now, and without holding up what has nothing to do with it."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.testing import FeedServer
from tests.make import NOW, Entry, rss, workspace
from tests.running import running

FEED = rss([Entry("old", "A quiet week in Idlib", "Markets were open.", published=NOW - timedelta(hours=5))])


class NameServer:
    """The system's look-up: ``known`` names lead here, ``silent`` ones get no answer until ``done``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.known: set[str] = set()
        self.silent: set[str] = set()
        self.asked: list[str] = []
        self.done = threading.Event()
        self._lock = threading.Lock()
        self.waiting = 0
        self._real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self._look_up)

    def _look_up(self, host: Any, port: Any, *more: Any, **named: Any) -> Any:
        self.asked.append(host)
        if host in self.silent:
            with self._lock:
                self.waiting += 1
            self.done.wait(60)
        if host not in self.known:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return self._real("127.0.0.1", port, *more, **named)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    server = NameServer(monkeypatch)
    yield server
    server.done.set()


async def test_a_name_is_looked_up_as_the_system_does_it_now(
    tmp_path: Path, feed_server: FeedServer, names: NameServer
) -> None:
    feed_server.put("/a", FEED)
    async with running(workspace(tmp_path, {"a": f"http://news.example:{feed_server.port}/a"})) as run:
        polled = (await run.poll())["a"]
        assert "Temporary failure in name resolution" in polled.reason
        names.known.add("news.example")
        assert (await run.poll(minutes=1))["a"].outcome == "changed"


async def test_names_that_nobody_answers_for_hold_up_no_other(
    tmp_path: Path, feed_server: FeedServer, names: NameServer
) -> None:
    feed_server.put("/a", FEED)
    silent = [f"silent-{n}.example" for n in range(40)]
    names.silent.update(silent)
    urls = {name: f"http://{name}:{feed_server.port}/a" for name in [*silent, "news.example"]}
    names.known.add("news.example")
    async with running(workspace(tmp_path, urls)) as run:
        tasks = {task.get_name(): task for task in await run.monitor.poller.poll_due()}
        assert len(tasks) == 41
        polled = await asyncio.wait_for(tasks["poll news.example"], 20)
        assert polled.outcome == "changed"
        assert await asyncio.wait_for(asyncio.to_thread(lambda: True), 20), "threads for other things are free"
        names.done.set()
        await asyncio.gather(*tasks.values())


async def test_names_that_hang_longer_than_their_polls_hold_up_no_other(
    tmp_path: Path, feed_server: FeedServer, names: NameServer
) -> None:
    """With 50 polls at a time, three rounds of them leave 150 look-ups behind."""
    feed_server.put("/a", FEED)
    silent = [f"silent-{n}.example" for n in range(150)]
    names.silent.update(silent)
    names.known.add("news.example")
    urls = {name: f"http://{name}:{feed_server.port}/a" for name in silent}
    polling = {"timeout": "1s", "max_interval": "1s", "fastest": "1s"}
    config = workspace(tmp_path, urls, polling=polling)
    async with running(config) as run:
        await run.poll(seconds=2)
        assert names.waiting == 150
        polled = await run.poll(hours=1)
        assert {one.outcome for one in polled.values()} == {"failed"}
        assert names.waiting == 150, "a name whose look-up hangs is not looked up beside it"
        news = {"news.example": f"http://news.example:{feed_server.port}/a"}
        await run.monitor.in_force.reload(workspace(tmp_path, urls | news, polling=polling))
        assert (await run.poll(minutes=1))["news.example"].outcome == "changed"


async def test_a_name_is_looked_up_once_for_all_who_ask(
    tmp_path: Path, feed_server: FeedServer, names: NameServer
) -> None:
    names.silent.add("silent.example")
    urls = {f"f{n}": f"http://silent.example:{port}/a" for n, port in enumerate(range(1, 21))}
    async with running(workspace(tmp_path, urls, polling={"timeout": "1s"})) as run:
        polled = await run.poll()
        assert len(polled) == 20 and names.asked == ["silent.example"]
        again = await run.poll(hours=1)
        assert len(again) == 20 and names.asked == ["silent.example"], "its look-up still runs"
        assert {one.reason.partition(": ")[2] for one in again.values()} == {"there is still no answer about its name"}


async def test_a_proxy_that_nobody_answers_for_holds_a_poll_no_longer_than_any_host(
    tmp_path: Path, feed_server: FeedServer, names: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no feed that the environment's proxy is not for."""
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    names.silent.add("proxy.example")
    feed_server.put("/a", FEED)
    urls = {"behind": "http://news.example/a", "beside": f"{feed_server.url}/a"}
    async with running(workspace(tmp_path, urls, polling={"timeout": "1s"})) as run:
        polled = await asyncio.wait_for(run.poll(), 20)
        assert polled["beside"].outcome == "changed"
        assert polled["behind"].reason and names.asked == ["proxy.example"]


async def test_a_proxy_on_an_address_that_a_feed_was_refused_at_is_dialled(
    tmp_path: Path, feed_server: FeedServer, names: NameServer
) -> None:
    """Its name was looked up before anything was known of a proxy."""
    names.known.add("inside.example")
    inside = f"http://inside.example:{feed_server.port}"
    feed_server.put("http://news.example/a", FEED)
    polling: dict[str, Any] = {"allow_networks": []}
    feeds: dict[str, Any] = {"direct": f"{inside}/a"}
    async with running(workspace(tmp_path, feeds, polling=polling)) as run:
        assert "is not dialled" in (await run.poll())["direct"].reason
        feeds["behind"] = {"url": "http://news.example/a", "proxy": inside}
        await run.monitor.in_force.reload(workspace(tmp_path, feeds, polling=polling))
        assert (await run.poll(minutes=1))["behind"].outcome == "changed"


@pytest.mark.parametrize("where", ["environment", "config"])
async def test_a_proxy_whose_name_nobody_knew_at_the_start_is_dialled_once_somebody_does(
    tmp_path: Path, feed_server: FeedServer, names: NameServer, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    proxy = f"http://proxy.example:{feed_server.port}"
    polling: dict[str, Any] = {"allow_networks": []}
    if where == "environment":
        monkeypatch.setenv("http_proxy", proxy)
    else:
        polling["proxy"] = proxy
    feed_server.put("http://news.example/a", FEED)
    async with running(workspace(tmp_path, {"a": "http://news.example/a"}, polling=polling)) as run:
        assert (await run.poll())["a"].outcome == "failed"
        names.known.add("proxy.example")
        assert (await run.poll(minutes=1))["a"].outcome == "changed", "the next poll, not minutes later"
        names.asked.clear()
        await run.poll(minutes=1)
        assert names.asked == [], "an address that is known is not looked up each time"
