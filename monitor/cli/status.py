"""monitor status"""

from __future__ import annotations

from dataclasses import asdict
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
    from monitor.answers.status import status_of
    from monitor.clock import utc_now
    from monitor.in_force.begin import kept_files

    database, wrong = opened(config, guess=True)
    try:
        daemon = database.has_daemon()
        with database.reading() as tx:
            found = status_of(tx, utc_now())
        known = found.bad_edit.problems if found.bad_edit else wrong
        problems = known if daemon else _wrong_on_disk(config)
        starts = daemon or not problems or kept_files(database, config) is not None
    finally:
        database.close()
    bad_since = found.bad_edit.since if found.bad_edit and problems else None
    if as_json:
        _print_json(found, daemon, bad_since, problems)
    else:
        say(_lines(found, daemon, bad_since, problems, starts=starts))
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


def _print_json(found: Status, daemon: bool, bad_since: datetime | None, problems: Sequence[Problem]) -> None:
    from monitor.answers.health import health

    values: dict[str, Any] = {"daemon": daemon} | health(found, bad_since, problems)
    values |= {"overdue": found.overdue, "quarantined": found.quarantined, "alerts": found.alerts}
    values |= {"feeds_failing_names": found.feeds_failing, "deliveries_open_by_receiver": found.deliveries_open}
    values |= {"receivers_failing": [asdict(one) for one in found.failing]}
    say_json(values, indent=1)


def _lines(
    found: Status, daemon: bool, bad_since: datetime | None, problems: Sequence[Problem], *, starts: bool
) -> Iterator[str]:
    """``starts``: whether a daemon runs, or would."""
    from monitor.core.zones import stamp, stamp_to_the_second

    polled = f"last poll {stamp(found.last_poll)}" if found.last_poll else "never polled"
    stuck = ": feeds are due for long and not polled, its log says why" if daemon and found.overdue else ""
    yield f"daemon      {'running' if daemon else 'not running'}, {polled}{stuck}"
    if found.in_force is None:
        yield "rules       none in force yet: `monitor run` was never started"
    else:
        rules, since = found.in_force, stamp(found.in_force.since)
        what = f"{several(rules.rules, 'rule')}, {several(rules.entities, 'entity', 'entities')}"
        yield f"rules       {what}: rule set {rules.ruleset} since {since}"
    yield f"feeds       {found.feeds} active, {len(found.feeds_failing)} failing" + _named(found.feeds_failing)
    yield f"items       {found.items} stored, {found.quarantined} quarantined"
    yield f"alerts      {found.alerts} in the last 24 hours"
    waiting = [f"{receiver} {count}" for receiver, count in found.deliveries_open.items()]
    yield f"deliveries  {sum(found.deliveries_open.values())} open" + _named(waiting)
    for one in found.failing:
        yield (
            f"  {one.receiver} does not take them, the oldest since {stamp(one.since)}; "
            f"tried again at {stamp_to_the_second(one.again)} at the latest: {one.error}"
        )
    if problems:
        since = f" since {stamp(bad_since)}" if bad_since else ""
        before = f"what was good before {'stays' if daemon else 'would be'} in force"
        yield f"files       BAD{since}; {before if starts else '`monitor run` would not start'}"
        yield from (f"  {problem}" for problem in problems)
    else:
        yield "files       good"


def _named(names: Sequence[str]) -> str:
    return f": {', '.join(names)}" if names else ""
