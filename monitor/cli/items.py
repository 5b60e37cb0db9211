"""monitor items, monitor items not-duplicate"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, LimitOption, number
from monitor.cli.output import say, show
from monitor.cli.store import reading, writing
from monitor.core.errors import nearest

if TYPE_CHECKING:
    from monitor.store.articles import StoredArticle

app = typer.Typer(help="Stored items with their verdicts, newest first.", invoke_without_command=True)


@app.callback()
def items(
    context: typer.Context,
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    feed: Annotated[str, typer.Option("--feed", help="Only of this feed.")] = "",
    find: Annotated[
        str, typer.Option("--find", help="Only with these words in the headline, or at this address.")
    ] = "",
    matched: Annotated[bool, typer.Option("--matched", help="Only items that a rule matched.")] = False,
    quarantined: Annotated[bool, typer.Option("--quarantined", help="Items that our own code could not take.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List stored items with their verdicts, newest first.

    Example: monitor items --matched -n 10
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.store import articles, feeds, finding, quarantine

    with reading(config) as tx:
        if quarantined:
            rows = [asdict(entry) for entry in quarantine.listed(tx, limit=limit)]
            show(rows, ("at", "feed", "reason", "item"), as_json=as_json, empty="nothing is quarantined")
            return
        if find:
            found = finding.find(tx, find, limit=limit, feed=feed, matched_only=matched)
        else:
            found = articles.listed(tx, limit=limit, feed=feed, matched_only=matched)
        known = [] if found or not feed else [one.name for one in feeds.listed(tx)]
    rows = [as_row(article) for article in found]
    columns = ("id", "first_seen_at", "feed", "verdict", "title", "url" if find else "verdict_why")
    show(rows, columns, as_json=as_json, empty=_empty(feed, known, find, matched=matched))


def as_row(article: StoredArticle) -> dict[str, Any]:
    """All that is stored of an item but what is packed."""
    return {name: value for name, value in asdict(article).items() if name not in ("prints", "terms")}


def _empty(feed: str, known: list[str], find: str, *, matched: bool) -> str:
    from monitor.answers.asked import NOT_FOUND

    if find and not matched and (not feed or feed in known):
        return f'"{find}": {NOT_FOUND}'
    if not feed and not matched:
        return "no items yet: `monitor poll` fetches some"
    of = f' of feed "{feed}"' if feed else ""
    alike = "" if not feed or feed in known else _alike(feed, known)
    return f"no items{of}{' that a rule matched' if matched else ''}{alike}"


def _alike(feed: str, known: list[str]) -> str:
    """What a name that no feed has may have meant."""
    holding = [f'"{one}"' for one in known if feed.lower() in one.lower()]
    if holding:
        return f" - did you mean {' or '.join(holding[:3])}?"
    return nearest(feed, known) or ": no feed is called so, `monitor feeds` lists them"


@app.command("not-duplicate")
def not_duplicate(
    item: Annotated[int, typer.Argument(parser=number, help="An item's id, from `monitor items`.")],
    config: ConfigOption = CONFIG,
) -> None:
    """Say that an item is no duplicate: it begins a story of its own, and alerts now what it should have alerted.

    Example: monitor items not-duplicate 42
    """
    from monitor.acts import corrections
    from monitor.clock import utc_now
    from monitor.config import load_config
    from monitor.in_force.settings import policy_of
    from monitor.rulebook import load_rules

    loaded = load_config(config)
    rules = load_rules(loaded.rules_folder)
    with writing(config) as database:
        found = corrections.not_duplicate(database, item, rules, policy_of(loaded), utc_now())
    alerts = [one for one in found.settled if one.alert_id is not None]
    sys.stdout.write(f"item {item} begins story {found.story_id}; alerts: {len(alerts)}\n")
    for rule in found.told_before:
        sys.stdout.write(f"  {rule}: alerted on it before\n")
    say(f"  {one.match.rule}: {one.decision.outcome}, {one.decision.why}" for one in found.settled)
