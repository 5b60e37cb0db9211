"""Intake is committed as a whole or not at all: items that break our code, a database that fails in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from unittest.mock import patch

import pytest

from monitor.core.alerts.holds import Hold
from monitor.core.errors import StoreError
from monitor.core.identity import Broken, articles_of
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Article, Item, Match, Origin
from monitor.intake.taking import CHUNK, Bookkeeping
from monitor.store import articles
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import lifecycle
from tests.make import NOW, article
from tests.store.backends import cut_off, only_postgresql, only_sqlite, use_up_the_disk
from tests.store.filled import HOUR, MINUTE, content
from tests.store.taking import OTHER, TITLE, headline_of, kept, outbox, report, take


@pytest.fixture
def broken_match(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that raise for one headline."""
    match = RuleSet.match

    def breaking(self: RuleSet, article: Article, now: datetime) -> tuple[Match, ...]:
        if article.fields.title == "Breaks":
            raise ZeroDivisionError("by this headline")
        return match(self, article, now)

    monkeypatch.setattr(RuleSet, "match", breaking)


def test_an_item_that_breaks_our_code_is_kept_apart_and_the_others_are_taken(
    database: Database, broken_match: None
) -> None:
    bad = report("Some text about nothing.", "Breaks", guid="g2")
    result = take(database, report(), bad, report(OTHER, "Bakery opens in Idlib", guid="g3"), poll="poll 1")
    assert result.counts["quarantined"] == 1 and result.counts["new"] == 2 and len(result.alert_ids) == 2
    assert {taken.reason for taken in result.taken} == {"", "ZeroDivisionError: by this headline"}
    (entry,) = kept(database)
    assert (entry.feed, entry.poll, entry.at) == ("a", "poll 1", NOW)
    assert entry.reason == "ZeroDivisionError: by this headline"
    assert (entry.item["guid"], entry.item["title"]) == ("g2", "Breaks") and "about nothing" in str(entry.item)


def test_an_item_that_breaks_in_the_middle_of_storing_leaves_nothing_of_itself(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = lifecycle.insert

    def breaking(
        tx: Transaction, alert_id: int, also: list[int], receiver: str, key: str, now: datetime, hold: Hold | None
    ) -> int:
        if receiver == "archive" and headline_of(tx, alert_id) == TITLE:
            raise KeyError("archive")
        return insert(tx, alert_id, also, receiver, key, now, hold)

    monkeypatch.setattr(lifecycle, "insert", breaking)
    result = take(database, report(), report(OTHER, "Bakery opens in Idlib", guid="g2"))
    assert result.counts["quarantined"] == 1 and len(result.alert_ids) == 1
    rows = content(database)
    assert len(rows["article"]) == len(rows["story"]) == len(rows["alert"]) == len(rows["told"]) == 1
    assert outbox(database) == [("desk", "Bakery opens in Idlib"), ("archive", "Bakery opens in Idlib")]
    monkeypatch.undo()
    assert len(take(database, report(), now=NOW + HOUR).alert_ids) == 1


def test_an_item_that_breaks_in_every_poll_is_kept_once(database: Database, broken_match: None) -> None:
    bad = report("Some text.", "Breaks", published=NOW - HOUR)
    for number in range(3):
        assert take(database, bad, now=NOW + number * HOUR).counts["quarantined"] == 1
    assert len(kept(database)) == 1


def test_an_item_without_a_date_that_breaks_in_every_poll_is_kept_once(database: Database, broken_match: None) -> None:
    for number in range(3):
        now = NOW + number * HOUR
        item = Item("g1", "http://a.example/1", "Breaks", "Some text.")
        found, _ = articles_of([item], Origin("a", "a.example", "a"), now)
        take(database, *found, now=now)
    assert len(kept(database)) == 1


def test_items_that_were_broken_before_are_kept_with_the_poll(database: Database) -> None:
    bad = Broken(Item("g9", "http://a.example/9", "Unreadable"), "ValueError: no")
    result = take(database, report(), broken=[bad], books=Bookkeeping(feed="a"), poll="poll 1")
    assert result.counts["quarantined"] == 1 and result.counts["new"] == 1
    assert [(entry.feed, entry.poll, entry.reason) for entry in kept(database)] == [("a", "poll 1", "ValueError: no")]


@contextmanager
def failing_at(database: Database, number: int) -> Iterator[None]:
    """The database fails as the ``number``-th article is stored: the disk is full, or the server ends the session."""
    seen, insert = 0, articles.insert

    def watched(tx: Transaction, values: dict[str, Any]) -> int:
        nonlocal seen
        seen += 1
        if seen == number and tx.is_postgresql:
            cut_off(database, tx.connection)
        elif seen == number:
            use_up_the_disk(tx.connection)
        return insert(tx, values)

    with patch.object(articles, "insert", watched):
        yield
    database.engine.dispose()  # the limit was the connection's


def long_reports(count: int) -> list[Article]:
    """Each tells its own news of Idlib and fills some pages."""
    return [
        report(
            f"In Idlib {' '.join(f'w{number}x{word}' for word in range(1_500))}", f"News {number}", guid=f"g{number}"
        )
        for number in range(count)
    ]


def test_a_database_that_fails_in_the_middle_leaves_nothing_and_the_next_poll_does_it_all(database: Database) -> None:
    found = long_reports(8)
    before = content(database)
    with failing_at(database, 4), pytest.raises(StoreError):
        take(database, *found)
    assert content(database) == before
    result = take(database, *found, now=NOW + MINUTE)
    assert result.counts["new"] == 8 and len(result.alert_ids) == 8 and len(outbox(database)) == 16


@only_postgresql
def test_a_server_that_ends_the_session_in_the_middle_is_the_cause_that_is_told(database: Database) -> None:
    with failing_at(database, 4), pytest.raises(StoreError, match=r"check store\.url and that it runs"):
        take(database, *long_reports(8))


@only_sqlite
def test_a_disk_that_is_full_in_the_middle_is_the_cause_that_is_told(database: Database) -> None:
    """Not: no such savepoint."""
    with failing_at(database, 4), pytest.raises(StoreError, match=r"full \(.*monitor\.sqlite\) - free some space"):
        take(database, *long_reports(8))


def test_a_chunk_that_fails_leaves_the_chunks_before_it(database: Database) -> None:
    found = [article(f"News number {number}", guid=f"g{number:03}") for number in range(CHUNK + 5)]
    finished: list[int] = []
    books = Bookkeeping("a", finish=lambda tx, _: finished.append(articles.count(tx)))
    with failing_at(database, CHUNK + 2), pytest.raises(StoreError):
        # Long texts in the second chunk only: those judged last are listed first.
        take(database, *long_reports(4), *found[4:], books=books)
    with database.reading() as tx:
        assert articles.count(tx) == CHUNK
    assert finished == []


def test_the_books_are_closed_with_the_last_chunk(database: Database) -> None:
    found = [article(f"News number {number}", guid=f"g{number:03}") for number in range(CHUNK + 5)]
    guarded: list[int] = []
    finished: list[int] = []

    def guard(tx: Transaction) -> bool:
        guarded.append(articles.count(tx))
        return True

    result = take(database, *found, books=Bookkeeping("a", guard, lambda tx, _: finished.append(articles.count(tx))))
    assert result.counts["new"] == CHUNK + 5 and guarded == [0, CHUNK] and finished == [CHUNK + 5]


def test_the_books_are_closed_when_there_is_nothing_to_take(database: Database) -> None:
    take(database, report())
    finished: list[bool] = []
    for found in ([], [report()]):
        take(database, *found, books=Bookkeeping("a", finish=lambda _, __: finished.append(True)))
    assert finished == [True, True]


def test_books_that_cannot_be_closed_undo_the_chunk(database: Database) -> None:
    def finish(_: Transaction, __: object) -> None:
        raise RuntimeError("the books")

    with pytest.raises(RuntimeError, match="the books"):
        take(database, report(), books=Bookkeeping("a", finish=finish))
    assert not any(content(database).values())
