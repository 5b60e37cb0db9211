"""Opening the config's database for commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.core.errors import Problem
    from monitor.store.database import Database, Transaction


@contextmanager
def reading(config_path: Path) -> Iterator[Transaction]:
    """A reading transaction on the database that ``config_path`` names. Raises InputError or StoreError."""
    with writing(config_path) as database, database.reading() as tx:
        yield tx


@contextmanager
def writing(config_path: Path) -> Iterator[Database]:
    """The database that ``config_path`` names; a daemon may run on it. Raises InputError or StoreError."""
    database, wrong = opened(config_path, guess=False)
    if wrong:  # nobody is kept from acting on an alert while they edit
        sys.stderr.write(
            f"{config_path} has mistakes, which `monitor check` tells: its database is used all the same\n"
        )
    try:
        yield database
    finally:
        database.close()


def opened(config_path: Path, *, guess: bool) -> tuple[Database, tuple[Problem, ...]]:
    """The database of the config, also if that has mistakes elsewhere, and these mistakes; ``guess``: the usual one, if
    what the config says of it cannot be read. Raises InputError if there is none, or StoreError."""
    from monitor.config import load_config
    from monitor.core.errors import InputError
    from monitor.store.schema import open_store

    try:
        config = load_config(config_path)
    except InputError as error:
        from monitor.in_force.begin import find_database  # what reads rules costs more than most commands do

        database = find_database(config_path, guess=guess)
        if database is None:
            raise
        return database, error.problems
    return open_store(config.store_url, synchronous=config.file.store.synchronous), ()
