"""What came out while a feed, or the daemon, was away counts in its own time, for all that rules ask over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.make import Entry, report, rss
from tests.timeline import Day, day, rules

SUNDAY = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SURGE = rules(spike="{at_least: 4, times: 2, within: 1h, over: 2d}", group_by="rule")
CONFIRMED = rules(confirm="{sources: 2, within: 2h, alert: wait}", group_by="rule")


def put(it: Day, feed: str, times: Sequence[datetime], *, first: int = 0) -> None:
    """One event at each of these times."""
    entries = it.published.setdefault(feed, [])
    for number, at in enumerate(times, first):
        title, text = report(number)
        entries.append(Entry(f"{feed}{number}", title, text, published=at))
    it.server.put(f"/{feed}", rss(entries, host=f"http://{feed}.example"))


async def publish(it: Day, feed: str, times: Sequence[datetime], *, first: int = 0) -> None:
    """As :func:`put`, and all are read now."""
    put(it, feed, times, first=first)
    await it.run.poll(seconds=2)
    await it.run.monitor.ticks.tell_of_silence()  # it forgets what no window asks for


async def steady(it: Day) -> datetime:
    """A day with one event in three hours; then nothing is heard for a day. When that began."""
    await it.run.monitor.ticks.notice_missed_time()
    for number in range(8):
        await publish(it, "a", [it.run.clock.now], first=number)
        it.run.clock.move(hours=3)
    await it.run.poll()
    gone = it.run.clock.now
    it.run.clock.move(days=1)
    return gone


def told(it: Day) -> list[str]:
    return [alert.why for alert in it.run.alerts() if alert.rule == "watch"]


async def test_what_was_missed_in_a_day_is_no_spike_when_it_is_read(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=SURGE) as it:
        gone = await steady(it)
        await publish(it, "a", [gone + 3 * HOUR * n for n in range(1, 8)], first=20)
        assert told(it) == []
        await publish(it, "b", [it.run.clock.now], first=40)
        assert told(it) == [], "nor is what comes next"


async def test_a_spike_that_was_missed_is_told_when_it_is_read(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=SURGE) as it:
        gone = await steady(it)
        await publish(it, "a", [gone + 5 * HOUR + 10 * MINUTE * n for n in range(4)], first=20)
        (why,) = told(it)
        assert "spike: 4 matches in 60 minutes" in why


async def test_a_spike_is_told_when_the_second_of_the_feeds_that_make_it_is_back(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=SURGE) as it:
        it.server.put("/b", "", status=503)
        gone = await steady(it)
        await publish(it, "a", [gone + 5 * HOUR + 10 * MINUTE * n for n in (0, 4)], first=20)
        it.run.clock.move(hours=7)
        await publish(it, "b", [gone + 5 * HOUR + 10 * MINUTE * n for n in (1, 2)], first=40)
        assert [why.partition(",")[0] for why in told(it)] == ["spike: 4 matches in 60 minutes"]


async def test_reports_that_came_out_far_apart_confirm_nothing_as_they_are_read_together(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=CONFIRMED) as it:
        gone = await steady(it)
        put(it, "a", [gone + HOUR], first=20)
        await publish(it, "b", [gone + 9 * HOUR], first=40)
        assert told(it) == []


async def test_a_feed_that_comes_back_confirms_what_came_out_with_its_report(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=CONFIRMED) as it:
        await it.run.monitor.ticks.notice_missed_time()
        it.server.put("/b", "", status=503)
        begun = it.run.clock.now
        await publish(it, "a", [begun], first=20)
        it.run.clock.move(hours=9)
        await publish(it, "b", [begun - 30 * MINUTE + HOUR], first=40)
        (why,) = told(it)
        assert why == "confirmed: 2 of 2 independent sources within 2 hours"
        await publish(it, "c", [it.run.clock.now], first=60)
        assert len(told(it)) == 1, "what comes now is of another hour, and waits"
