"""By what an item is known at its feed: hashes of its guid, its link, its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from monitor.core.item_key import KeyKind
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import KeyRow, table_of

_key = table_of(KeyRow)

_KEYS = select(_key.c.hash, _key.c.kind, _key.c.article_id).where(
    _key.c.feed == bindparam("of_feed"), _key.c.hash.in_(bindparam("hashes", expanding=True))
)
_SAME_KEY = select(_key.c.article_id).where(_key.c.hash == bindparam("wanted")).order_by(_key.c.article_id).limit(5)


def _upsert(put: Any) -> Any:
    changes = {"kind": put.excluded.kind, "article_id": put.excluded.article_id}
    return put.on_conflict_do_update(index_elements=["hash", "feed"], set_=changes)


_PUT_KEY_SQLITE, _PUT_KEY_POSTGRESQL = _upsert(sqlite.insert(_key)), _upsert(postgresql.insert(_key))


def find(tx: Transaction, feed: str, hashes: Sequence[int]) -> dict[int, tuple[KeyKind, int]]:
    """hash -> (kind, article id) for the keys known at ``feed``."""
    found: dict[int, tuple[KeyKind, int]] = {}
    for some in chunks(hashes):
        rows = tx.driver.rows(_KEYS, {"of_feed": feed, "hashes": some})
        found.update({row.hash: (KeyKind(row.kind), row.article_id) for row in rows})
    return found


def anywhere(tx: Transaction, hash_: int) -> list[int]:
    """Articles of any feed, and seeds, that carry the key: a link printed in two feeds."""
    return [row.article_id for row in tx.driver.rows(_SAME_KEY, {"wanted": hash_})]


def drop(tx: Transaction, feed: str, article_id: int, hash_: int) -> None:
    """The article is no longer known by this key."""
    mine = _key.c.feed == feed, _key.c.hash == hash_, _key.c.article_id == article_id
    tx.connection.execute(delete(_key).where(*mine))


def put(tx: Transaction, feed: str, article_id: int, keys: Sequence[tuple[int, KeyKind]]) -> None:
    """Remember (hash, kind) as keys of the article; a key that meant another item now means this one."""
    put = _PUT_KEY_POSTGRESQL if tx.is_postgresql else _PUT_KEY_SQLITE
    rows = [{"feed": feed, "hash": hash_, "kind": kind, "article_id": article_id} for hash_, kind in keys]
    if rows:
        tx.driver.run_each(put, rows)
