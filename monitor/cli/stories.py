"""monitor stories, monitor stories list | show | merge | split"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, LimitOption, number
from monitor.cli.output import say_json, show
from monitor.cli.store import reading, writing
from monitor.core.plural import several

if TYPE_CHECKING:
    from monitor.store.articles import StoredArticle

ITEMS_SHOWN = 1_000
app = typer.Typer(help="Stories: their items, who tells them, and corrections by hand.", invoke_without_command=True)
Story = Annotated[int, typer.Argument(parser=number, help="A story's id, from `monitor stories list`.")]


@app.callback()
@app.command("list")
def list_(
    context: typer.Context, config: ConfigOption = CONFIG, limit: LimitOption = 30, as_json: JsonOption = False
) -> None:
    """List the stories that were told of last.

    Example: monitor stories list -n 10
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.store import stories

    with reading(config) as tx:
        rows = [asdict(story) for story in stories.listed(tx, limit=limit)]
    columns = ("id", "updated_at", "items", "sources", "headline")
    show(rows, columns, as_json=as_json, empty="no stories yet: `monitor poll` fetches some")


@app.command("show")
def show_(story: Story, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Show a story: its items in order, what each added, who tells it independently, the figures it stated.

    Example: monitor stories show 12
    """
    from monitor.acts.corrections import story_of
    from monitor.core.numbers.counts.figure import grouped
    from monitor.core.numbers.words.units import DATE
    from monitor.store import articles, stories

    with reading(config) as tx:
        found = story_of(tx, story)
        items = sorted(articles.of_story(tx, story, ITEMS_SHOWN), key=lambda item: item.id)
        figures = stories.figures_of(tx, [story]).get(story, ())
        told = sorted(stories.told_by(tx, story))
        changes = stories.changes(tx, story)
    origins = _independent(items)
    counted = [one for one in figures if one.unit not in ("", DATE)]  # a day is no figure to a reader
    stated = list(dict.fromkeys(f"{grouped(one.value)} {one.unit}" for one in counted))
    values = asdict(found) | {"independent": origins, "told_by": told, "figures": stated}
    rows = [_row(item) for item in items]
    if as_json:
        values |= {"timeline": rows, "changes": [asdict(change) for change in changes]}
        say_json([values], indent=1)
        return
    sys.stdout.write(_head(values, changes))
    if len(items) < found.items:
        sys.stdout.write(f"the latest {len(items)} of {found.items} items:\n")
    show(rows, ("id", "published_at", "source", "verdict", "title", "new"), as_json=False, empty="no items")


@app.command("merge")
def merge(
    story: Story,
    into: Annotated[int, typer.Argument(parser=number, help="The story that it becomes part of.")],
    config: ConfigOption = CONFIG,
) -> None:
    """Make two stories one. It is remembered, also against an earlier split.

    Example: monitor stories merge 14 12
    """
    from monitor.acts import corrections
    from monitor.clock import utc_now

    with writing(config) as database:
        moved = corrections.merge(database, story, into, utc_now())
    sys.stdout.write(f"{several(moved, 'item')} of story {story} now belong{'s' * (moved == 1)} to story {into}\n")


@app.command("split")
def split(
    story: Story,
    items: Annotated[list[int], typer.Argument(parser=number, help="The items that are another story.")],
    config: ConfigOption = CONFIG,
) -> None:
    """Make some items of a story a story of their own. It is remembered: the two never become one by themselves.

    Example: monitor stories split 12 40 41
    """
    from monitor.acts import corrections
    from monitor.clock import utc_now

    with writing(config) as database:
        new = corrections.split(database, story, items, utc_now())
    sys.stdout.write(f"story {new} has them now; it counts as told by the rules that told story {story}\n")


def _independent(items: list[StoredArticle]) -> dict[str, list[int]]:
    from monitor.core.stories.sources import Telling, agency_of, independent

    return independent(
        Telling(item.id, item.owner or item.name, agency_of(item.fields), item.has_text_of) for item in items
    )


def _row(item: StoredArticle) -> dict[str, Any]:
    new = item.verdict_detail.get("new", [])
    kept = {name: getattr(item, name) for name in ("id", "published_at", "source", "verdict", "verdict_of", "title")}
    return kept | {"url": item.url, "why": item.verdict_why, "new": "; ".join(new)}


def _head(values: dict[str, Any], changes: list[Any]) -> str:
    from monitor.core.message.plain import safe
    from monitor.store.stories import EVERY_RULE

    by = {EVERY_RULE: "every rule (a seed)"}
    told = ", ".join(by.get(rule, rule) for rule in values["told_by"]) or "no rule"
    lines = [
        f"story {values['id']}: {values['headline']}",
        f"{several(values['items'], 'item')} of {several(values['sources'], 'source')},"
        f" independent: {len(values['independent'])} ({', '.join(values['independent'])})",
        f"told by: {told}",
        *([f"figures: {', '.join(values['figures'])}"] if values["figures"] else []),
        *map(str, changes),
    ]
    return "\n".join(safe(line) for line in lines) + "\n\n"
