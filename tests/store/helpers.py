"""What the store tests share: threads that start together, the content of every table, an intake with a policy."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from alembic.config import Config
from sqlalchemy import Connection, select, text
from sqlmodel import SQLModel

from monitor.core.alerts.routes import Route
from monitor.core.alerts.types import Alert, Delivery
from monitor.core.errors import StoreError
from monitor.core.rules.ruleset import RuleSet
from monitor.intake import Intake, Policy
from monitor.store import alerts, articles
from monitor.store.articles import StoredArticle
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import attempts, due
from monitor.store.schema import MIGRATIONS, open_store
from tests.make import NOW, an_alert, ruleset

Value = TypeVar("Value")
Given = ParamSpec("Given")

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEASE = 5 * MINUTE
PATIENCE = 20.0
"""Seconds after which a condition that did not come true is a failure."""

only_sqlite = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)


def alembic_of(tx: Transaction) -> Config:
    """For Alembic's commands, to bring the schema to another version inside the transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = tx.connection
    return config


@contextmanager
def queries_asked(tx: Transaction) -> Iterator[list[str]]:
    """What is asked of SQLite meanwhile, with its values."""
    asked: list[str] = []
    raw: Any = tx.connection.connection.driver_connection
    raw.set_trace_callback(lambda said: asked.append(said) if said.startswith("SELECT") else None)
    yield asked
    raw.set_trace_callback(None)


def plans_of(tx: Transaction, queries: Iterable[str]) -> list[str]:
    """The steps of SQLite's plans for these."""
    raw: Any = tx.connection.connection.driver_connection
    return [step[3] for query in queries for step in raw.execute(f"EXPLAIN QUERY PLAN {query}")]


def claim_due(
    tx: Transaction, receiver: str, now: datetime, token: str, lease: timedelta, limit: int
) -> list[Delivery]:
    """As the sender claims, without any holds, up to ``limit`` at once."""
    found = (attempts.claim(tx, one.id, receiver, now, token, lease) for one in due.due(tx, receiver, now)[0])
    return list(islice((one for one in found if one is not None), limit))


RULES = ruleset()
POLICY = Policy(routes=(Route(to=("desk", "archive")),), alert_window=3 * DAY)


def together(*calls: Callable[[], Value]) -> list[Value]:
    """What the calls return, each made in its own thread, all begun at the same moment."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Value]) -> Value:
        start.wait(PATIENCE)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        running = [threads.submit(run, call) for call in calls]
        return [future.result(3 * PATIENCE) for future in running]


def until(condition: Callable[[], bool]) -> None:
    """Wait for ``condition``; fail if it does not come true."""
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        pause.wait(0.01)


def waits_for_a_lock(watcher: Database) -> bool:
    """PostgreSQL: whether some session waits for another one of this database."""
    blocked = "SELECT count(*) FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0"
    with watcher.reading() as tx:
        return bool(tx.connection.scalar(text(f"{blocked} AND datname = current_database()")))


@contextmanager
def impatient(database: Database) -> Iterator[Transaction]:
    """PostgreSQL: a transaction that fails where it would have to wait for another one."""
    with database.writing() as tx:
        tx.connection.execute(text("SET LOCAL lock_timeout = '3s'"))
        yield tx


def written(
    database: Database, act: Callable[Concatenate[Transaction, Given], Value], *given: Given.args, **named: Given.kwargs
) -> Value:
    """What ``act`` gives of a transaction of its own."""
    with database.writing() as tx:
        return act(tx, *given, **named)


def content(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with database.reading() as tx:
        return {
            name: sorted((tuple(row) for row in tx.connection.execute(select(table))), key=repr)
            for name, table in SQLModel.metadata.tables.items()
        }


def intake(database: Database, rules: RuleSet = RULES, policy: Policy = POLICY) -> Intake:
    return Intake(database, rules, policy)


def stored(database: Database, article_id: int | None) -> StoredArticle:
    assert article_id is not None
    with database.reading() as tx:
        found = articles.get(tx, article_id)
    assert found is not None
    return found


def article_values(title: str = "One", *, feed: str = "a", at: datetime = NOW, **more: Any) -> dict[str, Any]:
    """Columns of an article as a feed brings it."""
    values = {"origin": "feed", "feed": feed, "title": title, "edition": f"e-{title}", "owner": feed, "source": feed}
    return values | {"published_at": at, "first_seen_at": at} | more


def put_article(database: Database, title: str = "One", **more: Any) -> int:
    with database.writing() as tx:
        return articles.insert(tx, article_values(title, **more))


def put_alert(database: Database, key: str, *, rule: str = "idlib-mention", article_id: int = 1) -> Alert:
    """A stored alert with the given key."""
    alert = an_alert(
        key, rule=rule, rule_title=rule, group=f"about {key}", story=None, entities=(), new=("killed: 21 -> 31",)
    )
    with database.writing() as tx:
        return alerts.insert(tx, alert, article_id)


def use_up_the_disk(connection: Connection) -> None:
    """SQLite: from now on this connection's file may not grow by a single page."""
    raw: Any = connection.connection.dbapi_connection
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count={pages}")


def cut_off(database: Database, connection: Connection) -> None:
    """PostgreSQL: the server ends the session of ``connection``."""
    raw: Any = connection.connection.dbapi_connection
    with database.reading() as tx:
        tx.connection.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": raw.info.backend_pid})


def refusal(url: str) -> str:
    """What opening says, which is one line."""
    with pytest.raises(StoreError) as caught:
        open_store(url).close()
    said = str(caught.value)
    assert said and "\n" not in said and "Traceback" not in said
    return said
