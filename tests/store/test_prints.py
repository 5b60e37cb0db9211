"""The index of passages."""

from __future__ import annotations

from monitor.store import prints
from monitor.store.database import Database
from tests.store.filled import put_article


def index(database: Database, article_id: int, *hashes: int) -> None:
    with database.writing() as tx:
        prints.put(tx, article_id, hashes)


def sharing(database: Database, hashes: list[int], newest: int = 10) -> list[tuple[int, int]]:
    with database.reading() as tx:
        found = prints.sharing(tx, hashes, newest)
        assert list(found) == [key for key in hashes if key in found]
        return sorted((key, article_id) for key, having in found.items() for article_id in having)


def test_each_key_names_the_articles_that_stand_under_it(database: Database) -> None:
    one, two, other = (put_article(database, name) for name in ("one", "two", "other"))
    index(database, one, 1)
    index(database, two, 1, 2)
    index(database, other, 9)
    assert sharing(database, [1, 2, 3]) == [(1, one), (1, two), (2, two)]
    assert sharing(database, [7, 8]) == [] and sharing(database, []) == []
    big = [2**63 - 1, -(2**63), 0]
    index(database, other, *big)
    assert sharing(database, big) == [(key, other) for key in sorted(big)]


def test_of_a_key_that_many_have_the_newest_are_named(database: Database) -> None:
    ids = [put_article(database, f"a{number}") for number in range(5)]
    for article_id in ids:
        index(database, article_id, 1)
    index(database, ids[0], 2)
    assert sharing(database, [1, 2], newest=2) == [(1, ids[3]), (1, ids[4]), (2, ids[0])]
    assert sharing(database, [1], newest=5) == [(1, article_id) for article_id in ids]


def test_a_key_that_stands_twice_counts_once(database: Database) -> None:
    one = put_article(database, "one")
    index(database, one, 5, 5, 5)
    index(database, put_article(database, "empty"))
    assert sharing(database, [5]) == [(5, one)]


def test_many_keys_are_one_question(database: Database) -> None:
    keys = list(range(1_200))
    one = put_article(database, "one")
    index(database, one, *keys)
    assert len(sharing(database, keys)) == 1_200


def test_what_is_dropped_is_found_no_more(database: Database) -> None:
    one, two = put_article(database, "one"), put_article(database, "two")
    index(database, one, 1, 2)
    index(database, two, 1, 2)
    with database.writing() as tx:
        prints.drop(tx, one, [1, 2, 77])
    assert sharing(database, [1, 2]) == [(1, two), (2, two)]
    index(database, one, 2)
    assert sharing(database, [1, 2]) == [(1, two), (2, one), (2, two)]


def test_a_seed_is_found_however_many_newer_items_share_its_key(database: Database) -> None:
    seed, items = put_article(database, "seed"), [put_article(database, f"item {n}") for n in range(5)]
    with database.writing() as tx:
        prints.put(tx, seed, [1, 2], seed=True)
    for item in items:
        index(database, item, 1)
    assert sharing(database, [1], newest=2) == [(1, seed), (1, items[3]), (1, items[4])]
    with database.writing() as tx:
        prints.drop(tx, seed, [1], seed=True)
    assert sharing(database, [1, 2], newest=1) == [(1, items[4]), (2, seed)]
