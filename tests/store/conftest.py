"""For the store tests: one PostgreSQL database a run, emptied for each test. To make one for each takes a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

NAME = "store_tests"


@pytest.fixture(scope="session")
def emptied(postgresql: str) -> Iterator[Engine]:
    """The database that the tests share, as its owner sees it."""
    address = make_url(postgresql).set(drivername="postgresql+psycopg")
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {NAME}"))
    server.dispose()
    engine = create_engine(address.set(database=NAME), isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/monitor.sqlite"
    engine: Engine = request.getfixturevalue("emptied")
    with engine.connect() as connection:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE {others}"))
        connection.execute(text(f"ALTER DATABASE {NAME} RESET ALL"))
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        connection.execute(text("GRANT USAGE ON SCHEMA public TO PUBLIC"))
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
