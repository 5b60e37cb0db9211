"""Several that take in at once: who lost the lease writes nothing, and two copies are one story."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from monitor.core.identity import Broken
from monitor.core.types import Item
from monitor.intake import Result
from monitor.intake.taking import CHUNK, Bookkeeping, LeaseLost
from monitor.store import articles, configured, feeds, leases
from monitor.store.database import Database, Transaction
from tests.make import NOW, article
from tests.store.at_once import together, until, waits_for_a_lock
from tests.store.backends import only_postgresql
from tests.store.filled import HOUR, LEASE, content
from tests.store.taking import kept, outbox, report, take, verdict


def leased(database: Database, token: str, now: datetime = NOW) -> Bookkeeping:
    """The books of a poll that has claimed the feed."""
    with database.writing() as tx:
        configured.sync(tx, [("a", "http://a.example/rss", NOW)])
        leases.claim_due(tx, now, token, LEASE, 1)
    return Bookkeeping(
        "a",
        lambda tx: leases.holds(tx, "a", token),
        lambda tx, _: leases.record(tx, [leases.succeeded("a", token, now, now + HOUR, ("v", "", ""))]),
    )


def test_who_holds_the_lease_writes_items_and_books_together(database: Database) -> None:
    take(database, report(), books=leased(database, "t1"))
    with database.reading() as tx:
        state = feeds.get(tx, "a")
        assert articles.count(tx) == 1 and state and (state.etag, state.lease_token) == ("v", "")


def test_who_lost_the_lease_writes_nothing(database: Database) -> None:
    first = leased(database, "t1")
    leased(database, "t2", NOW + LEASE)
    before = content(database)
    bad = Broken(Item("g9"), "ValueError: no")
    with pytest.raises(LeaseLost):
        take(database, report(), broken=[bad], books=first)
    with pytest.raises(LeaseLost):
        take(database, books=first)
    assert content(database) == before


def test_who_loses_the_lease_between_chunks_writes_no_more(database: Database) -> None:
    found = [article(f"News number {number}", guid=f"g{number:03}") for number in range(CHUNK + 5)]
    held = iter([True, False])
    with pytest.raises(LeaseLost):
        take(database, *found, books=Bookkeeping("a", lambda _: next(held)))
    with database.reading() as tx:
        assert articles.count(tx) == CHUNK


def verdicts(results: Sequence[Result]) -> list[str]:
    return sorted(verdict(taken).value for result in results for taken in result.taken)


def test_two_copies_at_once_are_one_story(database: Database) -> None:
    for number in range(6):
        text = f"In Idlib {' '.join(f'w{number}x{word}' for word in range(60))}."
        one, other = (report(text, f"News {number}", guid=f"g{number}", feed=feed) for feed in ("a", "b"))
        results = together(partial(take, database, one), partial(take, database, other))
        assert verdicts(results) == ["copy", "new"]
        assert sum(len(result.alert_ids) for result in results) == 1


@only_postgresql
def test_who_comes_second_waits_until_the_first_has_decided(database: Database) -> None:
    """The first is held up as it stores its article, until the second waits for it or has judged as well."""
    storing: list[int] = []
    lock, insert = threading.Lock(), articles.insert

    def held_up(tx: Transaction, values: dict[str, Any]) -> int:
        with lock:
            storing.append(1)
            first = len(storing) == 1
        if first:
            until(lambda: len(storing) > 1 or waits_for_a_lock(database))
        return insert(tx, values)

    with patch.object(articles, "insert", held_up):
        results = together(lambda: take(database, report(feed="a")), lambda: take(database, report(feed="b")))
    assert verdicts(results) == ["copy", "new"] and len(outbox(database)) == 2


def test_many_feeds_at_once_store_every_item_once(database: Database) -> None:
    def poll(feed: str) -> Result:
        return take(
            database, *(report(f"Idlib, {feed} {n}.", f"{feed} {n}", guid=f"g{n}", feed=feed) for n in range(15))
        )

    names = ("a", "b", "c", "d")
    together(*(partial(poll, name) for name in names))
    with database.reading() as tx:
        assert articles.count_by_feed(tx) == dict.fromkeys(names, 15)
    assert kept(database) == []
