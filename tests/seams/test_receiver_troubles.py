"""Receivers that accept nothing, and messages that can never be sent: others hear of them. Time is virtual."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.acts import redelivery
from monitor.testing import FeedServer, WebhookServer
from tests.make import Entry, report, rss, workspace
from tests.running import Clock, command_here, running
from tests.timeline import SUNDAY, day, rules


async def test_a_receiver_that_accepts_nothing_is_told_to_another_and_so_is_its_recovery(tmp_path: Path) -> None:
    async with day(
        tmp_path,
        SUNDAY,
        rules=rules(),
        receivers={"phone": {}, "desk": {}},
        routes=[{"to": "phone"}],
        answers={"phone": lambda number: 500 if number < 12 else 200},
    ) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("10:04")
        assert it.heard("desk") == [], "most recover by themselves"
        await it.until("10:20")
        ((at, title),) = it.heard("desk")
        assert "10:05" <= at <= "10:15" and title == "[OPERATIONS] phone accepts no messages"
        assert "1 message waits" in it.told["desk"][0].text and "500" in it.told["desk"][0].text
        await it.until("1 10:00")
        assert [title for _, title in it.heard("desk")][1:] == ["[OPERATIONS] phone accepts messages again"]
        assert len(it.heard("phone")) == 1


async def test_a_receiver_whose_messages_are_tried_again_by_hand_or_given_up_accepts_none_again(tmp_path: Path) -> None:
    wishes: dict[str, dict[str, Any]] = {"phone": {}, "third": {}, "desk": {}}
    async with day(
        tmp_path,
        SUNDAY,
        rules=rules(),
        receivers=wishes,
        routes=[{"to": "phone"}],
        operations="desk",
        answers={"phone": lambda _: 500},
    ) as it:
        database = it.run.monitor.database
        await it.at("10:00", "a", *report(0))
        await it.until("11:00")
        redelivery.retry_all(database, "phone", wishes, it.run.clock.now, dead=False)
        await it.until("11:30")
        assert [title for _, title in it.heard("desk")] == ["[OPERATIONS] phone accepts no messages"]
        redelivery.drop(database, 1, "selma", "told by voice", it.run.clock.now)
        await it.until("11:40")
        assert [title for _, title in it.heard("desk")][1:] == ["[OPERATIONS] nothing waits for phone"]
        assert it.heard("third") == [], "who is of operations hears it, and nobody is woken beside"


async def test_a_retry_by_hand_in_vain_asks_a_receiver_more_often_once(tmp_path: Path) -> None:
    attempts = []
    for number, by_hand in enumerate((False, True)):
        async with day(tmp_path / str(number), SUNDAY, rules=rules(), answers={"phone": lambda _: 500}) as it:
            for minute in range(2):
                await it.at(f"10:0{minute}", "ab"[minute], *report(minute))
            await it.until("13:00")
            if by_hand:
                redelivery.retry(it.run.monitor.database, 1, {"phone"}, it.run.clock.now, again=False)
            before = it.hooks["phone"].attempts
            await it.until("19:00")
            attempts.append(it.hooks["phone"].attempts - before)
    assert attempts[1] < 2 * attempts[0], "it begins with seconds anew once, and not at each attempt"


async def test_what_can_never_be_sent_is_a_dead_letter_that_others_hear_of_and_stops_nothing(tmp_path: Path) -> None:
    gone = {"phone": {"type": "webhook", "secret": "s"}, "desk": {}}
    async with day(
        tmp_path,
        SUNDAY,
        rules=rules(),
        receivers=gone,
        routes=[{"to": "phone"}],
        answers={"phone": lambda number: 404 if number == 1 else 200},
    ) as it:
        await it.at("10:00", "a", *report(0))
        await it.at("10:30", "b", *report(1))
        assert it.states()["dead"] == 1 and len(it.heard("phone")) == 1
        ((_, title),) = it.heard("desk")
        assert title == "[OPERATIONS] 1 message can never be sent" and "404" in it.told["desk"][0].text
        said = it.told["desk"][0].text
        assert "`monitor deliveries retry --dead` once that is mended" in said
        assert "`monitor deliveries list --state dead` shows it" in said and "nothing is lost" not in said
        await it.until("12:00")
        assert len(it.heard("desk")) == 1, "told once"


async def test_status_and_lists_say_what_waits_for_a_receiver_that_fails_and_until_when(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([]))
    with WebhookServer(lambda _: 503, {"Retry-After": "3600"}) as hook:
        phone = {"type": "webhook", "url": f"http://127.0.0.1:{hook.port}/", "secret": "s"}
        feeds = {"a": f"{feed_server.url}/a"}
        config = workspace(tmp_path, feeds, receivers={"phone": phone}, routes=[{"to": "phone"}], rules=rules())
        async with running(config, Clock(datetime.now(UTC) - timedelta(minutes=1))) as run:
            await run.poll()
            entries = [Entry(str(n), *report(n), published=run.clock.now) for n in range(3)]
            feed_server.put("/a", rss(entries))
            await run.poll(seconds=2)
            await run.deliver()
            assert hook.attempts == 1 and len(run.alerts()) == 3
    *waiting, tried = json.loads(command_here("deliveries", "list", "--json", folder=tmp_path).stdout)
    assert tried["why"].startswith("HTTP 503")
    again = f"{datetime.fromisoformat(tried['next_attempt_at']):%Y-%m-%d %H:%M:%S} UTC"
    assert {one["why"] for one in waiting} == {f"phone is tried again at {again} at the latest: {tried['why']}"}
    assert f"pending, next at {again}" in command_here("deliveries", "show", tried["id"], folder=tmp_path).stdout
    assert f"at {again} at the latest" in command_here("deliveries", "show", waiting[0]["id"], folder=tmp_path).stdout
    said = command_here("status", folder=tmp_path).stdout
    assert f"tried again at {again} at the latest: {tried['why']}" in said and "  phone does not take them" in said
    (failing,) = json.loads(command_here("status", "--json", folder=tmp_path).stdout)["receivers_failing"]
    assert (failing["receiver"], failing["count"], failing["error"]) == ("phone", 3, tried["why"])
