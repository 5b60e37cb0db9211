"""The key by which links in messages are signed: made once, and kept for as long as the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from monitor.store.database import Database, Transaction
from monitor.store.tables import LinkKeyRow, table_of

_key = table_of(LinkKeyRow)
_ONLY = 1
LENGTH = 32
"""Bytes of a key."""


def link_key(database: Database, random_bytes: Callable[[int], bytes], now: datetime) -> bytes:
    """The key; made of ``random_bytes`` if there is none yet."""
    with database.reading() as tx:
        found = _kept(tx)
    if found is not None:
        return found
    with database.writing() as tx:
        tx.lock_for_migration()  # two first starts at once must not make two keys
        found = _kept(tx)
        if found is None:
            found = random_bytes(LENGTH)
            tx.connection.execute(_key.insert().values(id=_ONLY, key=found, made_at=now))
        return found


def _kept(tx: Transaction) -> bytes | None:
    found = tx.connection.scalar(select(_key.c.key))
    return None if found is None else bytes(found)
