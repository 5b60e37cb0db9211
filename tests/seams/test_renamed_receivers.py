"""A receiver is renamed while messages wait for it, beside others who are told of the same alerts: nothing is lost."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.in_force.readdress import UNDONE
from monitor.store.deliveries import outbox
from tests.make import Entry, report, rss
from tests.running import running
from tests.timeline import SUNDAY, Day, day, rules

BOTH: list[dict[str, Any]] = [{"to": ["desk", "duty"]}]
ONE_AFTER_THE_OTHER: list[dict[str, Any]] = [
    {"to": "desk", "then": "go on"},
    {"to": "duty", "when": {"source": ["a.example"]}, "then": "go on"},
    {"to": "desk"},
]


async def edit(it: Day, folder: Path, old: str, new: str) -> None:
    config = folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")
    await it.run.monitor.in_force.reload(config)


def standings(it: Day) -> set[str]:
    with it.run.monitor.database.reading() as tx:
        return {one.standing(it.run.clock.now) for one in outbox.of_alerts(tx, it.run.alerts())[1]}


@pytest.mark.parametrize("routes", [BOTH, ONE_AFTER_THE_OTHER], ids=["in one route", "in a route of its own"])
async def test_who_is_renamed_gets_what_waits_though_others_were_told(
    tmp_path: Path, routes: list[dict[str, Any]]
) -> None:
    down = {"duty": lambda number: 503 if number == 1 else 200}
    async with day(
        tmp_path, SUNDAY, rules=rules(), receivers={"desk": {}, "duty": {}}, routes=routes, answers=down
    ) as it:
        await it.at("10:00", "a", *report(0))
        assert len(it.heard("desk")) == 1
        await edit(it, tmp_path, '"duty"', '"officer"')
        await it.until("10:10")
        assert len(it.heard("desk")) == 1 and standings(it) == {"desk sent", "officer sent"}


@pytest.mark.parametrize("started_anew", [False, True], ids=["while it runs", "before a start"])
async def test_of_two_who_are_renamed_at_once_each_gets_its_own(tmp_path: Path, started_anew: bool) -> None:
    """Neither new name ever had a message: who is who shows by the rest of their entries."""
    down = {"duty": lambda number: 503 if number == 1 else 200}
    wishes: dict[str, Any] = {"desk": {}, "duty": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=BOTH, answers=down) as it:
        await it.at("10:00", "a", *report(0))
        assert len(it.heard("desk")) == 1
        config = tmp_path / "config.yaml"
        text = config.read_text(encoding="utf-8").replace('"desk"', '"newsroom"').replace('"duty"', '"officer"')
        config.write_text(text, encoding="utf-8")
        if started_anew:
            async with running(config, it.run.clock) as again:
                await again.deliver(minutes=10)
        else:
            await it.run.monitor.in_force.reload(config)
            await it.until("10:10")
        assert standings(it) == {"desk sent", "officer sent"}
        assert len(it.hooks["desk"].received) == len(it.hooks["duty"].received) == 1


async def test_that_a_receiver_fails_is_told_once_though_it_is_renamed_meanwhile(tmp_path: Path) -> None:
    fails = {"duty": lambda number: 503 if number < 9 else 200}
    wishes: dict[str, Any] = {"desk": {}, "duty": {}}
    async with day(
        tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=[{"to": "duty"}], operations=["desk"], answers=fails
    ) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("10:10")
        await edit(it, tmp_path, '"duty"', '"officer"')
        await it.until("13:00")
        said = [title.partition("] ")[2] for _, title in it.heard("desk")]
        assert said == ["duty accepts no messages", "officer accepts messages again"]


async def test_who_is_renamed_in_quiet_hours_gets_what_they_hold(tmp_path: Path) -> None:
    night = {"quiet_hours": {"hours": "22:00-07:00"}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"desk": {}, "duty": night}, routes=BOTH) as it:
        await it.at("23:00", "a", *report(0))
        await edit(it, tmp_path, '"duty"', '"officer"')
        await edit(it, tmp_path, '"officer"', '"duty"')
        await it.until("1 08:00")
        assert [at for at, _ in it.heard("duty")] == ["07:00"] and len(it.heard("desk")) == 1


async def test_what_waits_for_one_who_is_taken_out_is_closed_if_all_others_have_it(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"desk": {}, "phone": {}, "duty": {}}
    routes = [{"to": ["desk", "phone", "duty"]}]
    down = {"duty": lambda _: 503}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes, answers=down) as it:
        await it.at("10:00", "a", *report(0))
        await edit(it, tmp_path, ', "duty"]', "]")
        await edit(it, tmp_path, '"duty"', '"spare"')
        await it.until("10:10")
        assert len(it.heard("desk")) == len(it.heard("phone")) == 1
        assert standings(it) >= {"duty closed (its receiver left the config, desk is told)"}


async def test_who_is_renamed_in_operations_hears_of_what_waits(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"desk": {}, "duty": {}}
    down = {"duty": lambda number: 503 if number == 1 else 200}
    many: dict[str, Any] = {"receivers": wishes, "answers": down, "operations": ["desk", "duty"]}
    async with day(tmp_path, SUNDAY, rules=rules(), **many) as it:
        (tmp_path / "rules" / "rules.yaml").write_text("rules: {", encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.run.deliver()
        (tmp_path / "rules" / "rules.yaml").write_text(rules(), encoding="utf-8")
        await edit(it, tmp_path, '"duty"', '"officer"')
        await it.until("9:10")
        assert any(title.startswith("[OPERATIONS] Edit not used") for _, title in it.heard("duty")[1:])


async def test_what_an_edit_closed_waits_again_when_it_is_undone(tmp_path: Path) -> None:
    night = {"quiet_hours": {"hours": "22:00-07:00"}}
    wishes: dict[str, Any] = {"desk": {}, "duty": night, "spare": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=BOTH) as it:
        await it.at("23:00", "a", *report(0))
        text = (tmp_path / "config.yaml").read_text(encoding="utf-8")
        await edit(it, tmp_path, '["desk", "duty"]', '["desk"]')
        await edit(it, tmp_path, '"duty"', '"other"')
        assert "duty closed (its receiver left the config, desk is told)" in standings(it)
        await it.until("23:30")
        (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.until("1 08:00")
        assert [at for at, _ in it.heard("duty")] == ["07:00"] and len(it.heard("desk")) == 1


async def test_what_an_edit_closed_long_ago_is_not_told_when_it_is_undone(tmp_path: Path) -> None:
    down = {"duty": lambda number: 503 if number == 1 else 200}
    wishes: dict[str, Any] = {"desk": {}, "duty": {}, "spare": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=BOTH, answers=down) as it:
        await it.at("10:00", "a", *report(0))
        text = (tmp_path / "config.yaml").read_text(encoding="utf-8")
        await edit(it, tmp_path, '["desk", "duty"]', '["desk"]')
        await edit(it, tmp_path, '"duty"', '"other"')
        it.run.clock.now += UNDONE + timedelta(minutes=1)
        (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.run.deliver()
        assert standings(it) == {"desk sent", "duty closed (its receiver left the config, desk is told)"}


@pytest.mark.parametrize("whole", [False, True], ids=["the step", "the receiver too"])
async def test_a_step_that_is_taken_out_and_put_back_in_time_still_escalates(tmp_path: Path, whole: bool) -> None:
    step = ', "escalate": [{"after": "15m", "to": "boss"}]'
    wishes: dict[str, Any] = {"phone": {}, "boss": {}}
    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        text = (tmp_path / "config.yaml").read_text(encoding="utf-8")
        await it.at("10:00", "a", *report(0))
        await edit(it, tmp_path, step, "")
        if whole:
            await edit(it, tmp_path, '"boss"', '"chief"')
        assert {one.split(" (")[0] for one in standings(it)} == {"phone sent", "boss closed"}
        await it.until("10:05")
        (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        assert {one.split(" (")[0] for one in standings(it)} == {"phone sent", "boss held"}
        await it.until("11:00")
        assert [at for at, _ in it.heard("boss")] == ["10:15"]


async def test_a_step_that_is_put_back_after_its_time_calls_nobody_of_what_is_past(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {}, "boss": {}}
    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        text = (tmp_path / "config.yaml").read_text(encoding="utf-8")
        await it.at("10:00", "a", *report(0))
        await edit(it, tmp_path, ', "escalate": [{"after": "15m", "to": "boss"}]', "")
        await it.until("10:30")
        (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.until("11:00")
        assert it.heard("boss") == [] and it.states() == {"sent": 1, "closed": 1}


async def test_what_quiet_hours_of_another_held_comes_by_the_wishes_of_who_gets_it(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"desk": {}, "duty": {"quiet_hours": {"hours": "22:00-07:00"}}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=[{"to": "duty"}]) as it:
        await it.at("23:00", "a", *report(0))
        await edit(it, tmp_path, '"to": "duty"', '"to": "desk"')
        await edit(it, tmp_path, '"duty"', '"other"')
        await it.until("23:10")
        assert [at for at, _ in it.heard("desk")] == ["23:10"]


@pytest.mark.parametrize("status", [200, 503])
async def test_what_is_just_being_sent_to_one_who_is_renamed_is_sent_once(tmp_path: Path, status: int) -> None:
    asked, may_answer = threading.Event(), threading.Event()

    def answer(number: int) -> int:
        asked.set()
        assert may_answer.wait(30)
        return status if number == 1 else 200

    wishes: dict[str, Any] = {"desk": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, answers={"desk": answer}) as it:
        entry = Entry("n", *report(0), published=it.run.clock.now)
        it.server.put("/a", rss([entry]))
        await it.run.poll(seconds=2)
        (sending,) = await it.run.monitor.deliverer.deliver_due()
        await asyncio.to_thread(asked.wait, 30)
        await edit(it, tmp_path, '"desk"', '"duty"')
        await it.run.deliver()
        may_answer.set()
        await sending
        await it.until("09:40")
        assert it.hooks["desk"].attempts == (1 if status == 200 else 2) and standings(it) == {"duty sent"}
        assert "possible repeat" not in it.hooks["desk"].received[0]["message"]
