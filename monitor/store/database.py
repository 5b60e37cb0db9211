"""Opens the database and gives transactions. SQLite by default, PostgreSQL by URL; the same functions for both.

SQLite: WAL (readers never block), ``BEGIN IMMEDIATE`` for writers, ``synchronous=FULL`` by default. PostgreSQL: one
advisory lock from candidates to commit in :meth:`Transaction.judge_alone`, so that two copies are not both new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from monitor.core.errors import StoreError

BUSY_SECONDS = 30
_JUDGE_LOCK, _DAEMON_LOCK = 7_203_001, 7_203_002


class Transaction:
    """One transaction; committed when its block ends, rolled back when it raises."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def insert(self, statement: Any, values: Mapping[str, Any]) -> int:
        """Run an INSERT into a table with a numeric id; the new row's id."""
        key = self.connection.execute(statement, values).inserted_primary_key
        assert key is not None  # every such table has one
        return int(key[0])

    @property
    def is_postgresql(self) -> bool:
        return self.connection.dialect.name == "postgresql"

    def judge_alone(self) -> None:
        """Wait until no other process judges. SQLite has one writer anyway."""
        if self.is_postgresql:
            self.connection.execute(text(f"SELECT pg_advisory_xact_lock({_JUDGE_LOCK})"))


class Database:
    """An engine and how to use it. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._lock: FileLock | None = None
        self._lock_connection: Connection | None = None

    @property
    def path(self) -> Path | None:
        """The SQLite file, None for PostgreSQL or a database in memory."""
        name = self.engine.url.database
        is_file = self.engine.dialect.name == "sqlite" and name and name != ":memory:"
        return Path(str(name)) if is_file else None

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that writes. Raises StoreError if the database refuses (full, read-only, locked, gone)."""
        with _translated(), self.engine.connect() as plain:
            connection = plain.execution_options(monitor_writes=True)
            with connection.begin():
                yield Transaction(connection)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads, from one snapshot."""
        with _translated(), self.engine.connect() as connection, connection.begin():
            yield Transaction(connection)

    def claim_daemon(self) -> None:
        """Become the one daemon of this database, until the process ends. Raises StoreError if there is one."""
        taken = "another monitor runs on this database: stop it first, or give this one its own store.url"
        if self.path is not None:
            self._lock = FileLock(f"{self.path}.lock")
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise StoreError(f"{self.path}: {taken}") from None
        elif self.engine.dialect.name == "postgresql":
            with _translated():
                connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                if not connection.scalar(text(f"SELECT pg_try_advisory_lock({_DAEMON_LOCK})")):
                    connection.close()
                    raise StoreError(f"{self.engine.url.render_as_string(hide_password=True)}: {taken}")
                self._lock_connection = connection

    def confirm_daemon(self) -> None:
        """Take the daemon's lock again if its connection was lost. Raises StoreError if another daemon has it now."""
        if self._lock_connection is None:
            return
        try:
            self._lock_connection.execute(text("SELECT 1"))
        except DBAPIError:
            self._lock_connection.invalidate()
            self._lock_connection.close()
            self.claim_daemon()

    def close(self) -> None:
        if self._lock_connection is not None:
            self._lock_connection.close()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()


def open_database(url: str, *, synchronous: str = "FULL") -> Database:
    """Open ``url`` (``sqlite:///data/monitor.sqlite``, ``postgresql://...``) without touching its schema.

    Raises StoreError if the address is not understood or the database cannot be reached.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreError(
            f'store.url "{url}" is no database address: write sqlite:///FILE or postgresql://USER@HOST/NAME'
        ) from None
    backend = address.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(f'store.url: "{backend}" is not supported: use sqlite or postgresql')
    if backend == "sqlite":
        if address.database and address.database != ":memory:":
            try:
                Path(address.database).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{address.database}: cannot make its folder: {error.strerror}") from None
        engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
        _prepare_sqlite(engine, synchronous)
    else:
        engine = create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    with _translated(), engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return Database(engine)


def _prepare_sqlite(engine: Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute("PRAGMA cache_size=-32000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("monitor_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    """Database errors that a person can do something about, as StoreError with the remedy."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
        for sign, remedy in _REMEDIES:
            if sign in said:
                raise StoreError(f"the database says: {said} - {remedy}") from error
        if isinstance(error, OperationalError):
            raise StoreError(f"the database says: {said} - check store.url and that it runs") from error
        raise


_REMEDIES = (
    (
        "database or disk is full",
        "free some space; nothing accepted is lost, work goes on when there is room",
    ),
    ("readonly database", "make the file and its folder writable for this user"),
    ("unable to open database file", "check that the folder exists and this user may write there"),
    ("file is not a database", "the file is something else: give store.url another path"),
    ("malformed", "the file is damaged: restore a copy, or move it away and start anew"),
    ("database is locked", "another program holds it: close that program"),
    ("disk I/O error", "check the disk and its free space"),
    ("No space left", "free some space; nothing accepted is lost, work goes on when there is room"),
)


def is_unusable(error: Exception) -> bool:
    """Whether the database itself is in trouble, rather than what it was asked to take."""
    return isinstance(error, OperationalError | InterfaceError)
