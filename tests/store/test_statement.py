"""What goes straight to the driver comes back as it would through SQLAlchemy, on both databases."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from monitor.store.database import Database
from monitor.store.schema import open_store
from monitor.store.statement import AT_A_TIME
from monitor.store.tables import DeliveryRow, SightingRow, StoryRow
from tests.make import NOW

_story = StoryRow.__table__  # type: ignore[attr-defined]
_delivery = DeliveryRow.__table__  # type: ignore[attr-defined]
_sighting = SightingRow.__table__  # type: ignore[attr-defined]
INSERT, ALL = _story.insert(), select(_story).order_by(_story.c.id)
SOME = select(_story.c.id, _story.c.headline).where(_story.c.id.in_(bindparam("ids", expanding=True)))
CHANGE = update(_story).where(_story.c.id == bindparam("of"))
NOT_LITERALLY = select(_story.c.id).where(_story.c.headline.not_in(("a", "b"))).order_by(_story.c.id).limit(2)


def story(headline: str, **more: object) -> dict[str, object]:
    return {"headline": headline, "started_at": NOW, "updated_at": NOW, "figures": [["killed", "3"]], **more}


def test_values_come_back_as_they_were_given_and_as_sqlalchemy_gives_them(database: Database) -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=3)))
    with database.writing() as tx:
        new = tx.insert(INSERT, story("خان شيخون 'a%s' \x00", started_at=elsewhere))
        (row,) = tx.driver.rows(ALL, {})
        assert (row.id, row.headline, row.started_at) == (new, "خان شيخون 'a%s' \ufffd", NOW)
        assert row.started_at.tzinfo is UTC and row.figures == [["killed", "3"]]
        assert [tuple(row)] == [tuple(one) for one in tx.connection.execute(ALL)]


def test_what_is_not_given_has_the_default_of_its_column(database: Database) -> None:
    values = {"alert_id": 1, "receiver": "desk", "key": "k", "next_attempt_at": NOW, "created_at": NOW}
    with database.writing() as tx:
        if tx.is_postgresql:
            tx.connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # there is no alert 1
        else:
            tx.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        tx.insert(_delivery.insert(), values)
        (row,) = tx.driver.rows(select(_delivery), {})
        assert (row.also, row.state, row.unrecorded, row.leased_until) == ([], "pending", False, None)


def test_lists_of_any_length_and_constants(database: Database) -> None:
    with database.writing() as tx:
        ids = [tx.insert(INSERT, story(headline)) for headline in "abcde"]
        for count in (0, 1, 3, 5, 2):
            assert [row.id for row in tx.driver.rows(SOME, {"ids": ids[:count]})] == ids[:count]
        assert [row.id for row in tx.driver.rows(NOT_LITERALLY, {})] == ids[2:4]


def test_changes_are_counted_and_only_the_columns_given_change(database: Database) -> None:
    with database.writing() as tx:
        one, other = (tx.insert(INSERT, story(headline)) for headline in "ab")
        assert tx.driver.run(CHANGE, {"of": one, "headline": "c", "figures": []}) == 1
        assert tx.driver.run(CHANGE, {"of": other, "figures": []}) == 1
        assert tx.driver.run(CHANGE, {"of": other + 1, "headline": "d"}) == 0
        assert [(row.headline, row.figures) for row in tx.driver.rows(ALL, {})] == [("c", []), ("b", [])]


def test_many_rows_at_once_are_all_there_or_none(database: Database) -> None:
    insert = _story.insert()
    with database.writing() as tx, pytest.raises(IntegrityError), tx.connection.begin_nested():
        tx.driver.run_each(insert, [story("a", id=1), story("b", id=2), story("c", id=1)])
    with database.writing() as tx:
        assert tx.driver.rows(ALL, {}) == []
        tx.driver.run_each(insert, [story("a", id=1), story("b", id=2)])
        assert [row.headline for row in tx.driver.rows(ALL, {})] == ["a", "b"]


def test_rows_are_read_as_they_are_asked_for(database: Database) -> None:
    headlines = [f"story {number}" for number in range(2 * AT_A_TIME + 1)]
    with database.writing() as tx:
        assert list(tx.driver.each(ALL, {})) == []
        tx.driver.run_each(INSERT, [story(headline) for headline in headlines])
        assert [row.headline for row in tx.driver.each(ALL, {})] == headlines
        some = tx.driver.each(ALL, {})
        assert next(some).headline == headlines[0]
        tx.insert(INSERT, story("after the first was read"))
        assert len(tx.driver.rows(ALL, {})) == len(headlines) + 1
    with database.reading() as tx:
        assert len(tx.driver.rows(ALL, {})) == len(headlines) + 1


def test_numbers_come_as_the_driver_reads_them(database: Database) -> None:
    with database.writing() as tx:
        ids = [tx.insert(INSERT, story(headline)) for headline in "ab"]
        assert tx.driver.as_read(select(_story.c.id).order_by(_story.c.id), {}) == [(one,) for one in ids]


def test_a_savepoint_is_undone_alone(database: Database) -> None:
    with database.writing() as tx:
        tx.insert(INSERT, story("before"))
        with tx.savepoint():
            tx.insert(INSERT, story("good"))
        with pytest.raises(ValueError, match="mistake"), tx.savepoint():
            tx.insert(INSERT, story("undone"))
            raise ValueError("mistake")
        with pytest.raises(IntegrityError), tx.savepoint():
            tx.insert(INSERT, story("undone too", id=7))
            tx.insert(INSERT, story("refused", id=7))
        with tx.savepoint():
            with pytest.raises(ValueError, match="inside"), tx.savepoint():
                tx.insert(INSERT, story("undone inside"))
                raise ValueError("inside")
            tx.insert(INSERT, story("after"))
    with database.writing() as tx:
        assert [row.headline for row in tx.driver.rows(ALL, {})] == ["before", "good", "after"]
        with pytest.raises(ValueError, match="all"), tx.savepoint():
            tx.insert(INSERT, story("once more"))
            raise ValueError("all")
    with database.reading() as tx:
        assert len(tx.driver.rows(ALL, {})) == 3


def test_a_refusal_is_raised_as_sqlalchemy_raises_it(database: Database) -> None:
    missing = select(_story.c.id).where(_story.c.id == bindparam("of")).prefix_with("nonsense")
    with database.writing() as tx, pytest.raises((OperationalError, ProgrammingError), match="nonsense"):
        tx.driver.rows(missing, {"of": 1})


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with database.writing() as tx, pytest.raises(ValueError, match="without a zone"):
        tx.insert(INSERT, story("a", started_at=NOW.replace(tzinfo=None)))


def test_a_closed_sqlite_file_is_whole_even_if_somebody_keeps_a_transaction(tmp_path: Path) -> None:
    """Its log is written back when the last cursor is closed: only then may the file be copied by itself."""
    file = tmp_path / "store.sqlite"
    database = open_store(f"sqlite:///{file}")
    with database.writing() as kept:
        kept.driver.run_each(_story.insert(), [story("a"), story("b")])
    database.close()
    assert [path.name for path in tmp_path.glob("store.sqlite*") if path.suffix != ".lock"] == ["store.sqlite"]
