"""USE CASE: what became of an edit: kept as the last good set, or refused and told to operations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from monitor.core.alerts.operations.edits import (
    edit_not_used,
    files_are_good_again,
    holds_another,
    no_templates_are_left,
    nobody_is_told,
    none_are_left,
    rules_are_gone,
    some_are_there,
)
from monitor.core.errors import Problem
from monitor.in_force.load import Files
from monitor.operations import tell
from monitor.store import file_sets
from monitor.store.database import Database, Transaction
from monitor.store.file_sets import GoodSet

_NONE: Mapping[str, str] = MappingProxyType({})


def keep(
    tx: Transaction,
    files: Files,
    now: datetime,
    asked: Mapping[str, str] = _NONE,
    operations_before: Sequence[str] = (),
    gone_rules: Sequence[str] = (),
) -> bool:
    """``files`` are in force: keep them as the last good set, with how each feed is ``asked``, and end a bad edit.
    Whether operations are told: of that end, if they were told of the edit, and that no rule, no feed or none of
    themselves is left, of which also ``operations_before`` hear: a config without receivers names nobody.
    They hear too of ``gone_rules``, where others are left, and that the last template is gone."""
    rules = files.rules
    before, asked_before = file_sets.good_set(tx), file_sets.asked_last_time(tx)
    kept = file_sets.texts_of_good_set(tx, files.texts.path)
    since = before.since if before and before.ruleset == rules.version else now
    good = GoodSet(rules.version, since, len(rules.rules), len(rules.entities))
    file_sets.put_good_set(tx, good, files.texts, asked)
    bad = file_sets.bad_edit(tx)
    file_sets.clear_bad_edit(tx)
    found = [files_are_good_again(rules.version, bad.since, now)] if bad and bad.told else []
    counts = [("rules", before.rules, good.rules)] if before else []
    if before and asked_before is not None:
        counts.append(("feeds", len(asked_before), len(asked)))
    found += [some_are_there(what, after, now) for what, then, after in counts if after and not then]
    operations = files.config.file.operations
    last = bool(operations_before) and not operations
    gone = [none_are_left(what, then, now, last=last) for what, then, after in counts if then and not after]
    if last and not gone:
        gone = [nobody_is_told(now)]
    if gone_rules and good.rules:
        gone.append(rules_are_gone(gone_rules, now))
    if kept and kept.templates and not files.texts.templates:
        gone.append(no_templates_are_left(len(kept.templates), now))
    told = [tell(tx, alert, operations) for alert in found]
    told += [tell(tx, alert, (*operations, *operations_before)) for alert in gone]
    return any(told)


def refuse(database: Database, problems: Sequence[Problem], operations: Iterable[str], now: datetime) -> bool:
    """The files on the disk hold ``problems``, and the last good set stays in force: note it, and tell ``operations``
    (receivers) unless they know each of these mistakes already. Whether they are told."""
    with database.writing() as tx:
        before, good = file_sets.bad_edit(tx), file_sets.good_set(tx)
        told = False
        if good and (before is None or holds_another(problems, before.problems)):
            told = tell(tx, edit_not_used(problems, good.ruleset, good.since, now), operations)
        known = before is not None and before.told
        file_sets.put_bad_edit(tx, before.since if before else now, problems, told=told or known)
        return told
