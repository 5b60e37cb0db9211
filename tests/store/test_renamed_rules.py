"""What is stored of a rule that has another name, in both databases."""

from __future__ import annotations

import pytest

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.matters import Matter
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.types import Severity
from monitor.store import alerts, matters, renamed_rules, rules, silences, stories
from monitor.store.database import Database
from tests.make import NOW, an_alert
from tests.store.filled import DAY, HOUR


def test_one_that_means_the_same_is_known_and_each_takes_the_place_of_one(database: Database) -> None:
    with database.writing() as tx:
        rules.remember(tx, {"a": "m", "b": "m", "c": "other"}, NOW)
        assert renamed_rules.renamed(tx, {"a": "m", "b": "m", "d": "other"}) == {"c": "d"}
        assert renamed_rules.renamed(tx, {"b": "m", "x": "m", "y": "m", "c": "other"}) == {"a": "x"}
        assert renamed_rules.renamed(tx, {"x": "m", "y": "edited", "c": "other"}) == {"a": "x"}
        assert renamed_rules.renamed(tx, {"a": "m", "b": "m", "c": "other", "e": "other"}) == {}, "a twin"


def test_all_that_it_told_and_knows_goes_along(database: Database) -> None:
    heard = Matter(first_match=NOW, last_match=NOW, severity=Severity.LOW)
    with database.writing() as tx:
        rules.remember(tx, {"old": "m"}, NOW)
        story, other = (stories.start(tx, "One", NOW, ()) for _ in range(2))
        for rule, of in (("old", story), ("old", other), ("new", story)):
            stories.set_told(tx, of, rule, stories.ToldBy.ALERT, NOW)
        matters.put(tx, "old", "rule:old", heard)
        matters.put(tx, "old", "entity:idlib", heard)
        matters.count_hour(tx, "old", "rule:old", NOW)
        made = alerts.insert(tx, an_alert(rule="old", group="rule:old"), None)
        renamed_rules.rename(tx, {"old": "new"})
        assert {"new"} <= stories.how_told(tx, story).keys() and list(stories.how_told(tx, other)) == ["new"]
        assert set(matters.of_rule(tx, "new")) == {"rule:new", "entity:idlib"} and matters.of_rule(tx, "old") == {}
        assert matters.rate(tx, "new", "rule:new", NOW - HOUR, NOW + HOUR) == 1
        found = alerts.get(tx, made.id)
        assert found is not None and (found.rule, found.group) == ("new", "rule:new")
        assert rules.since(tx, "new") == NOW and rules.since(tx, "old") is None


def test_what_a_rule_that_had_the_new_name_long_ago_left_makes_room(database: Database) -> None:
    """What the rule itself knows counts: else it would repeat what it told yesterday."""
    left, live = (Matter(first_match=at, last_match=at, last_alert=at) for at in (NOW - 90 * DAY, NOW))
    with database.writing() as tx:
        rules.remember(tx, {"old": "m"}, NOW)
        story = stories.start(tx, "One", NOW, ())
        for rule, by in (("new", stories.ToldBy.SEED), ("old", stories.ToldBy.ALERT)):
            stories.set_told(tx, story, rule, by, NOW)
        for group in ("rule:new", "entity:idlib", "entity:homs"):
            matters.put(tx, "new", group, left)
            matters.count_hour(tx, "new", group, NOW)
        for group in ("rule:old", "entity:idlib"):
            matters.put(tx, "old", group, live)
            matters.count_hour(tx, "old", group, NOW)
            matters.count_hour(tx, "old", group, NOW)
        renamed_rules.rename(tx, {"old": "new"})
        assert stories.how_told(tx, story) == {"new": stories.ToldBy.ALERT}
        assert matters.of_rule(tx, "new") == {"rule:new": live, "entity:idlib": live, "entity:homs": left}
        counted = [
            matters.rate(tx, "new", group, NOW, NOW + HOUR) for group in ("rule:new", "entity:idlib", "entity:homs")
        ]
        assert counted == [2, 2, 1] and matters.of_rule(tx, "old") == {}


def test_many_are_renamed_at_once_and_others_stay(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.chunks.MAX_VARIABLES", 2)
    old, more = [f"old-{n}" for n in range(5)], Matchers(rules=frozenset({"old-0", "other"}))
    with database.writing() as tx:
        rules.remember(tx, dict.fromkeys([*old, "other"], "m"), NOW)
        story = stories.start(tx, "One", NOW, ())
        for number, rule in enumerate([*old, "other", *old]):
            alerts.insert(tx, an_alert(f"k{number}", rule=rule, group=f"rule:{rule}"), None)
            stories.set_told(tx, story, rule, stories.ToldBy.ALERT, NOW)
        stories.set_told(tx, story, "new-3", stories.ToldBy.SEED, NOW)
        silences.insert(tx, Silence(0, SilenceKind.SILENCE, more, "amal", "", NOW, NOW, NOW + HOUR))
        renamed_rules.rename(tx, {rule: rule.replace("old", "new") for rule in old})
        new = [f"new-{n}" for n in range(5)]
        assert [(one.rule, one.group) for one in alerts.listed(tx, limit=99)][::-1] == [
            (rule, f"rule:{rule}") for rule in [*new, "other", *new]
        ]
        assert stories.how_told(tx, story) == dict.fromkeys([*new, "other"], stories.ToldBy.ALERT)
        assert [one.matchers.rules for one in silences.in_force(tx, NOW)] == [{"new-0", "other"}]
        assert rules.since(tx, "new-4") == NOW and rules.since(tx, "old-4") is None
