"""monitor alerts, monitor alerts list | ack | snooze | preview"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from monitor.cli.options import (
    CONFIG,
    ByOption,
    ConfigOption,
    ForOption,
    JsonOption,
    LimitOption,
    UntilOption,
    end_of,
    number,
)
from monitor.cli.output import say, show
from monitor.cli.store import reading, writing
from monitor.core.errors import nearest
from monitor.core.message.preview_form import PreviewForm

app = typer.Typer(help="Alerts, newest first; acknowledge, snooze or preview one.", invoke_without_command=True)
AlertId = Annotated[int, typer.Argument(parser=number, help="An alert's id, from `monitor alerts list`.")]


@app.callback()
@app.command("list")
def alerts(
    context: typer.Context,
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    rule: Annotated[str, typer.Option("--rule", help="Only of this rule.")] = "",
    held: Annotated[bool, typer.Option("--held", help="Only those that a receiver was not told, or not yet.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List alerts, newest first: who was told, who acknowledged, what is held back and why.

    Example: monitor alerts list --rule idlib-strike
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.answers import told
    from monitor.clock import utc_now
    from monitor.store import alerts as stored
    from monitor.store.deliveries import outbox

    with reading(config) as tx:
        found = stored.listed(tx, limit=limit, rule=rule, only=outbox.held_alerts(tx) if held else None)
        known = [] if found or not rule else stored.rules(tx)
        rows = list(told.rows(tx, found, utc_now()))
    columns = ("id", "created", "severity", "kind", "rule", "headline", "source", "told", "acknowledged_by")
    show(rows, columns, as_json=as_json, empty=_empty(rule, known, held=held))


def _empty(rule: str, known: list[str], *, held: bool) -> str:
    if not rule:
        return "nothing is held back" if held else "no alerts yet"
    alike = "" if rule in known else nearest(rule, known)
    return (f'nothing of rule "{rule}" is held back' if held else f'no alerts of rule "{rule}"') + alike


@app.command("ack")
def ack(alert: AlertId, config: ConfigOption = CONFIG, by: ByOption = "") -> None:
    """Acknowledge an alert, what its message told beside it, and all earlier ones on its matter: nothing escalates.

    Example: monitor alerts ack 42
    """
    from monitor.acts import acknowledging
    from monitor.clock import utc_now
    from monitor.core.zones import stamp

    with writing(config) as database:
        done = acknowledging.acknowledge(database, alert, by, utc_now())
    others = f", with {done.covers - 1} of its message or earlier on its matter" if done.covers > 1 else ""
    before = "" if done.covers else " before"
    escalated = f"; it had escalated to {', '.join(done.escalated)}" if done.escalated else ""
    say([f"alert {alert} acknowledged{before} by {done.by} at {stamp(done.at)}{others}{escalated}"])


@app.command("snooze")
def snooze(
    alert: AlertId,
    config: ConfigOption = CONFIG,
    entity: Annotated[str, typer.Option("--entity", help="This entity of the alert, instead of its story.")] = "",
    lasts: ForOption = None,
    until: UntilOption = None,
    by: ByOption = "",
) -> None:
    """Hear no more of an alert's story, or of one entity, for a time; what came meanwhile is told in one message then.

    Example: monitor alerts snooze 42 --for 4h
    """
    from monitor.acts import acknowledging
    from monitor.clock import utc_now
    from monitor.core.zones import stamp

    now = utc_now()
    with writing(config) as database:
        done = acknowledging.snooze(database, alert, entity, end_of(now, lasts, until), by, now)
    one = done.silence
    already = "" if done.made else " already"
    ends = stamp(one.ends)
    sys.stdout.write(f"{one.matchers.text}: snoozed{already} until {ends}; `monitor silences end {one.id}` ends it\n")


@app.command("preview")
def preview_(
    alert: AlertId,
    receiver: Annotated[str, typer.Option("--receiver", help="A receiver's name in config.yaml.")],
    form: Annotated[
        PreviewForm | None, typer.Option("--format", help="Of a letter the HTML; text; JSON of webhooks and of Slack.")
    ] = None,
    config: ConfigOption = CONFIG,
) -> None:
    """Show an alert as a receiver would get it. Nothing is sent.

    Example: monitor alerts preview 12 --receiver desk --format html > alert.html
    """
    from monitor.acts import acknowledging
    from monitor.cli.receiver import receiver_and_templates
    from monitor.clock import utc_now
    from monitor.delivery.preview import delivery_of, preview

    found, templates = receiver_and_templates(config, receiver)
    with reading(config) as tx:
        its = acknowledging.get(tx, alert)
    # As at its own time: a preview is not late.
    sys.stdout.write(preview(delivery_of(its, receiver, found, its.created), found, templates, utc_now(), form) + "\n")
