"""Opens the database and gives transactions. SQLite by default, PostgreSQL by URL; the same functions for both.

SQLite: WAL (readers never block), ``BEGIN IMMEDIATE`` for writers, ``synchronous=FULL`` by default. PostgreSQL: one
advisory lock from candidates to commit in :meth:`Transaction.lock_for_judging`, so that two copies are not both new.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, ProgrammingError

from monitor.core.errors import StoreError
from monitor.core.store_address import problem_with
from monitor.store.file_claim import ANOTHER_RUNS, FileClaim, is_claimed
from monitor.store.open_file import OpenFile, is_there, saved_copy
from monitor.store.refusals import said, takes_no_writes, translated
from monitor.store.statement import MOST_STATEMENTS, Driver

Value = TypeVar("Value")
BUSY_SECONDS = 30
LOG_BYTES = 16_000_000
"""What is left of SQLite's write-ahead log when all of it stands in the file."""
# It warns of what it ignores at the end of a lost connection; the loss itself is raised and logged as what it is.
logging.getLogger("psycopg").setLevel(logging.ERROR)
_PATIENCE = {"connect_timeout": 10, "keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 4,
             "tcp_user_timeout": 40_000}  # fmt: skip
"""For how long a PostgreSQL server may be silent (seconds; the last one milliseconds): a host that drops packets would
hold who asks it for minutes, and who waits for its answer for hours. What ``store.url`` says of these counts first."""
_NOT_FOR_EVER = f"""
    SELECT set_config('lock_timeout', '{BUSY_SECONDS}s', false) WHERE current_setting('lock_timeout') = '0'
"""
"""As long as for SQLite, unless the server or the role says how long."""
_JUDGE_LOCK, _DAEMON_LOCK, _SCHEMA_LOCK = 7_203_001, 7_203_002, 7_203_003

_HOLDS_DAEMON_LOCK = f"""
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE locktype = 'advisory' AND granted AND datname = current_database()
    AND classid = 0 AND objid = {_DAEMON_LOCK} AND objsubid = 1
"""


class Transaction:
    """One transaction; committed when its block ends, rolled back when it raises."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.driver = Driver(connection)
        """For what runs for each item or message; anything else goes through ``connection``."""

    def insert(self, statement: Any, values: Mapping[str, Any]) -> int:
        """Run an INSERT, which a module keeps, into a table with a numeric id; the new row's id."""
        ((new,),) = self.driver.rows(_with_id(statement), values)
        return int(new)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """If the block raises, what it wrote is undone, and nothing else of the transaction."""
        self.driver.say("SAVEPOINT block")
        try:
            yield
        except BaseException:
            self.driver.say("ROLLBACK TO SAVEPOINT block")
            raise
        self.driver.say("RELEASE SAVEPOINT block")

    def close(self) -> None:
        """Nothing is asked any more: whoever keeps this object does not keep the database open."""
        self.driver.close()

    @property
    def is_postgresql(self) -> bool:
        return self.connection.dialect.name == "postgresql"

    def lock_for_judging(self) -> None:
        """Wait until no other process judges, or makes one story of two: whoever goes by the story of an alert, and
        writes, waits as well. SQLite has one writer anyway."""
        self._alone(_JUDGE_LOCK)

    def lock_for_migration(self) -> None:
        """Wait until no other process changes the schema, which may take it minutes."""
        if self.is_postgresql:
            self.connection.execute(text("SET LOCAL lock_timeout = 0"))
        self._alone(_SCHEMA_LOCK)

    def _alone(self, lock: int) -> None:
        if self.is_postgresql:
            self.connection.execute(text(f"SELECT pg_advisory_xact_lock({lock})"))


@lru_cache(maxsize=MOST_STATEMENTS)
def _with_id(statement: Any) -> Any:
    return statement.returning(statement.table.c.id)


class Database:
    """An engine and how to use it. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._claim: FileClaim | None = None
        self._lock_connection: Connection | None = None
        self._is_daemon = False
        self._confirming = Lock()
        self._writer = Lock()
        self._file = OpenFile(self.path) if self.path else None
        self._opened = self._file.path if self._file else None

    @property
    def _is_postgresql(self) -> bool:
        return self.engine.dialect.name == "postgresql"

    @property
    def path(self) -> Path | None:
        """The SQLite file, None for PostgreSQL or a database in memory."""
        return _file(self.engine.url)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that writes. Raises StoreError if the database refuses (full, read-only, locked, gone)."""
        try:
            with self._alone():
                self._confirm_file()
                with translated(self._opened), self.engine.connect() as plain:
                    connection = plain.execution_options(monitor_writes=True)
                    with connection.begin(), closing(Transaction(connection)) as tx:
                        yield tx
        except StoreError as error:
            if takes_no_writes(error.__cause__):  # the next session may lead to one that does, such as after a failover
                self.engine.dispose()
            raise

    async def write_in(self, writer: Executor, work: Callable[[Transaction], Value]) -> Value:
        """What ``work`` gives of a transaction in a thread of ``writer``. Raises what it raises, or StoreError."""

        def run() -> Value:
            with self.writing() as tx:
                return work(tx)

        return await asyncio.get_running_loop().run_in_executor(writer, run)

    def _confirm_file(self) -> None:
        """Raises StoreError if another file stands where this one was opened, such as a copy that was put back. This
        thread is the only one that writes."""
        if self._file is not None and not self._file.stands():
            self._file.refuse(self.engine.dispose)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """SQLite has one writer. Who waits for it in this process is woken when it is done; SQLite itself only looks
        again after up to a tenth of a second, and then finds the next one writing."""
        if self._is_postgresql:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_SECONDS):
            raise StoreError("the database is locked by this process itself - restart it, and report this")
        try:
            yield
        finally:
            self._writer.release()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads, from one snapshot."""
        if self._file is not None and not self._file.stands():
            with self._alone():
                self._confirm_file()
        with translated(self._opened), self.engine.connect() as plain:
            # SQLite reads from one snapshot as it is.
            options = {"isolation_level": "REPEATABLE READ"} if self._is_postgresql else {}
            connection = plain.execution_options(**options)
            with connection.begin(), closing(Transaction(connection)) as tx:
                yield tx

    def log_bytes(self) -> int:
        """How large SQLite's log is, which grows while somebody reads for long: 0 where there is none."""
        try:
            return Path(f"{os.path.realpath(self._opened)}-wal").stat().st_size if self._opened else 0
        except OSError:
            return 0

    def claim_daemon(self) -> None:
        """Become the one daemon of this database, until the process ends. Raises StoreError if there is one."""
        if self.path is not None:
            self._claim = FileClaim(self.path)
            self._claim.take()
            if self._file is not None:
                self._file.hold()
        elif self._is_postgresql:
            self._is_daemon = True
            with translated():
                connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                if not connection.scalar(text(f"SELECT pg_try_advisory_lock({_DAEMON_LOCK})")):
                    connection.close()
                    raise StoreError(f"{self.engine.url.render_as_string(hide_password=True)}: {ANOTHER_RUNS}")
                self._lock_connection = connection

    def has_daemon(self) -> bool:
        """Whether some process is the daemon of this database. Raises StoreError if that cannot be found out."""
        if self._is_postgresql:
            with self.reading() as tx:
                return bool(tx.connection.scalar(text(_HOLDS_DAEMON_LOCK)))
        return self.path is not None and is_claimed(self.path)

    def confirm_daemon(self) -> None:
        """Take the daemon's lock again if its connection or file was lost. Raises StoreError if another daemon has it
        now, or if that cannot be found out. Any thread may ask, one at a time does."""
        if self._claim is None and not self._is_daemon:
            return
        with self._confirming:
            if self._claim is not None:
                self._claim.confirm()
                return
            if self._lock_connection is not None:
                try:
                    self._lock_connection.execute(text("SELECT 1"))
                    return
                except DBAPIError:
                    self._lock_connection.invalidate()
                    self._lock_connection.close()
                    self._lock_connection = None
            self.claim_daemon()

    def close(self) -> None:
        if self._lock_connection is not None:
            self._lock_connection.close()
        self.engine.dispose()
        if self._file is not None:
            self._file.close()
        if self._claim is not None:
            self._claim.release()


def open_database(url: str, *, synchronous: str = "FULL") -> Database:
    """Open ``url`` (``sqlite:///data/monitor.sqlite``, ``postgresql://...``) without touching its schema.

    Raises StoreError if the address is not understood or the database cannot be reached. The address may hold a
    password: no message repeats it.
    """
    if wrong := problem_with(url):
        raise StoreError(wrong)
    try:
        engine = _engine(make_url(url), synchronous)
        with translated(_file(engine.url)), engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except ModuleNotFoundError as error:
        raise StoreError(f"store.url needs {error.name}: pip install 'monitor[postgresql]'") from None
    except (TypeError, ProgrammingError) as error:
        raise StoreError(f"store.url: {said(error)} - correct what stands after the question mark") from None
    except (ArgumentError, ValueError):
        raise StoreError("store.url does not work: check its host, port, name and options") from None
    return Database(engine)


def is_made(url: str) -> bool:
    """Whether the database may be there: not if ``url`` is an SQLite file that does not exist, or no address."""
    try:
        file = _file(make_url(url))
    except ArgumentError:
        return False
    return file is None or file.exists()


def _engine(address: URL, synchronous: str) -> Engine:
    if address.get_backend_name() == "postgresql":
        patience = {name: value for name, value in _PATIENCE.items() if name not in address.query}
        address = address.set(drivername="postgresql+psycopg")
        engine = create_engine(address, pool_pre_ping=True, connect_args=patience)
        _prepare_postgresql(engine)
        return engine
    if file := _file(address):
        _make(file, to_write=address.query.get("mode", "rwc") == "rwc")
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
    _prepare_sqlite(engine, synchronous)
    return engine


def _make(file: Path, *, to_write: bool) -> None:
    """What is missing of the folder and of an SQLite file, for this user only: it holds a key, and whole files of the
    config. SQLite gives what it keeps beside its file the mode of that. Raises StoreError where the file went from
    under a daemon, which may have saved it: an empty one in its place would look as if all were well."""
    if not is_there(file) and is_claimed(file):
        raise StoreError(
            f"{file} is gone, and a monitor runs on it: stop that monitor, put a copy back (docs/config.md, Backup) - "
            "without one the next start begins with an empty database"
        )
    if not is_there(file) and is_there(kept := saved_copy(file)):
        raise StoreError(
            f"{file} is not there, and {kept} has what it held when it was deleted: move that back, or remove it to "
            "begin with an empty database"
        )
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{file}: cannot make its folder: {error.strerror}") from None
    if to_write:
        with suppress(OSError):  # it is there, or SQLite says why it cannot be made
            os.close(os.open(os.path.realpath(file), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _file(address: URL) -> Path | None:
    """Where SQLite keeps it, if it does: ``file:`` begins an address with options (SQLite's URI form)."""
    name = address.database
    if address.get_backend_name() != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name.removeprefix("file:"))


def _prepare_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # It would wait for a table that another program holds for ever, and nobody would hear of that.
        connection.execute(_NOT_FOR_EVER)
        connection.commit()


def _prepare_sqlite(engine: Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute("PRAGMA cache_size=-32000")
        # It grows while somebody reads for long, as a backup does, and would stay as large for ever.
        connection.execute(f"PRAGMA journal_size_limit={LOG_BYTES}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("monitor_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
