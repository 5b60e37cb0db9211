"""Alerting as its users live it: what is published when, who is told what and when. Time is virtual."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.core.alerts.silences import Matchers, Quiet, Silence
from monitor.store import alerts, outbox, silences
from tests.make import STORY, Entry, report
from tests.timeline import Day, day

SUNDAY = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
HEAD = "Shelling kills 21 in Morek"
OTHER = "Bakery opens in Idlib after a long winter of repairs, with bread for the whole quarter and a new oven."


def rules(**keys: Any) -> str:
    """One rule on strikes in Idlib, with ``keys`` in YAML."""
    more = "".join(f"    {name}: {value}\n" for name, value in keys.items())
    severity = "" if "severity" in keys else "    severity: medium\n"
    return (
        "entities:\n"
        "  idlib: {name: Idlib, kind: place, names: [Idlib, إدلب]}\n"
        "  morek: {name: Morek, kind: place, part_of: idlib, names: [Morek]}\n"
        "rules:\n  watch:\n    title: Idlib\n    when: {entity: idlib, parts: true}\n" + severity + more
    )


def silence(one: Day, starts: str, ends: str, matchers: Matchers) -> None:
    """In force from ``starts`` to ``ends``."""
    span = one.moment(starts), one.moment(ends)
    with one.run.monitor.database.writing() as tx:
        silences.insert(tx, Silence(0, Quiet.SILENCE, matchers, "selma", "", SUNDAY, *span))


def state(one: Day) -> dict[str, int]:
    with one.run.monitor.database.reading() as tx:
        found = outbox.listed(tx, limit=100_000)
    return {name: sum(item.state == name for item in found) for name in {item.state for item in found}}


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
        counts = state(it)
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


async def test_confirmation_told_at_once_as_unconfirmed_and_then_confirmed(tmp_path: Path) -> None:
    asked = rules(confirm="{sources: 3, within: 6h}")
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("10:05", "b", HEAD, STORY)
        await it.at(
            "11:00",
            "c",
            "Guns fired on Morek before dawn, people fled to the fields",
            "Morek was shelled, says a farmer.",
        )
        assert len(it.heard()) >= 1
        await it.at(
            "12:00",
            "d",
            "Night of fire for the people of Morek",
            "A teacher in Morek counted forty shells from her cellar.",
        )
        titles = it.heard()
        assert titles[0] == ("10:00", f"[MEDIUM] {HEAD}")
        first, last = it.told["phone"][0], it.told["phone"][-1]
        assert "1 of 3 independent sources" in first.text and last.at == "12:00"
        assert "confirmed: 3 of 3 independent sources within 6 hours" in last.text


async def test_confirmation_that_waits_tells_nothing_before(tmp_path: Path) -> None:
    asked = rules(confirm="{sources: 2, within: 2h, alert: wait}")
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("10:05", "b", HEAD, STORY)
        assert it.heard() == [], "one text counts once, whoever prints it"
        await it.at("11:00", "c", "Guns fired on Morek before dawn", "Morek was shelled, says a farmer.")
        assert [at for at, _ in it.heard()] == ["11:00"]
        await it.at("11:05", "d", HEAD, STORY)
        assert len(it.heard()) == 1, "what was held is told with it"


async def test_a_spike_is_told_once_while_it_lasts(tmp_path: Path) -> None:
    asked = rules(spike="{at_least: 4, within: 1h, times: 3, over: 1d}", group_by="rule")
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        for number in range(7):
            await it.at(f"10:{number * 5:02}", "abcd"[number % 4], *report(number))
        assert [at for at, _ in it.heard()] == ["10:15"]
        assert "spike: 4 in 60 minutes, usual are 0.00" in it.told["phone"][0].text
        await it.at("15:00", "a", *report(8))
        for number in range(4):
            await it.at(f"15:{10 + number}", "abcd"[number], *report(20 + number))
        assert [at for at, _ in it.heard()] == ["10:15"] + (["15:12"] if len(it.heard()) > 1 else [])


async def test_the_first_mention_and_none_after_it_until_long_silence(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(first_mention="{after: 12h}")) as it:
        await it.at("10:00", "a", *report(0))
        await it.at("11:00", "b", *report(1))
        await it.at("1 01:00", "c", *report(2))
        assert [at for at, _ in it.heard()] == ["10:00", "01:00"]
        assert "the first mention that this rule has heard" in it.told["phone"][0].text
        assert "the first mention in 14 hours" in it.told["phone"][1].text


async def test_an_article_of_long_ago_is_a_mention_of_its_own_day(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(first_mention="{after: 30d}")) as it:
        await it.at("09:30", "a", *report(0), dated="-40 12:00")
        await it.at("10:00", "b", *report(1))
        await it.at("10:30", "a", *report(2), dated="-90 12:00")
        await it.at("11:00", "c", *report(3))
        assert [at for at, _ in it.heard()] == ["10:00"]
        assert "the first mention in 40 days" in it.told["phone"][0].text


async def test_articles_of_long_ago_do_not_end_a_silence(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 2h}")) as it:
        await it.run.monitor.notice_missed_time()
        await it.at("09:10", "b", *report(0))
        for number in range(1, 5):
            await it.at(f"{9 + number}:40", "a", *report(number), dated=f"-{40 - number} 12:00")
        await it.at("14:00", "c", *report(5))
        assert [(at, title) for at, title in it.heard()][:1] == [("11:10", "[MEDIUM] Nothing on Idlib for 2 hours")]
        assert report(0)[0] in it.told["phone"][0].text
        assert len(it.heard()) == 2 and "heard of again after 5 hours" in it.told["phone"][1].text


async def test_what_is_heard_of_first_in_an_article_of_long_ago_is_expected_from_then_on(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 2h}", group_by="entity")) as it:
        await it.run.monitor.notice_missed_time()
        await it.at("09:40", "a", *report(0), dated="-40 12:00")
        await it.until("12:00")
        assert [at for at, _ in it.heard()] == ["11:40"], "not at once"


async def test_silence_where_news_is_expected_is_told_and_so_is_its_end(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 6h}")) as it:
        await it.run.monitor.notice_missed_time()
        await it.at("10:00", "a", *report(0))
        await it.until("17:00")
        assert [(at, title) for at, title in it.heard()] == [("16:00", "[MEDIUM] Nothing on Idlib for 6 hours")]
        assert report(0)[0] in it.told["phone"][0].text
        await it.at("18:00", "b", *report(1))
        assert it.heard()[1][0] == "18:00" and "heard of again after 8 hours" in it.told["phone"][1].text
        await it.at("18:30", "c", *report(2))
        assert len(it.heard()) == 2


async def test_silence_of_what_left_the_rules_is_none(tmp_path: Path) -> None:
    def watching(hama: bool) -> str:
        names = {"idlib": "Idlib"} | ({"hama": "Hama"} if hama else {})
        entities = "".join(
            f"  {name}: {{name: {text}, kind: place, names: [{text}]}}\n" for name, text in names.items()
        )
        when = "{any: [" + ", ".join(f"{{entity: {name}}}" for name in names) + "]}"
        rule = f"    title: Towns\n    severity: high\n    when: {when}\n    group_by: entity\n    quiet: {{for: 6h}}\n"
        return f"entities:\n{entities}rules:\n  watch:\n{rule}"

    async with day(tmp_path, SUNDAY, rules=watching(hama=True)) as it:
        await it.run.monitor.notice_missed_time()
        await it.at("10:00", "a", "A bridge in Hama", "It opens.")
        (tmp_path / "rules" / "rules.yaml").write_text(watching(hama=False), encoding="utf-8")
        await it.run.monitor.reload(tmp_path / "config.yaml")
        for hour in (11, 15, 19, 23):
            await it.at(f"{hour}:00", "b", f"Idlib {report(hour)[0]}", report(hour)[1])
        await it.until("1 04:30")
        assert it.heard() == []
        await it.until("1 05:30")
        assert it.heard() == [("05:00", "[HIGH] Nothing on Idlib for 6 hours")], "what it watches still counts"
        (tmp_path / "rules" / "rules.yaml").write_text(watching(hama=True), encoding="utf-8")
        await it.run.monitor.reload(tmp_path / "config.yaml")
        await it.until("1 14:00")
        assert len(it.heard()) == 1, "of Hama nothing was heard since it is back"


async def test_a_rule_that_was_out_is_silent_from_when_it_is_back(tmp_path: Path) -> None:
    other = rules().replace("watch:", "other:").replace("title: Idlib", "title: Else")
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 6h}")) as it:
        await it.run.monitor.notice_missed_time()
        await it.at("10:00", "a", *report(0))
        for at, text in (("11:00", other), ("1 12:00", rules(quiet="{for: 6h}"))):
            await it.until(at)
            (tmp_path / "rules" / "rules.yaml").write_text(text, encoding="utf-8")
            await it.run.monitor.reload(tmp_path / "config.yaml")
        await it.until("1 20:00")
        assert it.heard() == [("18:00", "[MEDIUM] Nothing on Idlib for 6 hours")]
        lines = it.told["phone"][0].text
        assert f"Last heard on 2026-03-01 10:00 UTC: {report(0)[0]}" in lines
        assert "The rule listens since 2026-03-02 12:00 UTC" in lines


async def test_an_edit_of_a_rule_does_not_begin_its_silence_anew(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 6h}")) as it:
        await it.run.monitor.notice_missed_time()
        await it.at("10:00", "a", *report(0))
        await it.until("14:00")
        edited = rules(quiet="{for: 6h}").replace("names: [Morek]", "names: [Morek, Murak]")
        (tmp_path / "rules" / "rules.yaml").write_text(edited, encoding="utf-8")
        await it.run.monitor.reload(tmp_path / "config.yaml")
        await it.until("20:00")
        assert it.heard() == [("16:00", "[MEDIUM] Nothing on Idlib for 6 hours")]
        assert "listens since" not in it.told["phone"][0].text


async def test_a_rule_that_is_to_tell_of_silence_from_now_on_counts_from_now(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await it.run.monitor.notice_missed_time()
        await it.until("16:00")
        (tmp_path / "rules" / "rules.yaml").write_text(rules(quiet="{for: 6h}"), encoding="utf-8")
        await it.run.monitor.reload(tmp_path / "config.yaml")
        await it.until("23:00")
        assert it.heard() == [("22:00", "[MEDIUM] Nothing on Idlib for 6 hours")]


async def test_a_severity_that_rises_is_told_at_once(tmp_path: Path) -> None:
    asked = rules(severity="low", **{"raise": "[{to: high, if: {sources: 3, within: 3h}}]"}, repeat_after="6h")
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", HEAD, STORY)
        second = "Artillery killed 21 in Morek, a doctor says. Ambulances came late because of mud on every lane."
        await it.at("10:30", "b", "Shelling kills 21 in Morek, a doctor says", second)
        third = "In Morek 21 were killed by shelling. The mayor asks for blood donors and for tents before nightfall."
        await it.at("11:00", "c", "Mayor: shelling kills 21 in Morek", third)
        assert it.heard()[0] == ("10:00", f"[LOW] {HEAD}")
        assert it.heard()[-1][0] == "11:00" and it.heard()[-1][1].startswith("[HIGH]")


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


async def test_a_wider_alert_of_a_clock_that_ran_ahead_holds_nothing(tmp_path: Path) -> None:
    both = rules() + "  province:\n    title: Province\n    severity: high\n    when: {words: [province]}\n"
    inhibit = [{"when": {"rule": "province"}, "hold": {"rule": "watch"}, "for": "1h"}]
    async with day(tmp_path, SUNDAY, rules=both, inhibit=inhibit) as it:
        await it.at("20:00", "a", "Alarm over the whole province", "The governor spoke to all people of the north.")
        assert len(it.heard()) == 1
        it.run.clock.move(hours=-10)
        await it.run.monitor.notice_missed_time()
        await it.at("10:10", "b", *report(0))
        assert [at for at, _ in it.heard()] == ["20:00", "10:10"]


async def test_nobody_acknowledges_and_it_escalates(tmp_path: Path) -> None:
    from monitor.store import alerts

    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {}, "boss": {}}, routes=routes) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("10:20")
        assert [at for at, _ in it.heard("boss")] == ["10:15"]
        assert "Nobody acknowledged this for 15 minutes" in it.told["boss"][0].text
        assert "Late by" not in it.told["boss"][0].text, "it came on time"
        await it.at("11:00", "b", *report(1))
        with it.run.monitor.database.writing() as tx:
            alerts.acknowledge(tx, it.run.alerts()[-1].id, "selma", it.run.clock.now)
        await it.until("11:30")
        assert len(it.heard("boss")) == 1, "acknowledged: nobody else is called"


async def test_what_repeat_after_holds_escalates_only_after_it_was_told(tmp_path: Path) -> None:
    from monitor.store import alerts

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


ESCALATES: list[dict[str, Any]] = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]


async def test_what_is_silenced_for_everybody_does_not_escalate(tmp_path: Path) -> None:
    routes = [{**ESCALATES[0], "to": ["phone", "desk"]}]
    wishes: dict[str, Any] = {"phone": {}, "desk": {}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        silence(it, "10:00", "10:10", Matchers(rules=frozenset({"watch"})))
        await it.at("10:05", "a", *report(0))
        await it.until("12:00")
        assert it.heard("boss") == [] and it.heard("phone") == []
        assert state(it) == {"silenced": 2, "closed": 1}
        await it.at("12:05", "b", *report(1))
        await it.until("12:30")
        assert [at for at, _ in it.heard("boss")] == ["12:20"]


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


async def test_a_silence_of_one_source_swallows_nothing_that_others_tell(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        silence(it, "09:30", "10:30", Matchers(sources=frozenset({"a.example"})))
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("10:05", "b", HEAD, STORY)
        await it.at("10:10", "c", HEAD, STORY)
        await it.at("10:15", "a", *report(0))
        await it.at("11:00", "a", *report(0))
        assert it.heard() == [("10:05", f"[MEDIUM] {HEAD}")], "the others once, and what was silenced is over with it"
        await it.at("12:00", "d", *report(0))
        assert it.heard()[1:] == [("12:00", f"[MEDIUM] {report(0)[0]}")]


async def test_what_a_silence_of_a_rule_covered_is_not_told_by_later_copies_either(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        silence(it, "09:30", "10:30", Matchers(rules=frozenset({"watch"})))
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("11:00", "b", HEAD, STORY)
        assert it.heard() == []
        with it.run.monitor.database.reading() as tx:
            (match,) = alerts.matches_of(tx, max(one.id for one in it.run.items()))
        assert match.why.startswith("counts as told (silence 1): ")
        later = STORY.replace("21", "31") + " Two more died in hospital, doctors said in the evening."
        await it.at("11:20", "c", "Toll in Morek rises to 31", later)
        assert [at for at, _ in it.heard()] == ["11:20"], "what is new is told"


async def test_what_a_digest_holds_escalates_only_after_it(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"phone": {"digest": "daily at 12:00 UTC"}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=ESCALATES) as it:
        await it.at("11:05", "a", *report(0))
        await it.at("11:06", "b", *report(1))
        await it.until("12:30")
        assert [at for at, _ in it.heard("phone")] == ["12:00"]
        assert [at for at, _ in it.heard("boss")] == ["12:15", "12:15"]


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


async def test_what_escalates_into_quiet_hours_waits_for_their_end_or_for_somebody_to_acknowledge(
    tmp_path: Path,
) -> None:
    from monitor.store import alerts

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
    from monitor import alert_acts
    from monitor.store import alerts

    routes = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {}, "boss": {}}, routes=routes) as it:
        database, clock = it.run.monitor.database, it.run.clock
        for number in range(2):
            await it.at(f"10:0{number}", "ab"[number], *report(number))
        for alert in it.run.alerts():
            alert_acts.snooze(database, alert.id, "", it.moment("12:00"), "selma", clock.now)
        await it.until("11:00")
        with database.writing() as tx:
            alerts.acknowledge(tx, it.run.alerts()[-1].id, "selma", clock.now)
        await it.until("12:30")
        assert [at for at, _ in it.heard("boss")] == ["12:00"]
        assert report(0)[0] in it.told["boss"][0].title and "Nobody acknowledged" in it.told["boss"][0].text


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
        assert state(it)["dead"] == 1 and len(it.heard("phone")) == 1
        ((_, title),) = it.heard("desk")
        assert title == "[OPERATIONS] 1 message can never be sent" and "404" in it.told["desk"][0].text
        await it.until("12:00")
        assert len(it.heard("desk")) == 1, "told once"


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
        assert state(it) == {"held": 2}
        it.run.monitor.start()  # as after a crash: what was claimed is free again
        await it.until("1 07:01")
        assert [at for at, _ in it.heard()] == ["07:00"]
