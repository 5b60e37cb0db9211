"""The clock of the machine is set an hour forward, and back: nothing is lost, nothing waits for the hour."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.errors import StoreError
from monitor.core.types import AlertKind, VerdictKind
from monitor.run.local import _ticks
from tests.make import Entry, report, rss
from tests.seams.test_web_acts import read_only
from tests.timeline import Day, day, rules

SUNDAY = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
OF_HAMA = "  hama:\n    title: Hama\n    severity: high\n    when: {words: [hama]}\n    first_mention: {after: 12h}\n"


async def publish(it: Day, feed: str, number: int) -> None:
    title, text = report(number)
    entries = it.published.setdefault(feed, [])
    entries.append(Entry(f"{feed}{number}", title, text, published=it.run.clock.now))
    it.server.put(f"/{feed}", rss(entries, host=f"http://{feed}.example"))
    await it.run.poll(seconds=2)
    await it.run.deliver()


def told(it: Day, receiver: str) -> list[str]:
    return [message["title"] for message in it.hooks[receiver].received]


async def test_what_is_published_around_jumps_of_the_clock_is_told_once_and_soon(tmp_path: Path) -> None:
    wishes = {"phone": {}, "desk": {"gather": "1m"}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes) as it:
        await publish(it, "a", 0)
        await it.run.monitor.ticks.notice_missed_time()
        it.run.clock.move(hours=1)
        await it.run.monitor.ticks.notice_missed_time()
        await publish(it, "b", 1)
        it.run.clock.move(hours=-1)
        await it.run.monitor.ticks.notice_missed_time()
        await publish(it, "c", 2)
        for _ in range(20):
            await it.run.poll(seconds=30)
            await it.run.deliver()
        for number in range(3):
            for receiver in wishes:
                link = f"http://{'abc'[number]}.example/"
                found = [one for one in it.hooks[receiver].received if link in one["message"]]
                assert len(found) == 1, f"{receiver} on {number} within ten minutes: {len(found)}"
        assert it.run.clock.now - SUNDAY < timedelta(minutes=15)


async def test_what_a_clock_that_ran_ahead_took_for_old_is_named_when_it_is_set_right(tmp_path: Path) -> None:
    ahead = timedelta(days=20)
    async with day(tmp_path, SUNDAY, rules=rules(), operations=["phone"]) as it:
        await it.run.monitor.ticks.notice_missed_time()
        it.run.clock.now += ahead
        await it.run.monitor.ticks.notice_missed_time()
        await it.run.poll()
        title, text = report(0)
        right = it.run.clock.now - ahead
        entries = [Entry("new", title, text, published=right)]
        entries.append(Entry("old", *report(1), published=right - timedelta(days=9)))
        it.server.put("/a", rss(entries, host="http://a.example"))
        await it.run.poll(seconds=2)
        await it.run.deliver()
        assert not any(title in one for one in told(it, "phone")), "published 20 days ago, by this clock"
        it.run.clock.now -= ahead
        for _ in range(2):
            await it.run.monitor.ticks.notice_missed_time()
            await it.run.deliver(seconds=10)
        (said,) = [one for one in it.hooks["phone"].received if "taken for old" in one["title"]]
        assert "The clock ran 20 days ahead: 1 item taken for old did not alert" in said["title"]
        assert f"item 2: {title} (watch)" in said["message"] and report(1)[0] not in said["message"]


async def test_an_update_that_a_rule_inherits_is_named_as_taken_for_old_too(tmp_path: Path) -> None:
    ahead = timedelta(days=5)
    async with day(tmp_path, SUNDAY, rules=rules(), operations=["phone"]) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("09:10", "b", "Blaze destroys grain warehouse beside Morek market", "The sky was red.")
        it.run.clock.now += ahead
        await it.run.monitor.ticks.notice_missed_time()
        await it.run.poll()
        title = "Grain warehouse blaze beside market: 3 guards killed"
        entry = Entry("new", title, "They slept.", published=it.run.clock.now - ahead)
        it.server.put("/a", rss([entry], host="http://a.example"))
        await it.run.poll(seconds=2)
        await it.run.deliver()
        assert not any(title in one for one in told(it, "phone")), "published 5 days ago, by this clock"
        it.run.clock.now -= ahead
        await it.run.monitor.ticks.notice_missed_time()
        await it.run.deliver(seconds=10)
        (said,) = [one for one in it.hooks["phone"].received if "taken for old" in one["title"]]
        assert f"item 2: {title} (watch)" in said["message"]


async def test_what_a_clock_that_ran_ahead_kept_silent_for_another_reason_is_not_named(tmp_path: Path) -> None:
    """What comes of a feed that seems not to have been heard for so long alerts all the same; a copy of it is told."""
    ahead = timedelta(days=5)
    async with day(tmp_path, SUNDAY, rules=rules(), operations=["phone"]) as it:
        await it.run.monitor.ticks.notice_missed_time()
        it.run.clock.now += ahead
        await it.run.monitor.ticks.notice_missed_time()
        title, text = report(0)
        entry = Entry("new", title, text, published=it.run.clock.now - ahead)
        for feed in "ab":
            it.server.put(f"/{feed}", rss([entry], host=f"http://{feed}.example"))
            await it.run.poll(seconds=2)
        await it.run.deliver()
        assert len([one for one in told(it, "phone") if title in one]) == 1
        it.run.clock.now -= ahead
        await it.run.monitor.ticks.notice_missed_time()
        await it.run.deliver(seconds=10)
        assert not [one for one in told(it, "phone") if "taken for old" in one]


async def test_a_clock_set_back_while_the_daemon_was_down_stops_nothing(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        it.run.clock.move(hours=-1)
        await it.run.monitor.ticks.notice_missed_time()
        await publish(it, "a", 0)
        assert len(told(it, "phone")) == 1


async def test_a_clock_that_is_set_back_while_the_database_refuses_is_followed_once_it_does_not(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await publish(it, "a", 0)
        await it.run.monitor.ticks.notice_missed_time()
        it.run.clock.move(hours=-1)
        with read_only(it.run.monitor.database), pytest.raises(StoreError):
            await it.run.monitor.ticks.notice_missed_time()
        it.run.clock.move(seconds=5)
        await it.run.monitor.ticks.notice_missed_time()
        await publish(it, "a", 1)
        assert len(told(it, "phone")) == 2, "and not in an hour"


async def test_an_attempt_planned_by_the_old_clock_comes_soon(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {}}) as it:
        await it.run.monitor.ticks.notice_missed_time()
        it.hooks["phone"]._answer_with = lambda attempt: 500 if attempt == 1 else 200
        await publish(it, "a", 0)
        assert told(it, "phone") == []
        it.run.clock.move(hours=-1)
        await it.run.monitor.ticks.notice_missed_time()
        await it.run.deliver(seconds=10)
        assert len(told(it, "phone")) == 1


async def test_what_is_to_escalate_does_so_after_the_clock_was_set_back(tmp_path: Path) -> None:
    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {}, "boss": {}}, routes=routes) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await publish(it, "a", 0)
        it.run.clock.move(hours=-5)
        await it.run.monitor.ticks.notice_missed_time()
        await it.run.deliver(seconds=16 * 60)
        assert len(told(it, "boss")) == 1


async def test_what_matched_by_a_clock_that_ran_ahead_does_not_count_in_the_time_to_come(tmp_path: Path) -> None:
    watch = rules(group_by="rule", spike="{at_least: 4, within: 1h, times: 3, over: 7d}")
    async with day(tmp_path, SUNDAY, rules=watch + OF_HAMA) as it:
        await it.run.monitor.ticks.notice_missed_time()
        for number, feed in enumerate("abc"):
            await it.at(f"3 09:{10 + 10 * number}", feed, *report(number))
            await it.run.monitor.ticks.notice_missed_time()
        await it.at("3 09:35", "a", "Bread lines in Hama", "They grow.")
        await it.run.monitor.ticks.notice_missed_time()
        it.run.clock.now = SUNDAY + timedelta(minutes=40)
        await it.run.monitor.ticks.notice_missed_time()
        before = len(it.heard())
        await it.at("13:00", "d", *report(4))
        assert it.heard()[before:] == [], "one report is no spike"
        await it.at("2 10:00", "a", "A bridge in Hama falls", "It was old.")
        assert it.heard()[before:] == [("10:00", "[HIGH] A bridge in Hama falls")]
        assert "the first mention in 2 days" in it.told["phone"][-1].text


async def test_a_silence_is_told_in_its_time_after_the_clock_was_set_back(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 2h}")) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await publish(it, "a", 0)
        it.run.clock.move(hours=-5)
        await it.run.monitor.ticks.notice_missed_time()
        await it.until("06:30")
        assert [at for at, title in it.heard() if "Nothing for 2 hours" in title] == ["06:10"], (
            "and not five hours late"
        )


async def test_a_receiver_that_fails_is_told_in_minutes_after_the_clock_was_set_back(tmp_path: Path) -> None:
    wishes: dict[str, dict[str, str]] = {"phone": {}, "desk": {}}
    refuses = {"phone": lambda _: 500}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, operations=["desk"], answers=refuses) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await publish(it, "a", 0)
        it.run.clock.move(hours=-5)
        await it.run.monitor.ticks.notice_missed_time()
        await it.until("04:30")
        said = [(at, title) for at, title in it.heard("desk") if "phone accepts" in title]
        assert said == [("04:05", "[OPERATIONS] phone accepts no messages")], "and not five hours late"


async def test_a_clock_that_ran_a_year_ahead_made_nothing_forgotten(tmp_path: Path) -> None:
    """As of a machine that starts with a wrong time: the index and the texts would be gone for good, and all be told
    once more."""
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        ticks = {name: tick for name, tick, _ in _ticks(it.run.monitor, asyncio.Lock())}
        await ticks["time"]()
        await publish(it, "a", 0)
        for minutes in range(0, 70, 7):
            it.run.clock.move(minutes=minutes)
            await ticks["time"]()
        it.run.clock.move(days=400)
        await ticks["forget"]()
        it.run.clock.move(days=-400)
        await ticks["time"]()
        await publish(it, "b", 0)
        (first, again) = it.run.items()
        assert first.text or first.lead
        assert again.verdict == VerdictKind.COPY and len(it.run.alerts()) == 1


async def test_after_a_sleep_nothing_is_called_silent_whichever_tick_comes_first(tmp_path: Path) -> None:
    """All are due at once then: what was published meanwhile is read first."""
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 6h}")) as it:
        ticks = {name: tick for name, tick, _ in _ticks(it.run.monitor, asyncio.Lock())}
        await ticks["time"]()
        await publish(it, "a", 0)
        it.run.clock.move(minutes=9)
        await ticks["time"]()
        it.run.clock.move(minutes=9)
        await ticks["silence"]()
        it.run.clock.move(hours=9)
        await ticks["silence"]()
        assert [alert.headline for alert in it.run.alerts() if alert.kind is AlertKind.QUIET] == []


async def test_what_a_rule_counted_is_not_forgotten_by_a_clock_that_runs_ahead(tmp_path: Path) -> None:
    """Else what waits to be confirmed is never told."""
    async with day(tmp_path, SUNDAY, rules=rules(confirm="{sources: 2, within: 6h, alert: wait}")) as it:
        ticks = {name: tick for name, tick, _ in _ticks(it.run.monitor, asyncio.Lock())}
        await publish(it, "a", 0)
        for move in (timedelta(0), timedelta(days=60), timedelta(minutes=9), timedelta(minutes=9)):
            it.run.clock.now += move
            await ticks["time"]()
        await ticks["silence"]()
        it.run.clock.now -= timedelta(days=60)
        await ticks["time"]()
        await publish(it, "b", 1)
        assert len(it.run.alerts()) == 1
