"""monitor alerts"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, LimitOption
from monitor.cli.output import show
from monitor.cli.store import reading


def alerts(
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    rule: Annotated[str, typer.Option("--rule", help="Only of this rule.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List alerts, newest first.

    Example: monitor alerts --rule idlib-strike
    """
    from monitor.store import alerts as stored

    with reading(config) as tx:
        found = stored.listed(tx, limit=limit, rule=rule)
    columns = ("id", "created", "severity", "kind", "rule", "headline", "source")
    show([asdict(alert) for alert in found], columns, as_json=as_json, empty="no alerts yet")
