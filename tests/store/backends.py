"""What is of one kind of database only, and what its driver says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from alembic.config import Config
from sqlalchemy import Connection, text

from monitor.core.errors import StoreError
from monitor.store.database import Database, Transaction
from monitor.store.schema import MIGRATIONS, open_store

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
