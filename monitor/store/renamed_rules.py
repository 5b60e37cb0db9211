"""A rule under another name is the same rule: what it told, heard and counts goes along, and so do silences on it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, delete, select, update

from monitor.store.database import Transaction
from monitor.store.tables import (
    AlertRow,
    MatchRow,
    MatterRow,
    RateRow,
    RuleRow,
    SightingRow,
    SilenceRow,
    ToldRow,
    table_of,
)

_rule, _alert, _silence = table_of(RuleRow), table_of(AlertRow), table_of(SilenceRow)
_told, _matter, _rate, _sighting = table_of(ToldRow), table_of(MatterRow), table_of(RateRow), table_of(SightingRow)
_OF_A_RULE = _told, _matter, _rate, _sighting, table_of(MatchRow)
_GROUPED = _matter, _rate, _sighting
_KEYED = (_told, "story_id"), (_matter, "group"), (_rate, "group")
"""With the column beside the rule of which there may be one row: what a rule that had the new name before left of it
makes room."""


def renamed(tx: Transaction, meanings: Mapping[str, str]) -> dict[str, str]:
    """Old name -> new name of rules that mean the same as when they were last loaded, but for that."""
    known = {row.name: row.meaning for row in tx.connection.execute(select(_rule).order_by(_rule.c.name))}
    new = [name for name in sorted(meanings) if name not in known]
    found: dict[str, str] = {}
    for old, meaning in known.items():
        same = (name for name in new if old not in meanings and meanings[name] == meaning)
        if (name := next(same, None)) is not None:
            found[old] = name
            new.remove(name)
    return found


def rename(tx: Transaction, old: str, new: str) -> None:
    """All that is stored of ``old`` is of ``new``."""
    tx.connection.execute(update(_rule).where(_rule.c.name == old).values(name=new))
    for table in _GROUPED:
        its = (table.c.rule == old) & (table.c.group == _matter_of(old))
        tx.connection.execute(update(table).where(its).values(group=_matter_of(new)))
    for table, beside in _KEYED:
        taken = select(table.c[beside]).where(table.c.rule == old)
        tx.connection.execute(delete(table).where(table.c.rule == new, table.c[beside].in_(taken)))
    for table in _OF_A_RULE:
        tx.connection.execute(update(table).where(table.c.rule == old).values(rule=new))
    _rename_alerts(tx, old, new)
    _rename_silences(tx, old, new)


def _matter_of(rule: str) -> str:
    """What a rule that is grouped by itself has for its matter."""
    return f"rule:{rule}"


def _rename_alerts(tx: Transaction, old: str, new: str) -> None:
    its: ColumnElement[bool] = _alert.c.rule == old
    for row in tx.connection.execute(select(_alert.c.id, _alert.c.group, _alert.c.content).where(its)).all():
        group = _matter_of(new) if row.group == _matter_of(old) else row.group
        content = row.content | {"rule": new, "group": group}
        values = {"rule": new, "group": group, "content": content}
        tx.connection.execute(update(_alert).where(_alert.c.id == row.id).values(values))


def _rename_silences(tx: Transaction, old: str, new: str) -> None:
    for row in tx.connection.execute(select(_silence.c.id, _silence.c.matchers)).all():
        if old in (rules := row.matchers.get("rules", ())):
            matchers = row.matchers | {"rules": sorted({*rules, new} - {old})}
            tx.connection.execute(update(_silence).where(_silence.c.id == row.id).values(matchers=matchers))
