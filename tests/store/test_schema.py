"""The schema: migrations agree with the tables, also those that older versions made, and none of a newer one is touched."""

from __future__ import annotations

import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text
from sqlmodel import SQLModel

from monitor.core.errors import StoreError
from monitor.store import item_keys, prints
from monitor.store.database import Database, open_database
from monitor.store.schema import HEAD, MIGRATIONS, migrate, open_store
from tests.store.at_once import PATIENCE, until, waits_for_a_lock
from tests.store.backends import alembic_of, only_sqlite, refusal
from tests.store.filled import content, put_article

MIGRATION_FILES = {
    "0001_spine.py": "c5301d2fcddf06d5",
    "0002_last_good_set.py": "4b6cbb581ffcbf19",
    "0003_telling_words.py": "a70e53e949cc3266",
    "0004_seeds_apart.py": "2e26fbae63b83a58",
    "0005_meaning.py": "c5bc229045b93aad",
    "0006_feed_health.py": "dcf0d66ab7c990f9",
    "0007_alerting.py": "252dc947175c4342",
    "0008_link_key.py": "b5c5cc922b259be6",
    "0009_pages.py": "0644251b2db28a4e",
    "0010_fast_reading.py": "40efe9260d9eb88b",
    "0011_feed_history.py": "54cc099d9b8db7c6",
    "0012_open_deliveries.py": "0e54e34049dbbbc7",
    "0013_smaller_index.py": "60b962311308e324",
    "0014_unread_pages.py": "0263f60fca74ac90",
    "0015_no_score.py": "290b71f1af9d3ee2",
    "0016_lately.py": "dc0bb980e58a65c6",
    "0017_asked_pauses.py": "8dea0e0f606409a2",
    "0018_unreached.py": "57ed1da92f78464f",
    "0019_reasons_apart.py": "c0619dbf4489a93f",
}
"""Each migration and the beginning of its SHA-256. Databases have run them: they never change."""


def tables(database: Database) -> dict[str, list[str]]:
    found = inspect(database.engine)
    return {name: [str(column["name"]) for column in found.get_columns(name)] for name in found.get_table_names()}


def schema_of(database: Database) -> str:
    """As others see it, who are not in the transaction that changes it."""
    with database.reading() as tx:
        return str(tx.connection.scalar(text("SELECT version_num FROM alembic_version")))


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_no_migration_changes_once_it_was_made() -> None:
    files = {path.name: sha256(path.read_bytes()).hexdigest()[:16] for path in (MIGRATIONS / "versions").glob("*.py")}
    gone = sorted(name for name, digest in MIGRATION_FILES.items() if files.get(name) != digest)
    assert not gone, f"{gone}: databases have run these as they were: put them back and write a new migration"
    new = sorted(files.keys() - MIGRATION_FILES.keys())
    assert not new, f"add to MIGRATION_FILES: { ({name: files[name] for name in new}) }"


def test_the_migrated_schema_is_that_of_the_tables(database: Database) -> None:
    with database.reading() as tx:
        context = MigrationContext.configure(tx.connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_alerts_of_an_older_database_stay(store_url: str) -> None:
    older = open_database(store_url)
    insert = (
        'INSERT INTO alert (key, rule, "group", severity, kind, article_id, headline, created_at, content)'
        " VALUES ('k', 'r', 'story:1', 'low', 'first', 7, 'h', '2026-03-01 12:00:00', '{}')"
    )
    with older.writing() as tx:
        command.upgrade(alembic_of(tx), "0001")
        tx.connection.execute(text(insert))
    migrate(older)
    columns = inspect(older.engine)
    (nullable,) = [found["nullable"] for found in columns.get_columns("alert") if found["name"] == "article_id"]
    assert nullable and ["article_id"] in [found["column_names"] for found in columns.get_indexes("alert")]
    assert [found["column_names"] for found in columns.get_unique_constraints("alert")] == [["key"]]
    with older.reading() as tx:
        assert tx.connection.execute(text("SELECT id, key, article_id FROM alert")).one()[1:] == ("k", 7)
    older.close()


KEYS = (3, -4, 1 << 62, -(1 << 63), (7 << 32) + 5, (9 << 32) + 5)
"""The last two have the same 32 bits at their end."""


@pytest.mark.parametrize("back_and_forth", [False, True])
def test_texts_and_items_of_an_older_database_are_found(store_url: str, back_and_forth: bool) -> None:
    database = open_database(store_url, synchronous="OFF")
    with database.writing() as tx:
        command.upgrade(alembic_of(tx), "0012")
        rows = [{"hash": key, "id": one} for key in KEYS for one in (1, -2)]
        tx.connection.execute(text("INSERT INTO print (hash, article_id) VALUES (:hash, :id)"), rows)
        tx.connection.execute(
            text("INSERT INTO item_key (feed, hash, kind, article_id) VALUES (:feed, :hash, 'guid', :id)"),
            [{"feed": feed, "hash": key, "id": one} for key in KEYS for one, feed in enumerate("ab")],
        )
        if back_and_forth:
            command.upgrade(alembic_of(tx), "head")
            command.downgrade(alembic_of(tx), "0012")
    migrate(database)
    with database.reading() as tx:
        for key in KEYS:
            assert {one: sorted(ids) for one, ids in prints.sharing(tx, [key], 9).items()} == {key: [1, 2]}
            assert item_keys.find(tx, "b", [key]) == {key: ("guid", 1)}
            assert item_keys.anywhere(tx, key) == [0, 1]
        assert not prints.sharing(tx, [6], 9)
    database.close()


def test_an_upgrade_says_what_it_does_before_each_step_and_when_it_is_over(store_url: str) -> None:
    database = open_database(store_url)
    with database.writing() as tx:
        command.upgrade(alembic_of(tx), "0012")
    said: list[tuple[str, dict[str, object]]] = []

    def tell(what: str, **values: object) -> None:
        waits = what == "the database is upgraded" or schema_of(database) == "0012"
        assert waits, "it is said before it is done, and that it is over afterwards"
        said.append((what, values))

    migrate(database, tell)
    steps = [(str(values.get("schema")), values.get("step")) for _, values in said]
    (first, to), *_ = said
    assert first.startswith("upgrading the database: a large one takes minutes") and to["to"] == HEAD
    last = int(HEAD) - 12
    between = [(f"{12 + number:04}", f"{number} of {last}") for number in range(1, last + 1)]
    assert steps == [("0012", None), *between, (HEAD, None)]
    assert "Keys of texts in 32 bits" in str(said[1][1]["does"])
    assert said[-1] == ("the database is upgraded", {"schema": HEAD})
    before = len(said)
    migrate(database, tell)
    assert len(said) == before
    database.close()


def test_a_database_that_is_made_anew_is_said_once(store_url: str) -> None:
    """It may be the wrong one: a drive that is away, a copy that was left out of a move, a file without its log."""
    said: list[str] = []
    for _ in range(2):
        open_store(store_url, tell=lambda what, **_: said.append(what)).close()
    assert said == ["the database is new: nothing is known yet, each feed has a first poll"]


KILLED_AT_A_STEP = """
import os, signal, sys
from monitor.store.schema import open_store
def tell(what, **values):
    if values.get("schema") == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
open_store(sys.argv[1], tell=tell)
"""


def test_an_upgrade_that_is_killed_leaves_the_database_as_it_was_and_the_next_start_does_it_all(store_url: str) -> None:
    database = open_database(store_url)
    with database.writing() as tx:
        command.upgrade(alembic_of(tx), "0012")
        rows = [{"hash": number, "id": number} for number in range(5_000)]
        tx.connection.execute(text("INSERT INTO print (hash, article_id) VALUES (:hash, :id)"), rows)
    before = tables(database)
    for step in ("0013", "0014", HEAD):
        killed = subprocess.run([sys.executable, "-c", KILLED_AT_A_STEP, store_url, step], timeout=60)
        assert killed.returncode == -signal.SIGKILL
        assert (schema_of(database), tables(database)) == ("0012", before)
    migrate(database)
    assert schema_of(database) == HEAD
    with database.reading() as tx:
        assert tx.connection.scalar(text("SELECT count(*) FROM print")) == len(rows)
    database.close()


OLD_ARTICLE = """
    INSERT INTO article VALUES (:id, 'feed', 'a', '', '', '', 'title', '', :long, '', '', 'en', '[]',
    '2026-03-01 12:00:00', 1, '2026-03-01 12:00:00', 0, '', 1, '', NULL, 'new', NULL, 0, '', '{}', NULL)
"""


NO_ROOM = """
import resource, sys
from sqlalchemy import event
from monitor.core.errors import StoreError
from monitor.store.database import open_database
from monitor.store.schema import migrate
database = open_database(sys.argv[1])
database.engine.dispose()
# SQLite keeps in memory what it can: what does not fit there needs the disk before the end.
event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA cache_size=10"))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    migrate(database)
except StoreError as error:
    print(error)
"""


@only_sqlite
def test_a_disk_that_is_full_in_the_middle_of_an_upgrade_is_the_cause_that_is_told(store_url: str) -> None:
    """Not: no such table, which would be a copy that was put over another program's."""
    database = open_database(store_url)
    with database.writing() as tx:
        command.upgrade(alembic_of(tx), "0002")
        tx.connection.execute(text(OLD_ARTICLE), [{"id": number, "long": "text " * 400} for number in range(1, 500)])
    before = tables(database), schema_of(database)
    database.engine.dispose()
    assert database.path is not None
    room = str(database.path.stat().st_size)
    told = subprocess.run([sys.executable, "-c", NO_ROOM, store_url, room], timeout=60, stdout=PIPE, text=True)
    assert "disk I/O error" in told.stdout and "check the disk and its free space" in told.stdout
    assert (tables(database), schema_of(database)) == before
    migrate(database)
    assert schema_of(database) == HEAD
    database.close()


def test_every_table_of_the_metadata_can_be_read(database: Database) -> None:
    assert len(content(database)) >= 12 and not any(content(database).values())


def test_opening_again_changes_nothing(database: Database, store_url: str) -> None:
    put_article(database)
    before, schema = content(database), tables(database)
    again = open_store(store_url)
    migrate(again)
    assert content(again) == before and tables(again) == schema
    again.close()


OPENER = """
import sys
from alembic import command, config
from monitor.core.errors import StoreError
from monitor.store.schema import open_store
print("ready", flush=True)
sys.stdin.readline()
open_store(sys.argv[1]).close()
"""


def test_a_new_database_may_be_opened_by_two_at_once(store_url: str) -> None:
    """The second begins while the first is creating the tables, and finds them made."""
    first, watcher = open_database(store_url), open_database(store_url)
    second = subprocess.Popen(
        [sys.executable, "-c", OPENER, store_url], stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True
    )
    assert second.stdout and second.stdin and second.stdout.readline() == "ready\n"

    @event.listens_for(first.engine, "before_cursor_execute")
    def let_the_second_come(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "CREATE TABLE feed" in statement and second.stdin:
            second.stdin.write("go\n")
            second.stdin.flush()
            if first.engine.dialect.name == "postgresql":
                until(lambda: second.poll() is not None or waits_for_a_lock(watcher))

    migrate(first)
    said = second.communicate(timeout=PATIENCE)[1]
    first.close()
    watcher.close()
    assert (second.returncode, said) == (0, "")


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database: Database, store_url: str) -> None:
    put_article(database)
    with database.writing() as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before, schema = content(database), tables(database)
    said = refusal(store_url)
    assert "made by a newer version" in said and "9999" in said and "install that version" in said
    assert content(database) == before and tables(database) == schema
    with database.reading() as tx:
        assert tx.connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ('ALTER TABLE "match" DROP COLUMN inherited', 'table "match" has no column "inherited"'),
        ("DROP TABLE told", 'there is no table "told"'),
        ("ALTER TABLE feed ADD COLUMN fourth INTEGER DEFAULT 4", ""),
    ],
)
def test_a_database_without_the_tables_of_its_revision_is_refused(
    database: Database, store_url: str, change: str, what: str
) -> None:
    put_article(database)
    with database.writing() as tx:
        tx.connection.execute(text(change))
    if not what:
        open_store(store_url).close()
        return
    said = refusal(store_url)
    assert what in said and f'schema "{HEAD}"' in said and "give store.url another database" in said


def test_one_of_an_older_revision_is_named_by_that(store_url: str) -> None:
    """As it is when it is looked at, not as it would have been after the upgrade that was given up."""
    database = open_database(store_url)
    with database.writing() as tx:
        command.upgrade(alembic_of(tx), "0015")
        tx.connection.execute(text("DROP TABLE told"))
    said = refusal(store_url)
    assert f'says it has schema "0015", but brought to "{HEAD}" there is no table "told"' in said
    assert schema_of(database) == "0015"
    database.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells which files are open (/proc)")
def test_one_that_is_refused_is_let_go(database: Database, store_url: str) -> None:
    with database.writing() as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.engine.dispose()  # SQLite closes no file of which another connection holds a lock

    def is_held() -> int:
        if database.path is not None:
            held = (file for file in Path("/proc/self/fd").iterdir() if file.exists())
            return sum(file.resolve() == database.path for file in held)
        with database.reading() as tx:
            its = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            return int(tx.connection.scalar(text(its)) or 0)

    before = is_held()
    with pytest.raises(StoreError) as refused:
        open_store(store_url)
    until(lambda: is_held() == before)
    assert refused.tb is not None, "who looks at the failure keeps what was opened"


@pytest.mark.parametrize("before", ["UPDATE alembic_version SET version_num = '0008'", "DROP TABLE alembic_version"])
def test_a_copy_that_was_put_over_newer_tables_or_another_program_s_is_refused(
    database: Database, store_url: str, before: str
) -> None:
    put_article(database)
    with database.writing() as tx:
        tx.connection.execute(text(before))
    kept = content(database)
    said = refusal(store_url)
    assert "already exists" in said and "restore the copy into one" in said and f'schema "{HEAD}"' in said
    assert content(database) == kept
