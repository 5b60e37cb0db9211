"""USE CASE: what came long ago leaves the index, and its text the store; its keys, and what a rule matched, stay. So
goes what rules know over time of stories that ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from monitor.core.alerts.matters import Matter, longest_memory
from monitor.core.rules.ruleset import Rule
from monitor.intake.prepare import indexed
from monitor.store import alerts, articles, matters, meanings, pages, prints, stories
from monitor.store.database import Database, Transaction

BATCH = 200
"""Articles in one transaction: intake waits no longer than for one of its own chunks."""
MATTERS = 1_000
"""That are looked at in one go, all of them in turn: most of them stay."""
_FIRST = "", ""


class Forgetting:
    """Goes through the store from the oldest article on, a batch at a time, and knows how far it came."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._done = datetime.min.replace(tzinfo=UTC), 0
        self._matter = _FIRST

    def batch(self, now: datetime, after: timedelta) -> int:
        """Forget the oldest that came longer ago than ``after``, if that is any time; how many. Raises StoreError."""
        if not after:
            return 0
        before = now - after
        done = min(self._done, (before, 0))  # the clock may have been set back
        with self._database.reading() as tx:
            found = articles.indexed_before(tx, before, done, BATCH)
        if found:
            self._forget([one.id for one in found])
        self._done = (found[-1].first_seen_at, found[-1].id) if len(found) == BATCH else (before, 0)
        return len(found)

    def _forget(self, ids: Sequence[int]) -> None:
        with self._database.writing() as tx:
            tx.lock_for_judging()
            for article in articles.by_ids(tx, ids):  # as they are now: one may have been edited
                prints.drop(tx, article.id, indexed(article.fields, article.language))
            meanings.drop(tx, ids)
            pages.forget(tx, ids)
            articles.forget(tx, ids)

    def matters(self, now: datetime, after: timedelta, rules: Mapping[str, Rule]) -> int:
        """Forget what ``rules`` know over time of stories without a report for longer than ``after``, if that is any
        time, and than any of them asks for; how many. Raises StoreError."""
        if not after:
            return 0
        with self._database.reading() as tx:
            found = matters.following(tx, self._matter, MATTERS)
            ended = _of_ended_stories(tx, found, now, after, rules)
        if ended:
            with self._database.writing() as tx:
                tx.lock_for_judging()
                found = matters.following(tx, self._matter, MATTERS)  # as they are now
                ended = _of_ended_stories(tx, found, now, after, rules)
                for rule, group in ended:
                    matters.drop(tx, rule, group)
        self._matter = found[-1][:2] if len(found) == MATTERS else _FIRST
        return len(ended)


def _of_ended_stories(
    tx: Transaction,
    known: Sequence[tuple[str, str, Matter]],
    now: datetime,
    after: timedelta,
    rules: Mapping[str, Rule],
) -> list[tuple[str, str]]:
    """(rule, group) of those that nothing asks for any more."""
    idle: dict[tuple[str, str], int] = {}
    for rule, group, matter in known:
        memory = longest_memory(rules[rule].over_time) if rule in rules else timedelta(0)
        story, latest = alerts.story_of(group), matter.latest
        if story is None or memory is None or (latest is not None and latest >= now - max(after, memory)):
            continue
        idle[rule, group] = story
    go_on = stories.going_on(tx, sorted(set(idle.values())), now - after)
    return [one for one, story in idle.items() if story not in go_on]
