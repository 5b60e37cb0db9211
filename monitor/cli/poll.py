"""monitor poll"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, VerboseOption
from monitor.cli.output import counting, show
from monitor.cli.run import leave


def poll(
    config: ConfigOption = CONFIG,
    due: Annotated[bool, typer.Option("--due", help="Only the feeds that are due.")] = False,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Poll every feed once, deliver what is due, and exit; 1 if a feed failed or a delivery stays open.

    Example: monitor poll --due
    """
    import asyncio
    import logging

    from monitor import logs
    from monitor.app import Monitor
    from monitor.in_force.begin import begin
    from monitor.polling.poll import Polled, PollOutcome
    from monitor.run.once import one_round

    begun = begin(config)
    files, database = begun.files, begun.database
    console = sys.stderr if as_json else None  # standard output is then for JSON alone

    async def once(one_more: Callable[[], None]) -> tuple[dict[str, Polled], int]:
        async with Monitor(files, database, console=console) as monitor:
            return await one_round(monitor, only_due=due, one_more=one_more)

    try:
        if begun.refused is not None:  # whoever runs it is there to mend them
            raise begun.refused.error
        database.claim_daemon()
        with counting("feeds", None if due else len(files.config.file.feeds)) as one_more:
            logs.configure(level=logging.DEBUG if verbose else logging.INFO)
            outcomes, left = asyncio.run(once(one_more))
    finally:
        database.close()
    rows = [{"feed": feed, "outcome": polled.shown} for feed, polled in sorted(outcomes.items())]
    show(rows, ("feed", "outcome"), as_json=as_json, empty="no feed was due")
    leave(1 if left or any(one.outcome is PollOutcome.FAILED for one in outcomes.values()) else 0)
