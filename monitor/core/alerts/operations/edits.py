"""Edits that are not used, or that leave nothing in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.operations.own_alert import MAX_SHOWN, own_alert
from monitor.core.alerts.types import Alert
from monitor.core.errors import Problem
from monitor.core.plural import several
from monitor.core.types import Severity
from monitor.core.zones import stamp

_LAST = "This is the last message on the monitor itself, until the config names `operations` again."


def edit_not_used(problems: Sequence[Problem], ruleset: str, since: datetime, now: datetime) -> Alert:
    """The files hold ``problems``; rule set ``ruleset``, in force since ``since``, stays."""
    shown = [str(problem) for problem in problems[:MAX_SHOWN]]
    if len(problems) > MAX_SHOWN:
        shown.append(f"and {len(problems) - MAX_SHOWN} more: `monitor status` lists all")
    key = key_of("edit not used", now.isoformat(), *map(str, problems))
    headline = f"Edit not used: {counted(problems)}"
    why = f"In force stays rule set {ruleset}, since {stamp(since)}"
    return own_alert(key, Severity.HIGH, headline, tuple(shown), why, now)


def files_are_good_again(ruleset: str, since: datetime, now: datetime) -> Alert:
    """The files, not used since ``since``, are in force as rule set ``ruleset``."""
    key = key_of("files are good again", since.isoformat(), now.isoformat())
    headline = f"Files are good again: rule set {ruleset}"
    why = f"In force since {stamp(now)}; edits were not used since {stamp(since)}"
    return own_alert(key, Severity.LOW, headline, (), why, now)


def none_are_left(what: str, before: int, now: datetime, *, last: bool) -> Alert:
    """Good files took the last of ``before`` rules or feeds, which is ``what``; ``last``: and `operations` as well."""
    then = "alerts" if what == "rules" else "is polled"
    headline = f"No {what} any more, {before} before: nothing {then}"
    lines = (
        f"The files are good and hold no {what}. Not meant? Look for a file that was emptied or moved.",
        *((_LAST,) if last else ()),
    )
    return own_alert(
        key_of("none left", what, now.isoformat()), Severity.HIGH, headline, lines, "An edit was taken", now
    )


def rules_are_gone(names: Sequence[str], now: datetime) -> Alert:
    """Good files hold these rules no more, by their own name or another; others are left."""
    shown = ", ".join(names[:MAX_SHOWN]) + (f" and {len(names) - MAX_SHOWN} more" if len(names) > MAX_SHOWN else "")
    headline = f"{several(len(names), 'rule')} not in force any more: {shown}"
    lines = ("The files are good. Not meant? Look for a file that was cut off, moved or deleted.",)
    return own_alert(
        key_of("rules gone", now.isoformat(), *names), Severity.MEDIUM, headline, lines, "An edit was taken", now
    )


def no_templates_are_left(before: int, now: datetime) -> Alert:
    """Good files took the last of ``before`` templates."""
    headline = f"No templates any more, {before} before: messages have the built-in form"
    lines = ("Not meant? Look for a folder that was emptied, or a drive that is away.",)
    return own_alert(key_of("no templates", now.isoformat()), Severity.LOW, headline, lines, "An edit was taken", now)


def nobody_is_told(now: datetime) -> Alert:
    """Good files name no `operations`, as those before did."""
    headline = "Nobody is told any more how the monitor itself goes"
    lines = ("The files are good and name no `operations`. Not meant? Look for a file that was cut off.", _LAST)
    return own_alert(key_of("nobody told", now.isoformat()), Severity.HIGH, headline, lines, "An edit was taken", now)


def some_are_there(what: str, count: int, now: datetime) -> Alert:
    """Of rules or feeds, which is ``what``, there are ``count`` after there were none."""
    headline = f"{count} {what if count != 1 else what[:-1]} in force, none before"
    return own_alert(key_of("some there", what, now.isoformat()), Severity.LOW, headline, (), "An edit was taken", now)


def counted(problems: Sequence[Problem]) -> str:
    """``2 mistakes in rules/idlib.yaml``"""
    files = {problem.path for problem in problems}
    where = next(iter(files)) if len(files) == 1 else several(len(files), "file")
    return f"{several(len(problems), 'mistake')} in {where}"


def holds_another(problems: Sequence[Problem], told: Sequence[Problem]) -> bool:
    """Whether ``problems`` hold a mistake that is not among ``told``. The same mistake on another line is no other."""
    return bool(Counter(map(_mistake, problems)) - Counter(map(_mistake, told)))


def _mistake(problem: Problem) -> tuple[str, str]:
    return problem.path, problem.message
