"""Brings a database to the schema of this version, or says why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlmodel import SQLModel

from monitor.core.errors import StoreError
from monitor.store import tables  # noqa: F401 - declares what SQLModel knows
from monitor.store.database import Database, Transaction, open_database
from monitor.store.refusals import causes, said

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0019"
"""The newest revision in migrations/versions; a test holds the two together."""
_OTHER_TABLES = ("already exists", "does not exist", "no such")
"""Signs of a copy that was restored over a newer database, or of a database that another program uses."""
MIGRATIONS = Path(__file__).parent / "migrations"
Tell = Callable[..., None]
"""Takes what happens in words, and named values beside it: writes a line of a log."""


def silent(_what: str, **_values: object) -> None:
    """Whoever asks one question is not told of an upgrade."""


def open_store(url: str, *, synchronous: str = "FULL", tell: Tell = silent) -> Database:
    """Open a database and bring it to this version's schema; ``tell`` hears of it, as that may take minutes. Raises
    StoreError."""
    database = open_database(url, synchronous=synchronous)
    try:
        migrate(database, tell)
    except BaseException:
        database.close()
        raise
    return database


def open_scratch() -> Database:
    """An empty store in memory, for one thread, which is gone when it is closed."""
    database = open_database("sqlite://", synchronous="OFF")
    with database.writing() as tx:
        SQLModel.metadata.create_all(tx.connection)
    return database


def migrate(database: Database, tell: Tell = silent) -> None:
    """Upgrade to the newest revision; ``tell`` hears of each step, and of a database that is made anew. Raises
    StoreError if the database was made by a newer version, if a daemon of an older one works on it, or if it has not
    the tables that its revision should have; then it stays as it was."""
    with database.reading() as tx:
        if _present(tx) == HEAD:
            _check(tx, database, HEAD)
            return
    with database.writing() as tx:
        tx.lock_for_migration()
        before = _present(tx)
        _upgrade(tx, database, before, tell)
        _check(tx, database, before)
    if before is None:  # it may be the wrong one, as where a drive is away or a copy was left out
        tell("the database is new: nothing is known yet, each feed has a first poll")
    elif before != HEAD:
        tell("the database is upgraded", schema=HEAD)


def _check(tx: Transaction, database: Database, before: str | None) -> None:
    """The name of a revision is not enough: a version between two releases may have given it to other tables.
    ``before``: the revision that it names, as others see it still while it is upgraded."""
    upgraded = "" if before == HEAD else f'brought to "{HEAD}" '
    found = {
        name: {one["name"] for one in its} for (_, name), its in inspect(tx.connection).get_multi_columns().items()
    }
    for name, table in SQLModel.metadata.tables.items():
        lacks = next((one.name for one in table.columns if one.name not in found.get(name, ())), None)
        if lacks is not None:
            wrong = f'table "{name}" has no column "{lacks}"' if name in found else f'there is no table "{name}"'
            raise StoreError(
                f'{_name(database)} says it has schema "{before}", but {upgraded}{wrong}: it was changed by hand or '
                "made by an unreleased version - put back a backup, or give store.url another database"
            )


def _name(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=True)


def _present(tx: Transaction) -> str | None:
    if not inspect(tx.connection).has_table("alembic_version"):
        return None
    found = tx.connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _upgrade(tx: Transaction, database: Database, present: str | None, tell: Tell) -> None:
    from alembic import command  # a third of a second to import, for the few starts that need it
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        if present is not None:
            ScriptDirectory.from_config(config).get_revision(present)
    except CommandError:
        raise StoreError(
            f'{_name(database)} was made by a newer version of monitor (schema "{present}"): install that version, '
            "or give store.url another database"
        ) from None
    if present not in (None, HEAD) and database.has_daemon():
        # It would go on by the tables that it knows: what it looks up by the old keys it would find no more.
        raise StoreError(
            f'{_name(database)} is of an older version (schema "{present}"), and a monitor runs on it: stop that '
            f'monitor first, so that the database can be brought to schema "{HEAD}"'
        )
    config.attributes["connection"] = tx.connection
    try:
        if present is None:
            command.upgrade(config, "head")
        elif present != HEAD:
            _take_steps(config, present, tell)
    except (ProgrammingError, OperationalError) as error:
        # A disk that is full in the middle takes away the tables that a step had made for itself.
        first = causes(error)[0]
        if not any(sign in said(first) for sign in _OTHER_TABLES):
            raise
        raise StoreError(
            f'{_name(database)} cannot be brought to schema "{HEAD}": {said(first)} - it holds tables of another '
            "version or program: give store.url an empty database, or restore the copy into one"
        ) from error


def _take_steps(config: Config, present: str, tell: Tell) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    tell("upgrading the database: a large one takes minutes, let it work", schema=present, to=HEAD)
    steps = list(ScriptDirectory.from_config(config).iterate_revisions("head", present))[::-1]
    for number, step in enumerate(steps, 1):
        tell("upgrading the database", step=f"{number} of {len(steps)}", schema=step.revision, does=step.doc)
        command.upgrade(config, step.revision)
