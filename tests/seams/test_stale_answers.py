"""Servers, and caches before them, that say 304 whatever is published."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.polling.conditional import asks_whole
from monitor.testing import FeedServer, Handler
from tests.make import NOW, OLD, Entry, rss, workspace
from tests.running import headlines, running
from tests.watched_feed import state, told

MARKS = [{"ETag": '"1"'}, {"Last-Modified": "Sun, 01 Mar 2026 07:00:00 GMT"}]
NEWS = "Shells fall on Idlib"


def serve(server: FeedServer, marks: dict[str, str], *numbers: int) -> None:
    """News of so many hours after the start. Asked with the mark of the first document it says 304."""
    news = [Entry(f"n{n}", f"{NEWS}, {n}", published=NOW + timedelta(hours=n)) for n in numbers]
    server.put("/a", rss([*news, OLD]), validators=False, headers=marks, unchanged_for=next(iter(marks.values())))


@pytest.mark.parametrize("marks", MARKS, ids=["ETag", "Last-Modified"])
@pytest.mark.parametrize("window", ["3d", "12h"])
async def test_news_that_a_server_hides_behind_304_is_told_within_two_days_and_at_once_from_then_on(
    tmp_path: Path, feed_server: FeedServer, marks: dict[str, str], window: str
) -> None:
    serve(feed_server, marks)
    feed = {"url": f"{feed_server.url}/a", "interval": "1h"}
    config = workspace(tmp_path, {"a": feed}, operations=["console"], polling={"alert_window": window})
    async with running(config) as run:
        await run.poll()
        serve(feed_server, marks, 2)
        while run.clock.now < NOW + timedelta(days=2, hours=2):
            await run.poll(hours=1, minutes=7)
        assert headlines(run.alerts()) == [f"{NEWS}, 2"], "nobody could see it before"
        assert state(run).trouble == "stale" and await told(run) == ["1 feed stale (a)"]
        serve(feed_server, marks, 2, 52)
        await run.poll(hours=1, minutes=7)
        assert headlines(run.alerts())[-1] == f"{NEWS}, 52"
        assert state(run).trouble == "stale" and len(await told(run)) == 1
        serve(feed_server, {"ETag": '"2"'}, 2, 52, 53)
        await run.poll(hours=1, minutes=7)
        assert headlines(run.alerts())[-1] == f"{NEWS}, 53"
        assert (await told(run))[1:] == ["1 well again (a)"]


async def test_a_feed_that_rests_is_asked_for_all_once_a_day_and_what_it_brings_under_a_new_mark_is_no_trouble(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed = {"url": feed_server.put("/a", rss([OLD])), "interval": "1h"}
    async with running(workspace(tmp_path, {"a": feed}, operations=["console"])) as run:
        await run.poll()
        for _ in range(24 * 5):
            await run.poll(hours=1, minutes=7)
        asked = ["If-None-Match" in headers for _, headers in feed_server.requests]
        assert 4 <= asked[1:].count(False) <= 5 and asked[1:].count(True) > 100
        feed_server.put("/a", rss([Entry("n", NEWS, published=run.clock.now), OLD]))
        await run.poll(hours=1, minutes=7)
        assert headlines(run.alerts()) == [NEWS] and state(run).trouble == ""


async def test_a_cache_that_says_304_to_whom_asks_for_all_fails(tmp_path: Path, feed_server: FeedServer) -> None:
    feed = {"url": feed_server.put("/a", rss([OLD])), "interval": "1h"}
    async with running(workspace(tmp_path, {"a": feed}, operations=["console"])) as run:
        await run.poll()
        feed_server.put("/a", b"", status=304)
        while run.clock.now < NOW + timedelta(days=3):
            await run.poll(hours=1, minutes=7)
        assert await told(run) == ["1 feed failing (a)"]
        assert "answered 304 to an unconditional request" in state(run).trouble_why


async def test_a_server_whose_mark_never_changes_and_that_never_says_304_hides_nothing(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    mark = {"ETag": '"for ever"'}
    feed = {"url": feed_server.put("/a", rss([OLD]), validators=False, headers=mark), "interval": "1h"}
    async with running(workspace(tmp_path, {"a": feed}, operations=["console"])) as run:
        await run.poll()
        while not asks_whole(state(run), run.clock.now + timedelta(hours=1, minutes=7)):
            await run.poll(hours=1, minutes=7)
        fresh = Entry("n", NEWS, published=run.clock.now + timedelta(hours=1))
        feed_server.put("/a", rss([fresh, OLD]), validators=False, headers=mark)
        await run.poll(hours=1, minutes=7)
        assert "If-None-Match" not in feed_server.requests[-1][1]
        assert headlines(run.alerts()) == [NEWS] and state(run).trouble == "" and await told(run) == []


class Refuses(FeedServer):
    """Answers ``status`` to who asks what changed."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self._status = status

    def _get(self, handler: Handler) -> None:
        if "If-None-Match" in handler.headers:
            self._count(handler, self._status)
        else:
            super()._get(handler)


@pytest.mark.parametrize(("status", "hours", "refused"), [(412, 0.1, 1), (500, 2, 3)])
async def test_a_server_that_refuses_who_asks_what_changed_is_asked_for_all(
    tmp_path: Path, status: int, hours: float, refused: int
) -> None:
    with Refuses(status) as server:
        url = server.put("/a", rss([OLD]))
        async with running(workspace(tmp_path, {"a": {"url": url, "interval": "5m"}})) as run:
            await run.poll()
            server.put("/a", rss([Entry("n1", NEWS, published=NOW), OLD]))
            until = run.clock.now + timedelta(hours=hours)
            while run.clock.now < until:
                await run.poll(minutes=6)
            assert headlines(run.alerts()) == [NEWS]
            assert server.statuses["/a", status] >= refused and server.statuses["/a", 200] >= 2
