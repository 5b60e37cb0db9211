"""Opening the config's database for commands."""

from __future__ import annotations

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
    from monitor.config import load_config
    from monitor.store.schema import open_store

    config = load_config(config_path)
    database = open_store(config.store_url, synchronous=config.file.store.synchronous)
    try:
        yield database
    finally:
        database.close()
