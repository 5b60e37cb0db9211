"""USE CASE: what came long ago leaves the index, and its text the store; its keys, and what a rule matched, stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from monitor.intake.prepare import indexed
from monitor.store import articles, meanings, pages, prints
from monitor.store.database import Database

BATCH = 200
"""Articles in one transaction: intake waits no longer than for one of its own chunks."""


class Forgetting:
    """Goes through the store from the oldest article on, a batch at a time, and knows how far it came."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._done = datetime.min.replace(tzinfo=UTC), 0

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
            tx.judge_alone()
            for article in articles.by_ids(tx, ids):  # as they are now: one may have been edited
                prints.drop(tx, article.id, indexed(article.fields, article.language))
            meanings.drop(tx, ids)
            pages.forget(tx, ids)
            articles.forget(tx, ids)
