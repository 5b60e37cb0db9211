"""USE CASE: what is silenced or snoozed, in the words of who reads it, and how much that has kept back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.core.alerts.silences import Silence
from monitor.core.called import named
from monitor.core.message.plain import one_line
from monitor.store import alerts, silences, stories
from monitor.store.database import Transaction

LATEST = 1_000
"""Alerts that are looked through for the names of entities: a page shows them while somebody waits."""
_HEADLINE = 80


@dataclass(frozen=True, slots=True)
class Silenced:
    """``what`` names rules by their title, entities by their name and stories by their headline, each with its id: as
    the latest alerts call them, or as they were called when they were silenced. ``kept_back`` counts alerts: not told
    by a silence, held still by a snooze."""

    silence: Silence
    what: str
    kept_back: int


def silenced(tx: Transaction, found: Sequence[Silence]) -> list[Silenced]:
    """``found`` as readers see them, in their order."""
    if not found:
        return []
    kept, called = silences.kept_back(tx, found), _called(tx, found)
    return [Silenced(one, one.matchers.in_words(called), kept[one.id]) for one in found]


def _called(tx: Transaction, found: Sequence[Silence]) -> dict[str, dict[object, str]]:
    rules = {name for one in found for name in one.matchers.rules}
    entities = {name for one in found for name in one.matchers.entities}
    titles: dict[str, str] = {}
    names: dict[str, str] = {}
    for alert in alerts.listed(tx, limit=LATEST) if rules or entities else ():
        if alert.rule in rules and alert.rule_title:
            titles.setdefault(alert.rule, alert.rule_title)
        for entity in entities.intersection(alert.entities):
            names.setdefault(entity, alert.name_of[entity])
    for one in found:  # what no alert told lately is called as it was when it was silenced
        titles = {**one.called.get("rule", {}), **titles}
        names = {**one.called.get("entity", {}), **names}
    headlines: dict[object, str] = {}
    for story in {story for one in found for story in one.matchers.stories}:
        if told := stories.listed(tx, limit=1, only=story):
            headlines[story] = f'{story} "{one_line(told[0].headline, _HEADLINE)}"'
    said: dict[object, str] = {rule: named(one_line(title, _HEADLINE), rule) for rule, title in titles.items()}
    return {"rule": said, "entity": {one: named(name, one) for one, name in names.items()}, "story": headlines}
