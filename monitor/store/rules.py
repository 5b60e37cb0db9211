"""The meaning of each rule when it was last loaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select

from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import RuleRow, table_of

_rule = table_of(RuleRow)


def since(tx: Transaction, rule: str) -> datetime | None:
    """Since when the rule has the meaning that it has now; if it listens for silence, since when it does."""
    return tx.connection.scalar(select(_rule.c.since).where(_rule.c.name == rule))


def later_than(tx: Transaction, at: datetime) -> list[tuple[str, datetime]]:
    """The rules that were loaded with the meaning that they have now only after ``at``, and when; by name."""
    query = select(_rule.c.name, _rule.c.since).where(_rule.c.since > at).order_by(_rule.c.name)
    return [(row.name, row.since) for row in tx.connection.execute(query)]


def gone(tx: Transaction, names: Collection[str]) -> list[str]:
    """Rules that are remembered and not among ``names``, in their order."""
    return [name for name in tx.connection.scalars(select(_rule.c.name).order_by(_rule.c.name)) if name not in names]


def remember(tx: Transaction, meanings: Mapping[str, str], now: datetime) -> tuple[list[str], list[str]]:
    """Store the meanings; returns (rules that are new, rules that changed) since the last time."""
    rows = tx.connection.execute(select(_rule)).all()
    known, began = {row.name: row.meaning for row in rows}, {row.name: row.since for row in rows}
    new = [name for name in meanings if name not in known]
    changed = [name for name, meaning in meanings.items() if known.get(name, meaning) != meaning]
    gone = [name for name in known if name not in meanings]
    for some in chunks([*changed, *gone]):
        tx.connection.execute(delete(_rule).where(_rule.c.name.in_(some)))
    for name in (*new, *changed):
        listens = _listens(meanings[name])
        goes_on = listens and listens == _listens(known.get(name, ""))
        at = began[name] if goes_on else now
        tx.connection.execute(_rule.insert().values(name=name, meaning=meanings[name], since=at))
    return ([] if not known else new), changed


def _listens(meaning: str) -> str:
    return meaning.partition(" ")[2]
