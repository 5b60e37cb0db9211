"""One daemon a database: who comes second is told, and who leaves makes room."""

from __future__ import annotations

import asyncio
import stat
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic import command
from sqlalchemy import make_url, text

from monitor.core.alerts.types import Delivery, Sent
from monitor.core.errors import StoreError
from monitor.delivery.deliver import Deliverer
from monitor.run import local
from monitor.store import articles
from monitor.store.database import Database, open_database
from monitor.store.refusals import Refusals
from monitor.store.schema import open_store
from tests.make import NOW
from tests.store.at_once import until
from tests.store.backends import alembic_of, only_postgresql, only_sqlite
from tests.store.filled import MINUTE, put_article
from tests.store.sending import put, states


def free(database: Database) -> bool:
    """Claim it if it can be claimed. A PostgreSQL server frees a lock shortly after its client has gone."""
    try:
        database.claim_daemon()
    except StoreError:
        return False
    return True


@pytest.fixture
def second_url(store_url: str, tmp_path: Path) -> str:
    """Another database of the same kind, at the same server."""
    if store_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/second.sqlite"
    name = f"second_{uuid.uuid4().hex[:12]}"
    server = open_database(store_url)
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.close()
    return make_url(store_url).set(database=name).render_as_string(hide_password=False)


def test_a_second_claim_is_refused_in_one_line(database: Database, store_url: str) -> None:
    database.claim_daemon()
    second = open_store(store_url)
    with pytest.raises(StoreError, match=r"another monitor runs on this database: stop it first") as caught:
        second.claim_daemon()
    assert "\n" not in str(caught.value)
    second.close()


def test_whether_there_is_a_daemon_can_be_asked_without_becoming_it(database: Database, store_url: str) -> None:
    watcher = open_store(store_url)
    assert not watcher.has_daemon()
    database.claim_daemon()
    assert watcher.has_daemon() and database.has_daemon() and watcher.has_daemon()
    database.close()
    until(lambda: not watcher.has_daemon())
    assert free(watcher)
    watcher.close()


def test_an_older_database_stays_as_it_is_while_a_daemon_works_on_it(database: Database, store_url: str) -> None:
    """The daemon of the version before goes on by the tables that it knows, until it is stopped."""
    with database.writing() as tx:
        command.downgrade(alembic_of(tx), "0012")
    database.claim_daemon()
    with pytest.raises(
        StoreError, match=r'schema "0012"\), and a monitor runs on it: stop that monitor first'
    ) as caught:
        open_store(store_url)
    assert "\n" not in str(caught.value)
    with database.reading() as tx:
        assert tx.connection.scalar(text("SELECT version_num FROM alembic_version")) == "0012"
    database.close()
    until(lambda: not database.has_daemon())
    open_store(store_url).close()


def test_the_daemon_of_another_database_is_not_ours(database: Database, second_url: str) -> None:
    other = open_store(second_url)
    other.claim_daemon()
    assert not database.has_daemon()
    other.close()


def test_a_refused_claim_leaves_the_first_in_place(database: Database, store_url: str) -> None:
    database.claim_daemon()
    for _ in range(3):
        later = open_store(store_url)
        with pytest.raises(StoreError):
            later.claim_daemon()
        later.close()


def test_the_lock_is_free_after_close(store_url: str) -> None:
    first, second = open_store(store_url), open_store(store_url)
    first.claim_daemon()
    with pytest.raises(StoreError):
        second.claim_daemon()
    first.close()
    until(lambda: free(second))
    second.close()


def test_the_lock_does_not_hinder_reading_and_writing(database: Database, store_url: str) -> None:
    database.claim_daemon()
    other = open_store(store_url)
    put_article(database, "by the daemon")
    put_article(other, "by another")
    with database.reading() as tx:
        assert articles.count(tx) == 2
    other.close()


def test_two_databases_have_two_daemons(store_url: str, second_url: str) -> None:
    first, second = open_store(store_url), open_store(second_url)
    first.claim_daemon()
    second.claim_daemon()
    for url in (store_url, second_url):
        late = open_store(url)
        with pytest.raises(StoreError):
            late.claim_daemon()
        late.close()
    first.close()
    second.close()


def test_databases_in_memory_have_no_lock() -> None:
    """A claim that another one hinders raises StoreError."""
    one, other = open_database("sqlite://"), open_database("sqlite://")
    one.claim_daemon()
    other.claim_daemon()
    one.close()
    other.close()


def end_other_sessions(database: Database) -> None:
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    with database.reading() as tx:
        tx.connection.execute(text(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE {others}"))


def test_a_daemon_that_was_never_claimed_or_still_is_can_be_confirmed(database: Database, store_url: str) -> None:
    database.confirm_daemon()
    database.claim_daemon()
    database.confirm_daemon()
    late = open_store(store_url)
    with pytest.raises(StoreError):
        late.claim_daemon()
    late.close()


@only_postgresql
def test_a_lock_whose_session_ended_is_taken_again(database: Database, store_url: str) -> None:
    database.claim_daemon()
    watcher = open_store(store_url)
    end_other_sessions(watcher)
    database.confirm_daemon()
    with pytest.raises(StoreError):
        watcher.claim_daemon()
    watcher.close()


@only_postgresql
def test_a_lock_that_another_took_meanwhile_is_said(database: Database, store_url: str) -> None:
    database.claim_daemon()
    usurper = open_store(store_url)
    end_other_sessions(usurper)
    usurper.claim_daemon()
    with pytest.raises(StoreError, match="another monitor runs on this database"):
        database.confirm_daemon()
    usurper.close()


@only_postgresql
def test_a_lock_that_another_took_is_asked_for_until_it_is_free(database: Database, store_url: str) -> None:
    database.claim_daemon()
    usurper = open_store(store_url)
    end_other_sessions(usurper)
    usurper.claim_daemon()
    for _ in range(2):
        with pytest.raises(StoreError, match="another monitor runs on this database"):
            database.confirm_daemon()
    usurper.close()
    until(lambda: confirmed(database))


@only_postgresql
async def test_who_lost_the_lock_to_another_sends_nothing_more(database: Database, store_url: str) -> None:
    """The other one sends what waits: a message that is under way ends and is noted, no other begins."""
    database.claim_daemon()
    usurper, refusals, told = open_store(store_url), Refusals(), list[str]()

    class Losing:
        """A receiver during whose first message the lock goes."""

        def send(self, delivery: Delivery) -> Sent:
            told.append(delivery.key)
            end_other_sessions(usurper)
            usurper.claim_daemon()
            return Sent("ok")

    put(database, "k1")
    put(database, "k2")
    with ThreadPoolExecutor(1) as sender:
        deliverer = Deliverer(database, sender, lambda: {"desk": Losing()}, lambda: NOW, lambda: "t", lambda: 0.5)
        monitor: Any = SimpleNamespace(refusals=refusals, now=lambda: NOW, database=database)
        tick = local._guarded(monitor, "deliver", deliverer.deliver_due, asyncio.Lock())
        await tick()
        for _ in range(3):
            await asyncio.gather(*deliverer._busy.values())
            await tick()
        assert told == ["k1"] and [one.state for one in states(database)] == ["sent", "pending"]
        waiting = refusals.longest()
        assert waiting is not None and "another monitor runs on this database" in waiting.why
        await deliverer.stop(MINUTE)
    usurper.close()


def confirmed(database: Database) -> bool:
    try:
        database.confirm_daemon()
    except StoreError:
        return False
    return True


def test_a_lock_file_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    opened = open_store(f"sqlite:///{tmp_path}/monitor.sqlite")
    (tmp_path / "monitor.sqlite.lock").mkdir()
    try:
        with pytest.raises(StoreError):
            opened.claim_daemon()
    finally:
        opened.close()


@only_sqlite
def test_a_link_to_a_database_is_that_database(database: Database, tmp_path: Path) -> None:
    assert database.path is not None
    database.claim_daemon()
    (tmp_path / "link.sqlite").symlink_to(database.path)
    linked = open_store(f"sqlite:///{tmp_path}/link.sqlite")
    assert linked.has_daemon()
    with pytest.raises(StoreError, match="another monitor runs on this database"):
        linked.claim_daemon()
    put_article(database, "one")
    assert linked.log_bytes() == database.log_bytes() > 0, "SQLite's log stands beside the file itself"
    linked.close()


@only_sqlite
def test_a_link_that_leads_to_no_file_yet_makes_one_for_this_user_only(store_url: str, tmp_path: Path) -> None:
    assert store_url.startswith("sqlite")
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "there.sqlite")
    open_store(f"sqlite:///{tmp_path}/link.sqlite").close()
    assert stat.S_IMODE((tmp_path / "there.sqlite").stat().st_mode) == 0o600


@only_sqlite
async def test_a_lock_whose_file_was_deleted_is_taken_again(database: Database, store_url: str) -> None:
    database.claim_daemon()
    lock = Path(f"{database.path}.lock")
    lock.unlink()
    await asyncio.to_thread(database.confirm_daemon)
    late = open_store(store_url)
    with pytest.raises(StoreError, match="another monitor runs on this database"):
        late.claim_daemon()
    database.close()
    assert free(late)
    late.close()


@only_sqlite
def test_who_deletes_a_lock_and_begins_is_the_daemon_and_the_other_one_stands_still(
    database: Database, store_url: str
) -> None:
    database.claim_daemon()
    Path(f"{database.path}.lock").unlink()
    usurper = open_store(store_url)
    usurper.claim_daemon()
    for _ in range(2):
        with pytest.raises(StoreError, match="another monitor runs on this database"):
            database.confirm_daemon()
    usurper.close()
    database.confirm_daemon()


@only_sqlite
def test_no_lock_is_made_beside_a_database_that_is_gone(database: Database) -> None:
    assert database.path is not None
    database.claim_daemon()
    for file in database.path.parent.glob(f"{database.path.name}*"):
        file.unlink()
    database.confirm_daemon()
    assert not list(database.path.parent.glob(f"{database.path.name}*"))
