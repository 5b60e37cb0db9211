"""What one alert holds of others: `repeat_after`, and a wider alert the narrower ones. Time is virtual."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.make import report
from tests.timeline import BRIDGES, REPAIRED, SUNDAY, day, rules


async def test_repeat_after_counts_from_each_message_that_told_what_it_held(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(group_by="rule", repeat_after="2h")) as it:
        for number, at in enumerate(("09:10", "10:00", "12:10", "12:40", "14:00", "15:20", "16:00")):
            await it.at(at, "a", *report(number))
        await it.until("18:00")
        assert [at for at, _ in it.heard()] == ["09:10", "11:10", "13:10", "15:10", "17:10"]
        assert len(it.run.alerts()) == 7 and all(report(n)[0] in one.headline for n, one in enumerate(it.run.alerts()))


async def test_repeat_after_holds_and_then_tells_what_came_meanwhile(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(group_by="rule", repeat_after="2h")) as it:
        await it.at("10:00", "a", *report(0))
        await it.at("10:30", "b", *report(1))
        await it.at("11:00", "c", *report(2))
        await it.until("12:05")
        assert [at for at, _ in it.heard()] == ["10:00", "12:00"]
        assert report(1)[0] in it.told["phone"][1].text and report(2)[0] in it.told["phone"][1].text
        await it.at("12:30", "d", *report(3))
        assert len(it.heard()) == 2, "what was told at 12:00 counts"
        await it.until("14:05")
        assert it.heard()[2][0] == "14:00"


async def test_of_two_places_the_one_that_was_not_told_leads_and_the_other_holds_nothing(tmp_path: Path) -> None:
    each = rules(group_by="entity", repeat_after="2h")
    async with day(tmp_path, SUNDAY, rules=each) as it:
        await it.at("10:00", "a", "Bridge repaired in Idlib", "Workers opened the bridge to carts again.")
        await it.at("10:30", "b", "Harvest between Idlib and Morek begins", "Farmers cut barley on the plain.")
        await it.until("12:30")
        assert [at for at, _ in it.heard()] == ["10:00", "10:30"]
        assert it.run.alerts()[-1].group == "entity:morek"


@pytest.mark.parametrize(
    ("waits", "told"), [(False, ["10:00", "10:30", "12:35"]), (True, ["10:00", "10:30", "12:00", "14:00"])]
)
async def test_what_a_report_on_two_places_told_of_one_counts_from_then(
    tmp_path: Path, *, waits: bool, told: list[str]
) -> None:
    """What waits on that place is told still, and counts from when it is."""
    two = rules(group_by="entity", repeat_after="2h").replace(
        "names: [Morek]}", "names: [Morek]}\n  hama: {name: Hama, kind: place, names: [Hama]}"
    )
    two = two.replace("{entity: idlib, parts: true}", "{any: [{entity: idlib}, {entity: hama}]}")
    async with day(tmp_path, SUNDAY, rules=two) as it:
        await it.at("10:00", "a", *report(0))
        if waits:
            await it.at("10:15", "d", *report(3))
        title, text = report(1)
        await it.at("10:30", "b", title.replace("Idlib", "Idlib Hama"), text)
        await it.at("12:35", "c", *report(2))
        await it.until("14:30")
        assert [at for at, _ in it.heard()] == told


async def test_a_wider_alert_holds_the_narrower_ones(tmp_path: Path) -> None:
    both = rules() + "  province:\n    title: Province\n    severity: high\n    when: {words: [province]}\n"
    inhibit = [{"when": {"rule": "province"}, "hold": {"rule": "watch"}, "for": "1h"}]
    async with day(tmp_path, SUNDAY, rules=both, inhibit=inhibit) as it:
        await it.at("10:00", "a", "Alarm over the whole province", "The governor spoke to all people of the north.")
        await it.at("10:10", "b", *report(0))
        await it.at("10:20", "c", *report(1))
        assert len(it.heard()) == 1
        await it.until("11:01")
        assert [at for at, _ in it.heard()] == ["10:00", "11:00"]


async def test_repeat_after_holds_a_message_no_longer_than_one_of_its_alerts(tmp_path: Path) -> None:
    more = BRIDGES.replace("when:", "group_by: rule\n    repeat_after: 1h\n    when:") + NORTH
    async with day(tmp_path, SUNDAY, rules=rules(group_by="rule", repeat_after="4h") + more) as it:
        await it.at("10:00", "a", "Harvest in Idlib begins", "Farmers cut barley on the plain.")
        await it.at("10:10", "b", "Ministers open bridge over canal", "Trucks crossed it at noon.")
        await it.at("10:20", "c", "Flood damages bridge near Idlib", "Boats carried families to school.")
        assert len(it.heard()) == 2
        await it.at("10:30", "d", "Measles in the north of Idlib", "Nurses gave injections to infants.")
        await it.until("15:00")
        assert [at for at, _ in it.heard()] == ["10:00", "10:10", "10:30", "11:10"]


async def test_what_waits_is_told_by_the_rule_that_told_it_before(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(group_by="rule", repeat_after="4h") + BRIDGES) as it:
        await it.at("10:00", "a", "Harvest in Idlib begins", "Farmers cut barley on the plain.")
        await it.at("10:10", "b", "Measles in the north of Idlib", "Nurses gave injections to infants.")
        await it.at("10:20", "c", "Ministers open bridge over canal", "Trucks crossed it at noon.")
        assert "1 waiting: more on what rule watch told before, repeat_after until" in it.told["phone"][-1].text


PROVINCE = "  province:\n    title: Province\n    severity: high\n    when: {words: [province]}\n"


NORTH = "  north:\n    title: North\n    severity: low\n    when: {words: [north]}\n"


"""Rules beside the one of ``rules()``."""


ALARM = "Alarm over the whole province", "The governor spoke to all people of the coast."


async def test_a_wider_alert_holds_a_message_only_as_long_as_it_holds_all_alerts_of_it(tmp_path: Path) -> None:
    watch = {"when": {"rule": "province"}, "hold": {"rule": "watch"}, "for": "1h"}
    north = {"when": {"rule": "province"}, "hold": {"rule": "north"}, "for": "2h"}
    for holds, told_at in (([watch], "10:10"), ([watch, north], "11:00")):
        folder = tmp_path / str(len(holds))
        async with day(folder, SUNDAY, rules=rules() + PROVINCE + NORTH, inhibit=holds) as it:
            await it.at("10:00", "a", *ALARM)
            await it.at("10:10", "b", *REPAIRED)
            assert len(it.run.alerts()) == 3
            await it.until("12:30")
            assert [at for at, _ in it.heard()] == ["10:00", told_at]


async def test_what_a_wider_alert_held_is_told_at_its_end_though_another_one_stands(tmp_path: Path) -> None:
    inhibit = [{"when": {"rule": "province"}, "hold": {"rule": "watch"}, "for": "1h"}]
    async with day(tmp_path, SUNDAY, rules=rules() + PROVINCE, inhibit=inhibit) as it:
        await it.at("10:00", "a", *ALARM)
        await it.at("10:10", "b", *report(0))
        await it.at("10:50", "c", "Curfew for every province", "Ministers met in the capital over floods and grain.")
        await it.until("11:01")
        assert [at for at, _ in it.heard()] == ["10:00", "10:50", "11:00"]


async def test_what_a_wider_alert_held_comes_with_the_next_digest_though_each_hour_has_a_new_one(
    tmp_path: Path,
) -> None:
    inhibit = [{"when": {"rule": "province"}, "hold": {"rule": "watch"}, "for": "2h"}]
    hourly = {"phone": {"digest": "hourly"}}
    async with day(tmp_path, SUNDAY, rules=rules() + PROVINCE, receivers=hourly, inhibit=inhibit) as it:
        for hour in range(10, 15):
            await it.at(f"{hour}:30", "a", *(text.replace("Idlib", "Province") for text in report(hour)))
            if hour == 11:
                await it.at("11:35", "b", *report(0))
        await it.until("15:01")
        told = [one.at for one in it.told["phone"] if report(0)[0] in one.text]
        assert told == ["13:00"], "the alert of 10:30 held it until 12:30"


async def test_a_wider_alert_of_a_clock_that_ran_ahead_holds_nothing(tmp_path: Path) -> None:
    both = rules() + "  province:\n    title: Province\n    severity: high\n    when: {words: [province]}\n"
    inhibit = [{"when": {"rule": "province"}, "hold": {"rule": "watch"}, "for": "1h"}]
    async with day(tmp_path, SUNDAY, rules=both, inhibit=inhibit) as it:
        await it.at("20:00", "a", "Alarm over the whole province", "The governor spoke to all people of the north.")
        assert len(it.heard()) == 1
        it.run.clock.move(hours=-10)
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("10:10", "b", *report(0))
        assert [at for at, _ in it.heard()] == ["20:00", "10:10"]
