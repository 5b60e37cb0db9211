"""What rules know over time, in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.alerts.matters import Matter, Sighting
from monitor.core.types import Severity
from monitor.store import matters
from monitor.store.database import Database
from tests.make import NOW
from tests.store.filled import DAY, HOUR, MINUTE

KNOWN = Matter(
    first_match=NOW - DAY,
    last_match=NOW - HOUR,
    last_article=7,
    last_alert=NOW - 2 * HOUR,
    held_until=NOW + HOUR,
    severity=Severity.HIGH,
    confirmed=NOW - HOUR,
    is_spiking=True,
    quiet_told=NOW - MINUTE,
)


def seen(at: datetime, article: int = 1, owner: str = "a") -> Sighting:
    return Sighting(at, article, owner, f"{owner}.example", owner, False)


def test_a_matter_comes_back_as_it_was_kept(database: Database) -> None:
    with database.writing() as tx:
        assert matters.get(tx, "r", "story:1") == Matter()
        matters.put(tx, "r", "story:1", KNOWN)
        matters.put(tx, "r", "story:2", replace(KNOWN, severity=None))
        assert matters.get(tx, "r", "story:1") == KNOWN
        matters.put(tx, "r", "story:1", replace(KNOWN, is_spiking=False, confirmed=None))
        assert matters.of_rule(tx, "r") == {
            "story:1": replace(KNOWN, is_spiking=False, confirmed=None),
            "story:2": replace(KNOWN, severity=None),
        }
        matters.drop(tx, "r", "story:1")
        assert list(matters.of_rule(tx, "r")) == ["story:2"] and matters.of_rule(tx, "other") == {}


def test_of_thousands_of_stories_those_are_read_of_which_no_silence_was_told_yet(database: Database) -> None:
    told = replace(KNOWN, quiet_told=NOW)
    with database.writing() as tx:
        for number in range(3):
            matters.put(tx, "r", f"story:{number}", told)
        matters.put(tx, "r", "story:7", replace(told, quiet_told=None))
        matters.put(tx, "r", "entity:idlib", told)
        assert list(matters.of_rule_not_told_silent(tx, "r", NOW)) == ["story:7"]
        assert len(matters.of_rule_not_told_silent(tx, "r", NOW + MINUTE)) == 5, "the rule was out, and came back"
        assert matters.groups_of_rule(tx, "r", but="story") == ["entity:idlib"]
        assert len(matters.groups_of_rule(tx, "r")) == 5


def test_sightings_of_a_window_are_counted(database: Database) -> None:
    with database.writing() as tx:
        for article, (at, owner) in enumerate([(NOW, "a"), (NOW - 2 * HOUR, "b"), (NOW - HOUR, "c"), (NOW, "c")]):
            matters.add_sighting(tx, "r", "g", seen(at, article, owner))
        matters.add_sighting(tx, "r", "g", replace(seen(NOW, 9, "d"), is_copy=True))
        matters.add_sighting(tx, "r", "other", seen(NOW, 10, "e"))
        since = NOW - 2 * HOUR
        assert matters.count_sightings(tx, "r", "g", since) == 3, "no copy, and none of two hours ago"
        assert matters.sources(tx, "r", "g", since, "owner") == ("c", "a"), "the first one first"
        assert matters.sources(tx, "r", "g", since, "domain") == ("c.example", "a.example")
        assert matters.sources(tx, "r", "g", since, "feed") == ("c", "a")
        assert sorted(matters.sighted_articles(tx, "r", "g", since)) == [0, 2, 3, 9], "copies too"
        assert matters.sighted(tx, "r", "g", since, 9) == replace(seen(NOW, 9, "d"), is_copy=True)
        assert matters.sighted(tx, "r", "g", since, 1) is None


def test_what_came_out_later_is_of_another_window(database: Database) -> None:
    with database.writing() as tx:
        for article, (minutes, owner) in enumerate([(0, "a"), (30, "b"), (30, "c"), (90, "d")]):
            matters.add_sighting(tx, "r", "g", seen(NOW + minutes * MINUTE, article, owner))
        since, until = NOW - MINUTE, NOW + HOUR
        assert matters.count_sightings(tx, "r", "g", since, until) == 3
        assert matters.sources(tx, "r", "g", since, "owner", until=until) == ("a", "b", "c")
        assert sorted(matters.sighted_articles(tx, "r", "g", since, until)) == [0, 1, 2]
        assert matters.sighted(tx, "r", "g", since, 3, until) is None
        assert matters.sighting_times(tx, "r", "g", NOW, NOW + HOUR) == [NOW + 30 * MINUTE]


def test_hours_are_counted_and_summed(database: Database) -> None:
    with database.writing() as tx:
        for at in (NOW, NOW + MINUTE, NOW - HOUR, NOW - 25 * HOUR):
            matters.count_hour(tx, "r", "g", at)
        assert matters.rate(tx, "r", "g", NOW - DAY, NOW + HOUR) == 3
        assert matters.rate(tx, "r", "g", NOW - DAY, NOW) == 1, "the hour that has begun does not count"
        assert matters.rate(tx, "r", "g", NOW, NOW + MINUTE) == 2, "unless it is the only one"
        assert matters.rate(tx, "r", "else", NOW - DAY, NOW) == 0


def test_what_no_window_asks_for_is_forgotten(database: Database) -> None:
    with database.writing() as tx:
        for rule in ("r", "gone"):
            for ago in (timedelta(0), 3 * HOUR, 3 * DAY):
                matters.add_sighting(tx, rule, "g", seen(NOW - ago))
                matters.count_hour(tx, rule, "g", NOW - ago)
        matters.forget(tx, "r", 2 * HOUR, DAY, NOW)
        matters.forget_others(tx, ["r"])
        assert matters.count_sightings(tx, "r", "g", NOW - 9 * DAY) == 1
        assert matters.rate(tx, "r", "g", NOW - 9 * DAY, NOW + HOUR) == 2
        assert matters.count_sightings(tx, "gone", "g", NOW - 9 * DAY) == 0
        assert matters.rate(tx, "gone", "g", NOW - 9 * DAY, NOW + HOUR) == 0


def test_matters_that_become_one_know_what_either_knew(database: Database) -> None:
    later = Matter(first_match=NOW - HOUR, last_match=NOW, last_article=9, last_alert=NOW, severity=Severity.LOW)
    with database.writing() as tx:
        matters.put(tx, "r", "story:1", KNOWN)
        matters.put(tx, "r", "story:2", later)
        matters.put(tx, "other", "story:2", later)
        matters.add_sighting(tx, "r", "story:2", seen(NOW))
        matters.join(tx, "story:2", "story:1")
        joined = matters.get(tx, "r", "story:1")
        assert (joined.first_match, joined.last_match, joined.last_article) == (NOW - DAY, NOW, 9)
        assert (joined.last_alert, joined.severity, joined.confirmed) == (NOW, Severity.HIGH, KNOWN.confirmed)
        assert matters.get(tx, "other", "story:1") == later
        assert matters.get(tx, "r", "story:2") == Matter()
        assert matters.count_sightings(tx, "r", "story:1", NOW - DAY) == 1


def test_matters_that_become_one_have_the_hours_of_both(database: Database) -> None:
    with database.writing() as tx:
        for group, at in (("story:1", NOW), ("story:2", NOW), ("story:2", NOW - HOUR), ("story:3", NOW)):
            matters.count_hour(tx, "r", group, at)
        matters.count_hour(tx, "other", "story:2", NOW)
        for rule in ("r", "other"):
            matters.put(tx, rule, "story:2", KNOWN)
        matters.join(tx, "story:2", "story:1")
        assert (
            matters.rate(tx, "r", "story:1", NOW, NOW) == 2 and matters.rate(tx, "r", "story:1", NOW - HOUR, NOW) == 1
        )
        assert matters.rate(tx, "other", "story:1", NOW, NOW) == 1
        assert matters.rate(tx, "r", "story:2", NOW - DAY, NOW + HOUR) == 0, "none is left behind"
        assert matters.rate(tx, "r", "story:3", NOW, NOW) == 1
