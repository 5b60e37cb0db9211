"""monitor deliveries"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, LimitOption
from monitor.cli.output import show
from monitor.cli.store import reading


def deliveries(
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    state: Annotated[str, typer.Option("--state", help="pending, sending, sent or closed.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List deliveries: what was sent to whom, what waits and why.

    Example: monitor deliveries --state pending
    """
    from monitor.store import deliveries as stored

    with reading(config) as tx:
        found = stored.listed(tx, limit=limit, state=state)
    columns = ("id", "alert_id", "receiver", "state", "attempts", "next_attempt_at", "error", "key")
    show([asdict(delivery) for delivery in found], columns, as_json=as_json, empty="no deliveries")
