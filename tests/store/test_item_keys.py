"""The keys by which items are known at their feeds."""

from __future__ import annotations

from monitor.core.item_key import KeyKind
from monitor.store import item_keys
from monitor.store.database import Database
from tests.store.filled import content, put_article


def keys(database: Database, feed: str, *hashes: int) -> dict[int, tuple[KeyKind, int]]:
    with database.reading() as tx:
        return item_keys.find(tx, feed, hashes)


def put_keys(database: Database, feed: str, article_id: int, *found: tuple[int, KeyKind]) -> None:
    with database.writing() as tx:
        item_keys.put(tx, feed, article_id, found)


def test_a_key_means_an_item_at_one_feed_only(database: Database) -> None:
    one, two = put_article(database, feed="a"), put_article(database, feed="b")
    put_keys(database, "a", one, (1, KeyKind.GUID), (2, KeyKind.URL))
    put_keys(database, "b", two, (1, KeyKind.GUID))
    assert keys(database, "a", 1, 2, 3) == {1: (KeyKind.GUID, one), 2: (KeyKind.URL, one)}
    assert keys(database, "b", 1, 2) == {1: (KeyKind.GUID, two)}
    assert keys(database, "c", 1, 2) == {} and keys(database, "a") == {}


def test_a_key_that_moves_means_the_later_item(database: Database) -> None:
    one, two = put_article(database, "one"), put_article(database, "two")
    put_keys(database, "a", one, (1, KeyKind.GUID), (2, KeyKind.URL))
    put_keys(database, "a", two, (2, KeyKind.GUID), (3, KeyKind.URL))
    assert keys(database, "a", 1, 2, 3) == {1: (KeyKind.GUID, one), 2: (KeyKind.GUID, two), 3: (KeyKind.URL, two)}


def test_putting_keys_again_changes_nothing(database: Database) -> None:
    one = put_article(database)
    put_keys(database, "a", one, (1, KeyKind.GUID), (2, KeyKind.URL))
    before = content(database)
    put_keys(database, "a", one, (1, KeyKind.GUID), (2, KeyKind.URL))
    assert content(database) == before


def test_keys_are_64_bit_numbers_with_a_sign_and_asked_for_by_the_thousand(database: Database) -> None:
    one = put_article(database)
    wanted = [-(2**63), 2**63 - 1, *range(1_200)]
    put_keys(database, "a", one, *((number, KeyKind.GUID) for number in wanted))
    assert keys(database, "a", *wanted) == dict.fromkeys(wanted, (KeyKind.GUID, one))


def test_a_key_is_found_at_any_feed(database: Database) -> None:
    ids = [put_article(database, feed=f"f{number}") for number in range(7)]
    for number, article_id in enumerate(ids[:2]):
        put_keys(database, f"f{9 - number}", article_id, (1, KeyKind.URL))
    with database.reading() as tx:
        assert item_keys.anywhere(tx, 1) == ids[:2] and item_keys.anywhere(tx, 2) == []
    for number, article_id in enumerate(ids):
        put_keys(database, f"f{9 - number}", article_id, (1, KeyKind.URL))
    with database.reading() as tx:
        assert item_keys.anywhere(tx, 1) == ids[:5], "the first ones, in both databases"
