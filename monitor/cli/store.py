"""Opening the config's database for commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.store.database import Database, Transaction


@contextmanager
def reading(config_path: Path) -> Iterator[Transaction]:
    """A reading transaction on the database that ``config_path`` names. Raises InputError or StoreError."""
    with writing(config_path) as database, database.reading() as tx:
        yield tx


@contextmanager
def writing(config_path: Path) -> Iterator[Database]:
    """The database that ``config_path`` names; a daemon may run on it. Raises InputError or StoreError."""
    database = _opened(config_path)
    try:
        yield database
    finally:
        database.close()


def _opened(config_path: Path) -> Database:
    """Also of a config with mistakes elsewhere: nobody is kept from acting on an alert while he edits."""
    from monitor.config import load_config
    from monitor.core.errors import InputError
    from monitor.in_force.begin import find_database
    from monitor.store.schema import open_store

    try:
        config = load_config(config_path)
    except InputError:
        database = find_database(config_path, guess=False)
        if database is None:
            raise
        sys.stderr.write(
            f"{config_path} has mistakes, which `monitor check` tells: its database is used all the same\n"
        )
        return database
    return open_store(config.store_url, synchronous=config.file.store.synchronous)
