"""Items that broke our own code, kept whole with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from monitor.store.database import Transaction
from monitor.store.tables import QuarantineRow, table_of

_quarantine = table_of(QuarantineRow)


@dataclass(frozen=True, slots=True)
class Quarantined:
    feed: str
    poll: str
    at: datetime
    reason: str
    item: dict[str, Any]


_columns = [_quarantine.c[name] for name in Quarantined.__dataclass_fields__]


def put(tx: Transaction, key: int, entry: Quarantined) -> bool:
    """Keep ``entry`` unless an item with this key is already kept; whether it was new."""
    if tx.connection.scalar(select(_quarantine.c.id).where(_quarantine.c.key == key)) is not None:
        return False
    values = {name: getattr(entry, name) for name in Quarantined.__dataclass_fields__}
    tx.connection.execute(_quarantine.insert(), values | {"key": key})
    return True


def listed(tx: Transaction, *, limit: int) -> list[Quarantined]:
    """The newest entries, newest first."""
    query = select(*_columns).order_by(_quarantine.c.id.desc()).limit(limit)
    return [Quarantined(*row) for row in tx.connection.execute(query)]


def count(tx: Transaction) -> int:
    return int(tx.connection.scalar(select(func.count()).select_from(_quarantine)) or 0)
