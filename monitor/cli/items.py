"""monitor items"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, LimitOption
from monitor.cli.output import show
from monitor.cli.store import reading


def items(
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    feed: Annotated[str, typer.Option("--feed", help="Only of this feed.")] = "",
    matched: Annotated[bool, typer.Option("--matched", help="Only items that a rule matched.")] = False,
    quarantined: Annotated[bool, typer.Option("--quarantined", help="Items that our own code could not take.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List stored items with their verdicts, newest first.

    Example: monitor items --matched -n 10
    """
    from monitor.store import articles, quarantine

    with reading(config) as tx:
        if quarantined:
            rows = [asdict(entry) for entry in quarantine.listed(tx, limit=limit)]
            show(rows, ("at", "feed", "reason", "item"), as_json=as_json, empty="nothing is quarantined")
            return
        found = articles.listed(tx, limit=limit, feed=feed, matched_only=matched)
    rows = [{k: v for k, v in asdict(article).items() if k != "prints"} for article in found]
    columns = ("id", "first_seen_at", "feed", "verdict", "title", "verdict_why")
    show(rows, columns, as_json=as_json, empty="no items yet: `monitor poll` fetches some")
