"""Feeds: what the config makes of them, how a poll's end is kept, when they are due."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from monitor.config import PollingConfig
from monitor.core.item_key import KeyKind
from monitor.polling.feed_record import Answer, after_answer
from monitor.sources.http import fresh_for
from monitor.store import feeds, item_keys, leases
from monitor.store.database import Database
from tests.make import NOW
from tests.store.filled import DAY, HOUR, LEASE, MINUTE, content, put_article, stored
from tests.store.polled import VALIDATORS, claim, fail, holds, state, succeed, sync


def test_a_wish_until_the_year_9999_can_be_kept(database: Database) -> None:
    sync(database, "a")
    answer = Answer(VALIDATORS, "", wished=fresh_for({"Expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, NOW))
    with database.writing() as tx:
        (claimed,) = leases.claim_due(tx, NOW, "t1", LEASE, 1)
        leases.record(tx, [after_answer(claimed, answer, (), NOW, None, PollingConfig())])
    assert state(database).wished_seconds == 30 * DAY.total_seconds()


# The config's feeds


def test_a_new_feed_is_active_and_due_when_said(database: Database) -> None:
    sync(database, "a", due=NOW + MINUTE)
    found = state(database)
    assert (found.active, found.url, found.next_poll_at) == (True, "http://a.example/rss", NOW + MINUTE)
    assert (found.baseline_at, found.polled_at, found.failures, found.etag) == (None, None, 0, "")


def test_a_sync_that_changes_nothing_changes_nothing(database: Database) -> None:
    sync(database, "a", "b")
    claim(database, limit=1)
    succeed(database)
    before = content(database)
    sync(database, "a", "b", due=NOW + DAY)
    assert content(database) == before


def test_a_feed_that_left_is_inactive_and_keeps_its_history(database: Database) -> None:
    sync(database, "a", "b")
    claim(database)
    succeed(database)
    sync(database, "b")
    found = state(database)
    assert not found.active and found.baseline_at == NOW and found.etag == '"v1"'
    assert "a" not in claim(database, "t2", NOW + 2 * HOUR)


def test_a_feed_that_returns_is_active_again_with_its_history(database: Database) -> None:
    sync(database, "a")
    claim(database)
    succeed(database)
    sync(database)
    assert not state(database).active
    sync(database, "a", due=NOW + DAY)
    found = state(database)
    assert found.active and found.baseline_at == NOW and found.next_poll_at == NOW + HOUR
    assert claim(database, "t2", NOW + HOUR) == ["a"]


def test_a_feed_renamed_at_its_address_keeps_history_keys_and_items(database: Database) -> None:
    sync(database, "a", "other")
    claim(database)
    succeed(database)
    mine, others = put_article(database, "mine", feed="a"), put_article(database, "other's", feed="other")
    with database.writing() as tx:
        item_keys.put(tx, "a", mine, [(1, KeyKind.GUID)])
        item_keys.put(tx, "other", others, [(1, KeyKind.GUID)])
    sync(database, ("renamed", "http://a.example/rss"), "other", due=NOW + DAY)
    with database.reading() as tx:
        assert [one.name for one in feeds.listed(tx)] == ["other", "renamed"]
        assert feeds.get(tx, "a") is None
        assert item_keys.find(tx, "renamed", [1]) == {1: (KeyKind.GUID, mine)}
        assert item_keys.find(tx, "a", [1]) == {}
        assert item_keys.find(tx, "other", [1]) == {1: (KeyKind.GUID, others)}
    found = state(database, "renamed")
    assert found.active and found.baseline_at == NOW and found.etag == '"v1"' and found.next_poll_at == NOW + HOUR
    assert stored(database, mine).feed == "renamed" and stored(database, others).feed == "other"


def test_a_feed_that_moved_keeps_its_history_and_asks_anew(database: Database) -> None:
    sync(database, "a")
    claim(database)
    succeed(database)
    claim(database, "t2", NOW + HOUR)
    fail(database, "t2", NOW + HOUR, failures=3)
    sync(database, ("a", "http://moved.example/rss"), due=NOW + DAY)
    found = state(database)
    assert (found.url, found.etag, found.last_modified, found.body_hash) == ("http://moved.example/rss", "", "", "")
    assert (found.failures, found.next_poll_at, found.baseline_at) == (0, NOW + DAY, NOW)


def test_a_feed_that_moved_to_another_host_does_not_wait_for_what_the_old_one_asked(database: Database) -> None:
    sync(database, "a")
    with database.writing() as tx:
        feeds.leave_alone(tx, "a.example", NOW + DAY)
    sync(database, ("a", "http://a.example/other"))
    assert claim(database) == [], "the same host"
    sync(database, ("a", "http://moved.example/rss"))
    assert state(database).not_before is None and claim(database) == ["a"]


def test_one_feed_is_left_alone_without_a_look_at_the_others(database: Database) -> None:
    sync(database, "a", "b", ("c", "http://a.example/other"))
    asked: list[str] = []
    with database.writing() as tx:
        event.listen(tx.connection, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
        feeds.leave_alone(tx, "", NOW + DAY, also="a")
        feeds.leave_alone(tx, "", NOW + HOUR, also="a")
    assert [state(database, name).not_before for name in "abc"] == [NOW + DAY, None, None]
    assert [statement.split()[0] for statement in asked] == ["UPDATE", "UPDATE"]


def test_a_feed_whose_url_becomes_where_it_moved_to_waits_as_that_host_asks(database: Database) -> None:
    sync(database, "a")
    claim(database)
    with database.writing() as tx:
        moved = {"moved_to": "http://moved.example/rss", "moved_polls": 3}
        leases.record(tx, [leases.succeeded("a", "t1", NOW, NOW, VALIDATORS, learned=moved)])
        feeds.leave_alone(tx, "moved.example", NOW + DAY)
    sync(database, ("a", "http://moved.example/rss"))
    assert claim(database, "t2") == [] and claim(database, "t2", NOW + DAY) == ["a"]


@pytest.mark.parametrize(
    "wanted",
    [("renamed", "http://a.example/rss"), ("a", "http://moved.example/rss"), None],
    ids=["renamed", "moved", "left"],
)
def test_a_poll_under_way_loses_the_lease_of_a_feed_that_changed(
    database: Database, wanted: tuple[str, str] | None
) -> None:
    sync(database, "a", "b")
    claim(database)
    sync(database, "b", *([wanted] if wanted else []))
    assert not holds(database, "t1", wanted[0] if wanted else "a") and holds(database, "t1", "b")


def test_listed_shows_the_active_first_by_name(database: Database) -> None:
    sync(database, "c", "a", "b")
    sync(database, "c", "b")
    with database.reading() as tx:
        assert [(one.name, one.active) for one in feeds.listed(tx)] == [("b", True), ("c", True), ("a", False)]


# How a poll ends


def test_success_releases_and_keeps_the_validators(database: Database) -> None:
    sync(database, "a")
    claim(database)
    succeed(database)
    found = state(database)
    assert (found.etag, found.last_modified, found.body_hash) == VALIDATORS
    assert (found.next_poll_at, found.polled_at, found.succeeded_at) == (NOW + HOUR, NOW, NOW)
    assert (found.lease_token, found.failures, found.error) == ("", 0, "")
    assert claim(database, "t2", NOW + HOUR - MINUTE) == [] and claim(database, "t2", NOW + HOUR) == ["a"]


def test_success_without_validators_keeps_the_earlier_ones(database: Database) -> None:
    sync(database, "a")
    claim(database)
    succeed(database)
    claim(database, "t2", NOW + HOUR)
    succeed(database, "t2", NOW + HOUR, None)
    found = state(database)
    assert (found.etag, found.last_modified, found.body_hash) == VALIDATORS
    assert found.succeeded_at == NOW + HOUR


def test_the_baseline_is_set_once(database: Database) -> None:
    sync(database, "a")
    claim(database)
    succeed(database)
    claim(database, "t2", NOW + DAY)
    succeed(database, "t2", NOW + DAY)
    assert state(database).baseline_at == NOW


def test_failure_releases_counts_and_sets_no_baseline(database: Database) -> None:
    sync(database, "a")
    claim(database)
    fail(database, failures=4, error="HTTP 503 " + "x" * 1_000)
    found = state(database)
    assert (found.failures, found.baseline_at, found.succeeded_at, found.polled_at) == (4, None, None, NOW)
    assert (found.next_poll_at, found.lease_token) == (NOW + 2 * HOUR, "")
    assert found.error.startswith("HTTP 503") and len(found.error) == 500
    assert claim(database, "t2", NOW + 2 * HOUR) == ["a"]


def test_a_success_ends_a_row_of_failures(database: Database) -> None:
    sync(database, "a")
    claim(database)
    fail(database, failures=4)
    claim(database, "t2", NOW + DAY)
    succeed(database, "t2", NOW + DAY)
    assert (state(database).failures, state(database).error) == (0, "")


@pytest.mark.parametrize("by", ["url", "key"])
def test_what_failed_before_it_was_asked_otherwise_is_not_what_its_document_left_out(
    database: Database, by: str
) -> None:
    sync(database, "a")
    claim(database)
    succeed(database)
    claim(database, "t2", NOW + DAY)
    fail(database, "t2", NOW + DAY, error="HTTP 401")
    if by == "url":
        sync(database, ("a", "http://a.example/new"))
    else:
        with database.writing() as tx:
            feeds.ask_anew(tx, {"a": NOW + DAY})
    assert (state(database).health, state(database).left_out) == ("ok", "")


def test_a_success_that_saw_half_a_document_ends_no_baseline(database: Database) -> None:
    sync(database, "a")
    claim(database)
    with database.writing() as tx:
        leases.record(tx, [leases.succeeded("a", "t1", NOW, NOW + HOUR, VALIDATORS, baseline=False)])
    assert state(database).baseline_at is None and state(database).succeeded_at == NOW


# When


def test_every_active_feed_can_be_made_due(database: Database) -> None:
    sync(database, "a", "b", "gone", due=NOW + DAY)
    sync(database, "a", "b", due=NOW + DAY)
    with database.writing() as tx:
        feeds.make_due(tx, NOW)
    assert sorted(claim(database)) == ["a", "b"]


def test_named_feeds_can_be_made_due(database: Database) -> None:
    sync(database, "a", "b", "gone", due=NOW + DAY)
    sync(database, "a", "b", due=NOW + DAY)
    with database.writing() as tx:
        feeds.make_due(tx, NOW, only=["b", "gone", "unknown"])
    assert claim(database) == ["b"]
    with database.writing() as tx:
        feeds.make_due(tx, NOW, only=[])
    assert claim(database, "t2") == []


def test_the_next_due_time_is_that_of_the_active_feeds(database: Database) -> None:
    with database.reading() as tx:
        assert leases.next_due(tx, NOW) is None
    sync(database, "gone", due=NOW)
    sync(database, "a", due=NOW + DAY)
    sync(database, "a", "b", due=NOW + HOUR)
    with database.reading() as tx:
        assert leases.next_due(tx, NOW) == NOW + HOUR
        assert leases.next_due(tx, NOW + HOUR) == NOW + DAY
