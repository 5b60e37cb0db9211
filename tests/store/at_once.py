"""Several at one database at the same moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import text

from monitor.store.database import Database, Transaction

Value = TypeVar("Value")

PATIENCE = 20.0
"""Seconds after which a condition that did not come true is a failure."""


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
