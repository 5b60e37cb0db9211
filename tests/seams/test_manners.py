"""How publishers are treated: what they ask for is heeded, and where they move is followed."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor.in_force.reload import Reload
from monitor.testing import FeedServer
from tests.make import NOW, OLD, Entry, rss, workspace
from tests.running import Clock, command, running
from tests.seams.test_hostile_server import raw_server
from tests.watched_feed import asked, state, told, watching


async def test_a_move_for_good_is_followed_once_it_held_and_told_once(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/new", rss([OLD]))
    feed_server.put("/old", b"", status=301, headers={"Location": "/new"})
    config = watching(tmp_path, f"{feed_server.url}/old")
    async with running(config) as run:
        for _ in range(3):
            assert await told(run) == []
            await run.poll(hours=2)
        assert asked(feed_server) == ["/old", "/new"] * 3
        assert await told(run) == ["1 feed moved (a)"]
        await run.poll(hours=2)
        assert asked(feed_server)[6:] == ["/new"], "asked where it is"
        assert state(run).health == f"moved: for good to {feed_server.url}/new, where it is asked now: change its url"
        assert await told(run) == ["1 feed moved (a)"]
        feed_server.put("/new", b"", status=404)
        for _ in range(3):
            await run.poll(hours=12)
        assert state(run).address == f"{feed_server.url}/old", "back to where the config says, if it fails there"


@pytest.mark.parametrize("status", [302, 307])
async def test_a_move_for_now_is_followed_and_forgotten(tmp_path: Path, feed_server: FeedServer, status: int) -> None:
    feed_server.put("/new", rss([OLD]))
    feed_server.put("/old", b"", status=status, headers={"Location": "/new"})
    async with running(watching(tmp_path, f"{feed_server.url}/old")) as run:
        for _ in range(5):
            await run.poll(hours=2)
        assert asked(feed_server) == ["/old", "/new"] * 5 and await told(run) == []


async def test_a_move_for_good_that_leads_on_for_now_is_none(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/new", rss([OLD]))
    feed_server.put("/between", b"", status=302, headers={"Location": "/new"})
    feed_server.put("/old", b"", status=301, headers={"Location": "/between"})
    async with running(watching(tmp_path, f"{feed_server.url}/old")) as run:
        for _ in range(4):
            await run.poll(hours=2)
        assert state(run).moved_to == "" and await told(run) == []


@pytest.mark.parametrize("status", [429, 503])
async def test_a_host_that_asks_for_time_is_left_alone_by_all_its_feeds(
    tmp_path: Path, feed_server: FeedServer, status: int
) -> None:
    feed_server.put("/a", b"", status=status, headers={"Retry-After": "1000"})
    feed_server.put("/b", rss([OLD]))
    urls = {name: f"{feed_server.url}/{name}" for name in "ab"}
    for scope, left_alone in (("host", True), ("feed", False)):
        feed_server.requests.clear()
        async with running(workspace(tmp_path / scope, urls, polling={"retry_after_for": scope})) as run:
            await run.poll()
            until = run.clock.now + timedelta(seconds=1_000)
            await run.poll(seconds=999)
            assert asked(feed_server).count("/b") == (1 if left_alone else 2)
            assert asked(feed_server).count("/a") == 1 and state(run).next_poll_at >= until
            assert state(run, "b").not_before == (until if left_alone else None)
            await run.poll(seconds=1)
            assert asked(feed_server).count("/a") == 2, "and then at once"


async def test_the_host_that_asks_for_time_is_left_alone_and_not_the_one_that_led_there(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    there = f"http://localhost:{feed_server.port}"
    feed_server.put("/full", b"", status=429, headers={"Retry-After": "1000"})
    feed_server.put("/a", b"", status=302, headers={"Location": f"{there}/full"})
    feed_server.put("/b", rss([OLD]))
    urls = {"a": f"{feed_server.url}/a", "b": f"{feed_server.url}/b", "c": f"{there}/b"}
    async with running(workspace(tmp_path, urls, polling={"allow_networks": ["127.0.0.1", "::1"]})) as run:
        await run.poll()
        until = run.clock.now + timedelta(seconds=1_000)
        assert [state(run, name).not_before for name in "abc"] == [until, None, until]
        assert list(await run.poll(seconds=900)) == ["b"]


@pytest.mark.parametrize("how", ["reload", "restart"])
async def test_a_feed_is_asked_at_once_as_an_edit_says(tmp_path: Path, feed_server: FeedServer, how: str) -> None:
    for name in ("daily", "stays"):
        feed_server.put(f"/{name}", rss([OLD]))
    feed_server.put("/locked", b"", status=401)
    feed_server.put("/busy", b"", status=503, headers={"Retry-After": "80000"})

    def config(interval: str, password: str) -> Path:
        feeds = {
            "daily": {"url": f"{feed_server.url}/daily", "interval": interval},
            "stays": {"url": f"{feed_server.url}/stays", "interval": "24h"},
            "locked": {"url": f"{feed_server.url}/locked", "user": "me", "password": password},
            "busy": {"url": f"{feed_server.url}/busy", "interval": interval},
        }
        return workspace(tmp_path, feeds, polling={"retry_after_for": "feed"})

    clock = Clock()
    async with running(config("24h", "wrong"), clock) as run:
        for _ in range(5):
            await run.poll(hours=4)
        assert state(run, "locked").failures > 2
        if how == "reload":
            feed_server.requests.clear()
            assert await run.monitor.in_force.reload(config("10m", "right")) == Reload.SWAPPED
            assert set(await run.poll(seconds=1)) == {"daily", "locked"}
    if how == "restart":
        clock.move(seconds=-1)
        async with running(config("24h", "wrong"), clock) as run:
            assert await run.poll() == {}, "nothing changed"
        async with running(config("10m", "right"), clock) as run:
            feed_server.requests.clear()
            assert set(await run.poll()) == {"daily", "locked"}
    assert set(asked(feed_server)) == {"/daily", "/locked"}, "and who asked for time has it"
    assert state(run, "locked").failures == 1


async def test_a_feed_whose_password_in_the_environment_is_another_one_is_asked_at_once_after_a_restart(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = {"locked": f"{feed_server.url}/locked", "down": f"{feed_server.url}/down"}
    feeds = {name: {"url": url, "user": "me"} for name, url in urls.items()}
    feeds["locked"]["password"] = "${FEED_PASSWORD}"
    for name in feeds:
        feed_server.put(f"/{name}", b"", status=401)
    clock, config = Clock(), workspace(tmp_path, feeds)
    monkeypatch.setenv("FEED_PASSWORD", "old-one")
    async with running(config, clock) as run:
        for _ in range(5):
            await run.poll(hours=4)
    clock.move(seconds=-1)
    async with running(config, clock) as run:
        assert await run.poll() == {}, "nothing changed"
        assert b"old-one" not in b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
    monkeypatch.setenv("FEED_PASSWORD", "new-one")
    async with running(config, clock) as run:
        assert set(await run.poll()) == {"locked"}
        with run.monitor.database.writing() as tx:  # as an earlier version kept it
            content = tx.connection.execute(text("SELECT content FROM good_set")).scalar_one()
            kept = {key: value for key, value in json.loads(content).items() if key != "asked"}
            tx.connection.execute(text("UPDATE good_set SET content = :kept"), {"kept": json.dumps(kept)})
    clock.move(seconds=-1)
    monkeypatch.setenv("FEED_PASSWORD", "a-third")
    async with running(config, clock) as run:
        assert await run.poll() == {}, "what is not known changes nothing"


async def test_a_host_that_asks_for_less_time_later_is_left_alone_as_it_asked_first(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", b"", status=429, headers={"Retry-After": "1000"})
    feed_server.put("/b", b"", status=503, headers={"Retry-After": "5"})
    urls = {name: f"{feed_server.url}/{name}" for name in "abc"}
    feed_server.put("/c", rss([OLD]))
    async with running(workspace(tmp_path, urls)) as run:
        await run.poll()
        until = run.clock.now + timedelta(seconds=1_000)
        assert [state(run, name).not_before for name in "abc"] == [until] * 3


@pytest.mark.parametrize(
    ("headers", "channel", "least"),
    [
        ({"Cache-Control": "public, max-age=600"}, "", 600),
        ({"Cache-Control": "max-age=600", "Age": "200"}, "", 400),
        ({"Cache-Control": "max-age=600, no-cache"}, "", 0),
        ({"Expires": "Sun, 01 Mar 2026 12:10:01 GMT"}, "", 600),
        ({"Expires": "0"}, "", 0),
        ({}, "<ttl>8</ttl>", 480),
        ({}, "<ttl>600</ttl>", 900),
        ({}, "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", 600),
    ],
)
async def test_what_the_publisher_asks_for_is_heeded_up_to_a_limit(
    tmp_path: Path, feed_server: FeedServer, headers: dict[str, str], channel: str, least: int
) -> None:
    busy = [Entry(f"n{n}", f"Item {n}", f"Text {n}.", published=NOW - timedelta(minutes=n)) for n in range(30)]
    document = rss(busy).replace("<rss ", "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' ")
    feed_server.put("/a", document.replace("<link>", f"{channel}<link>", 1), headers=headers)
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        await run.poll()
        wait = (state(run).next_poll_at - run.clock.now).total_seconds()
        assert wait >= least and (least or wait < 120), wait
        assert wait <= max(least, 120)


async def test_one_host_is_asked_once_a_gap_and_others_do_not_wait_for_it(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    urls = {f"many-{n:02}": f"{feed_server.url}/a?{n}" for n in range(30)}
    for n in range(30):
        feed_server.put(f"/a?{n}", rss([OLD]))
    urls["zz-other"] = f"http://localhost:{feed_server.port}/a"
    allowed = ["127.0.0.1", "::1"]
    config = workspace(tmp_path, urls, polling={"host_gap": "10s", "concurrency": 5, "allow_networks": allowed})
    async with running(config) as run:
        first = await run.poll(seconds=1)
        assert len(first) == 2 and "zz-other" in first
        assert await run.poll(seconds=9) == {}, "not before the gap is over"
        polled = [name for _ in range(29) for name in await run.poll(seconds=10) if name != "zz-other"]
        assert len(set(polled)) == len(polled) == 29, "each has its turn"


async def test_a_host_that_is_slow_is_asked_no_faster_than_it_answers_and_others_do_not_wait_for_it(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    answers = threading.Event()

    def slow() -> Iterator[bytes]:
        answers.wait(30)
        yield b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(document), document)

    document = rss([OLD]).encode()
    with raw_server(slow) as address:
        urls = {f"many-{n:02}": f"{address}/{n}" for n in range(12)}
        feed_server.put("/a", rss([OLD]))
        other = {"url": f"http://localhost:{feed_server.port}/a", "interval": "1h"}
        feeds = {name: {"url": url, "interval": "1h"} for name, url in urls.items()} | {"zz-other": other}
        settings = {"host_gap": "1s", "concurrency": 6, "allow_networks": ["127.0.0.1", "::1"]}
        async with running(workspace(tmp_path, feeds, polling=settings)) as run:
            poller, tasks = run.monitor.poller, []
            for _ in range(20):
                tasks += await poller.poll_due()
                run.clock.move(seconds=1)
            slow_ones = [task for task in tasks if not task.get_name().endswith("zz-other")]
            assert len(tasks) == 5 and len(slow_ones) == 4, "two connections, and two that wait for them"
            answers.set()
            for _ in range(20):
                await asyncio.gather(*tasks)
                run.clock.move(seconds=1)
                tasks += await poller.poll_due()
            assert {task.result().outcome for task in tasks} == {"changed"}
            assert len({task.result().feed for task in tasks}) == 13


def test_one_round_asks_each_feed_once_also_if_some_are_due_again_before_its_end(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    paths = [f"/{n}" for n in range(3)]
    for path in paths:
        feed_server.put(path, rss([OLD]))
    urls = {f"many-{path[1:]}": feed_server.url + path for path in paths}
    workspace(tmp_path, urls, polling={"host_gap": "1s"})
    for rounds in (1, 2):
        assert command("poll", folder=tmp_path).returncode == 0
        assert sorted(asked(feed_server)) == sorted(paths * rounds)


async def test_a_redirect_to_another_host_counts_as_a_poll_of_it(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    feed_server.put("/b", b"", status=302, headers={"Location": f"http://localhost:{feed_server.port}/a"})
    urls = {"redirected": f"{feed_server.url}/b"}
    feed_server.put("/a?2", rss([OLD]))
    allowed = ["127.0.0.1", "::1"]
    values = {"host_gap": "10s", "allow_networks": allowed, "concurrency": 1}
    async with running(workspace(tmp_path, urls, polling=values)) as run:
        assert set(await run.poll()) == {"redirected"}
        config = workspace(tmp_path, urls | {"there": f"http://localhost:{feed_server.port}/a?2"}, polling=values)
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        assert await run.poll(seconds=9) == {}, "its host was asked by the redirect"
        assert "there" in await run.poll(seconds=1)


@pytest.mark.parametrize(("days", "conditional"), [(-1, True), (3_650, False)])
async def test_a_last_modified_that_is_still_to_come_is_not_asked_with(
    tmp_path: Path, feed_server: FeedServer, days: int, conditional: bool
) -> None:
    changed = format_datetime(NOW + timedelta(days=days), usegmt=True)
    feed_server.put("/a", rss([OLD]), validators=False, headers={"Last-Modified": changed})
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        await run.poll()
        await run.poll(hours=2)
        assert ("If-Modified-Since" in feed_server.requests[1][1]) == conditional
