"""Leases: who may poll a feed, that no two do, and how it is given back."""

from __future__ import annotations

from monitor.store import configured, leases
from monitor.store.database import Database
from tests.make import NOW
from tests.store.at_once import impatient, together
from tests.store.backends import only_postgresql
from tests.store.filled import DAY, HOUR, LEASE, MINUTE, content
from tests.store.polled import claim, fail, holds, state, succeed, sync


def test_only_what_is_due_is_claimed_oldest_first_and_no_more_than_asked(database: Database) -> None:
    ages = {"late": 1, "early": 3, "future": -1, "middle": 2}
    with database.writing() as tx:
        configured.sync(tx, [(name, f"http://{name}.example/", NOW - age * MINUTE) for name, age in ages.items()])
    assert claim(database, "t1", limit=2) == ["early", "middle"]
    assert claim(database, "t2") == ["late"]
    assert claim(database, "t3") == []
    assert claim(database, "t3", NOW + MINUTE) == ["future"]


def test_a_claim_carries_what_the_poll_needs(database: Database) -> None:
    sync(database, "a")
    claim(database)
    succeed(database)
    with database.writing() as tx:
        (claimed,) = leases.claim_due(tx, NOW + HOUR, "t2", LEASE, 1)
    assert (claimed.lease_token, claimed.etag, claimed.body_hash) == ("t2", '"v1"', "abc")
    assert claimed.baseline_at == NOW


def test_a_leased_feed_is_not_claimed_again_until_the_lease_ends(database: Database) -> None:
    sync(database, "a")
    assert claim(database, "t1") == ["a"]
    assert claim(database, "t2", NOW + LEASE - MINUTE) == []
    assert holds(database, "t1")
    assert claim(database, "t2", NOW + LEASE) == ["a"]
    assert holds(database, "t2") and not holds(database, "t1")


def test_who_lost_the_lease_changes_nothing(database: Database) -> None:
    sync(database, "a")
    claim(database, "t1")
    claim(database, "t2", NOW + LEASE)
    before = content(database)
    fail(database, "t1")
    with database.writing() as tx:
        leases.renew(tx, "a", "t1", NOW + DAY)
        leases.give_back(tx, "t1")
    assert content(database) == before


def test_who_lost_the_lease_does_not_end_the_baseline(database: Database) -> None:
    sync(database, "a")
    claim(database, "t1")
    claim(database, "t2", NOW + LEASE)
    succeed(database, "t1")
    assert state(database).baseline_at is None


def test_a_lease_can_be_renewed_by_its_holder(database: Database) -> None:
    sync(database, "a")
    claim(database, "t1")
    with database.writing() as tx:
        leases.renew(tx, "a", "t1", NOW + HOUR)
    assert claim(database, "t2", NOW + LEASE) == []
    assert claim(database, "t2", NOW + HOUR) == ["a"]


def test_nobody_holds_the_lease_of_an_unknown_feed(database: Database) -> None:
    assert not holds(database, "t1", "nobody")


def test_two_pollers_at_once_claim_each_feed_exactly_once(database: Database) -> None:
    names = [f"feed{number:02}" for number in range(24)]
    sync(database, *names)

    def poller(token: str) -> list[str]:
        claimed: list[str] = []
        while len(claimed) <= len(names) and (some := claim(database, token, limit=3)):
            assert len(some) <= 3
            claimed += some
        return claimed

    shares = together(lambda: poller("t1"), lambda: poller("t2"), lambda: poller("t3"))
    assert sorted(name for share in shares for name in share) == names
    for token, share in zip(("t1", "t2", "t3"), shares, strict=True):
        assert all(holds(database, token, name) for name in share)


@only_postgresql
def test_a_claim_in_another_transaction_is_neither_waited_for_nor_repeated(database: Database) -> None:
    sync(database, "a", "b", "c")
    with database.writing() as one:
        first = [found.name for found in leases.claim_due(one, NOW, "t1", LEASE, 2)]
        with impatient(database) as two:
            second = [found.name for found in leases.claim_due(two, NOW, "t2", LEASE, 2)]
    assert len(first) == 2 and sorted(first + second) == ["a", "b", "c"]


@only_postgresql
def test_a_feed_is_not_claimed_between_its_holders_guard_and_commit(database: Database) -> None:
    """SQLite's one writer at a time rules it out."""
    sync(database, "a")
    claim(database, "t1")
    with database.writing() as tx:
        assert leases.holds(tx, "a", "t1")
        with impatient(database) as other:
            assert leases.claim_due(other, NOW + LEASE, "t2", LEASE, 1) == []


def test_giving_back_releases_only_this_claim_and_the_feed_stays_due(database: Database) -> None:
    sync(database, "a", "b")
    claim(database, "t1", limit=1)
    claim(database, "t2", limit=1)
    with database.writing() as tx:
        leases.give_back(tx, "t1")
    assert claim(database, "t3") == ["a"] and holds(database, "t2", "b")


def test_giving_back_keeps_what_is_finished_finished(database: Database) -> None:
    sync(database, "a", "b")
    claim(database)
    succeed(database)
    with database.writing() as tx:
        leases.give_back(tx, "t1")
    assert claim(database, "t2") == ["b"] and state(database).next_poll_at == NOW + HOUR


def test_giving_back_all_releases_every_lease(database: Database) -> None:
    sync(database, "a", "b")
    claim(database, "t1", limit=1)
    claim(database, "t2", limit=1)
    with database.writing() as tx:
        leases.give_back_all(tx)
    assert not holds(database, "t1", "a") and not holds(database, "t2", "b")
    assert sorted(claim(database, "t3")) == ["a", "b"]
