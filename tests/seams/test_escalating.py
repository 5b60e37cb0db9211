"""Who else is told if nobody acknowledges, in virtual time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.acts import acknowledging, redelivery
from monitor.store import alerts
from monitor.store.deliveries import escalating, outbox
from tests.make import report
from tests.timeline import BRIDGES, ESCALATES, REPAIRED, SUNDAY, day, rules


async def test_nobody_acknowledges_and_it_escalates(tmp_path: Path) -> None:
    from monitor.store import alerts

    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {}, "boss": {}}, routes=routes) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("10:20")
        assert [at for at, _ in it.heard("boss")] == ["10:15"]
        assert "Nobody acknowledged this for 15 minutes" in it.told["boss"][0].text
        assert "Late by" not in it.told["boss"][0].text, "it came on time"
        with it.run.monitor.database.reading() as tx:
            told = outbox.of_alerts(tx, it.run.alerts())[1]
        assert {one.standing(it.run.clock.now) for one in told} == {"phone sent", "boss sent (escalated)"}
        await it.at("11:00", "b", *report(1))
        with it.run.monitor.database.writing() as tx:
            alerts.acknowledge(tx, it.run.alerts()[-1].id, "selma", it.run.clock.now)
        await it.until("11:30")
        assert len(it.heard("boss")) == 1, "acknowledged: nobody else is called"


async def test_who_acknowledges_hears_to_whom_it_escalated_before(tmp_path: Path) -> None:
    steps = [{"after": "15m", "to": "boss"}, {"after": "2h", "to": "chief"}]
    routes = [{"to": "phone", "escalate": steps}]
    wishes: dict[str, Any] = {"phone": {}, "boss": {}, "chief": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        database = it.run.monitor.database
        await it.at("10:00", "a", *report(0))
        await it.until("10:20")
        await it.at("10:30", "b", *report(1))
        first, second = sorted(one.id for one in it.run.alerts())
        assert acknowledging.acknowledge(database, first, "selma", it.run.clock.now).escalated == ("boss",)
        assert acknowledging.acknowledge(database, second, "selma", it.run.clock.now).escalated == ()


async def test_each_rule_that_met_an_article_escalates_when_and_if_its_own_route_says_so(tmp_path: Path) -> None:
    north = "  north:\n    title: North\n    severity: low\n    when: {words: [north]}\n"
    routes: list[dict[str, Any]] = [
        {"to": "phone", "when": {"rule": "watch"}, "escalate": [{"after": "15m", "to": "boss"}]},
        {"to": "phone", "when": {"rule": "bridges"}, "escalate": [{"after": "30m", "to": "boss"}]},
        {"to": "phone"},
    ]
    wishes: dict[str, Any] = {"phone": {}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=rules() + BRIDGES + north, receivers=wishes, routes=routes) as it:
        await it.at("10:00", "a", *REPAIRED)
        await it.until("11:00")
        named = [[rule for rule in ("watch", "bridges", "north") if f"({rule})" in one.text] for one in it.told["boss"]]
        assert [at for at, _ in it.heard("boss")] == ["10:15", "10:30"] and named == [["watch"], ["bridges"]]


async def test_what_waits_to_escalate_by_a_step_that_is_removed_calls_nobody(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {}, "boss": {}, "chief": {}}
    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": ["boss", "chief"]}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        await it.at("10:00", "a", *report(0))
        config = json.loads((tmp_path / "config.yaml").read_text(encoding="utf-8"))
        config["routes"] = [{"to": "phone", "escalate": [{"after": "15m", "to": "chief"}]}]
        (tmp_path / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        with it.run.monitor.database.reading() as tx:
            told = outbox.of_alerts(tx, it.run.alerts())[1]
        assert "boss closed (the routes escalate it to boss no more)" in {
            one.standing(it.run.clock.now) for one in told
        }
        await it.until("11:00")
        assert it.heard("boss") == [] and [at for at, _ in it.heard("chief")] == ["10:15"]


async def test_what_escalates_goes_to_a_receiver_that_is_renamed_in_its_own_route(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {}, "boss": {}, "desk": {}}
    first = {"to": "phone", "when": {"source": ["a.example"]}, "escalate": [{"after": "15m", "to": "boss"}]}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=[first, {"to": "desk"}]) as it:
        await it.at("10:00", "a", *report(0))
        text = (tmp_path / "config.yaml").read_text(encoding="utf-8")
        (tmp_path / "config.yaml").write_text(text.replace('"boss"', '"chief"'), encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.until("11:00")
        assert [at for at, _ in it.heard("boss")] == ["10:15"], "the same place under another name"
        assert it.heard("desk") == []


@pytest.mark.parametrize("by", ["story", "rule"])
async def test_who_acknowledges_a_message_acknowledges_what_stands_under_also(tmp_path: Path, by: str) -> None:
    both = rules(group_by=by)
    both = both.replace("rules:\n", "rules:\n  hit:\n    title: Hit\n    severity: high\n    when: {words: [idlib]}\n")
    routes = [
        {"to": "phone", "when": {"severity_at_least": "high"}},
        {"to": "phone", "escalate": [{"after": "30m", "to": "chief"}]},
    ]
    async with day(tmp_path, SUNDAY, rules=both, receivers={"phone": {}, "chief": {}}, routes=routes) as it:
        for number, at in enumerate(("10:00", "11:00")):
            await it.at(at, "a", *report(number))
        first, also, later, later_also = it.run.alerts()
        assert (first.rule, also.rule) == ("hit", "watch") and "also: Idlib" in it.told["phone"][0].text
        acknowledging.acknowledge(it.run.monitor.database, later.id, "selma", it.run.clock.now)
        await it.until("12:00")
        with it.run.monitor.database.reading() as tx:
            assert set(alerts.all_acknowledged(tx, [later.id, later_also.id])) == {later.id, later_also.id}
        assert [at for at, _ in it.heard("chief")] == ["10:30"], "of the other article nobody said anything"


async def test_what_is_just_being_told_when_it_should_escalate_was_not_told_yet(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {"gather": "15m"}, "second": {}}
    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "second"}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("11:00")
        assert [at for at, _ in it.heard("phone")] == ["10:15"]
        assert [at for at, _ in it.heard("second")] == ["10:30"]


async def test_what_is_acknowledged_after_the_night_escalates_no_more(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {"quiet_hours": {"hours": "22:00-07:00"}}, "boss": {}}
    async with day(tmp_path, SUNDAY.replace(hour=21), rules=rules(), receivers=wishes, routes=ESCALATES) as it:
        await it.at("23:00", "a", *report(0))
        await it.until("1 07:10")
        with it.run.monitor.database.writing() as tx:
            alerts.acknowledge(tx, it.run.alerts()[-1].id, "selma", it.run.clock.now)
        await it.until("1 08:00")
        assert it.heard("boss") == []


async def test_one_who_was_told_at_once_is_enough_to_escalate(tmp_path: Path) -> None:
    routes = [{**ESCALATES[0], "to": ["desk", "phone"]}]
    wishes: dict[str, Any] = {"desk": {"digest": "daily at 12:00 UTC"}, "phone": {}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("11:00")
        assert [at for at, _ in it.heard("boss")] == ["10:15"]


async def test_a_receiver_that_fails_keeps_nothing_from_escalating(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {"digest": "daily at 12:00 UTC"}, "boss": {}}
    async with day(
        tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES, answers={"phone": lambda _: 500}
    ) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("14:00")
        assert [at for at, title in it.heard("boss") if "OPERATIONS" not in title] == ["12:15"]


async def test_what_is_acknowledged_while_it_is_refused_is_not_tried_again(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {}, "boss": {}}
    refuses = {"boss": lambda _: 503}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES, answers=refuses) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("10:15")
        assert it.states() == {"sent": 1, "pending": 1}
        acknowledging.acknowledge(it.run.monitor.database, 1, "selma", it.run.clock.now)
        await it.until("11:00")
        assert it.states() == {"sent": 1, "closed": 1}
        with it.run.monitor.database.reading() as tx:
            assert [(one.receiver, one.attempts) for one in outbox.listed(tx, limit=1, states=["closed"])] == [
                ("boss", 1)
            ]


async def test_a_receiver_that_fails_now_and_then_is_not_told_each_time(tmp_path: Path) -> None:
    """For ten minutes in every twenty; it is told to be over when it stays so for an hour."""
    status = {"phone": 200}
    wishes: dict[str, Any] = {"phone": {"cap": "off"}, "ops": {}}
    async with day(
        tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=[{"to": "phone"}], operations=["ops"],
        answers={"phone": lambda _: status["phone"]},
    ) as it:  # fmt: skip

        async def minutes(first: int, last: int) -> None:
            for minute in range(first, last):
                await it.at(f"{10 + minute // 60}:{minute % 60:02}")

        for turn in range(4):
            status["phone"] = 500
            await it.at(f"{10 + turn * 20 // 60}:{turn * 20 % 60:02}", "abcd"[turn], *report(turn))
            await minutes(turn * 20 + 1, turn * 20 + 10)
            status["phone"] = 200
            await minutes(turn * 20 + 10, turn * 20 + 20)
        failing, over = "[OPERATIONS] phone accepts no messages", "[OPERATIONS] phone accepts messages again"
        assert [title for _, title in it.heard("ops")] == [failing, over, failing]
        assert len(it.heard("phone")) == 4, "and nothing is lost"
        await minutes(80, 150)
        assert [title for _, title in it.heard("ops")] == [failing, over, failing, over]


async def test_a_message_that_comes_late_says_who_acknowledged_its_alert_meanwhile(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {"zone": "Asia/Damascus"}, "boss": {}}
    async with day(
        tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES,
        answers={"phone": lambda attempt: 500 if attempt < 10 else 200},
    ) as it:  # fmt: skip
        await it.at("10:00", "a", *report(0))
        await it.until("10:20")
        assert [title for _, title in it.heard("boss") if "OPERATIONS" not in title] and it.heard("phone") == []
        assert "Acknowledged" not in it.told["boss"][-1].text
        acknowledging.acknowledge(it.run.monitor.database, 1, "selma", it.run.clock.now)
        await it.until("13:00")
        assert "Acknowledged by selma at 2026-03-01 13:20 Asia/Damascus" in it.told["phone"][0].text


async def test_what_escalates_at_once_comes_as_one_message_without_what_was_acknowledged(tmp_path: Path) -> None:
    """Twelve alerts of a night that nobody saw are one call in the morning."""
    wishes: dict[str, Any] = {"phone": {}, "boss": {"quiet_hours": {"hours": "10:00-12:00"}}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES) as it:
        for number in range(4):
            await it.at(f"10:0{number}", "abcd"[number], *report(number))
        last = max(one.id for one in it.run.alerts())
        acknowledging.acknowledge(it.run.monitor.database, last, "selma", it.run.clock.now)
        await it.until("12:30")
        assert it.heard("boss") == [("12:00", "[MEDIUM] Nobody acknowledged these: 3 alerts")]
        text = it.told["boss"][0].text
        assert "Nobody acknowledged the first of these for 2" in text and "Late by" not in text
        assert [report(number)[0] in text for number in range(4)] == [True, True, True, False]
        with it.run.monitor.database.reading() as tx:
            told = outbox.of_alerts(tx, it.run.alerts())
        assert {one.standing(it.run.clock.now) for one in told[1] if one.receiver == "boss"} == {
            "boss told (in the summary, delivery 9: escalated)",
            "boss sent (escalated)",
        }


async def test_a_summary_says_who_saw_to_how_many_of_its_alerts(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {"quiet_hours": {"hours": "10:00-12:00"}}, "desk": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes) as it:
        for number in range(3):
            await it.at(f"10:0{number}", "abc"[number], *report(number))
        for alert in it.run.alerts()[:2]:
            acknowledging.acknowledge(it.run.monitor.database, alert.id, "selma", it.run.clock.now)
        await it.until("12:30")
        (summary,) = it.told["phone"]
        assert "Acknowledged by selma: 2 of 3 alerts" in summary.text


async def test_what_escalates_has_a_cap_of_its_own_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {}, "boss": {"cap": {"messages": 2, "within": "1h"}}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES) as it:
        for number in range(6):
            await it.at(f"10:{5 * number:02}", "abcd"[number % 4], *report(number))
        last = max(one.id for one in it.run.alerts())
        acknowledging.acknowledge(it.run.monitor.database, last, "selma", it.run.clock.now)
        await it.until("12:30")
        assert [(at, title.partition(":")[0]) for at, title in it.heard("boss")] == [
            ("10:15", f"[MEDIUM] {report(0)[0]}".partition(":")[0]),
            ("10:20", f"[MEDIUM] {report(1)[0]}".partition(":")[0]),
            ("11:15", "[MEDIUM] Nobody acknowledged these"),
        ]
        assert [report(number)[0] in it.told["boss"][2].text for number in range(6)] == [
            False, False, True, True, True, False,
        ]  # fmt: skip


async def test_a_summary_of_what_escalates_goes_on_though_its_first_alert_was_acknowledged(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {}, "boss": {"quiet_hours": {"hours": "10:00-12:00"}}}
    refuses = {"boss": lambda number: 200 if number > 1 else 503}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES, answers=refuses) as it:
        for number in range(2):
            await it.at(f"10:0{number}", "ab"[number], *report(number))
        await it.until("12:00")
        assert it.heard("boss") == []
        for alert in it.run.alerts():
            acknowledging.acknowledge(it.run.monitor.database, alert.id, "selma", it.run.clock.now)
        await it.until("12:30")
        assert len(it.heard("boss")) == 1, "it may have arrived"


@pytest.mark.parametrize("acknowledged", [False, True])
async def test_what_escalates_and_is_tried_again_by_hand_says_that_nobody_acknowledged(
    tmp_path: Path, *, acknowledged: bool
) -> None:
    wishes: dict[str, Any] = {"phone": {}, "boss": {}}
    first = {"boss": lambda number: 500 if number == 1 else 200}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES, answers=first) as it:
        database = it.run.monitor.database
        await it.at("10:00", "a", *report(0))
        await it.until("10:15")
        assert it.states() == {"sent": 1, "pending": 1}
        if acknowledged:
            acknowledging.acknowledge(database, 1, "selma", it.run.clock.now)
        redelivery.retry_all(database, "boss", {"phone", "boss"}, it.run.clock.now, dead=False)
        await it.until("10:16")
        said = it.told["boss"][-1].text
        assert ("Nobody acknowledged this for" in said) is not acknowledged
        assert ("Acknowledged by selma" in said) is acknowledged
        with database.reading() as tx:
            assert escalating.escalated_to(tx, it.run.alerts()[0]) == ("boss",)
