"""monitor feeds; add is in feeds_add.py, remove in feeds_remove.py, import and export in feeds_opml.py"""

from __future__ import annotations

from dataclasses import asdict

import typer

from monitor.cli.feeds_add import add
from monitor.cli.feeds_opml import export, import_
from monitor.cli.feeds_remove import remove
from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.output import show
from monitor.cli.store import reading

app = typer.Typer(help="The feeds and how their polling goes; new ones.", invoke_without_command=True)
app.command("add")(add)
app.command("remove")(remove)
app.command("import")(import_)
app.command("export")(export)


@app.callback()
def feeds(context: typer.Context, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List the feeds and how their polling goes.

    Example: monitor feeds --json
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.config import load_config
    from monitor.core.feeds.address import shown
    from monitor.store import articles
    from monitor.store import feeds as stored

    configs = {feed.name: feed for feed in load_config(config).file.feeds}
    rows = []
    with reading(config) as tx:
        items = articles.count_by_feed(tx)
        for state in stored.listed(tx):
            known = asdict(state)
            del known["rhythm"], known["fast_known"], known["lately"]  # packed
            show_address = configs[state.name].shown if state.name in configs else shown
            known |= {name: show_address(known[name]) for name in ("url", "moved_to")}
            known["next_poll_at"], reader = state.due_at, state.evidence.described
            rows.append(known | {"health": state.health, "reader": reader, "items": items.get(state.name, 0)})
    columns = ("name", "health", "items", "newest_at", "succeeded_at", "next_poll_at", "identity", "reader", "url")
    empty = "none was polled yet: `monitor run` polls those of the config, `monitor feeds add ADDRESS` adds one"
    show(rows, columns, as_json=as_json, empty=empty)
