"""USE CASE: what became of an edit: kept as the last good set, or refused and told to operations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from monitor.core.alerts.operations import (
    edit_not_used,
    files_are_good_again,
    holds_another,
    none_are_left,
    some_are_there,
)
from monitor.core.alerts.types import Alert
from monitor.core.errors import Problem
from monitor.in_force.load import Files
from monitor.operations import tell
from monitor.store import file_sets
from monitor.store.database import Database
from monitor.store.file_sets import GoodSet

_NONE: Mapping[str, str] = MappingProxyType({})


def keep(database: Database, files: Files, now: datetime, asked: Mapping[str, str] = _NONE) -> bool:
    """``files`` are in force: keep them as the last good set, with how each feed is ``asked``, and end a bad edit.
    Whether operations are told: of that end, if they were told of the edit, and that no rule or feed is left."""
    with database.writing() as tx:
        rules = files.rules
        before, asked_before = file_sets.good_set(tx), file_sets.asked_last_time(tx)
        since = before.since if before and before.ruleset == rules.version else now
        good = GoodSet(rules.version, since, len(rules.rules), len(rules.entities))
        file_sets.put_good_set(tx, good, files.texts, asked)
        bad = file_sets.bad_edit(tx)
        file_sets.clear_bad_edit(tx)
        found = [files_are_good_again(rules.version, bad.since, now)] if bad and bad.told else []
        if before:
            found += _none_or_some("rules", before.rules, good.rules, now)
            if asked_before is not None:
                found += _none_or_some("feeds", len(asked_before), len(asked), now)
        told = [tell(tx, alert, files.config.file.operations) for alert in found]
        return any(told)


def _none_or_some(what: str, before: int, after: int, now: datetime) -> list[Alert]:
    """What is to be told if the last of ``what`` went, or the first came."""
    if before and not after:
        return [none_are_left(what, before, now)]
    return [some_are_there(what, after, now)] if after and not before else []


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
