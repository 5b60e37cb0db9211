"""monitor feeds"""

from __future__ import annotations

from dataclasses import asdict

from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.output import show
from monitor.cli.store import reading


def feeds(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List the feeds and how their polling goes.

    Example: monitor feeds --json
    """
    from monitor.store import articles
    from monitor.store import feeds as stored

    rows = []
    with reading(config) as tx:
        for state in stored.listed(tx):
            health = "left the config" if not state.active else "never polled" if state.polled_at is None else "ok"
            if state.active and state.failures:
                health = f"failing ({state.failures} in a row): {state.error}"
            rows.append(asdict(state) | {"health": health, "items": articles.count(tx, state.name)})
    columns = ("name", "health", "items", "succeeded_at", "next_poll_at", "url")
    show(rows, columns, as_json=as_json, empty="no feeds yet: name some in config.yaml, then `monitor run`")
