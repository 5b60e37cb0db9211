"""The last good set of files, and the bad edit that stands on the disk instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select

from monitor.core.errors import Problem
from monitor.files import Texts
from monitor.store.database import Transaction
from monitor.store.tables import BadEditRow, GoodSetRow, table_of

_good = table_of(GoodSetRow)
_bad = table_of(BadEditRow)
_ONLY = 1
"""The id of the one row that each table has."""


@dataclass(frozen=True, slots=True)
class GoodSet:
    """What is in force: the rule set's version, since when, and how many rules and entities it has."""

    ruleset: str
    since: datetime
    rules: int
    entities: int


@dataclass(frozen=True, slots=True)
class BadEdit:
    """Files on the disk that are not used: since when, why, and whether operations were told."""

    since: datetime
    problems: tuple[Problem, ...]
    told: bool


_summary = [_good.c[name] for name in GoodSet.__dataclass_fields__]


def good_set(tx: Transaction) -> GoodSet | None:
    """What is in force, or was when the last daemon ended; None before the first start."""
    row = tx.connection.execute(select(*_summary)).first()
    return GoodSet(*row) if row else None


def put_good_set(tx: Transaction, good: GoodSet, texts: Texts, asked: Mapping[str, str]) -> None:
    """Keep ``texts`` as the last good set, in place of the one before; ``asked``: how each feed is."""
    content = {"config": texts.config, "rules": dict(texts.rules), "seeds": dict(texts.seeds)}
    content |= {"templates": dict(texts.templates), "asked": dict(asked)}
    tx.connection.execute(delete(_good))
    tx.connection.execute(_good.insert().values(id=_ONLY, content=content, **asdict(good)))


def texts_of_good_set(tx: Transaction, path: Path) -> Texts | None:
    """The texts of the last good set, to be understood as the config at ``path``; None if none was kept."""
    content = tx.connection.scalar(select(_good.c.content))
    if not content:
        return None
    return Texts(path, content["config"], content["rules"], content["seeds"], content.get("templates", {}))


def asked_last_time(tx: Transaction) -> Mapping[str, str] | None:
    """How each feed was asked when the last good set was kept; None if a version kept it that did not note this."""
    found: Mapping[str, str] | None = (tx.connection.scalar(select(_good.c.content)) or {}).get("asked")
    return found


def bad_edit(tx: Transaction) -> BadEdit | None:
    """The edit that is not used; None while the files are good."""
    row = tx.connection.execute(select(_bad.c.since, _bad.c.problems, _bad.c.told)).first()
    return BadEdit(row.since, tuple(Problem(**one) for one in row.problems), row.told) if row else None


def put_bad_edit(tx: Transaction, since: datetime, problems: Sequence[Problem], *, told: bool) -> None:
    """Note that the files on the disk are not used, in place of what was noted before."""
    clear_bad_edit(tx)
    values = {"since": since, "problems": [asdict(problem) for problem in problems], "told": told}
    tx.connection.execute(_bad.insert().values(id=_ONLY, **values))


def clear_bad_edit(tx: Transaction) -> None:
    """The files are good again."""
    tx.connection.execute(delete(_bad))
