"""monitor silences, monitor silences add | list | show | end"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import (
    CONFIG,
    NUMBER,
    ByOption,
    ConfigOption,
    ForOption,
    FromOption,
    JsonOption,
    LimitOption,
    UntilOption,
    end_of,
    number,
    whole,
)
from monitor.cli.output import say_json, show, show_table
from monitor.cli.store import reading, writing
from monitor.core.errors import nearest
from monitor.core.plural import several

if TYPE_CHECKING:
    from monitor.acts.silencing import Covered
    from monitor.core.alerts.silences import Silence
    from monitor.core.types import Severity

app = typer.Typer(
    help="What not to tell for a time: by rule, tag, entity, language, source or story.", invoke_without_command=True
)
Several = list[str] | None
SilenceId = Annotated[int, typer.Argument(parser=number, help="An id, from `monitor silences list`.")]


@app.command("add")
def add(
    reason: Annotated[str, typer.Option("--reason", help="Why; others read it.")],
    config: ConfigOption = CONFIG,
    rule: Annotated[Several, typer.Option("--rule", help="Alerts of this rule.")] = None,
    tag: Annotated[Several, typer.Option("--tag", help="Alerts with this tag, of rule, feed or item.")] = None,
    entity: Annotated[Several, typer.Option("--entity", help="Alerts that name this entity.")] = None,
    language: Annotated[Several, typer.Option("--language", help="Items in this language.")] = None,
    source: Annotated[Several, typer.Option("--source", help="Items of this source: domain, feed or owner.")] = None,
    story: Annotated[list[int] | None, typer.Option("--story", parser=number, help="Alerts on this story.")] = None,
    at_most: Annotated[str, typer.Option("--severity-at-most", help="Graver alerts are told all the same.")] = "",
    lasts: ForOption = None,
    until: UntilOption = None,
    begins: FromOption = None,
    by: ByOption = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what it would cover, and change nothing.")] = False,
    days: Annotated[
        int, typer.Option("--days", parser=whole(0, 366), metavar=NUMBER, help="The preview looks at so many days.")
    ] = 7,
    as_json: JsonOption = False,
) -> None:
    """Silence alerts for a time: all that is given must fit, of several values of one kind any.

    Example: monitor silences add --rule idlib-mention --severity-at-most medium --for 2h --reason exercise
    """
    from monitor.acts import silencing
    from monitor.clock import utc_now
    from monitor.core.alerts.matchers import Matchers
    from monitor.core.alerts.silences import Silence, SilenceKind
    from monitor.core.untrusted import language_code, source_name
    from monitor.in_force.begin import begin

    now = utc_now()
    starts = begins or now
    matchers = Matchers(
        rules=frozenset(rule or ()),
        tags=frozenset(tag or ()),
        entities=frozenset(entity or ()),
        languages=frozenset(map(language_code, language or ())),
        sources=frozenset(map(source_name, source or ())),
        stories=frozenset(story or ()),
        at_most=_severity(at_most),
    )
    wanted = Silence(0, SilenceKind.SILENCE, matchers, by, reason, now, starts, end_of(starts, lasts, until))
    begun = begin(config)  # names are asked of the files in force: also while an edit of them is not used
    try:
        if preview:
            with begun.database.reading() as tx:
                silencing.check(tx, wanted, begun.files.rules, now)
                covered = silencing.covered(tx, wanted, now - timedelta(days=days), now)
            _show(wanted, covered, f"it would cover, of the last {days} days", as_json=as_json)
            return
        made = silencing.add(begun.database, wanted, begun.files.rules, now)
    finally:
        begun.database.close()
    if as_json:
        say_json([_row(made, now)], indent=1)
    else:
        sys.stdout.write(f"silence {made.id}: {_line(made)}\n")


@app.callback()
@app.command("list")
def list_(
    context: typer.Context,
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    every: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List silences and snoozes in force or to come.

    Example: monitor silences list --all
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.answers.silenced import silenced
    from monitor.clock import utc_now
    from monitor.store import silences

    now = utc_now()
    with reading(config) as tx:
        found = silenced(tx, silences.listed(tx, limit=limit) if every else silences.to_come(tx, now)[:limit])
    columns = ("id", "kind", "state", "what", "kept_back", "by", "reason", "starts", "ends")
    named = [_row(one.silence, now) | {"what": one.what, "kept_back": one.kept_back} for one in found]
    show(named, columns, as_json=as_json, empty="nothing is silenced")


@app.command("show")
def show_(silence: SilenceId, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Show a silence or snooze: who made it and why, which alerts of its time it covers, which messages it keeps back.

    Example: monitor silences show 4
    """
    from monitor.acts import silencing
    from monitor.clock import utc_now

    with reading(config) as tx:
        found = silencing.get(tx, silence)
        covered = silencing.covered(tx, found, found.starts, utc_now())
    _show(found, covered, "it covers, of the alerts made in its time", as_json=as_json)


@app.command("end")
def end(silence: SilenceId, config: ConfigOption = CONFIG, by: ByOption = "") -> None:
    """End a silence or snooze before its time. What a snooze held is sent then.

    Example: monitor silences end 4
    """
    from monitor.acts import silencing
    from monitor.clock import utc_now

    with writing(config) as database:
        ended = silencing.end(database, silence, by, utc_now())
    sys.stdout.write(f"{ended.kind} {ended.id} is over: {_line(ended)}\n")


def _severity(written: str) -> Severity | None:
    from monitor.core.types import Severity

    if written and written not in list(Severity):
        known = nearest(written, Severity) or ": low, medium, high, critical"
        raise typer.BadParameter(f'"{written}" is no severity{known}')
    return Severity(written) if written else None


def _row(silence: Silence, now: datetime) -> dict[str, Any]:
    from dataclasses import asdict

    values = asdict(silence) | {"what": silence.matchers.text, "state": _state(silence, now)}
    values["matchers"] = {
        name: sorted(some) if isinstance(some, frozenset) else some for name, some in values["matchers"].items() if some
    }
    return values


def _state(silence: Silence, now: datetime) -> str:
    if silence.ended_by:
        return "ended"
    if silence.ends <= now:
        return "over"
    return "to come" if silence.starts > now else "in force"


def _line(silence: Silence) -> str:
    from monitor.core.message.plain import safe

    ended = f", ended by {silence.ended_by}" if silence.ended_by else ""
    span = f"{silence.starts:%Y-%m-%d %H:%M} to {silence.ends:%Y-%m-%d %H:%M} UTC"
    return safe(f"{silence.matchers.text}, {span}, by {silence.by}: {silence.reason}{ended}")


def _show(silence: Silence, covered: Covered, what: str, *, as_json: bool) -> None:
    from dataclasses import asdict

    from monitor.clock import utc_now

    hit, waiting = [asdict(one) for one in covered.alerts], [asdict(one) for one in covered.waiting]
    if as_json:
        say_json([_row(silence, utc_now()) | {"alerts": hit, "waiting": waiting}], indent=1)
        return
    name = f"{silence.kind} {silence.id}" if silence.id else "preview, nothing is changed"
    sys.stdout.write(f"{name}: {_line(silence)}\n\n{what}: {several(len(hit), 'alert')}\n")
    if hit:
        show_table(hit, ("id", "created", "severity", "rule", "headline", "source"))
    sys.stdout.write(f"\nit keeps back of what waits now: {several(len(waiting), 'message')}\n")
    if waiting:
        show_table(waiting, ("id", "alert_id", "receiver", "state", "next_attempt_at"))
