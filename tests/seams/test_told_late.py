"""What came out while nobody looked: told when it is found, unless it is too old by then, which is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from monitor.core.types import AlertKind
from monitor.testing import FeedServer
from tests.make import FRESH, NOW, OLD, STORY, Entry, report, rss, workspace
from tests.running import Clock, headlines, running

WHAT_IS_READ = "What feeds dropped meanwhile was not seen; what they still hold is read now."
NO_ALERT = "What of it was published more than 12 days ago does not alert."


async def test_old_news_is_stored_and_shown_but_not_told(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, polling={"alert_window": "2d"})
    async with running(config) as run:
        await run.poll()
        dated = Entry("late", FRESH.title, STORY, published=NOW - timedelta(days=9))
        feed_server.put("/a", rss([dated]))
        polled = (await run.poll(minutes=1))["a"]
        assert polled.result is not None and not run.alerts() and len(run.items()) == 2
        why = polled.result.taken[0].settled[0].decision.why
        assert why == "published 9 days ago, longer than alert_window (2 days)"


async def test_what_came_out_while_nothing_was_polled_is_told_however_long_that_was(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """Stopped over a long weekend, then for a month."""
    feed_server.put("/a", rss([]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, operations=["console"])
    clock = Clock()
    async with running(config, clock) as run:
        await run.poll()
    for days, after, heard in ((4.0, 0.1, True), (30.0, 19.0, True), (30.0, 17.0, False)):
        begun, number = clock.now, int(days + after)
        came = begun + timedelta(days=after)
        archive = Entry(f"old {number}", *report(number), published=begun - timedelta(days=9))
        feed_server.put("/a", rss([archive, Entry(f"new {number}", *report(number + 100), published=came)]))
        clock.move(days=days)
        async with running(config, clock) as run:
            await run.monitor.ticks.notice_missed_time()
            before = headlines(run.alerts())
            polled = (await run.poll())["a"]
            told = headlines(run.alerts())[len(before) :]
            assert told == ([report(number + 100)[0]] if heard else [])
            *_, missed = (alert for alert in run.alerts() if alert.kind is AlertKind.OPERATIONS)
            assert missed.lines[-1] == (NO_ALERT if days > 12 else WHAT_IS_READ)
            assert polled.result is not None
            why = {one.article.guid: one.settled[0].decision.why for one in polled.result.taken}
            assert "alert_window (3 days)" in why[f"old {number}"]
            if not heard:
                gap = "published 13 days ago, longer than alert_window (3 days) and 9 days in which its feed was not heard"
                assert why[f"new {number}"] == gap


async def test_what_came_out_while_a_feed_was_down_is_told(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([]))
    clock = Clock()
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}), clock) as run:
        await run.poll()
        begun = clock.now
        feed_server.put("/a", b"", status=503)
        for _ in range(20):
            await run.poll(hours=6)
        feed_server.put("/a", rss([Entry("1", *report(1), published=begun + timedelta(hours=1))]))
        await run.poll(hours=6)
        assert headlines(run.alerts()) == [report(1)[0]]


async def test_a_feed_that_moved_after_days_tells_what_was_published_since_it_last_answered(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    def config(url: str) -> Path:
        polling = {"allow_networks": ["127.0.0.1", "::1"], "alert_window": "2d"}
        return workspace(tmp_path, {"a": url}, polling=polling, operations=["console"])

    feed_server.put("/a", rss([OLD]))
    async with running(config(f"{feed_server.url}/a")) as run:
        await run.poll()
        feed_server.put("/a", b"", status=503)
        for hours in (12, 12):
            await run.poll(hours=hours)
        there = [
            Entry("new", "Floods cut roads in Idlib", "Rain.", published=NOW + timedelta(hours=3)),
            Entry("undated", "Bakery reopens in Idlib", "Bread."),
            Entry("older", "Snow blocks a pass near Idlib", "Cold.", published=NOW - timedelta(hours=1)),
        ]
        feed_server.put("/z", rss(there))
        await run.monitor.in_force.reload(config(f"http://localhost:{feed_server.port}/z"))
        await run.poll(minutes=1)
        assert len(run.items()) == 4 and set(headlines(run.alerts())) == {there[0].title, there[1].title}
        await run.monitor.ticks.tell_troubles()
        (line,) = run.alerts()[-1].lines
        assert "1 item is taken as its first poll" in line
