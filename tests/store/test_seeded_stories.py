"""A story that began with a seed counts as told by every rule: that of another event is not made one with it."""

from __future__ import annotations

from datetime import timedelta

from monitor.core.types import Verdict, VerdictKind
from monitor.intake import Intake, Result
from monitor.intake.seeds import sync_seeds
from monitor.rulebook import Seed
from monitor.store.database import Database
from tests.make import NOW, article, ruleset
from tests.store.filled import HOUR, POLICY
from tests.store.taking import only

RULES = """
entities: {airport: {name: Morek airport, kind: place, names: [Morek airport]}}
rules:
  hit: {title: Hit, severity: high, when: {entity: airport}}
  flights: {title: Flights, severity: low, when: {words: [cancelled]}}
"""
OLD = (
    "Drone attack on Morek airport",
    "Drones struck Morek airport on a holiday, and fuel burnt in depots, officials said.",
)
SEED = Seed(
    name="known",
    path="seeds/known.md",
    title=OLD[0],
    url="",
    source="background",
    published=NOW - timedelta(days=572),
    language="en",
    entities=(),
    text=OLD[1],
)


def test_a_report_like_a_seed_that_was_printed_again_leaves_the_story_of_today_its_own(database: Database) -> None:
    sync_seeds(database, [SEED], NOW)
    intake = Intake(database, ruleset(RULES), POLICY)
    today = article("Drones strike Morek airport, four killed", "Four guards died at dawn.", guid="1", feed="a")
    intake.take([today], NOW)
    intake.take([article(*OLD, guid="2", feed="b")], NOW + HOUR)
    both = article("Four killed as drones strike Morek airport in drone attack", "", guid="3", feed="c")
    assert verdict_of(intake.take([both], NOW + HOUR)).same_as == (1,), "by its words it would be of both"
    retold = article("Drones strike Morek airport, four killed", "All flights were cancelled.", guid="4", feed="d")
    result = intake.take([retold], NOW + HOUR)
    assert verdict_of(result).kind is VerdictKind.SAME_STORY
    assert len(result.alert_ids) == 1, "the rule on flights has not told it"


def verdict_of(result: Result) -> Verdict:
    found = only(result).verdict
    assert found is not None
    return found
