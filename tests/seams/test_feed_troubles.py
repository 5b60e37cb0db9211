"""What ails a feed is told once and with its reason; the end of it is noticed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.testing import FeedServer
from tests.make import NOW, OLD, Entry, rss, workspace
from tests.running import command, running
from tests.watched_feed import state, told, watching


async def test_a_feed_that_is_gone_is_retired_asked_once_a_day_and_welcomed_back(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", b"", status=410)
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        for _ in range(2):
            await run.poll(hours=7)
            assert await told(run) == []
        await run.poll(hours=7)
        assert await told(run) == ["1 feed retired (a)"]
        wait = state(run).next_poll_at - run.clock.now
        assert timedelta(hours=21) < wait < timedelta(hours=27)
        feed_server.put("/a", rss([OLD]))
        await run.poll(hours=27)
        assert (await told(run))[-1] == "1 well again (a)" and len(run.items()) == 1


async def test_a_short_spell_of_410_costs_no_day(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", b"", status=410)
    async with running(watching(tmp_path, f"{feed_server.url}/a", interval="2s")) as run:
        for _ in range(5):
            await run.poll(minutes=2)
        assert await told(run) == ["1 feed failing (a)"]
        assert state(run).next_poll_at - run.clock.now < timedelta(minutes=5)
        for _ in range(2):
            await run.poll(minutes=30)
        assert (await told(run))[-1] == "1 feed retired (a)"
        assert state(run).next_poll_at - run.clock.now > timedelta(hours=21)


async def test_a_feed_that_fails_is_told_at_the_third_time_with_its_reason(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", b"", status=500)
    config = watching(tmp_path, f"{feed_server.url}/a")
    async with running(config) as run:
        for _ in range(4):
            await run.poll(hours=7)
            headlines = await told(run)
        assert headlines == ["1 feed failing (a)"]
        (alert,) = run.alerts()
        assert alert.lines[0].startswith("a: failing since 2026-03-02 09:00 UTC: HTTP 500")
        await run.deliver()
        assert "a: failing since" in run.console.getvalue()
    said = command("feeds", folder=tmp_path)
    assert "failing (4 in a row): HTTP 500" in said.stdout


@pytest.mark.parametrize("validators", [True, False])
async def test_dates_in_the_future_are_told_once_and_not_believed(
    tmp_path: Path, feed_server: FeedServer, validators: bool
) -> None:
    def three_hours_ahead(count: int) -> str:
        dates = [NOW + timedelta(hours=3, minutes=-n) for n in range(count)]
        return rss([Entry(f"n{n}", f"Item {n}", f"Text {n}.", published=date) for n, date in enumerate(dates)])

    feed_server.put("/a", three_hours_ahead(1), validators=validators)
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        await run.poll()
        assert await told(run) == [], "one may be a slip"
        feed_server.put("/a", three_hours_ahead(3), validators=validators)
        await run.poll(minutes=90)
        assert await told(run) == ["1 feed skewed (a)"]
        assert state(run).trouble_why.startswith("its dates are up to 90 minutes in the future")
        assert not any(item.published_known for item in run.items())
        await run.poll(hours=2)
        assert state(run).trouble == "skewed", "the document is the same"
        feed_server.put("/a", rss([OLD]))
        await run.poll(hours=2)
        assert (await told(run))[-1] == "1 well again (a)"


async def test_a_feed_of_which_nothing_can_alert_for_its_dates_is_told(tmp_path: Path, feed_server: FeedServer) -> None:
    """A template fills in the day of its making, say. A single old item beside recent ones is none of that."""
    recent = Entry("0", "Idlib, told now", published=NOW - timedelta(hours=1))
    old = [Entry(str(n), f"Idlib, part {n}", published=NOW - timedelta(days=400)) for n in range(1, 5)]
    steps: list[tuple[list[Entry], list[str]]] = [
        (old[:1], []),
        ([old[1], old[0]], ["1 feed outdated (a)"]),
        ([old[1], old[0]], []),
        ([old[2], old[1], old[0]], []),
        ([recent, *old[:3]], ["1 well again (a)"]),
        ([old[3], recent, *old[:3]], []),
    ]
    said: list[str] = []
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        for entries, news in steps:
            feed_server.put("/a", rss(entries))
            await run.poll(hours=1)
            said += news
            assert await told(run) == said
            if said == ["1 feed outdated (a)"]:
                assert (
                    state(run).trouble == "outdated" and "the latest date of all is 400 days ago" in state(run).health
                )
        assert [alert.headline for alert in run.alerts()] == ["1 feed outdated (a)", recent.title, "1 well again (a)"]


async def test_a_feed_that_fails_now_and_then_is_not_told_each_time(tmp_path: Path, feed_server: FeedServer) -> None:
    """It does each half hour, and is told well again when it stays so for an hour."""
    config = workspace(
        tmp_path, {"a": {"url": f"{feed_server.url}/a", "interval": "2m"}}, operations=["console"],
        polling={"max_interval": "10m"},
    )  # fmt: skip
    failing, well = "1 feed failing (a)", "1 well again (a)"
    async with running(config) as run:

        async def for_minutes(minutes: int, *, answers: bool) -> list[str]:
            fresh = Entry(str(run.clock.now), f"Item of {run.clock.now}", published=run.clock.now)
            feed_server.put("/a", rss([fresh, OLD]) if answers else b"", status=200 if answers else 503)
            for _ in range(minutes // 5):
                await run.poll(minutes=5)
                said = await told(run)
            return said

        await for_minutes(10, answers=True)
        for _ in range(6):
            await for_minutes(30, answers=False)
            said = await for_minutes(30, answers=True)
            assert said == ([failing, well, failing] if len(said) > 2 else [failing, well])
        assert len(said) == 3 and "well again is told when it stays so for 60 minutes" in run.alerts()[-1].lines[0]
        assert await for_minutes(60, answers=True) == [failing, well, failing, well]
        await run.poll(hours=30)
        await for_minutes(30, answers=False)
        assert (await for_minutes(20, answers=True))[-2:] == [failing, well], "a day later it is told at once"


async def test_one_bad_answer_ends_no_trouble(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/new", rss([OLD]))
    feed_server.put("/old", b"", status=301, headers={"Location": "/new"})
    async with running(watching(tmp_path, f"{feed_server.url}/old")) as run:
        for _ in range(3):
            await run.poll(hours=2)
        assert await told(run) == ["1 feed moved (a)"]
        feed_server.put("/new", b"", status=503)
        await run.poll(hours=2)
        assert state(run).health.startswith("failed (1 in a row): HTTP 503 Service Unavailable; moved: for good to")
        assert await told(run) == ["1 feed moved (a)"]
        feed_server.put("/new", rss([OLD]))
        await run.poll(hours=2)
        assert await told(run) == ["1 feed moved (a)"] and state(run).health.startswith("moved: for good to")


async def test_a_gap_is_told_beside_a_trouble_that_stays(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/new", rss([OLD]))
    feed_server.put("/old", b"", status=301, headers={"Location": "/new"})
    async with running(watching(tmp_path, f"{feed_server.url}/old")) as run:
        for _ in range(3):
            await run.poll(hours=2)
        assert await told(run) == ["1 feed moved (a)"]
        for number in (1, 2):
            fresh = [Entry(f"{number}-{n}", f"Item {number * 10 + n}", published=run.clock.now) for n in range(6)]
            feed_server.put("/new", rss(fresh))
            await run.poll(hours=2)
            await told(run)
            await run.poll(hours=2)
            assert await told(run) == ["1 feed moved (a)", *["1 feed gap (a)"] * number], "it is moved all the time"
            assert state(run).trouble == "moved"
        line = run.alerts()[-1].lines[0]
        assert line.startswith("a: moved with a gap since") and "all 6 items are new" in line


@pytest.mark.parametrize("moves", [False, True])
async def test_a_gap_that_is_behind_before_operations_are_asked_is_told(
    tmp_path: Path, feed_server: FeedServer, moves: bool
) -> None:
    """They are told once a minute; a feed that is polled each half minute lost items in silence."""
    feed_server.put("/new", rss([OLD]))
    feed_server.put("/old", b"", status=301, headers={"Location": "/new"})
    async with running(watching(tmp_path, f"{feed_server.url}/{'old' if moves else 'new'}")) as run:
        for _ in range(3):
            await run.poll(hours=2)
        stays = await told(run)
        fresh = [Entry(f"f{n}", f"Item {n}", published=run.clock.now) for n in range(6)]
        feed_server.put("/new", rss(fresh))
        for _ in range(3):
            await run.poll(hours=2)
        assert await told(run) == [*stays, "1 feed gap (a)"]
        assert "all 6 items are new" in run.alerts()[-1].lines[0]
        for _ in range(2):
            await run.poll(hours=2)
            assert await told(run) == [*stays, "1 feed gap (a)"]
            assert state(run).trouble == ("moved" if moves else "")


@pytest.mark.parametrize(("polls_between", "gaps"), [(0, ["1 feed gap (a)"]), (1, [])], ids=["turns over", "replaced"])
async def test_a_short_feed_that_turns_over_faster_than_it_is_polled_has_a_gap(
    tmp_path: Path, feed_server: FeedServer, polls_between: int, gaps: list[str]
) -> None:
    """One that is replaced as a whole now and then, as a bulletin is, has none: polls between bring nothing."""
    feed_server.put("/a", rss([OLD]))
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        await run.poll()
        for number in range(4):
            fresh = [Entry(f"{number}-{n}", f"Item {number * 10 + n}", published=run.clock.now) for n in range(3)]
            feed_server.put("/a", rss(fresh))
            for _ in range(1 + polls_between):
                await run.poll(hours=2)
            assert await told(run) == (gaps if number else [])


async def test_a_feed_that_fell_silent_is_not_well_until_it_brings_something(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """However little is expected of it by then."""
    old = [Entry(f"n{n}", f"Item {n}", published=NOW - timedelta(hours=n)) for n in range(72)]
    feed_server.put("/a", rss(old))
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        await run.poll()
        feed_server.put("/a", rss([Entry("one", "One more", published=run.clock.now), *old]))
        await run.poll(hours=2)
        await run.poll(hours=30)
        assert await told(run) == ["1 feed quiet (a)"]
        (line,) = run.alerts()[-1].lines
        assert line.startswith("a: quiet: nothing new for 30 hours, where ") and "since" not in line
        for _ in range(12):
            await run.poll(days=30)
            assert await told(run) == ["1 feed quiet (a)"]
        assert state(run).health == "quiet: nothing new for 361 days"
        feed_server.put("/a", rss([Entry("two", "Back again", published=run.clock.now), *old]))
        await run.poll(hours=2)
        assert (await told(run))[-1] == "1 well again (a)"


@pytest.mark.parametrize("ago", [None, 30], ids=["undated", "one a month"])
async def test_a_bulletin_that_was_just_added_is_not_quiet(
    tmp_path: Path, feed_server: FeedServer, ago: int | None
) -> None:
    entries = [Entry(f"n{n}", f"Item {n}", published=NOW - timedelta(days=ago * n) if ago else None) for n in range(20)]
    feed_server.put("/a", rss(entries))
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        await run.poll()
        for days in (1, 2, 10):
            await run.poll(days=days)
            assert await told(run) == []


async def test_a_feed_whose_rate_collapses_is_told_and_when_it_recovers(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    brought = 0
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:

        async def for_days(days: int, items: int) -> list[str]:
            """Four polls a day; so many ``items`` in each that is the first of its day, or in all if there are more."""
            nonlocal brought
            for number in range(4 * days):
                fresh = range(brought, brought + (items if items > 1 or not number % 4 else 0))
                brought += len(fresh)
                entries = [Entry(f"i{n}", f"Item {n}", published=run.clock.now + timedelta(hours=5)) for n in fresh]
                feed_server.put("/a", rss([OLD, *entries]))
                await run.poll(hours=6)
                await told(run)
            return await told(run)

        assert await for_days(20, items=6) == []
        assert await for_days(2, items=1) == [], "two days may be holidays"
        assert await for_days(2, items=1) == ["1 feed collapsed (a)"]
        (line,) = run.alerts()[-1].lines
        assert line.startswith("a: collapsed: ") and line.endswith(" are usual by its rhythm") and "since" not in line
        assert await for_days(3, items=1) == ["1 feed collapsed (a)"] and state(run).trouble == "collapsed"
        assert await for_days(4, items=6) == ["1 feed collapsed (a)", "1 well again (a)"]


async def test_after_days_without_an_answer_no_rate_has_collapsed(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    async with running(watching(tmp_path, f"{feed_server.url}/a")) as run:
        for number in range(80):
            entries = [Entry(f"i{number}-{n}", f"Item {number * 9 + n}", published=run.clock.now) for n in range(6)]
            feed_server.put("/a", rss([OLD, *entries]))
            await run.poll(hours=6)
        for number in range(80, 92):
            entries = [Entry(f"i{number}-{n}", f"Item {number * 9 + n}", published=run.clock.now) for n in range(6)]
            feed_server.put("/a", rss([OLD, *entries]))
            await run.poll(hours=120 if number == 80 else 6)
            assert all("collapsed" not in one for one in await told(run))
