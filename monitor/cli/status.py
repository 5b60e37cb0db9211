"""monitor status"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.output import say, say_json
from monitor.cli.store import opened
from monitor.core.plural import several

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from monitor.answers.status import Status
    from monitor.core.errors import Problem


def status(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Say at a glance how it goes: daemon, rules in force, feeds, alerts, deliveries, files; 1 if an edit is not used.

    Example: monitor status
    """
    from datetime import UTC, datetime

    from monitor.answers.status import status_of
    from monitor.in_force.begin import kept_files

    database, wrong = opened(config, guess=True)
    try:
        daemon = database.has_daemon()
        with database.reading() as tx:
            now = status_of(tx, datetime.now(UTC))
        known = now.bad_edit.problems if now.bad_edit else wrong
        problems = known if daemon else _wrong_on_disk(config)
        starts = daemon or not problems or kept_files(database, config) is not None
    finally:
        database.close()
    bad_since = now.bad_edit.since if now.bad_edit and problems else None
    if as_json:
        _print_json(now, daemon, bad_since, problems)
    else:
        say(_lines(now, daemon, bad_since, problems, starts=starts))
    if problems:
        raise typer.Exit(1)


def _wrong_on_disk(config: Path) -> tuple[Problem, ...]:
    """What the next start would find: without a daemon nobody else has looked since the last edit."""
    from monitor.core.errors import InputError
    from monitor.in_force.load import load_files

    try:
        load_files(config)
    except InputError as error:
        return error.problems
    return ()


def _print_json(now: Status, daemon: bool, bad_since: datetime | None, problems: Sequence[Problem]) -> None:
    from monitor.answers.health import health

    values: dict[str, Any] = {"daemon": daemon} | health(now, bad_since, problems)
    values |= {"overdue": now.overdue, "quarantined": now.quarantined, "alerts": now.alerts}
    values |= {"feeds_failing_names": now.feeds_failing, "deliveries_open_by_receiver": now.deliveries_open}
    say_json(values, indent=1)


def _lines(
    now: Status, daemon: bool, bad_since: datetime | None, problems: Sequence[Problem], *, starts: bool
) -> Iterator[str]:
    """``starts``: whether a daemon runs, or would."""
    from monitor.core.zones import stamp

    polled = f"last poll {stamp(now.last_poll)}" if now.last_poll else "never polled"
    stuck = ": feeds are due for long and not polled, its log says why" if daemon and now.overdue else ""
    yield f"daemon      {'running' if daemon else 'not running'}, {polled}{stuck}"
    if now.in_force is None:
        yield "rules       none in force yet: `monitor run` was never started"
    else:
        rules, since = now.in_force, stamp(now.in_force.since)
        what = f"{several(rules.rules, 'rule')}, {several(rules.entities, 'entity', 'entities')}"
        yield f"rules       {what}: rule set {rules.ruleset} since {since}"
    yield f"feeds       {now.feeds} active, {len(now.feeds_failing)} failing" + _named(now.feeds_failing)
    yield f"items       {now.items} stored, {now.quarantined} quarantined"
    yield f"alerts      {now.alerts} in the last 24 hours"
    waiting = [f"{receiver} {count}" for receiver, count in now.deliveries_open.items()]
    yield f"deliveries  {sum(now.deliveries_open.values())} open" + _named(waiting)
    if problems:
        since = f" since {stamp(bad_since)}" if bad_since else ""
        before = f"what was good before {'stays' if daemon else 'would be'} in force"
        yield f"files       BAD{since}; {before if starts else '`monitor run` would not start'}"
        yield from (f"  {problem}" for problem in problems)
    else:
        yield "files       good"


def _named(names: Sequence[str]) -> str:
    return f": {', '.join(names)}" if names else ""
