"""Alerts on the monitor itself: an edit that is not used, and that the files are good again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from monitor.core.alerts.keys import key_of
from monitor.core.errors import Problem
from monitor.core.given import whole
from monitor.core.types import Alert, AlertKind, Severity

MAX_SHOWN = 10
"""Problems in one message; `monitor status` lists all."""


def edit_not_used(problems: Sequence[Problem], ruleset: str, since: datetime, now: datetime) -> Alert:
    """The files hold ``problems``; rule set ``ruleset``, in force since ``since``, stays."""
    shown = [str(problem) for problem in problems[:MAX_SHOWN]]
    if len(problems) > MAX_SHOWN:
        shown.append(f"and {len(problems) - MAX_SHOWN} more: `monitor status` lists all")
    key = key_of("edit not used", now.isoformat(), *map(str, problems))
    headline = f"Edit not used: {counted(problems)}"
    why = f"In force stays rule set {ruleset}, since {since:%Y-%m-%d %H:%M} UTC"
    return _alert(key, Severity.HIGH, headline, tuple(shown), why, now)


def files_are_good_again(ruleset: str, since: datetime, now: datetime) -> Alert:
    """The files, not used since ``since``, are in force as rule set ``ruleset``."""
    key = key_of("files are good again", since.isoformat(), now.isoformat())
    headline = f"Files are good again: rule set {ruleset}"
    why = f"In force since {now:%Y-%m-%d %H:%M} UTC; edits were not used since {since:%Y-%m-%d %H:%M} UTC"
    return _alert(key, Severity.LOW, headline, (), why, now)


def counted(problems: Sequence[Problem]) -> str:
    """``2 mistakes in rules/idlib.yaml``"""
    files = {problem.path for problem in problems}
    where = next(iter(files)) if len(files) == 1 else f"{len(files)} files"
    return f"{len(problems)} mistake{'s' * (len(problems) != 1)} in {where}"


def holds_another(problems: Sequence[Problem], told: Sequence[Problem]) -> bool:
    """Whether ``problems`` hold a mistake that is not among ``told``. The same mistake on another line is no other."""
    return bool(Counter(map(_mistake, problems)) - Counter(map(_mistake, told)))


def _mistake(problem: Problem) -> tuple[str, str]:
    return problem.path, problem.message


def _alert(key: str, severity: Severity, headline: str, lines: tuple[str, ...], why: str, now: datetime) -> Alert:
    # A file's name may be no UTF-8, which no channel takes.
    return Alert(
        id=0,
        key=key,
        rule="",
        rule_title="",
        group="operations",
        severity=severity,
        kind=AlertKind.OPERATIONS,
        headline=whole(headline),
        url="",
        source="monitor",
        published=now,
        published_known=True,
        language="en",
        excerpts=(),
        new=(),
        why=why,
        possibly="",
        created=now,
        lines=tuple(map(whole, lines)),
    )
