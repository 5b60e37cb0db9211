"""monitor explain"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.output import show
from monitor.cli.store import reading
from monitor.core.errors import MonitorError


def explain(
    item: Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="An item's id, from `monitor items`.")],
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Say why an item alerted, or why not: verdict, editions, each rule that matched and what was decided.

    Example: monitor explain 42
    """
    from monitor.core.message.plain import safe
    from monitor.store import alerts, articles

    with reading(config) as tx:
        article = articles.get(tx, item)
        if article is None:
            raise MonitorError(f"no item {item}: `monitor items` lists them")
        matches = alerts.matches_of(tx, item)
        editions = articles.editions(tx, item)
        of = articles.get(tx, article.verdict_of) if article.verdict_of else None
    rows = [
        asdict(match) | {"words": [f"{m['text']} ({m['entity']}, {m['field']})" for m in match.mentions]}
        for match in matches
    ]
    if as_json:
        known = {name: value for name, value in asdict(article).items() if name not in ("prints", "terms")}
        past = [{"number": n, "replaced_at": at, "title": title, "why": why} for n, at, title, why in editions]
        show([known | {"matches": rows, "editions": past}], (), as_json=True, empty="")
        return
    compared = f" (of {of.name}: {of.title})" if of else ""
    lines = [
        f"{article.title}\n{article.url}",
        f"from {article.feed}, first seen {article.first_seen_at:%Y-%m-%d %H:%M:%S} UTC"
        + (", in the feed's first poll" if article.baseline else ""),
        f"verdict: {article.verdict}{compared}: {article.verdict_why}",
        f"story {article.story_id}, edition {article.edition_number}",
        *(f"edition {n} replaced {at:%Y-%m-%d %H:%M} UTC: {why}" for n, at, _, why in editions),
    ]
    sys.stdout.write("\n".join(map(safe, "\n".join(lines).splitlines())) + "\n\n")
    columns = ("edition_number", "rule", "ruleset", "outcome", "why", "words", "alert_id")
    show(rows, columns, as_json=False, empty="no rule matched it")
