"""monitor feeds; add is in feeds_add.py, remove in feeds_remove.py, import and export in feeds_opml.py"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from monitor.cli.feeds_add import add
from monitor.cli.feeds_opml import export, import_
from monitor.cli.feeds_remove import remove
from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.output import say, show

app = typer.Typer(
    help="The feeds and how their polling goes; add, remove, import or export some.", invoke_without_command=True
)
app.command("add")(add)
app.command("remove")(remove)
app.command("import")(import_)
app.command("export")(export)


WideOption = Annotated[
    bool, typer.Option("--wide", "-w", help="Show by what their items are known, their parsers and addresses too.")
]
AT_A_GLANCE = ("name", "health", "items", "newest", "answered", "next_poll")
WIDE = ("name", "health", "items", "newest_at", "succeeded_at", "next_poll_at", "identity", "reader", "url")


@app.callback()
def feeds(
    context: typer.Context, config: ConfigOption = CONFIG, wide: WideOption = False, as_json: JsonOption = False
) -> None:
    """List the feeds and how their polling goes, those in trouble first.

    Example: monitor feeds --wide
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.clock import utc_now
    from monitor.config import load_config
    from monitor.core.feeds.address import shown as address
    from monitor.store import articles
    from monitor.store import feeds as stored
    from monitor.store.schema import open_store

    loaded = load_config(config)
    packed = ("rhythm", "fast_known", "lately")
    names = [one.name for one in fields(stored.FeedState) if one.name not in packed]
    configs, rows = {feed.name: feed for feed in loaded.file.feeds}, []
    with closing(open_store(loaded.store_url)) as database, database.reading() as tx:
        items = articles.count_by_feed(tx)
        for state in sorted(stored.listed(tx), key=lambda state: (state.is_well, state.name)):
            known = {name: getattr(state, name) for name in names}
            show_address = configs[state.name].shown if state.name in configs else address
            known |= {name: show_address(known[name]) for name in ("url", "moved_to")}
            known["next_poll_at"], reader = state.due_at, state.evidence.described
            rows.append(known | {"health": state.health, "reader": reader, "items": items.get(state.name, 0)})
    if rows and not as_json:
        say([_counted(rows)])
    if not wide and not as_json:
        rows = [row | _at_a_glance(row, utc_now()) for row in rows]
    empty = "none was polled yet: `monitor run` polls those of the config, `monitor feeds add ADDRESS` adds one"
    show(rows, WIDE if wide else AT_A_GLANCE, as_json=as_json, empty=empty)


def _counted(rows: Sequence[Mapping[str, Any]]) -> str:
    """``38 feeds: 36 ok, 1 failing, 1 quiet``"""
    from monitor.core.plural import several

    counts = Counter(re.split(r"[:;(]", row["health"])[0].strip() for row in rows)
    return f"{several(len(rows), 'feed')}: {', '.join(f'{count} {how}' for how, count in counts.most_common())}"


def _at_a_glance(row: Mapping[str, Any], now: datetime) -> dict[str, str]:
    """When its newest item came, when it last answered, and when it is polled next."""
    from monitor.core.durations import shown

    def ago(at: datetime | None) -> str:
        return f"{shown(max(now - at, timedelta(0)))} ago" if at is not None else "never"

    until = row["next_poll_at"] - now
    due = "now" if until <= timedelta(0) else f"in {shown(until)}"
    return {
        "newest": ago(row["newest_at"]),
        "answered": ago(row["succeeded_at"]),
        "next_poll": due if row["active"] else "never",
    }
