"""Brings a database to the schema of this version, or says why not."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

from monitor.core.errors import StoreError
from monitor.store.database import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Upgrade to the newest revision. Raises StoreError if the database was made by a newer version."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with database.writing() as tx:
        present = MigrationContext.configure(tx.connection).get_current_revision()
        if present is not None and not _knows(scripts, present):
            name = database.engine.url.render_as_string(hide_password=True)
            raise StoreError(
                f'{name} was made by a newer version of monitor (schema "{present}"): install that version, '
                "or give store.url another database"
            )
        if present != scripts.get_current_head():
            config.attributes["connection"] = tx.connection
            command.upgrade(config, "head")


def _knows(scripts: ScriptDirectory, revision: str) -> bool:
    try:
        return scripts.get_revision(revision) is not None
    except CommandError:
        return False
