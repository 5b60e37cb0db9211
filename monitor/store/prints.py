"""The index that finds articles which share passages, headlines or telling words: keys, and the articles under each.

Of a key 32 bits are kept. With 20 million of them in the store, one of 200 keys is that of another passage, too, and
leads to an article that is compared in vain; the index is a quarter smaller.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import BigInteger, Integer, bindparam, column, delete, text
from sqlalchemy.dialects import postgresql, sqlite

from monitor.store.database import Transaction
from monitor.store.tables import PrintRow, table_of

_print = table_of(PrintRow)

_INSERT_SQLITE = sqlite.insert(_print).on_conflict_do_nothing()
_INSERT_POSTGRESQL = postgresql.insert(_print).on_conflict_do_nothing()
_DROP_PRINT = delete(_print).where(
    _print.c.hash == bindparam("of_hash"), _print.c.article_id == bindparam("of_article")
)
_SHARING = """
    WITH wanted AS (
        SELECT hash FROM ({given}) given WHERE EXISTS (SELECT 1 FROM print WHERE print.hash = given.hash))
    SELECT wanted.hash, print.article_id FROM wanted JOIN print ON print.hash = wanted.hash
    AND print.article_id >= coalesce(
        (SELECT p.article_id FROM print p WHERE p.hash = wanted.hash AND p.article_id > 0
         ORDER BY p.article_id DESC LIMIT 1 OFFSET :newest), 0)
    UNION ALL
    SELECT wanted.hash, -print.article_id FROM wanted JOIN print ON print.hash = wanted.hash AND print.article_id < 0
"""
# Most passages of a text stand in no other: what is wanted is looked for once, and what is there three times.
# A seed stands in the index under its negative id: however many newer items share a key, it is found.
_SHARED = column("hash", Integer), column("article_id", BigInteger)
_SHARING_SQLITE = text(_SHARING.format(given="SELECT value AS hash FROM json_each(:hashes)")).columns(*_SHARED)
_SHARING_POSTGRESQL = text(
    _SHARING.format(given="SELECT CAST(json_array_elements_text(CAST(:hashes AS json)) AS integer) AS hash")
).columns(*_SHARED)


def put(tx: Transaction, article_id: int, prints: Iterable[int], *, seed: bool = False) -> None:
    """Index an article under keys; a ``seed`` is found under each for ever. Some it may have yet: an edit drops those
    that its text has now, and a version of before made others of the same text."""
    id_ = -article_id if seed else article_id
    if rows := [{"hash": p, "article_id": id_} for p in _short(prints)]:
        tx.driver.run_each(_INSERT_POSTGRESQL if tx.is_postgresql else _INSERT_SQLITE, rows)


def drop(tx: Transaction, article_id: int, prints: Iterable[int], *, seed: bool = False) -> None:
    """Take an article out of the index, where it stands under these keys; keys that it does not have do no harm."""
    id_ = -article_id if seed else article_id
    if rows := [{"of_hash": p, "of_article": id_} for p in _short(prints)]:
        tx.driver.run_each(_DROP_PRINT, rows)


def sharing(tx: Transaction, prints: Iterable[int], newest: int) -> dict[int, list[int]]:
    """Key -> the articles indexed under it, of a key that many have the ``newest`` and all seeds; in the order of
    ``prints``, without those that none has."""
    statement = _SHARING_POSTGRESQL if tx.is_postgresql else _SHARING_SQLITE
    kept = {print_: short(print_) for print_ in prints}
    given = {"hashes": json.dumps(list(dict.fromkeys(kept.values()))), "newest": newest - 1}
    found = defaultdict[int, list[int]](list)
    for hash_, article_id in tx.driver.as_read(statement, given):
        found[hash_].append(article_id)
    return {print_: found[hash_] for print_, hash_ in kept.items() if hash_ in found}


def short(print_: int) -> int:
    """What of a key is kept: its last 32 bits, with a sign."""
    return ((print_ + 0x80000000) & 0xFFFFFFFF) - 0x80000000


def _short(prints: Iterable[int]) -> list[int]:
    return sorted(set(map(short, prints)))
