"""Every time that the store keeps either moves when a clock is set back or is known to stay."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, Table, insert, select
from sqlmodel import SQLModel

from monitor.store import clock
from monitor.store.database import Database
from monitor.store.tables import UtcDateTime
from tests.make import NOW
from tests.store.filled import DAY

AHEAD = 30 * DAY
_SHOWN = "only shown: that is what the clock said"
_FORGOTTEN = "only forgotten by: so much later"
STAYS = {
    "alert.acknowledged_at": _SHOWN,
    "alert.created_at": "it stands in the alert too; one of a time to come holds no narrower ones, which are told then",
    "article.first_seen_at": _FORGOTTEN,
    "article.published_at": "what has no date is of then: what retells it now is told once more",
    "bad_edit.since": _SHOWN,
    "edition.replaced_at": _SHOWN,
    "feed.baseline_at": "asked whether it is there",
    "good_set.since": _SHOWN,
    "link_key.made_at": _SHOWN,
    "match.at": "by it is found what was taken for old",
    "meaning.published_at": "as that of its article",
    "quarantine.at": _SHOWN,
    "story.started_at": _SHOWN,
    "story.updated_at": _FORGOTTEN,
    "story_change.at": _SHOWN,
    "told.at": _FORGOTTEN,
}
"""Table and column -> why it may lie in the future."""
_GIVEN: dict[str, dict[str, Any]] = {
    "delivery": {"state": "pending", "form": "single"},
    "silence": {"kind": "silence", "matchers": {}, "called": {}, "ended_by": "amal"},
}
"""What a row must be for its times to be looked at."""


def value_of(column: Column[Any]) -> object:
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return NOW + AHEAD
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, JSON):
        return []
    if isinstance(kind, LargeBinary):
        return b""
    return 1 if isinstance(kind, Integer | Float) else "x"


def times_of(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, UtcDateTime)]


def test_each_time_moves_with_the_clock_or_is_known_to_stay(database: Database) -> None:
    tables = [table for table in SQLModel.metadata.sorted_tables if times_of(table)]
    ahead: set[str] = set()
    with database.writing() as tx:
        for table in tables:
            row = {column.name: value_of(column) for column in table.columns} | _GIVEN.get(table.name, {})
            tx.connection.execute(insert(table), row)
        clock.set_back(tx, AHEAD, NOW)
        for table in tables:
            for column in times_of(table):
                found: list[datetime | None] = list(tx.connection.scalars(select(column)))
                ahead |= {f"{table.name}.{column.name}" for at in found if at is not None and at > NOW}
    assert ahead == set(STAYS)
