"""A rule under another name is the same rule: what it told, heard and counts goes along, and so do silences on it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, case, delete, select, update

from monitor.store.chunks import chunks
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
_OF_AN_ALERT = _alert.c.id, _alert.c.rule, _alert.c.group, _alert.c.content
_CHANGE_ALERT = (
    update(_alert)
    .where(_alert.c.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("rule", "group", "content")})
)


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


def rename(tx: Transaction, renamed: Mapping[str, str]) -> None:
    """All that is stored of the old names is of the new ones. No name is both. Many are renamed in one pass, as there
    is no index of matches, alerts or stories by rule."""
    for old, new in renamed.items():
        tx.connection.execute(update(_rule).where(_rule.c.name == old).values(name=new))
        for table in _GROUPED:
            its = (table.c.rule == old) & (table.c.group == _matter_of(old))
            tx.connection.execute(update(table).where(its).values(group=_matter_of(new)))
    for some in chunks(renamed):
        _rename_rows(tx, {old: renamed[old] for old in some})
    _rename_silences(tx, renamed)


def _rename_rows(tx: Transaction, renamed: Mapping[str, str]) -> None:
    before = {new: old for old, new in renamed.items()}
    for table, beside in _KEYED:
        other = table.alias()
        taken = (other.c[beside] == table.c[beside]) & (other.c.rule == case(before, value=table.c.rule))
        in_the_way = table.c.rule.in_(before) & select(other.c.rule).where(taken).exists()
        tx.connection.execute(delete(table).where(in_the_way))
    for table in _OF_A_RULE:
        its = table.c.rule.in_(renamed)
        tx.connection.execute(update(table).where(its).values(rule=case(renamed, value=table.c.rule)))
    _rename_alerts(tx, renamed)


def _matter_of(rule: str) -> str:
    """What a rule that is grouped by itself has for its matter."""
    return f"rule:{rule}"


def _rename_alerts(tx: Transaction, renamed: Mapping[str, str]) -> None:
    groups = {_matter_of(old): _matter_of(new) for old, new in renamed.items()}
    ids = tx.connection.scalars(select(_alert.c.id).where(_alert.c.rule.in_(renamed))).all()
    for some in chunks(ids):
        rows = tx.connection.execute(select(*_OF_AN_ALERT).where(_alert.c.id.in_(some)))
        changes = []
        for row in rows:
            values = {"rule": renamed[row.rule], "group": groups.get(row.group, row.group)}
            changes.append({"of": row.id, **values, "content": row.content | values})
        tx.driver.run_each(_CHANGE_ALERT, changes)


def _rename_silences(tx: Transaction, renamed: Mapping[str, str]) -> None:
    for row in tx.connection.execute(select(_silence.c.id, _silence.c.matchers)).all():
        rules = set(row.matchers.get("rules", ()))
        if rules & renamed.keys():
            matchers = row.matchers | {"rules": sorted({renamed.get(rule, rule) for rule in rules})}
            tx.connection.execute(update(_silence).where(_silence.c.id == row.id).values(matchers=matchers))
