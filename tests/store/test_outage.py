"""After an outage of the own network: who is asked again, how often, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import update

from monitor.polling import outage
from monitor.polling.outage import AGAIN
from monitor.store import configured, feeds
from monitor.store.database import Database, Transaction
from monitor.store.tables import FeedRow
from tests.make import NOW

_feed = FeedRow.__table__  # type: ignore[attr-defined]  # SQLModel does not type __table__
DEAD, SHAKY, WELL = [f"dead-{n}" for n in range(4)], ["shaky-1", "shaky-2"], [f"well-{n}" for n in range(4)]
MINUTE, WITHIN, LATER = timedelta(minutes=1), timedelta(seconds=30), timedelta(hours=6)


def begin(database: Database) -> None:
    with database.writing() as tx:
        configured.sync(tx, [(name, f"http://{name}.example/", NOW) for name in DEAD + SHAKY + WELL])


def fail(tx: Transaction, names: Sequence[str], now: datetime) -> None:
    failed = {"failures": 9, "polled_at": now, "next_poll_at": now + LATER}
    tx.connection.execute(update(_feed).where(_feed.c.name.in_(names)).values(failed))


def answer(tx: Transaction, names: Sequence[str], now: datetime) -> None:
    for name in names:
        found = feeds.get(tx, name)
        assert found is not None
        outage.retry_failing(tx, found, now, WITHIN)
        tx.connection.execute(update(_feed).where(_feed.c.name == name).values(failures=0, polled_at=now))


def asked(tx: Transaction, now: datetime) -> list[str]:
    return [one.name for one in feeds.listed(tx) if one.failures and one.next_poll_at <= now + WITHIN]


def test_dead_feeds_are_asked_once_an_hour_whatever_recovers_meanwhile(database: Database) -> None:
    begin(database)
    times = []
    with database.writing() as tx:
        for minute in range(0, 130, 10):
            now = NOW + minute * MINUTE
            fail(tx, DEAD + SHAKY, now)
            answer(tx, SHAKY, now + MINUTE)
            times += [minute] if asked(tx, now + MINUTE) == DEAD else []
    assert times == [0, 60, 120]


def test_a_clock_that_ran_ahead_does_not_end_that(database: Database) -> None:
    begin(database)
    times = []
    with database.writing() as tx:
        for now in (NOW + timedelta(days=1), *(NOW + minute * MINUTE for minute in range(0, 40, 10))):
            fail(tx, DEAD + SHAKY, now)
            answer(tx, SHAKY[:1], now)
            times += [now] if asked(tx, now) else []
    assert times == [NOW + timedelta(days=1), NOW]


def test_all_are_asked_again_by_the_first_that_answers_and_the_others_cost_nothing(database: Database) -> None:
    begin(database)
    every = DEAD + SHAKY + WELL
    with database.writing() as tx, patch.object(feeds, "failing", wraps=feeds.failing) as looked:
        fail(tx, every, NOW - AGAIN)
        answer(tx, every[:1], NOW)
        assert set(asked(tx, NOW)) == set(every[1:])
        answer(tx, every[1:], NOW + WITHIN)
        assert looked.call_count == 1


def test_what_the_database_did_not_take_is_asked_of_the_next_that_answers(database: Database) -> None:
    """It was away as well, as on another machine."""
    begin(database)
    with database.writing() as tx:
        fail(tx, DEAD + SHAKY, NOW)
    with pytest.raises(ConnectionError), database.writing() as tx:
        answer(tx, SHAKY[:1], NOW)
        raise ConnectionError
    with database.writing() as tx:
        answer(tx, SHAKY[:1], NOW + MINUTE)
        assert asked(tx, NOW + MINUTE) == [*DEAD, SHAKY[1]]
