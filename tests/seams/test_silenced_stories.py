"""What a silence or a snooze keeps back of a story, and what counts as told by it. Time is virtual."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.acts import silencing
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import SilenceKind
from monitor.store import alerts
from tests.make import STORY, report
from tests.running import command_here
from tests.seams.silenced import silence
from tests.timeline import BRIDGES, HEAD, REPAIRED, SUNDAY, day, rules


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


async def test_a_silence_of_the_rule_that_leads_a_message_keeps_back_no_other_that_met_its_article(
    tmp_path: Path,
) -> None:
    async with day(tmp_path, SUNDAY, rules=rules() + BRIDGES) as it:
        silence(it, "10:00", "12:00", Matchers(rules=frozenset({"watch"})))
        await it.at("10:05", "a", *REPAIRED)
        assert [at for at, _ in it.heard()] == ["10:05"] and "Bridges" in it.told["phone"][0].text


FROM_A = frozenset({"a.example"})


@pytest.mark.parametrize(("snoozed", "told_at"), [(False, "10:05"), (True, "11:00")])
async def test_what_is_silenced_and_told_beside_what_is_not_is_not_told_again(
    tmp_path: Path, snoozed: bool, told_at: str
) -> None:
    """Of a copy that the silence does not cover."""
    async with day(tmp_path, SUNDAY, rules=rules() + BRIDGES) as it:
        silence(it, "09:30", "12:00", Matchers(rules=frozenset({"watch"}), sources=FROM_A))
        if snoozed:
            beside = Matchers(rules=frozenset({"bridges"}), sources=FROM_A)
            silence(it, "09:30", "11:00", beside, SilenceKind.SNOOZE)
        await it.at("10:05", "a", *REPAIRED)
        await it.at("10:10", "b", *REPAIRED)
        await it.until("13:00")
        assert [at for at, _ in it.heard()] == [told_at] and "(watch)" in it.told["phone"][0].text


async def test_what_is_snoozed_is_told_once_at_its_end_though_a_copy_came_that_the_snooze_is_not_on(
    tmp_path: Path,
) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        silence(it, "09:30", "10:30", Matchers(sources=FROM_A), SilenceKind.SNOOZE)
        await it.at("10:00", "a", HEAD, STORY)
        await it.at("10:05", "b", HEAD, STORY)
        await it.until("12:00")
        assert it.heard() == [("10:30", f"[MEDIUM] {HEAD}")]


async def test_what_repeat_after_holds_until_its_silence_is_over_is_told_once(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules(group_by="rule", repeat_after="2h")) as it:
        silence(it, "09:30", "11:00", Matchers(sources=FROM_A))
        await it.at("10:00", "b", *report(0))
        await it.at("10:10", "a", *report(1))
        await it.at("10:20", "b", *report(1))
        await it.until("13:00")
        assert it.heard()[1:] == [("12:00", f"[MEDIUM] {report(1)[0]}")]


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


@pytest.mark.parametrize("ended", [False, True])
async def test_news_of_a_told_story_that_a_silence_of_one_source_kept_back_is_told_as_others_say_it(
    tmp_path: Path, ended: bool
) -> None:
    """In its time, and after somebody ended it early."""
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await it.at("10:00", "b", HEAD, STORY)
        silence(it, "10:05", "12:00", Matchers(sources=FROM_A))
        more = f"{HEAD} rises to 31", STORY.replace("21", "31")
        await it.at("10:10", "a", *more)
        await it.until("10:15")
        if ended:
            silencing.end(it.run.monitor.database, 1, "selma", it.run.clock.now)
        await it.at("10:20", "c", *more)
        await it.at("10:30", "d", *more)
        assert [at for at, _ in it.heard()] == ["10:00", "10:20"]


async def test_news_of_a_told_story_that_a_silence_of_the_rule_kept_back_is_not_told_late(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await it.at("10:00", "b", HEAD, STORY)
        silence(it, "10:05", "10:15", Matchers(rules=frozenset({"watch"})))
        more = f"{HEAD} rises to 31", STORY.replace("21", "31")
        await it.at("10:10", "a", *more)
        await it.at("10:20", "c", *more)
        assert [at for at, _ in it.heard()] == ["10:00"]
        shown = " ".join(command_here("explain", 3, folder=tmp_path).stdout.split())
        assert "told before by this rule (alert 2): " in shown and "; silence 1 kept alert 2 from everybody" in shown


async def test_what_is_silenced_is_not_told_after_it_because_its_receiver_was_away_meanwhile(tmp_path: Path) -> None:
    """An exercise is not told late; what came before and after it is."""
    status = {"phone": 503}
    answers = {"phone": lambda _: status["phone"]}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers={"phone": {"cap": "off"}}, answers=answers) as it:
        await it.at("10:00", "a", *report(0))
        await it.until("10:19")
        silence(it, "10:19", "10:21", Matchers(rules=frozenset({"watch"})))
        await it.at("10:20", "b", *report(1))
        await it.at("10:21", "c", *report(2))
        status["phone"] = 200
        await it.until("11:00")
        told = " ".join(f"{one.title} {one.text}" for one in it.told["phone"])
        assert [report(number)[0] in told for number in range(3)] == [True, False, True]
        assert "1 not told: silence 1" in told
