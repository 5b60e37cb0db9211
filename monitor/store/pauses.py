"""For how long receivers asked to be left alone (``Retry-After``): a start is no reason to ask them sooner."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select, update

from monitor.core.alerts.pauses import AskedPause
from monitor.store.database import Transaction
from monitor.store.tables import PauseRow, table_of

_pause = table_of(PauseRow)


def put(tx: Transaction, receiver: str, asked: AskedPause) -> None:
    """It takes the place of what ``receiver`` asked for before."""
    end(tx, [receiver])
    tx.connection.execute(_pause.insert().values(receiver=receiver, since=asked.since, until=asked.until))


def end(tx: Transaction, receivers: Collection[str]) -> None:
    """They took something, or are others now."""
    tx.connection.execute(delete(_pause).where(_pause.c.receiver.in_(receivers)))


def rename(tx: Transaction, renamed: Mapping[str, str]) -> None:
    """Old name -> new name of receivers that are the same by all else: what they asked for stands."""
    for old, new in renamed.items():
        end(tx, [new])
        tx.connection.execute(update(_pause).where(_pause.c.receiver == old).values(receiver=new))


def end_all(tx: Transaction) -> None:
    """The clock that they went by is not the same any more."""
    tx.connection.execute(delete(_pause))


def asked(tx: Transaction, now: datetime) -> dict[str, AskedPause]:
    """Receiver -> what it asked for and is not over yet."""
    query = select(_pause).where(_pause.c.until > now)
    return {row.receiver: AskedPause(row.since, row.until) for row in tx.connection.execute(query)}
