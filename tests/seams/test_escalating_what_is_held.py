"""Who else is told if nobody acknowledges what was silenced, snoozed or held by digests, quiet hours and wider alerts, in
virtual time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from monitor.acts import acknowledging, silencing
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import SilenceKind
from monitor.store import alerts
from monitor.store.deliveries import outbox
from tests.make import STORY, report
from tests.seams.silenced import silence
from tests.timeline import ESCALATES, HEAD, SUNDAY, day, rules


async def test_what_repeat_after_holds_escalates_only_after_it_was_told(tmp_path: Path) -> None:
    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    often = rules(repeat_after="2h", group_by="rule")
    async with day(tmp_path, SUNDAY, rules=often, receivers={"phone": {}, "boss": {}}, routes=routes) as it:
        await it.at("10:00", "a", *report(0))
        with it.run.monitor.database.writing() as tx:
            alerts.acknowledge(tx, it.run.alerts()[-1].id, "selma", it.run.clock.now)
        await it.at("10:30", "b", *report(1))
        await it.until("12:30")
        assert [at for at, _ in it.heard("phone")] == ["10:00", "12:00"]
        assert [at for at, _ in it.heard("boss")] == ["12:15"]


async def test_what_is_silenced_for_everybody_does_not_escalate(tmp_path: Path) -> None:
    routes = [{**ESCALATES[0], "to": ["phone", "desk"]}]
    wishes: dict[str, Any] = {"phone": {}, "desk": {}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        silence(it, "10:00", "10:10", Matchers(rules=frozenset({"watch"})))
        await it.at("10:05", "a", *report(0))
        await it.until("12:00")
        assert it.heard("boss") == [] and it.heard("phone") == []
        assert it.states() == {"silenced": 2, "closed": 1}
        await it.at("12:05", "b", *report(1))
        await it.until("12:30")
        assert [at for at, _ in it.heard("boss")] == ["12:20"]


async def test_what_is_silenced_for_everybody_is_not_shown_as_held_to_escalate(tmp_path: Path) -> None:
    routes = [{**ESCALATES[0], "to": ["phone", "desk"]}]
    wishes: dict[str, Any] = {"phone": {}, "desk": {}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        silence(it, "10:00", "10:10", Matchers(rules=frozenset({"watch"})))
        await it.at("10:05", "a", *report(0))
        await it.until("10:06")
        with it.run.monitor.database.reading() as tx:
            told = outbox.of_alerts(tx, it.run.alerts())[1]
        assert "boss closed (its alert was silenced)" in {one.standing(it.run.clock.now) for one in told}


async def test_what_is_silenced_keeps_what_was_told_beside_it_from_no_escalation(tmp_path: Path) -> None:
    both = rules() + "  hit:\n    title: Hit\n    severity: high\n    when: {words: [idlib]}\n"
    routes = [{**ESCALATES[0], "when": {"rule": "hit"}}, {**ESCALATES[0], "to": "desk"}]
    wishes: dict[str, Any] = {"phone": {}, "desk": {}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=both, receivers=wishes, routes=routes) as it:
        silence(it, "09:59", "10:10", Matchers(rules=frozenset({"hit"})))
        await it.at("10:00", "a", *report(0))
        await it.until("10:20")
        assert [at for at, _ in it.heard("desk")] == ["10:00"] and it.heard("phone") == []
        assert [at for at, _ in it.heard("boss")] == ["10:15"]


async def test_what_a_digest_holds_escalates_only_after_it(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {"digest": "daily at 12:00 UTC"}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES) as it:
        await it.at("11:05", "a", *report(0))
        await it.at("11:06", "b", *report(1))
        await it.until("12:30")
        assert [at for at, _ in it.heard("phone")] == ["12:00"]
        assert [at for at, _ in it.heard("boss")] == ["12:15"]
        assert all(report(number)[0] in it.told["boss"][0].text for number in range(2))


async def test_what_quiet_hours_hold_escalates_only_after_it_was_told(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {"quiet_hours": {"hours": "22:00-07:00", "but": "critical"}}, "boss": {}}
    grave = rules(**{"raise": "[{to: critical, if: {words: [killed]}}]"})
    start = SUNDAY.replace(hour=21)
    async with day(tmp_path, start, rules=grave, receivers=wishes, routes=ESCALATES) as it:
        await it.at("23:00", "a", *report(0))
        await it.at("23:30", "b", HEAD, STORY)
        await it.until("1 07:10")
        assert [at for at, _ in it.heard("phone")] == ["23:30", "07:00"]
        assert it.heard("boss") == [("23:45", f"[CRITICAL] {HEAD}")], "what came through escalates at once"
        await it.until("1 08:00")
        assert it.heard("boss")[1:] == [("07:15", f"[MEDIUM] {report(0)[0]}")]
        assert "Nobody acknowledged this for 15 minutes" in it.told["boss"][1].text


async def test_what_escalates_into_quiet_hours_waits_for_their_end_or_for_somebody_to_acknowledge(
    tmp_path: Path,
) -> None:

    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    wishes: dict[str, Any] = {"phone": {}, "boss": {"quiet_hours": {"hours": "10:00-12:00"}, "digest": "hourly"}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        await it.at("10:00", "a", *report(0))
        await it.at("10:05", "b", *report(1))
        await it.until("11:00")
        with it.run.monitor.database.writing() as tx:
            alerts.acknowledge(tx, it.run.alerts()[-1].id, "selma", it.run.clock.now)
        await it.until("12:30")
        assert [at for at, _ in it.heard("boss")] == ["12:00"]
        assert report(0)[0] in it.told["boss"][0].title and "Nobody acknowledged" in it.told["boss"][0].text


async def test_what_is_snoozed_when_it_should_escalate_escalates_afterwards_unless_somebody_acknowledged(
    tmp_path: Path,
) -> None:
    from monitor.acts import acknowledging

    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {}, "boss": {}}, routes=routes) as it:
        database, clock = it.run.monitor.database, it.run.clock
        for number in range(2):
            await it.at(f"10:0{number}", "ab"[number], *report(number))
        for alert in it.run.alerts():
            acknowledging.snooze(database, alert.id, "", it.moment("12:00"), "selma", clock.now)
        await it.until("11:00")
        with database.writing() as tx:
            alerts.acknowledge(tx, it.run.alerts()[-1].id, "selma", clock.now)
        await it.until("12:30")
        assert [at for at, _ in it.heard("boss")] == ["12:00"]
        assert report(0)[0] in it.told["boss"][0].title and "Nobody acknowledged" in it.told["boss"][0].text


async def test_what_nobody_acknowledged_escalates_though_its_receiver_was_told_something_wider(tmp_path: Path) -> None:
    province = "  province:\n    title: Province\n    severity: high\n    when: {words: [province]}\n"
    both: dict[str, Any] = {"phone": {}, "boss": {}}
    routes = [{"to": "boss", "when": {"rule": "province"}}, *ESCALATES]
    inhibit = [{"when": {"rule": "province"}, "hold": {"rule": "watch"}, "for": "2h"}]
    told = "Alarm over the whole province", "The governor spoke to all people of the north."
    async with day(tmp_path, SUNDAY, rules=rules() + province, receivers=both, routes=routes, inhibit=inhibit) as it:
        await it.at("10:00", "a", *told)
        await it.at("10:05", "b", *report(0))
        await it.until("12:30")
        assert [at for at, _ in it.heard("boss")] == ["10:00", "10:20"]
        assert "Nobody acknowledged this for 15 minutes" in it.told["boss"][1].text


async def test_what_a_snooze_held_is_told_when_somebody_ends_it(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {}, "boss": {}}, routes=ESCALATES) as it:
        database = it.run.monitor.database
        await it.at("10:00", "a", *report(0))
        acknowledging.acknowledge(database, 1, "selma", it.run.clock.now)
        made = [
            acknowledging.snooze(database, 1, "idlib", it.moment(end), "selma", SUNDAY) for end in ("18:00", "20:00")
        ]
        await it.at("10:30", "b", *report(1))
        await it.until("11:00")
        silencing.end(database, made[1].silence.id, "selma", it.run.clock.now)
        await it.until("11:30")
        assert it.states() == {"sent": 1, "closed": 1, "held": 2}, "another snooze holds it still"
        silencing.end(database, made[0].silence.id, "selma", it.run.clock.now)
        await it.until("11:31")
        await it.until("13:00")
        assert [at for at, _ in it.heard()] == ["10:00", "11:31"]
        assert [at for at, _ in it.heard("boss")] == ["11:46"], "so long after it was told"


async def test_what_another_alert_leads_escalates_so_long_after_somebody_ended_its_snooze(tmp_path: Path) -> None:
    both = rules() + "  hit:\n    title: Hit\n    severity: high\n    when: {words: [idlib]}\n"
    routes = [{"to": "phone", "when": {"rule": "hit"}}, *ESCALATES]
    wishes: dict[str, Any] = {"phone": {}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=both, receivers=wishes, routes=routes) as it:
        from_a = Matchers(sources=frozenset({"a.example"}))
        silence(it, "09:30", "18:00", from_a, SilenceKind.SNOOZE)
        await it.at("10:00", "a", *report(0))
        await it.until("10:30")
        silencing.end(it.run.monitor.database, 1, "selma", it.run.clock.now)
        await it.until("19:00")
        assert [at for at, _ in it.heard()] == ["10:40"], "when messages that are due are looked for here"
        assert [at for at, _ in it.heard("boss")] == ["10:55"]
