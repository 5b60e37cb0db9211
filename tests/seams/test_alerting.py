"""Alerting as its users live it: what is published when, who is told what and when. Time is virtual."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitor.acts import acknowledging
from monitor.delivery.claim import SOME
from monitor.in_force.reload import Reload
from monitor.store import alerts
from monitor.store.deliveries import outbox
from tests.make import STORY, Entry, report
from tests.running import running
from tests.timeline import HEAD, SUNDAY, Day, day, rules


async def test_a_story_is_told_once_and_then_what_is_new(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("10:05", "b", HEAD, STORY)
        later = STORY.replace("21", "31") + " Two more died in hospital, doctors said in the evening."
        await it.at("10:20", "c", "Toll in Morek rises to 31", later)
        await it.until("11:00")
        assert it.heard() == [("10:00", f"[MEDIUM] {HEAD}"), ("10:20", "[MEDIUM] follow-up: Toll in Morek rises to 31")]
        assert "New: " in it.told["phone"][1].text


async def test_quiet_hours_hold_and_tell_in_one_message_in_the_morning(tmp_path: Path) -> None:
    quiet = {"hours": "22:00-07:00", "zone": "Europe/London", "but": "critical"}
    async with day(tmp_path, SUNDAY.replace(hour=20), rules=rules(), receivers={"phone": {"quiet_hours": quiet}}) as it:
        await it.at("21:59", "a", *report(0))
        await it.at("22:01", "b", *report(1))
        await it.at("1 02:00", "c", *report(2))
        assert [at for at, _ in it.heard()] == ["21:59"]
        await it.until("1 07:01")
        assert [at for at, _ in it.heard()] == ["21:59", "07:00"]
        morning = it.told["phone"][1]
        assert report(1)[0] in morning.text + morning.title and report(2)[0] in morning.text + morning.title


async def test_quiet_hours_let_the_gravest_through_and_one_held_alone_comes_as_itself(tmp_path: Path) -> None:
    quiet = {"hours": "22:00-07:00", "but": "critical"}
    grave = rules(**{"raise": "[{to: critical, if: {words: [killed]}}]"})
    async with day(tmp_path, SUNDAY.replace(hour=22), rules=grave, receivers={"phone": {"quiet_hours": quiet}}) as it:
        await it.at("23:00", "a", *report(0))
        await it.at("23:30", "b", HEAD, STORY)
        await it.until("1 07:01")
        assert it.heard() == [("23:30", f"[CRITICAL] {HEAD}"), ("07:00", f"[MEDIUM] {report(0)[0]}")]
        assert "Held until now: quiet hours 22:00 to 07:00 UTC" in it.told["phone"][1].text


async def test_however_many_wait_before_it_the_gravest_comes_at_once(tmp_path: Path) -> None:
    quiet = {"hours": "22:00-07:00", "but": "critical"}
    grave = rules(**{"raise": "[{to: critical, if: {words: [killed]}}]"})
    async with day(tmp_path, SUNDAY.replace(hour=22), rules=grave, receivers={"phone": {"quiet_hours": quiet}}) as it:
        earlier = it.moment("22:59")
        it.published["a"] = [Entry(f"a{number}", *report(number), published=earlier) for number in range(SOME + 5)]
        await it.at("23:00", "a", HEAD, STORY)
        assert it.heard() == [("23:00", f"[CRITICAL] {HEAD}")] and it.states() == {"held": SOME + 5, "sent": 1}


async def test_what_was_tried_before_quiet_hours_began_is_tried_again_in_them(tmp_path: Path) -> None:
    wish = {"phone": {"quiet_hours": {"hours": "22:00-07:00"}}}
    refuses = {"phone": lambda number: 503 if number == 1 else 200}
    async with day(tmp_path, SUNDAY.replace(hour=21), rules=rules(), receivers=wish, answers=refuses) as it:
        await it.at("21:59", "a", *report(0))
        it.run.clock.now = it.moment("22:05")
        await it.run.deliver()
        assert it.states() == {"sent": 1}, "it may have arrived: to hold it now would hold a repeat"


async def test_a_digest_comes_at_its_time_and_an_empty_one_does_not(tmp_path: Path) -> None:
    wishes = {"phone": {}, "desk": {"digest": "daily at 12:00 UTC"}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes) as it:
        for number in range(3):
            await it.at(f"10:0{number}", "abc"[number], *report(number))
        await it.until("1 12:30")
        assert len(it.heard("phone")) == 3
        assert [at for at, _ in it.heard("desk")] == ["12:00"]
        assert "Daily digest" in it.told["desk"][0].title
        assert all(report(number)[0] in it.told["desk"][0].text for number in range(3))


async def test_a_digest_that_falls_into_quiet_hours_comes_at_their_end(tmp_path: Path) -> None:
    wishes = {"desk": {"digest": "daily at 07:00 UTC", "quiet_hours": {"hours": "22:00-08:00"}}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes) as it:
        for number in range(2):
            await it.at(f"10:0{number}", "ab"[number], *report(number))
        await it.until("1 08:30")
        assert [at for at, _ in it.heard("desk")] == ["08:00"]
        assert "Daily digest" in it.told["desk"][0].title


async def test_a_digest_that_its_cap_holds_for_a_moment_does_not_wait_for_the_next(tmp_path: Path) -> None:
    wishes = {"desk": {"digest": "hourly", "cap": {"messages": 1, "within": "65m"}}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes) as it:
        for number in range(2):
            await it.at(f"1{number}:10", "ab"[number], *report(number))
        await it.until("13:30")
        assert [at for at, _ in it.heard("desk")] == ["11:00", "12:05"]


EDITS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"quiet_hours": {"hours": "09:00-20:00"}}, {}, "11:00"),
    ({"quiet_hours": {"hours": "09:00-20:00"}}, {"quiet_hours": {"hours": "10:00-14:00"}}, "14:00"),
    ({"digest": "daily at 21:00 UTC"}, {}, "11:00"),
    ({"digest": "daily at 21:00 UTC"}, {"digest": "daily at 12:00 UTC"}, "12:00"),
    ({"digest": "daily at 21:00 UTC"}, {"digest": "daily at 21:00 UTC", "gather": "5m"}, "21:00"),
    (
        {"digest": "daily at 10:30 UTC", "quiet_hours": {"hours": "09:00-20:00"}},
        {"digest": "daily at 10:30 UTC"},
        "11:00",
    ),
    ({"cap": {"messages": 1, "within": "6h"}}, {}, "11:00"),
]


@pytest.mark.parametrize(("before", "after", "told"), EDITS)
async def test_an_edit_of_what_a_receiver_wishes_counts_for_what_waits_too(
    before: dict[str, Any], after: dict[str, Any], told: str, tmp_path: Path
) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": before}) as it:
        if "cap" in before:
            await it.at("10:00", "b", *report(1))
        await it.at("10:10", "a", *report(0))
        receiver = {"url": it.hooks["phone"].apprise_url, **after}
        config = yaml.safe_load((tmp_path / "config.yaml").read_text()) | {"receivers": {"phone": receiver}}
        (tmp_path / "config.yaml").write_text(yaml.safe_dump(config))
        await it.until("10:59")
        assert await it.run.monitor.in_force.reload(tmp_path / "config.yaml") is Reload.SWAPPED
        await it.until("1 12:00")
        assert it.heard()[-1][0] == told


async def test_what_was_snoozed_when_its_digest_came_comes_when_the_snooze_ends_whatever_is_edited_meanwhile(
    tmp_path: Path,
) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {"digest": "daily at 12:00 UTC"}}) as it:
        await it.at("10:00", "a", *report(0))
        acknowledging.snooze(it.run.monitor.database, 1, "", it.moment("14:00"), "amal", it.run.clock.now)
        await it.until("12:30")
        (tmp_path / "rules" / "rules.yaml").write_text(rules(tags="[north]"), encoding="utf-8")
        assert await it.run.monitor.in_force.reload(tmp_path / "config.yaml") is Reload.SWAPPED
        await it.until("1 13:00")
        assert [at for at, _ in it.heard()] == ["14:00"], "and not with the digest of the next day"


async def test_what_another_receiver_refused_waits_for_the_hours_of_the_one_in_its_place(tmp_path: Path) -> None:
    quiet = {"quiet_hours": {"hours": "09:00-20:00"}}
    wishes: dict[str, dict[str, Any]] = {"phone": {}, "night": quiet}
    routes, refuses = [{"to": "phone"}], {"phone": lambda _: 500}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes, answers=refuses) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("10:02")
        night = {"url": it.hooks["night"].apprise_url, **quiet}
        config = yaml.safe_load((tmp_path / "config.yaml").read_text())
        config |= {"receivers": {"night": night}, "routes": [{"to": "night"}]}
        (tmp_path / "config.yaml").write_text(yaml.safe_dump(config))
        assert await it.run.monitor.in_force.reload(tmp_path / "config.yaml") is Reload.SWAPPED
        await it.until("21:00")
        assert [at for at, title in it.heard("night") if "OPERATIONS" not in title] == ["20:00"]


async def test_an_edit_while_nothing_runs_counts_for_what_waits_too(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {"digest": "daily at 21:00 UTC"}}) as it:
        await it.at("10:00", "a", *report(0))
        receiver = {"url": it.hooks["phone"].apprise_url}
        config = yaml.safe_load((tmp_path / "config.yaml").read_text()) | {"receivers": {"phone": receiver}}
        (tmp_path / "config.yaml").write_text(yaml.safe_dump(config))
        async with running(tmp_path / "config.yaml", it.run.clock) as next_run:
            await next_run.deliver(seconds=1)
        assert len(it.hooks["phone"].received) == 1


async def test_what_is_gathered_comes_as_one_message(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {"gather": "5m"}}) as it:
        for number, minute in enumerate((0, 3, 7)):
            await it.at(f"10:0{minute}", "abc"[number], *report(number))
        await it.until("10:30")
        assert [at for at, _ in it.heard()] == ["10:05", "10:12"]
        assert all(report(number)[0] in it.told["phone"][0].text for number in range(2))


async def test_a_storm_gives_each_receiver_its_cap_and_accounts_for_the_rest(tmp_path: Path) -> None:
    async with day(
        tmp_path, SUNDAY, rules=rules(), receivers={"phone": {"cap": {"messages": 5, "within": "10m"}}}
    ) as it:
        await it.until("09:59")
        for number in range(40):
            it.published.setdefault("a", [])
            await it.at("10:00", "abcd"[number % 4], *report(number))
        assert len(it.heard()) == 5
        await it.until("10:30")
        assert [at for at, _ in it.heard()[5:]] == ["10:10"], "what the cap held comes as one message"
        counts = it.states()
        alerts = len(it.run.alerts())
        assert counts["told"] == alerts - 5 and counts["sent"] == 6
        summary = it.told["phone"][5]
        assert str(alerts - 5) in summary.title + summary.text


async def test_a_terminal_is_capped_only_if_the_config_says_so(tmp_path: Path) -> None:
    plain, asked = (
        {"type": "console", "url": ""},
        {"type": "console", "url": "", "cap": {"messages": 2, "within": "10m"}},
    )
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {}, "screen": plain, "wall": asked}) as it:
        for number in range(30):
            await it.at("10:00", "abcd"[number % 4], *report(number))
        sent = {"phone": 0, "screen": 0, "wall": 0}
        with it.run.monitor.database.reading() as tx:
            for one in outbox.listed(tx, limit=1_000):
                sent[one.receiver] += one.state == "sent"
        assert sent == {"phone": 20, "screen": len(it.run.alerts()), "wall": 2}


async def write(it: Day, folder: Path, text: str) -> None:
    (folder / "rules" / "rules.yaml").write_text(text, encoding="utf-8")
    await it.run.monitor.in_force.reload(folder / "config.yaml")


async def test_a_cap_neither_counts_nor_holds_what_is_said_of_the_monitor_or_escalates(tmp_path: Path) -> None:
    step = {"to": "desk", "when": {"source": ["a.example"]}, "escalate": [{"after": "15m", "to": "phone"}]}
    wishes: dict[str, Any] = {"phone": {"cap": {"messages": 2, "within": "2h"}}, "desk": {}}
    routes = [step, {"to": "phone"}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes, operations="phone") as it:
        await it.at("10:00", "a", *report(0))
        await it.at("10:10", "b", *report(1))
        await write(it, tmp_path, "rules: {")
        await it.until("10:13")
        await it.at("10:20", "c", *report(2))
        await it.at("10:21", "a", *report(3))
        await it.until("10:40")
        await write(it, tmp_path, rules())
        await it.until("10:41")
        told = [(at, title.partition("]")[0]) for at, title in it.heard("phone")]
        assert told == [
            ("10:10", "[MEDIUM"),
            ("10:13", "[OPERATIONS"),
            ("10:15", "[MEDIUM"),  # escalates
            ("10:20", "[MEDIUM"),  # the cap's second
            ("10:36", "[MEDIUM"),  # escalates
            ("10:41", "[OPERATIONS"),
        ]


async def test_a_receiver_reads_the_clocks_of_its_zone_and_its_quiet_hours_are_theirs(tmp_path: Path) -> None:
    summer = datetime(2026, 7, 1, 20, 0, tzinfo=UTC)
    wish = {"zone": "Europe/London", "quiet_hours": {"hours": "22:00-23:00"}}
    async with day(tmp_path, summer, rules=rules(), receivers={"phone": wish, "desk": {}}) as it:
        await it.at("21:10", "a", HEAD, STORY)
        await it.until("23:30")
        assert [at for at, _ in it.heard("desk")] == ["21:10"] and [at for at, _ in it.heard("phone")] == ["22:00"]
        assert "2026-07-01 21:10 UTC" in it.told["desk"][0].text
        text = it.told["phone"][0].text
        assert "2026-07-01 22:10 Europe/London" in text and "UTC" not in text
        assert "Late by 50 min: it was decided at 2026-07-01 22:10 Europe/London" in text


async def test_after_an_outage_what_is_late_comes_as_one_and_in_order(tmp_path: Path) -> None:
    async with day(
        tmp_path, SUNDAY, rules=rules(), answers={"phone": lambda number: 503 if number < 12 else 200}
    ) as it:
        for number in range(5):
            await it.at(f"10:0{number}", "abcda"[number], *report(number))
        await it.until("13:00")
        titles = [title for _, title in it.heard() if "OPERATIONS" not in title]
        assert len(titles) == 1 and "Late by up to" in titles[0]
        told = "".join(one.title + one.text for one in it.told["phone"])
        assert all(report(number)[0] in told for number in range(5))


async def test_after_an_outage_a_program_is_told_of_each_alert_however_many_are_late(tmp_path: Path) -> None:
    is_down = True
    async with day(
        tmp_path,
        SUNDAY,
        rules=rules(),
        receivers={"phone": {"type": "webhook", "secret": "s"}},
        answers={"phone": lambda _: 503 if is_down else 200},
    ) as it:
        it.published["a"] = [Entry(f"a{number}", *report(number), published=SUNDAY) for number in range(500)]
        await it.at("10:00", "a", *report(500))
        await it.until("11:00")
        is_down = False
        await it.until("13:00")
        told = [message for message in it.hooks["phone"].received if message["severity"] == "medium"]
        with it.run.monitor.database.reading() as tx:
            made = {one.id for one in alerts.listed(tx, limit=1000, rule="watch")}
        assert len(made) > 250 and 2 <= len(told) <= 5, "no storm"
        assert {one["id"] for message in told for one in message["alerts"]} == made
        assert {message["more"] for message in told} == {0}


async def test_nothing_overtakes_an_earlier_message_on_its_story(tmp_path: Path) -> None:
    async with day(
        tmp_path, SUNDAY, rules=rules(), answers={"phone": lambda number: 500 if number == 1 else 200}
    ) as it:
        await it.at("10:00", "a", HEAD, STORY)
        later = STORY.replace("21", "31") + " Two more died in hospital, doctors said in the evening."
        it.published["b"] = []
        await it.at("10:00", "b", "Toll in Morek rises to 31", later)
        await it.until("11:00")
        assert [title for _, title in it.heard()] == [
            f"[MEDIUM] {HEAD}",
            "[MEDIUM] follow-up: Toll in Morek rises to 31",
        ]


async def test_a_restart_inside_quiet_hours_loses_nothing(tmp_path: Path) -> None:
    quiet = {"hours": "22:00-07:00"}
    async with day(tmp_path, SUNDAY.replace(hour=21), rules=rules(), receivers={"phone": {"quiet_hours": quiet}}) as it:
        await it.at("23:00", "a", *report(0))
        await it.at("23:10", "b", *report(1))
        assert it.states() == {"held": 2}
        it.run.monitor.start()  # as after a crash: what was claimed is free again
        await it.until("1 07:01")
        assert [at for at, _ in it.heard()] == ["07:00"]


async def test_what_is_new_is_said_once_and_not_the_headline_again(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await it.at("10:00", "a", "Shelling of Morek market kills 12", "Twelve were killed when shells hit a market.")
        more = (
            "The number of people killed at the market of Morek has risen to 24, a council said. A school was closed."
        )
        await it.at("11:00", "b", "Morek market shelling: toll rises to 24", more)
        denial = "The army of Idlib denied that it had fired on a market and blamed others for it."
        await it.at("12:00", "c", "Army denies shelling of Morek market", denial)
        for told in it.run.alerts():
            assert told.headline not in told.new and len(set(told.new)) == len(told.new), told.new
        toll = next(told.new for told in it.run.alerts() if "24" in told.headline)
        assert toll[0] == "killed: 12 -> 24" and "24 killed" not in toll
