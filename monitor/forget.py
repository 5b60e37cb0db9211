"""USE CASE: what came long ago, and was not edited since, leaves the index, and its text the store; its keys, and what
a rule matched, stay. So goes what rules know over time of stories that ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from monitor.core.alerts.matters import Matter, longest_memory
from monitor.core.rules.ruleset import Rule
from monitor.intake.prepare import indexed
from monitor.store import alerts, articles, editions, matters, meanings, pages, prints, stories
from monitor.store.database import Database, Transaction

BATCH = 200
"""Articles in one transaction: intake waits no longer than for one of its own chunks."""
MATTERS = 1_000
"""That are looked at in one go, all of them in turn: most of them stay."""
LOOKED_AT = 2_000
"""Articles that are looked at in one go. Most of them were forgotten before; the others are edited still, or were
edited after that, which put them into the index again."""
AGAIN = timedelta(hours=1)
"""After all were looked at, until they are again."""
_FIRST = "", ""
_OLDEST = datetime.min.replace(tzinfo=UTC), 0


class Forgetting:
    """Goes through the store from the oldest article on, a batch at a time, and knows how far it came."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._done = _OLDEST
        self._through: datetime | None = None
        self._matter = _FIRST

    def batch(self, now: datetime, after: timedelta) -> int:
        """Forget the oldest that came, and were edited, longer ago than ``after``, if that is any time; how many. Of
        those that are edited still the text of editions goes that were replaced so long ago. Raises StoreError."""
        if not after or self._is_through(now):
            return 0
        before = now - after
        with self._database.reading() as tx:
            looked_at = articles.came_before(tx, before, self._done, LOOKED_AT)
            known = [one for one in looked_at if one.is_indexed]
            is_whole = len(known) <= BATCH
            ids = [one.id for one in known[:BATCH]]
            edited = editions.edited_since(tx, ids, before)
            more = editions.with_texts_of_before(tx, edited, before)
        count = 0
        if len(ids) > len(edited) or more:
            count = self._forget(ids, before)
        if is_whole and len(looked_at) < LOOKED_AT:
            self._done, self._through = _OLDEST, now
        else:
            last = looked_at[-1] if is_whole else known[BATCH - 1]
            self._done = last.at, last.id
        return count

    def _is_through(self, now: datetime) -> bool:
        """Whether all were looked at lately; the clock may have been set back since then."""
        return self._through is not None and self._through <= now < self._through + AGAIN

    def _forget(self, ids: Sequence[int], before: datetime) -> int:
        with self._database.writing() as tx:
            tx.lock_for_judging()
            edited = editions.edited_since(tx, ids, before)  # as they are now
            gone = [one for one in ids if one not in edited]
            for article in articles.by_ids(tx, gone):
                prints.drop(tx, article.id, indexed(article.fields, article.language))
            meanings.drop(tx, gone)
            pages.forget(tx, gone)
            articles.forget(tx, gone)
            editions.forget_texts(tx, ids, before)
        return len(gone)

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
        memory = longest_memory(rules[rule].over_time, matter) if rule in rules else timedelta(0)
        story, latest = alerts.story_of(group), matter.latest
        if story is None or memory is None or (latest is not None and latest >= now - max(after, memory)):
            continue
        idle[rule, group] = story
    go_on = stories.going_on(tx, sorted(set(idle.values())), now - after)
    return [one for one, story in idle.items() if story not in go_on]
