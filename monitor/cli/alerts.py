"""monitor alerts, monitor alerts preview"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, LimitOption
from monitor.cli.output import show
from monitor.cli.store import reading
from monitor.core.errors import MonitorError
from monitor.core.message.preview_form import PreviewForm

app = typer.Typer(help="Alerts, newest first, and how a receiver would get one.", invoke_without_command=True)


@app.callback()
def alerts(
    context: typer.Context,
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    rule: Annotated[str, typer.Option("--rule", help="Only of this rule.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List alerts, newest first.

    Example: monitor alerts --rule idlib-strike
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.store import alerts as stored

    with reading(config) as tx:
        found = stored.listed(tx, limit=limit, rule=rule)
    columns = ("id", "created", "severity", "kind", "rule", "headline", "source")
    show([asdict(alert) for alert in found], columns, as_json=as_json, empty="no alerts yet")


@app.command("preview")
def preview_(
    alert: Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="An alert's id, from `monitor alerts`.")],
    receiver: Annotated[str, typer.Option("--receiver", help="A receiver's name in config.yaml.")],
    form: Annotated[
        PreviewForm | None, typer.Option("--format", help="Of a letter the HTML; text; JSON of webhooks and of Slack.")
    ] = None,
    config: ConfigOption = CONFIG,
) -> None:
    """Show an alert as a receiver would get it. Nothing is sent.

    Example: monitor alerts preview 12 --receiver desk --format html > alert.html
    """
    from monitor.app import utc_now
    from monitor.cli.receiver import receiver_and_templates
    from monitor.preview import delivery_of, preview
    from monitor.store import alerts as stored

    _, found, templates = receiver_and_templates(config, receiver)
    with reading(config) as tx:
        its = stored.get(tx, alert)
    if its is None:
        raise MonitorError(f"no alert {alert}: `monitor alerts` lists them")
    # As at its own time: a preview is not late.
    sys.stdout.write(preview(delivery_of(its, receiver, its.created), found, templates, utc_now(), form) + "\n")
