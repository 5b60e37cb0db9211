"""Which stored feed is which of the config, after an edit that renames, moves, swaps or brings back feeds."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from monitor.core.item_key import KeyKind
from monitor.store import configured, feeds, item_keys, leases
from monitor.store.database import Database
from tests.make import NOW
from tests.store.filled import DAY, HOUR, MINUTE, put_article, stored
from tests.store.polled import VALIDATORS, claim, fail, state, succeed, sync

A, B, NEW = "http://a.example/rss", "http://b.example/rss", "http://new.example/rss"


def polled(database: Database, *names: str) -> dict[str, int]:
    """Feeds that answered once; what each brought, known by the key 1."""
    sync(database, *names)
    claim(database)
    found = {}
    for name in names:
        succeed(database, name=name)
        found[name] = put_article(database, name, feed=name)
        with database.writing() as tx:
            item_keys.put(tx, name, found[name], [(1, KeyKind.GUID)])
    return found


def test_a_feed_renamed_and_spelled_otherwise_in_one_edit_keeps_its_history(database: Database) -> None:
    polled(database, "a")
    sync(database, ("b", "https://www.A.example/rss/"))
    assert (state(database, "b").baseline_at, state(database, "b").etag) == (NOW, "")


def test_two_feeds_whose_addresses_are_alike_stay_two(database: Database) -> None:
    """As of a server that gives other feeds with a slash at the end: nobody may be left unasked."""
    alike = ("a", "http://a.example/rss"), ("b", "http://a.example/rss/")
    swapped = ("b", "http://a.example/rss"), ("a", "http://a.example/rss/")
    sync(database, *alike)
    for wanted in (alike, alike, swapped, swapped):
        sync(database, *wanted)
        with database.reading() as tx:
            assert {(one.name, one.url) for one in feeds.listed(tx)} == set(wanted)
    sync(database, *swapped[1:])
    sync(database, ("c", "http://www.a.example/rss"), *swapped[1:])
    with database.reading() as tx:
        assert {one.name for one in feeds.listed(tx) if one.active} == {"a", "c"}


@pytest.mark.parametrize(
    ("wanted", "whose"),
    [
        ([("a", B), ("b", A)], {"a": "b", "b": "a"}),
        ([("b", A), ("c", B)], {"b": "a", "c": "b"}),
        ([("b", A)], {"b": "a", "b (before)": "b"}),
    ],
    ids=["swapped", "shifted", "named as one that left"],
)
def test_a_feed_keeps_its_history_under_a_name_that_was_another_s(
    database: Database, wanted: list[tuple[str, str]], whose: dict[str, str]
) -> None:
    mine = polled(database, "a", "b")
    sync(database, *wanted, due=NOW + DAY)
    with database.reading() as tx:
        listed = {one.name: one for one in feeds.listed(tx)}
        known = {name: item_keys.find(tx, name, [1])[1][1] for name in listed}
    assert known == {name: mine[old] for name, old in whose.items()}
    assert {name: stored(database, mine[old]).feed for name, old in whose.items()} == {name: name for name in whose}
    for name, url in wanted:
        assert (listed[name].url, listed[name].etag, listed[name].baseline_at) == (url, '"v1"', NOW)
        assert listed[name].next_poll_at == NOW + HOUR, "nothing to ask anew"
    assert [name for name, one in listed.items() if not one.active] == [one for one in whose if "(" in one]


def test_three_names_in_a_ring_and_one_that_left_before(database: Database) -> None:
    mine = polled(database, "a", "b", "c")
    sync(database, ("b", A), ("c", B))
    assert {name: stored(database, mine[old]).feed for name, old in (("b", "a"), ("c", "b"))} == {"b": "b", "c": "c"}
    assert stored(database, mine["c"]).feed == "c (before)"
    sync(database, ("c", A), ("d", B), ("b", "http://c.example/rss"))
    assert [stored(database, mine[old]).feed for old in "abc"] == ["c", "d", "b"]


def test_another_feed_under_the_old_name_of_a_renamed_one_has_a_first_poll_from_then_on(database: Database) -> None:
    """It may be the feed of this name at a new address all the same: what came since then is news."""
    polled(database, "a")
    sync(database, ("b", A), ("a", NEW))
    assert state(database, "b").baseline_at == NOW
    assert (state(database, "a").baseline_at, state(database, "a").history_until) == (None, NOW)


def test_a_feed_at_another_address_of_its_host_may_be_another_one_too(database: Database) -> None:
    polled(database, "a")
    sync(database, ("a", "http://a.example/other"))
    assert (state(database).history_until, state(database).succeeded_at) == (NOW, None)


def test_a_feed_that_returns_does_not_wait_for_as_long_as_it_failed(database: Database) -> None:
    sync(database, "a")
    claim(database)
    fail(database, failures=9)
    sync(database)
    sync(database, "a", due=NOW + MINUTE)
    assert state(database).next_poll_at == NOW + MINUTE and state(database).failures == 9


def test_a_new_feed_waits_as_its_host_asked_all_others(database: Database) -> None:
    sync(database, "a", "b")
    other = ("other", "http://a.example/other")
    with database.writing() as tx:
        feeds.leave_alone(tx, "a.example", NOW + HOUR)
        configured.sync(tx, [("a", A, NOW), (*other, NOW)], hosts_ask=False)
    assert state(database, "other").not_before is None
    sync(database, "a", ("b", "http://a.example/b"), ("third", "http://a.example/third"))
    assert {name: state(database, name).not_before for name in ("b", "third")} == {"b": None, "third": None}, (
        "not all of the host wait, so it is one feed that was asked to"
    )
    sync(database, "a")
    sync(database, "a", ("b", "http://a.example/b/2"), ("fourth", "http://a.example/fourth"), ("c", NEW))
    waits = {name: state(database, name).not_before for name in ("a", "fourth", "c")}
    assert waits == {"a": NOW + HOUR, "fourth": NOW + HOUR, "c": None}
    why = "its host wants to be left alone until 2026-03-01 13:00 UTC"
    assert state(database, "fourth").health == f"never polled; {why}", "or nobody knows why it is not"


def test_a_feed_that_is_redirected_for_good_is_left_alone_as_both_hosts_ask(database: Database) -> None:
    """It is asked at its own address until that has held for some polls."""
    sync(database, "a")
    for number, (polls, host, waits) in enumerate(
        [(1, "a.example", True), (1, "new.example", True), (3, "a.example", False), (3, "new.example", True)], start=1
    ):
        now = NOW + number * DAY
        assert claim(database, f"t{number}", now) == ["a"]
        with database.writing() as tx:
            moved = {"moved_to": NEW, "moved_polls": polls, "not_before": None}
            leases.record(tx, [leases.succeeded("a", f"t{number}", now, now, VALIDATORS, learned=moved)])
            feeds.leave_alone(tx, host, now + HOUR)
        assert (state(database).not_before is not None) is waits, (polls, host)


@pytest.mark.parametrize(("shift", "passes"), [(0, 1), (1, 2)], ids=["a prefix", "each as the next one"])
def test_many_feeds_that_get_other_names_at_once_are_renamed_in_one_pass(
    database: Database, shift: int, passes: int
) -> None:
    """There is no index of items by feed: a pass for each feed took minutes, in which nothing else was written."""
    many = 30
    mine = polled(database, *(f"{number:02}" for number in range(many)))
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    called = {f"{number:02}": f"{'' if shift else 'wire-'}{(number + shift) % many:02}" for number in range(many)}
    sync(database, *((new, f"http://{old}.example/rss") for old, new in called.items()))
    assert sum("UPDATE article" in said for said in asked) == passes
    for old, new in called.items():
        assert stored(database, mine[old]).feed == new and state(database, new).url == f"http://{old}.example/rss"
        with database.reading() as tx:
            assert item_keys.find(tx, new, [1]) == {1: (KeyKind.GUID, mine[old])}
