"""A database that cannot be opened, read or written is said to be so in one line; one that can holds what it was given."""

from __future__ import annotations

import os
import select
import socket
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

from monitor.core.errors import StoreError
from monitor.core.item_key import KeyKind
from monitor.intake.broken import is_of_the_database
from monitor.store import articles, item_keys
from monitor.store.database import _PATIENCE, LOG_BYTES, Database, Transaction, open_database
from monitor.store.schema import open_store
from tests.store.at_once import PATIENCE
from tests.store.backends import only_postgresql, only_sqlite, refusal
from tests.store.filled import article_values, content, put_article


@only_postgresql
def test_a_refusal_does_not_show_the_password(database: Database, store_url: str) -> None:
    with database.writing() as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with_password = make_url(store_url).set(password="open-sesame").render_as_string(hide_password=False)
    assert "open-sesame" in with_password and "open-sesame" not in refusal(with_password)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes, not a database\n" * 50, encoding="utf-8")
    before = path.read_bytes()
    assert f"not a database ({path}) - the file is something else" in refusal(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "monitor.sqlite"
    open_store(f"sqlite:///{path}").close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert "the database says" in refusal(f"sqlite:///{path}")


def test_a_text_that_a_damaged_page_left_without_letters_is_damage_too(tmp_path: Path) -> None:
    database = open_store(f"sqlite:///{tmp_path}/m.sqlite")
    with pytest.raises(StoreError, match="the file is damaged, or its disk: check that"), database.reading() as tx:
        tx.connection.execute(text("SELECT CAST(x'ff' AS TEXT)")).all()
    database.close()


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/some/where/monitor.sqlite").close()
    assert (tmp_path / "some/where/monitor.sqlite").is_file()


@pytest.mark.parametrize("form", ["sqlite:///{}", "sqlite:///file:{}?uri=true"])
def test_what_is_made_is_for_its_user_only_and_what_was_there_keeps_its_mode(tmp_path: Path, form: str) -> None:
    before = os.umask(0o022)
    try:
        database = open_store(form.format(tmp_path / "some/data/monitor.sqlite"))
        put_article(database)
        kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "some/data").iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert kept == {f"monitor.sqlite{end}": 0o600 for end in ("", "-wal", "-shm")}
    assert stat.S_IMODE((tmp_path / "some/data").stat().st_mode) == 0o700
    (tmp_path / "some/data").chmod(0o750)
    (tmp_path / "some/data/monitor.sqlite").chmod(0o640)
    open_store(form.format(tmp_path / "some/data/monitor.sqlite")).close()
    assert stat.S_IMODE((tmp_path / "some/data").stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / "some/data/monitor.sqlite").stat().st_mode) == 0o640


def test_a_path_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert "cannot make its folder" in refusal(f"sqlite:///{tmp_path}/file/monitor.sqlite")
    assert "cannot make its folder" in refusal("sqlite:////proc/no/such/monitor.sqlite")
    assert "unable to open database file" in refusal(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("backend", ["mysql", "oracle", "mssql+pyodbc", "sqlite+nosuch", "postgresql+asyncpg"])
def test_another_kind_of_database_is_refused_by_name(backend: str) -> None:
    said = refusal(f"{backend}:///name")
    assert f'"{backend}" is not supported' in said and "sqlite or postgresql" in said


@pytest.mark.parametrize("url", ["", "monitor.sqlite", "nonsense", "://", "sqlite:"])
def test_what_is_no_address_is_refused_with_an_example(url: str) -> None:
    assert "sqlite:///FILE or postgresql://USER@HOST/NAME" in refusal(url)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("sqlite://monitor.sqlite", id="two slashes"),
        pytest.param("postgresql://host:port/name", id="a port that is no number"),
        pytest.param("sqlite:///monitor.sqlite?timeout=soon", id="an option that is no number"),
        pytest.param("postgresql://127.0.0.1:1/name?nosuch=1", id="an unknown option"),
        pytest.param("sqlite:///a\0b", id="a NUL character"),
    ],
)
def test_an_address_with_a_mistake_in_it_is_refused(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "store.url" in refusal(url)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense:open-sesame@host",
        "mysql://me:open-sesame@host/name",
        "postgresql://me:open-sesame@host:port/name",
        "postgresql://me:open-sesame@127.0.0.1:1/name",
        "postgresql://me:open-sesame@127.0.0.1:1/name?nosuch=1",
    ],
)
def test_no_refusal_shows_a_password(url: str) -> None:
    assert "open-sesame" not in refusal(url)


def test_postgresql_without_its_driver_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "monitor[postgresql]" in refusal("postgresql://127.0.0.1:1/name")


def test_a_server_that_does_not_answer_is_refused() -> None:
    assert "check store.url and that it runs" in refusal("postgresql://127.0.0.1:1/name")


def test_a_host_that_takes_the_connection_and_says_nothing_is_refused_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # the system takes it, nobody answers
        address = f"postgresql://me:open-sesame@127.0.0.1:{silent.getsockname()[1]}/name"
        begun = monotonic()
        said = refusal(f"{address}?connect_timeout=2")
        assert "its host does not answer" in said and "open-sesame" not in said
        monkeypatch.setitem(_PATIENCE, "connect_timeout", 2)
        assert "its host does not answer" in refusal(address)
        assert monotonic() - begun < 20


@only_postgresql
def test_a_database_that_the_server_does_not_have_is_refused(store_url: str) -> None:
    missing = make_url(store_url).set(database="no_such_database").render_as_string(hide_password=False)
    assert "no_such_database" in refusal(missing)


@pytest.fixture
def read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a migrated SQLite database that may only be read."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "monitor.sqlite"
    open_store(f"sqlite:///{path}").close()
    # Its WAL files must exist for a reader that may not make them.
    keeper = sqlite3.connect(path)
    keeper.execute("SELECT count(*) FROM article").fetchone()
    yield f"sqlite:///file:{path}?mode=ro&uri=true"
    keeper.close()


def test_a_read_only_file_can_be_read_and_writing_says_the_remedy(read_only: str) -> None:
    database = open_store(read_only)
    assert not any(content(database).values())
    with pytest.raises(StoreError, match=r"readonly database \(.*\.sqlite\) - make the file and its folder writable"):
        put_article(database)
    database.close()


def test_a_read_only_file_without_the_schema_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sqlite3.connect(tmp_path / "empty.sqlite").close()
    assert "readonly database" in refusal(f"sqlite:///file:{tmp_path}/empty.sqlite?mode=ro&uri=true")


def test_an_sqlite_address_in_uri_form_makes_no_stray_folder(read_only: str, tmp_path: Path) -> None:
    open_store(read_only).close()
    assert not [path.name for path in tmp_path.iterdir() if not path.name.startswith("monitor.sqlite")]


@only_postgresql
def test_a_read_only_server_says_so(database: Database, store_url: str) -> None:
    name = database.engine.url.database
    with database.writing() as tx:
        tx.connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    standby = open_store(store_url)
    with pytest.raises(StoreError):
        put_article(standby)
    standby.close()


@only_postgresql
def test_a_server_that_took_no_writes_takes_them_again_without_a_start(database: Database, store_url: str) -> None:
    """Sessions that began with a standby stay there, whatever the address leads to meanwhile."""
    name = database.engine.url.database
    with database.writing() as tx:
        tx.connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    daemon = open_store(store_url)
    with pytest.raises(StoreError, match=r"give store\.url the one that does"):
        put_article(daemon)
    with database.writing() as tx:  # its session began before
        tx.connection.execute(text(f'ALTER DATABASE "{name}" RESET default_transaction_read_only'))
    put_article(daemon)
    daemon.close()


@only_postgresql
@pytest.mark.parametrize("during", ["a statement of the driver", "a statement"])
def test_a_transaction_that_stood_still_for_too_long_is_the_servers_trouble(database: Database, during: str) -> None:
    """As when the process is stopped in the middle: no item is at fault."""

    def ask(tx: Transaction) -> None:
        if during == "a statement":
            tx.connection.execute(text("SELECT 1"))
        else:
            tx.driver.say("SELECT 1")

    # The last is all that is said if the server's own word was lost with the connection.
    said = r"idle-in-transaction|the connection is lost|server closed the connection"
    with pytest.raises(StoreError, match=said), database.writing() as tx:
        tx.connection.execute(text("SET idle_in_transaction_session_timeout = '1ms'"))
        ended = tx.connection.connection.driver_connection
        assert ended is not None and select.select([ended.pgconn.socket], [], [], PATIENCE)[0], "the server ended it"
        try:
            ask(tx)
        except DBAPIError as error:
            assert is_of_the_database(error)
            raise
    put_article(database)


@only_postgresql
def test_a_user_who_may_not_make_tables_is_told(store_url: str) -> None:
    owner = make_url(store_url).set(drivername="postgresql+psycopg")
    engine = create_engine(owner, isolation_level="AUTOCOMMIT")
    guest = f"guest_{owner.database}"
    with engine.connect() as connection:
        connection.execute(text(f"CREATE ROLE {guest} LOGIN"))
    engine.dispose()
    said = refusal(owner.set(drivername="postgresql", username=guest).render_as_string())
    assert "permission denied" in said and "give this user the right to write there" in said


@only_sqlite
def test_a_file_that_is_replaced_while_it_is_open_is_neither_read_nor_written(
    database: Database, tmp_path: Path
) -> None:
    put_article(database, "before")
    assert database.path
    with closing(sqlite3.connect(database.path)) as beside:
        beside.execute("VACUUM INTO ?", (str(tmp_path / "copy.sqlite"),))
    put_article(database, "after")
    (tmp_path / "copy.sqlite").replace(database.path)
    for use in (put_article, content):
        with pytest.raises(StoreError, match=r"monitor.sqlite was moved or replaced .*: restart it"):
            use(database)
    database.path.unlink()
    with pytest.raises(StoreError, match="was moved or replaced"):
        content(database)


@only_sqlite
def test_a_file_that_cannot_be_looked_at_is_not_called_replaced_and_serves_again_afterwards(database: Database) -> None:
    put_article(database, "before")
    assert database.path
    folder, aside = database.path.parent, database.path.parent.with_name("aside")
    folder.rename(aside)
    folder.symlink_to(folder)
    try:
        with pytest.raises(StoreError, match=r"monitor.sqlite: .*: make its folder accessible"):
            content(database)
    finally:
        folder.unlink()
        aside.rename(folder)
    put_article(database, "after")


@only_sqlite
def test_a_full_disk_is_said_and_the_same_write_succeeds_when_there_is_room(database: Database) -> None:
    before = content(database)

    def full(connection: Any, _record: Any) -> None:
        cursor = connection.execute("PRAGMA page_count")
        connection.execute(f"PRAGMA max_page_count={cursor.fetchone()[0]}")

    def write() -> None:
        with database.writing() as tx:
            for number in range(20):
                article_id = articles.insert(tx, article_values(f"item {number}", text="words " * 2_000))
                item_keys.put(tx, "a", article_id, [(number, KeyKind.GUID)])

    database.engine.dispose()
    event.listen(database.engine, "connect", full)
    with pytest.raises(StoreError, match=r"full \(.*\.sqlite\) - free some space; nothing accepted is lost"):
        write()
    assert content(database) == before
    event.remove(database.engine, "connect", full)
    database.engine.dispose()
    write()
    after = content(database)
    assert len(after["article"]) == len(after["item_key"]) == 20


def test_a_session_that_the_server_ended_is_no_lasting_harm(database: Database, store_url: str) -> None:
    """PostgreSQL restarted between two transactions; for SQLite the connections are simply new."""
    put_article(database, "before")
    if database.engine.dialect.name == "postgresql":
        other = open_database(store_url)
        with other.writing() as tx:
            others = "pid <> pg_backend_pid() AND datname = current_database()"
            tx.connection.execute(text(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE {others}"))
        other.close()
    else:
        database.engine.dispose()
    put_article(database, "after")
    assert [row[6] for row in content(database)["article"]] == ["before", "after"]


@only_sqlite
def test_the_log_that_grew_while_somebody_read_becomes_small_again(database: Database) -> None:
    assert database.path
    log = Path(f"{database.path}-wal")
    with database.reading() as tx:
        tx.connection.execute(text("SELECT count(*) FROM article")).all()
        for number in range(20):
            put_article(database, f"item {number}", text="words " * 200_000)
        assert log.stat().st_size > LOG_BYTES
    for number in range(3):
        put_article(database, f"later {number}")
    assert log.stat().st_size <= LOG_BYTES


@only_postgresql
def test_a_table_that_another_program_holds_is_not_waited_for_for_ever(database: Database, store_url: str) -> None:
    """Nobody would hear of it: whoever waits cannot even say so."""
    for own, wanted in (("0", "30s"), ("200ms", "200ms")):
        with database.writing() as tx:
            name = tx.connection.scalar(text("SELECT current_database()"))
            tx.connection.execute(text(f"ALTER DATABASE {name} SET lock_timeout = '{own}'"))
        database.engine.dispose()
        with database.reading() as tx:
            assert tx.connection.scalar(text("SHOW lock_timeout")) == wanted
    other = open_database(store_url)
    with other.writing() as tx:
        tx.connection.execute(text("LOCK TABLE article IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(StoreError, match=r"lock timeout .* pg_stat_activity"):
            content(database)
    other.close()
    assert content(database)["article"] == []


def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="in the middle"), database.writing() as tx:
        articles.insert(tx, article_values())
        raise RuntimeError("in the middle")
    assert not any(content(database).values())


def test_reading_sees_one_snapshot(database: Database) -> None:
    with database.reading() as tx:
        assert articles.count(tx) == 0
        put_article(database)
        assert articles.count(tx) == 0
    with database.reading() as tx:
        assert articles.count(tx) == 1
