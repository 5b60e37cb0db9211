"""Alerts that count over time, as their users live them: confirmation, spikes, first mentions, silence. Time is virtual."""

from __future__ import annotations

from pathlib import Path

from monitor.store import alerts, matters, stories
from tests.make import STORY, report
from tests.timeline import HEAD, SUNDAY, day, rules


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
        with it.run.monitor.database.reading() as tx:
            told_by = [match.alert_id for item in it.run.items() for match in alerts.matches_of(tx, item.id)]
        assert told_by == [it.run.alerts()[0].id] * 3, "it tells what waited"
        await it.at("11:05", "d", HEAD, STORY)
        assert len(it.heard()) == 1, "what was held is told with it"


async def test_one_text_with_news_in_it_confirms_nothing(tmp_path: Path) -> None:
    """It alerts as an update, and is told by whom it was told first."""
    asked = rules(confirm="{sources: 2, within: 6h}")
    more = f"{STORY} The bakery of the town was hit as well, and 14 bakers were killed, a doctor of the clinic said."
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("11:00", "b", f"{HEAD}, 14 bakers killed", more)
        first, second = it.told["phone"]
        assert "New: 14 killed" in second.text
        assert all("1 of 2 independent sources: a" in told.text for told in (first, second))


async def test_a_denial_confirms_nothing_but_other_denials(tmp_path: Path) -> None:
    """Who reads at night that it is confirmed acts on it."""
    asked = rules(confirm="{sources: 2, within: 6h, alert: wait}")
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("10:30", "b", "Army denies that Morek was shelled", "No shell fell on Morek, an officer said.")
        assert it.heard() == [], "one says so, and one says no"
        await it.at("11:00", "c", "الجيش ينفي shelling of Morek", "Nobody fired a gun, the governor wrote.")
        (denied,) = it.told["phone"]
        assert (denied.at, "2 of 2 independent sources: b.example, c.example" in denied.text) == ("11:00", True)
    async with day(tmp_path / "again", SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", "Army denies that Morek was shelled", "No shell fell on Morek, an officer said.")
        await it.at("10:30", "b", HEAD, STORY)
        assert it.heard() == [], "nor is a denial confirmed by what it denies"
        await it.at("11:00", "c", "Guns fired on Morek before dawn", "Morek was shelled, says a farmer.")
        assert "2 of 2 independent sources: b.example, c.example" in it.told["phone"][-1].text


async def test_two_reports_of_one_agency_confirm_nothing(tmp_path: Path) -> None:
    asked = rules(confirm="{sources: 2, within: 6h}")
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", "Shells fall on Morek", "MOREK (Reuters) - Shelling woke the town, a baker said.")
        await it.at(
            "11:00", "b", "Guns fired on Morek before dawn", "BEIRUT (Reuters) - Morek was shelled, says a farmer."
        )
        assert all("1 of 2 independent sources: Reuters" in told.text for told in it.told["phone"])
        await it.at("12:00", "c", "Night of fire in Morek", "A teacher counted forty shells of the shelling of Morek.")
        assert "2 of 2 independent sources: Reuters, c" in it.told["phone"][-1].text


async def test_a_spike_is_told_once_while_it_lasts(tmp_path: Path) -> None:
    asked = rules(spike="{at_least: 4, within: 1h, times: 3, over: 1d}", group_by="rule")
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        for number in range(7):
            await it.at(f"10:{number * 5:02}", "abcd"[number % 4], *report(number))
        assert [at for at, _ in it.heard()] == ["10:15"]
        assert "spike: 4 matches in 60 minutes, the usual is none" in it.told["phone"][0].text
        await it.at("15:00", "a", *report(8))
        for number in range(4):
            await it.at(f"15:{10 + number}", "abcd"[number], *report(20 + number))
        assert [at for at, _ in it.heard()] == ["10:15", "15:12"]


async def test_the_first_mention_and_none_after_it_until_long_silence(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(first_mention="{after: 12h}")) as it:
        await it.at("10:00", "a", *report(0))
        await it.at("11:00", "b", *report(1))
        await it.at("1 01:00", "c", *report(2))
        assert [at for at, _ in it.heard()] == ["10:00", "01:00"]
        assert "the first mention of Idlib that this rule has heard" in it.told["phone"][0].text
        assert "the first mention of Idlib in 14 hours" in it.told["phone"][1].text


async def test_an_article_of_long_ago_is_a_mention_of_its_own_day(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(first_mention="{after: 30d}")) as it:
        await it.at("09:30", "a", *report(0), dated="-40 12:00")
        await it.at("10:00", "b", *report(1))
        await it.at("10:30", "a", *report(2), dated="-90 12:00")
        await it.at("11:00", "c", *report(3))
        assert [at for at, _ in it.heard()] == ["10:00"]
        assert "the first mention of Idlib in 40 days" in it.told["phone"][0].text


async def test_articles_of_long_ago_do_not_end_a_silence(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 2h}")) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("09:10", "b", *report(0))
        for number in range(1, 5):
            await it.at(f"{9 + number}:40", "a", *report(number), dated=f"-{40 - number} 12:00")
        await it.at("14:00", "c", *report(5))
        assert [(at, title) for at, title in it.heard()][:1] == [("11:10", "[MEDIUM] Nothing for 2 hours: Idlib")]
        assert report(0)[0] in it.told["phone"][0].text
        assert len(it.heard()) == 2 and "heard of again after 5 hours" in it.told["phone"][1].text


async def test_a_silence_is_told_as_long_as_it_was_asked_for(tmp_path: Path) -> None:
    """Rounded to days, 60 hours are two."""
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 60h}")) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("10:00", "a", *report(0))
        await it.until("2 23:00")
        (told,) = it.told["phone"]
        assert told.title == "[MEDIUM] Nothing for 2 d 12 h: Idlib"
        assert "the rule asks to hear of a silence of 60 hours" in told.text


async def test_what_is_heard_of_first_in_an_article_of_long_ago_is_expected_from_then_on(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 2h}", group_by="entity")) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("09:40", "a", *report(0), dated="-40 12:00")
        await it.until("12:00")
        assert [at for at, _ in it.heard()] == ["11:40"], "not at once"


async def test_silence_where_news_is_expected_is_told_and_so_is_its_end(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 6h}")) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("10:00", "a", *report(0))
        await it.until("17:00")
        assert [(at, title) for at, title in it.heard()] == [("16:00", "[MEDIUM] Nothing for 6 hours: Idlib")]
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
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("10:00", "a", "A bridge in Hama", "It opens.")
        (tmp_path / "rules" / "rules.yaml").write_text(watching(hama=False), encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        for hour in (11, 15, 19, 23):
            await it.at(f"{hour}:00", "b", f"Idlib {report(hour)[0]}", report(hour)[1])
        await it.until("1 04:30")
        assert it.heard() == []
        await it.until("1 05:30")
        assert it.heard() == [("05:00", "[HIGH] Nothing for 6 hours: Idlib")], "what it watches still counts"
        (tmp_path / "rules" / "rules.yaml").write_text(watching(hama=True), encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.until("1 14:00")
        assert len(it.heard()) == 1, "of Hama nothing was heard since it is back"


async def test_a_rule_that_was_out_is_silent_from_when_it_is_back(tmp_path: Path) -> None:
    other = rules().replace("watch:", "other:").replace("title: Idlib", "title: Else")
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 6h}")) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("10:00", "a", *report(0))
        for at, text in (("11:00", other), ("1 12:00", rules(quiet="{for: 6h}"))):
            await it.until(at)
            (tmp_path / "rules" / "rules.yaml").write_text(text, encoding="utf-8")
            await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.until("1 20:00")
        assert it.heard() == [("18:00", "[MEDIUM] Nothing for 6 hours: Idlib")]
        lines = it.told["phone"][0].text
        assert f"Last heard on 2026-03-01 10:00 UTC: {report(0)[0]}" in lines
        assert "The rule listens since 2026-03-02 12:00 UTC" in lines


async def test_a_rule_that_told_of_silence_and_was_out_tells_of_it_again_when_it_is_back(tmp_path: Path) -> None:
    other = rules().replace("watch:", "other:").replace("title: Idlib", "title: Else")
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 6h}")) as it:
        await it.run.monitor.ticks.notice_missed_time()
        for at, text in (("17:00", other), ("1 12:00", rules(quiet="{for: 6h}"))):
            await it.until(at)
            (tmp_path / "rules" / "rules.yaml").write_text(text, encoding="utf-8")
            await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.until("2 06:00")
        told = "[MEDIUM] Nothing for 6 hours: Idlib"
        assert [title for _, title in it.heard()] == [told, told] and it.heard()[1][0] == "18:00"


async def test_an_edit_of_a_rule_does_not_begin_its_silence_anew(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(quiet="{for: 6h}")) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await it.at("10:00", "a", *report(0))
        await it.until("14:00")
        edited = rules(quiet="{for: 6h}").replace("names: [Morek]", "names: [Morek, Murak]")
        (tmp_path / "rules" / "rules.yaml").write_text(edited, encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.until("20:00")
        assert it.heard() == [("16:00", "[MEDIUM] Nothing for 6 hours: Idlib")]
        assert "listens since" not in it.told["phone"][0].text


async def test_a_rule_that_is_to_tell_of_silence_from_now_on_counts_from_now(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await it.run.monitor.ticks.notice_missed_time()
        await it.until("16:00")
        (tmp_path / "rules" / "rules.yaml").write_text(rules(quiet="{for: 6h}"), encoding="utf-8")
        await it.run.monitor.in_force.reload(tmp_path / "config.yaml")
        await it.until("23:00")
        assert it.heard() == [("22:00", "[MEDIUM] Nothing for 6 hours: Idlib")]


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
        assert "by step" not in it.told["phone"][0].text, "as grave as the rule is"
        assert "high by step 1 of `raise`: 3 sources within 3 hours" in it.told["phone"][-1].text


async def test_what_alerts_says_by_which_words_it_is_as_grave_as_it_is(tmp_path: Path) -> None:
    steps = "[{to: medium, if: {words: [camp]}}, {to: high, if: {number: {of: {words: [kills]}, at_least: 20, within: sentence}}}]"
    async with day(tmp_path, SUNDAY, rules=rules(severity="low", **{"raise": steps})) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("11:00", "b", f"{HEAD}, mayor resigns", f"The mayor of Morek has resigned. {STORY}")
        first, second = it.told["phone"]
        assert first.title == f"[HIGH] {HEAD}"
        assert "shares a passage or the headline with it; high by step 2 of `raise`: »kills«, »21«" in first.text, (
            first.text
        )
        assert second.title.startswith("[HIGH] follow-up"), second.title


async def test_a_severity_that_stays_says_so(tmp_path: Path) -> None:
    asked = rules(severity="low", **{"raise": "[{to: high, if: {words: [kills]}}]"})
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("11:00", "b", "Toll of Morek shelling rises to 31", STORY.replace("21", "31"))
        last = it.told["phone"][-1]
        assert (
            last.title.startswith("[HIGH]") and "; still high: the severity of what was told never falls" in last.text
        )


async def test_a_story_of_a_year_ago_leaves_nothing_of_what_its_rule_counted_and_is_still_known(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(repeat_after="2h")) as it:
        await it.at("10:00", "a", HEAD, STORY)
        with it.run.monitor.database.reading() as tx:
            assert set(matters.of_rule(tx, "watch")) == {"story:1"}
        await it.run.monitor.ticks.notice_missed_time()
        it.run.clock.move(days=366)
        await it.run.monitor.ticks.forget()
        with it.run.monitor.database.reading() as tx:
            assert matters.of_rule(tx, "watch") == {}
            assert stories.told_by(tx, 1) == {"watch"} and len(alerts.listed(tx, limit=9)) == 1
