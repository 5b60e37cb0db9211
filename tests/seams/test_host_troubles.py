"""What ails the host, its network or its sleep, is told once, and not of each feed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from monitor.core.errors import StoreError
from monitor.testing import FeedServer
from tests.make import OLD, rss, workspace
from tests.running import Clock, running
from tests.seams.test_web_acts import read_only
from tests.watched_feed import asked, state, told, watching


async def test_a_network_that_is_down_is_one_message(tmp_path: Path) -> None:
    with FeedServer() as gone:
        base = gone.url
    names = [f"feed-{n:02}" for n in range(12)]
    config = workspace(tmp_path, {name: f"{base}/{name}" for name in names}, operations=["console"])
    async with running(config) as run:
        for _ in range(3):
            await run.poll(hours=7)
        assert await told(run) == ["Most feeds fail at once, is the network down? 12 feeds failing"]
        (alert,) = run.alerts()
        assert len(alert.lines) == 11 and alert.lines[-1] == "and 2 more: `monitor feeds` lists all"


async def test_a_network_that_is_down_is_one_message_though_feeds_are_asked_at_different_times(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feeds = {
        f"{minutes}m-{n}": {"url": f"{feed_server.url}/{minutes}m-{n}", "interval": f"{minutes}m"}
        for minutes in (1, 2, 20)
        for n in range(3)
    }
    said: list[str] = []
    with FeedServer() as gone:
        nowhere = gone.url
    async with running(workspace(tmp_path, feeds, operations=["console"])) as run:

        async def all_are(document: str, status: int, minutes: int, but: Collection[str] = ()) -> None:
            for name in feeds.keys() - but:
                feed_server.put(f"/{name}", document, status=status, headers={"Location": nowhere})
            for _ in range(minutes):
                await run.poll(minutes=1)
                said[:] = await told(run)

        await all_are(rss([OLD]), 200, 10)
        await all_are("", 302, 200)
        assert len(said) == 1 and said[0].startswith("Most feeds fail at once, is the network down? ")
        assert all(state(run, name).trouble == "failing" for name in feeds)
        (first,) = run.alerts()
        untold = min(name for name in feeds if not any(name in line for line in first.lines))
        await all_are(rss([OLD]), 200, 300, but={untold})
        since = [line for alert in run.alerts()[1:] for line in alert.lines]
        assert sum(line.endswith("well again, it was failing") for line in since) == len(first.lines)
        assert next(line for line in since if ": failing since" in line).startswith(untold), "one that fails still"
        assert len(since) == len(first.lines) + 1


async def test_what_servers_answer_speaks_for_a_network_that_is_up(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/page", "<!doctype html><html><title>Moving</title><p>Back soon.</html>", content_type="text/html")
    feed_server.put("/empty", "")
    feed_server.put("/broken", "", status=503)
    names = "page", "empty", "broken", "nowhere"
    feeds = {name: f"{feed_server.url}/{name}" for name in names}
    async with running(workspace(tmp_path, feeds, operations=["console"])) as run:
        for _ in range(3):
            await run.poll(hours=7)
        assert await told(run) == ["4 feeds failing"]


async def test_a_feed_that_fails_alone_is_told_beside_many_that_are_slow(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feeds = {f"slow-{n}": {"url": f"{feed_server.url}/slow-{n}", "interval": "1h"} for n in range(5)}
    feeds |= {f"dead-{n}": {"url": f"{feed_server.url}/dead-{n}", "interval": "1m"} for n in range(2)}
    for name in feeds:
        feed_server.put(f"/{name}", rss([OLD]))
    async with running(workspace(tmp_path, feeds, operations=["console"])) as run:
        await run.poll(minutes=1)
        for name in ("dead-0", "dead-1"):
            feed_server.put(f"/{name}", b"", status=503)
        for _ in range(30):
            await run.poll(minutes=1)
            await told(run)
        assert sum(int(headline.split()[0]) for headline in await told(run)) == 2


async def test_after_an_outage_of_the_own_network_all_are_asked_again_once_one_answers(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    names = [f"feed-{n:02}" for n in range(12)]
    urls = {name: {"url": f"{feed_server.url}/{name}"} for name in names}
    dead, alive = names[0], set(names[1:])
    async with running(workspace(tmp_path, urls, operations=["console"])) as run:
        for name in names:
            feed_server.put(f"/{name}", b"", status=502)
        for _ in range(12):
            await run.poll(hours=1)
        for name in alive:
            feed_server.put(f"/{name}", rss([OLD]))
        answered: set[str] = set()
        while not answered:
            answered |= {name for name, polled in (await run.poll(minutes=5)).items() if polled.outcome != "failed"}
        polled = await run.poll(seconds=5)
        assert answered | set(polled) >= alive
        before = len(asked(feed_server))
        for _ in range(3):
            await run.poll(seconds=5)
        assert f"/{dead}" not in asked(feed_server)[before:], "what still fails backs off as ever"


async def test_a_host_that_slept_is_noticed_and_told(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    clock = Clock()
    config = watching(tmp_path, f"{feed_server.url}/a")
    async with running(config, clock) as run:
        await run.monitor.ticks.notice_missed_time()
        await run.poll()
        for _ in range(3):
            clock.move(minutes=5)
            await run.monitor.ticks.notice_missed_time()
        assert await told(run) == []
        clock.move(hours=9)
        await run.monitor.ticks.notice_missed_time()
        await run.monitor.ticks.notice_missed_time()
        assert await told(run) == ["Nothing was polled for 9 hours"]
    clock.move(days=2)
    async with running(config, clock) as run:
        await run.monitor.ticks.notice_missed_time()
        assert (await told(run))[-1] == "Nothing was polled for 2 days"


async def test_a_host_that_slept_is_told_once_the_database_takes_it_though_all_is_polled_by_then(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    clock = Clock()
    async with running(watching(tmp_path, f"{feed_server.url}/a"), clock) as run:
        await run.poll()
        clock.move(seconds=5)
        await run.monitor.ticks.notice_missed_time()
        clock.move(hours=9)
        with read_only(run.monitor.database):
            for _ in range(2):
                with pytest.raises(StoreError):
                    await run.monitor.ticks.notice_missed_time()
        await run.poll(seconds=5)
        for _ in range(2):
            await run.monitor.ticks.notice_missed_time()
        assert await told(run) == ["Nothing was polled for 9 hours"]


async def test_slow_feeds_that_were_not_due_are_no_time_missed(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    clock = Clock()
    config = workspace(tmp_path, {"a": {"url": f"{feed_server.url}/a", "interval": "6h"}}, operations=["console"])
    async with running(config, clock) as run:
        await run.poll()
    for later, headlines in ((5.0, []), (1.0, []), (2.0, ["Nothing was polled for 8 hours"])):
        clock.move(hours=later)
        async with running(config, clock) as run:
            await run.monitor.ticks.notice_missed_time()
            assert await told(run) == headlines
