"""What came long ago leaves the index, and its text the store; what a rule matched, seeds and keys stay. What rules
know over time of a story goes when nothing can ask for it any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from monitor.core.alerts.matters import Matter
from monitor.core.types import Article, VerdictKind
from monitor.forget import Forgetting
from monitor.intake.seeds import sync_seeds
from monitor.store import alerts, matters, stories
from monitor.store.database import Database
from tests.make import NOW, STORY, article, ruleset
from tests.store.filled import DAY, HOUR, content, intake, stored
from tests.store.test_into_store import SEED

YEAR = timedelta(days=365)
PLAIN = (
    "A ferry with sixty people on board ran aground off the cape before dawn on Tuesday. Nobody was hurt, and a tug "
    "pulled it free at noon. The owner of the line said that the captain had followed the buoys of an old chart."
)


def test_old_items_leave_the_index_and_the_text_of_what_no_rule_met_goes(database: Database) -> None:
    taken = (
        intake(database).take([article("Ferry runs aground", PLAIN), article("Shelling in Morek", STORY)], NOW).taken
    )
    plain, matched = (next(t.article_id for t in taken if bool(t.settled) is met) for met in (False, True))
    forgetting = Forgetting(database)
    assert forgetting.batch(NOW + YEAR - DAY, YEAR) == 0 and content(database)["print"]
    assert forgetting.batch(NOW + YEAR + DAY, YEAR) == 2
    assert forgetting.batch(NOW + YEAR + DAY, YEAR) == 0
    assert content(database)["print"] == []
    assert (stored(database, plain).text, stored(database, plain).title) == ("", "Ferry runs aground")
    assert stored(database, matched).fields.lead or stored(database, matched).text
    again = intake(database).take([article("Ferry runs aground", PLAIN)], NOW + YEAR + DAY).taken[0]
    assert again.article_id == plain, "its keys are known for ever"
    late = article("An old tale of a ferry", PLAIN, feed="b", published=NOW + YEAR + DAY)
    copy = intake(database).take([late], NOW + YEAR + DAY).taken[0]
    assert copy.verdict is not None and copy.verdict.kind is VerdictKind.NEW


def test_of_what_a_rule_met_the_latest_edition_keeps_its_text(database: Database) -> None:
    for hour, killed in enumerate(("21", "31", "41")):
        (taken,) = (
            intake(database).take([article("Toll", STORY.replace("21", killed), guid="g")], NOW + hour * HOUR).taken
        )
    with database.reading() as tx:
        assert all(match.alert_id for match in alerts.matches_of(tx, taken.article_id or 0)), "each edition alerted"
    assert Forgetting(database).batch(NOW + YEAR + DAY, YEAR) == 1
    assert "41" in stored(database, taken.article_id).lead
    assert [(row[5], row[6], row[7]) for row in content(database)["edition"]] == 2 * [("Toll", "", "")]


def test_nothing_is_forgotten_when_that_is_asked_for(database: Database) -> None:
    intake(database).take([article("Ferry runs aground", PLAIN)], NOW)
    assert Forgetting(database).batch(NOW + 10 * YEAR, timedelta(0)) == 0
    assert content(database)["print"]


def test_an_item_that_came_by_a_clock_that_ran_ahead_stops_no_forgetting(database: Database) -> None:
    ahead, later = NOW + 10 * YEAR, NOW + DAY
    intake(database).take([article("Council debates", "A council met.", published=ahead)], ahead)
    (ferry,) = intake(database).take([article("Ferry runs aground", PLAIN)], later).taken
    assert Forgetting(database).batch(later + YEAR + DAY, YEAR) == 1
    assert stored(database, ferry.article_id).text == ""


def test_what_comes_after_the_clock_was_set_back_is_forgotten_in_its_time(database: Database) -> None:
    forgetting = Forgetting(database)
    assert forgetting.batch(NOW + 10 * YEAR, YEAR) == 0, "by a clock that runs ahead"
    intake(database).take([article("Ferry runs aground", PLAIN)], NOW)
    assert forgetting.batch(NOW + DAY, YEAR) == 0
    assert [forgetting.batch(NOW + YEAR + DAY, YEAR) for _ in range(2)] == [1, 0]


def test_items_of_one_moment_are_forgotten_in_batches(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.forget.BATCH", 2)
    came = intake(database).take([article(f"Ferry {n} runs aground", f"{PLAIN} {n}") for n in range(5)], NOW).taken
    forgetting = Forgetting(database)
    assert [forgetting.batch(NOW + YEAR + DAY, YEAR) for _ in range(5)] == [2, 2, 1, 0, 0]
    assert not any(stored(database, one.article_id).text for one in came)


def test_items_from_before_telling_words_were_kept_are_forgotten_once(database: Database) -> None:
    (ferry,) = intake(database).take([article("Ferry runs aground", PLAIN)], NOW).taken
    with database.writing() as tx:
        tx.connection.execute(text("UPDATE article SET terms = NULL"))  # as migration 0003 left what was stored
    assert Forgetting(database).batch(NOW + YEAR + DAY, YEAR) == 1
    assert stored(database, ferry.article_id).text == ""
    assert Forgetting(database).batch(NOW + YEAR + DAY, YEAR) == 0


def test_a_seed_is_never_forgotten(database: Database) -> None:
    sync_seeds(database, [replace(SEED, text=PLAIN)], NOW)
    before = content(database)["print"]
    assert Forgetting(database).batch(NOW + 10 * YEAR, YEAR) == 0
    assert content(database)["print"] == before != []


def test_an_edit_that_comes_while_it_is_to_be_forgotten_keeps_it_in_the_index(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = intake(database).take([article("Ferry runs aground", PLAIN, guid="g")], NOW).taken
    forgotten, writing = NOW + YEAR + DAY, database.writing

    def edited_before() -> object:
        monkeypatch.setattr(database, "writing", writing)
        edited = article("Ferry of the line sinks", PLAIN.replace("a tug pulled it free", "divers found it"), guid="g")
        intake(database).take([edited], forgotten)
        return writing()

    monkeypatch.setattr(database, "writing", edited_before)
    assert Forgetting(database).batch(forgotten, YEAR) == 0
    assert {row[1] for row in content(database)["print"]} == {item.article_id}
    assert "divers found it" in stored(database, item.article_id).fields.lead
    assert Forgetting(database).batch(forgotten + YEAR + DAY, YEAR) == 1
    assert content(database)["print"] == [], "nothing of what it said before the edit either"


def page(day: int) -> Article:
    return article("Ferries today", f"{PLAIN} Report {day} of the harbour.", guid="page")


def test_an_item_that_is_edited_for_months_stays_compared_and_its_editions_go_one_after_the_other(
    database: Database,
) -> None:
    month, forgetting = 30 * DAY, Forgetting(database)
    for day in range(90):
        (taken,) = intake(database).take([page(day)], NOW + day * DAY).taken
        assert forgetting.batch(NOW + day * DAY, month) == 0, "it was edited yesterday"
        texts = [row[6] or row[7] for row in content(database)["edition"]]
        assert len([one for one in texts if one]) <= 31, f"on day {day}"
    assert "Report 89" in stored(database, taken.article_id).fields.lead and content(database)["print"]
    assert forgetting.batch(NOW + 118 * DAY, month) == 0
    assert forgetting.batch(NOW + 120 * DAY, month) == 1
    assert content(database)["print"] == [] and not any(row[6] or row[7] for row in content(database)["edition"])


def test_an_item_that_is_edited_after_it_was_forgotten_is_forgotten_again(database: Database) -> None:
    forgetting = Forgetting(database)
    intake(database).take([page(0)], NOW)
    assert forgetting.batch(NOW + YEAR + DAY, YEAR) == 1
    intake(database).take([page(1)], NOW + YEAR + 2 * DAY)
    assert content(database)["print"]
    assert forgetting.batch(NOW + 2 * YEAR, YEAR) == 0
    assert forgetting.batch(NOW + 2 * YEAR + 3 * DAY, YEAR) == 1
    assert content(database)["print"] == []


def test_those_that_were_forgotten_are_looked_at_a_part_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.forget.LOOKED_AT", 2)
    intake(database).take([article(f"Ferry {n} runs aground", f"{PLAIN} {n}") for n in range(5)], NOW)
    forgetting = Forgetting(database)
    assert [forgetting.batch(NOW + YEAR + DAY, YEAR) for _ in range(4)] == [2, 2, 1, 0]
    edited = [article(f"Ferry {n} runs aground", f"{PLAIN} {n}, once more") for n in (0, 4)]
    intake(database).take(edited, NOW + YEAR + 2 * DAY)
    later = NOW + 2 * YEAR + 3 * DAY
    assert sum(forgetting.batch(later, YEAR) for _ in range(3)) == 2
    assert content(database)["print"] == []


IN_TIME = ruleset("""
rules:
  cools: {title: Attacks, severity: low, when: {words: [attack]}, repeat_after: 1h}
  cools-for-long: {title: Attacks, severity: low, when: {words: [attack]}, repeat_after: 800d}
  waits: {title: Attacks, severity: low, when: {words: [attack]}, first_mention: true, group_by: story}
""").rules


def of_a_story(database: Database, group: str = "", *, rule: str = "cools", at: timedelta = timedelta(0)) -> str:
    """The matter of a story of which the last report came then."""
    with database.writing() as tx:
        group = group or f"story:{stories.start(tx, 'One', NOW, ())}"
        matters.put(tx, rule, group, Matter(first_match=NOW, last_match=NOW + at, last_alert=NOW + at))
    return group


def known_matters(database: Database) -> set[str]:
    with database.reading() as tx:
        return {group for _, group, _ in matters.following(tx, ("", ""), 1_000)}


def test_what_rules_know_over_time_of_a_story_goes_when_it_ended_long_ago(database: Database) -> None:
    ended, lately, of_another_kind = of_a_story(database), of_a_story(database, at=DAY), "entity:idlib"
    of_a_story(database, of_another_kind)
    told_of_by_others, of_a_seed = of_a_story(database), of_a_story(database)
    with database.writing() as tx:
        stories.add_figures(tx, int(told_of_by_others.removeprefix("story:")), (), (), NOW + 2 * DAY)
        stories.set_told(tx, int(of_a_seed.removeprefix("story:")), stories.EVERY_RULE, stories.ToldBy.SEED, NOW)
    asked_for_long, first, gone = (of_a_story(database, rule=rule) for rule in ("cools-for-long", "waits", "gone"))
    forgetting, every = Forgetting(database), known_matters(database)
    assert forgetting.matters(NOW + YEAR, YEAR, IN_TIME) == 0 and known_matters(database) == every
    assert forgetting.matters(NOW + 10 * YEAR, timedelta(0), IN_TIME) == 0, "nothing is, if that is asked for"
    assert forgetting.matters(NOW + YEAR + HOUR, YEAR, IN_TIME) == 2
    assert known_matters(database) == every - {ended, gone}
    assert forgetting.matters(NOW + 3 * YEAR, YEAR, IN_TIME) == 3
    assert known_matters(database) == {of_another_kind, of_a_seed, first}
    assert lately in every and asked_for_long in every


def test_of_a_story_whose_silence_was_told_nothing_is_known_when_it_ended_long_ago(database: Database) -> None:
    listens = ruleset("""
rules:
  ends: {title: Ends, severity: low, when: {words: [attack]}, quiet: {for: 2d}, group_by: story}
""").rules
    told, not_told = (of_a_story(database, rule="ends") for _ in range(2))
    with database.writing() as tx:
        matter = Matter(first_match=NOW, last_match=NOW, quiet_told=NOW + 2 * DAY)
        matters.put(tx, "ends", told, matter)
    forgetting = Forgetting(database)
    assert forgetting.matters(NOW + YEAR + DAY, YEAR, listens) == 0
    assert forgetting.matters(NOW + YEAR + 3 * DAY, YEAR, listens) == 1
    assert known_matters(database) == {not_told}


def test_matters_are_looked_at_in_turn(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.forget.MATTERS", 2)
    of_a_story(database, "entity:a")
    of_a_story(database, "entity:b", rule="a")
    forgetting, later = Forgetting(database), NOW + YEAR + DAY
    for _ in range(3):
        of_a_story(database)
    assert [forgetting.matters(later, YEAR, IN_TIME) for _ in range(4)] == [0, 2, 1, 0]
    of_a_story(database, rule="a")
    assert [forgetting.matters(later, YEAR, IN_TIME) for _ in range(2)] == [0, 1], "from the first one again"


def test_who_told_a_story_that_became_part_of_another_is_told_of_that_one_and_its_number_is_not_used_again(
    database: Database,
) -> None:
    with database.writing() as tx:
        into, gone = (stories.start(tx, "One", NOW, ()) for _ in range(2))
        stories.set_told(tx, gone, "cools", stories.ToldBy.ALERT, NOW)
        stories.merge(tx, gone, into, by=stories.JUDGE, why="a headline", now=NOW)
        assert stories.told_by(tx, into) == {"cools"} and stories.went_into(tx, gone) == into
        assert stories.start(tx, "Two", NOW, ()) not in (gone, into)
    assert [row[0] for row in content(database)["told"]] == [into]
