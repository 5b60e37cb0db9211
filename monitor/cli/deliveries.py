"""monitor deliveries"""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, LimitOption
from monitor.cli.output import show
from monitor.cli.store import reading


class State(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    CLOSED = "closed"


def deliveries(
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    state: Annotated[State | None, typer.Option("--state", help="Only in this state.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List deliveries: what was sent to whom, what waits and why.

    Example: monitor deliveries --state pending
    """
    from monitor.store import deliveries as stored

    with reading(config) as tx:
        found = stored.listed(tx, limit=limit, state=state or "")
    columns = ("id", "alert_id", "receiver", "state", "attempts", "next_attempt_at", "error", "key")
    show([asdict(delivery) for delivery in found], columns, as_json=as_json, empty="no deliveries")
