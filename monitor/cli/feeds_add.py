"""monitor feeds add"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.cli.output import say
from monitor.core.errors import InputError, MonitorError

if TYPE_CHECKING:
    from monitor.core.errors import Problem
    from monitor.core.rules.ruleset import RuleSet
    from monitor.core.text.feed_links import FeedLink
    from monitor.core.types import Article
    from monitor.feeds.config_edit import NewFeed
    from monitor.feeds.discovery import FoundFeed, NoFeed
    from monitor.feeds.preview import Preview

NEWEST, OF_A_RULE = 5, 5
"""Items that are shown: of the feed, and of each rule."""


def add(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="A feed, a site's page or a profile.")],
    name: Annotated[str, typer.Option("--name", help="Its name; default: made from its title.")] = "",
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag for its items; again for more.")] = None,
    language: Annotated[str, typer.Option("--language", help="The items' language, such as en.")] = "",
    interval: Annotated[str, typer.Option("--interval", help="How often it is polled: 30s, 5m, 2h.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show only; write nothing.")] = False,
    config: ConfigOption = CONFIG,
) -> None:
    """Find the feed of a site, show what it brings and which rules would have matched, and add it to the config.

    Example: monitor feeds add https://gazette.example/ --tag local
    """
    import asyncio

    from monitor.clock import utc_now
    from monitor.core.feeds.address import as_address, written
    from monitor.core.feeds.name import feed_name
    from monitor.feeds.asking import find_feed
    from monitor.feeds.config_edit import NewFeed, add_feeds, checked, read_config_text, stands_already
    from monitor.feeds.preview import preview
    from monitor.rulebook import load_rules

    if yes and dry_run:
        raise typer.BadParameter("--yes and --dry-run exclude each other")
    before = read_config_text(config)
    rules = load_rules(before.config.rules_folder)
    wanted = as_address(address)
    given = NewFeed(name or "feed", wanted, language, tuple(tag or ()), interval)
    checked(given)
    _refuse_if(stands_already(before.config, url=wanted, name=name))
    found = _taken(asyncio.run(find_feed(before.config, utc_now, wanted)), wanted)
    _refuse_if(stands_already(before.config, url=found.url))
    _refuse_if(stands_already(before.config, url=found.answered_at))
    names = {feed.name for feed in before.config.file.feeds}
    new = replace(given, name=name or feed_name(found.parsed.title, found.url, names), url=written(found.url))
    seen = preview(found.parsed.items, checked(new).origin, rules, utc_now())
    say(_about(found, new))
    say(_items(seen, found))
    say(_rules(seen, rules))
    if dry_run or not (yes or _agreed(new.name)):
        say(["nothing is written"])
        return
    say(map(str, add_feeds(before, [new])))
    say(["a running daemon polls it from now on, `monitor run` from its start"])


def _refuse_if(problem: Problem | None) -> None:
    if problem is not None:
        raise InputError([problem])


def _taken(found: FoundFeed | NoFeed, wanted: str) -> FoundFeed:
    """Raises MonitorError if there is none, after the list of those among which a person may choose."""
    from monitor.feeds.discovery import FoundFeed

    if isinstance(found, FoundFeed):
        return found
    say(map(_link, found.choice))
    raise MonitorError(f"{wanted}: {found.reason}")


def _link(link: FeedLink) -> str:
    comments = "  (comments)" if link.comments else ""
    return f"  {link.url}  {link.title}".rstrip() + comments


def _about(found: FoundFeed, new: NewFeed) -> Iterator[str]:
    from monitor.core.text.markup import plain_line

    yield f"feed   {found.url}: {found.how}"
    if found.answered_at != found.url:
        yield f"       answers from {found.answered_at}"
    if found.left:
        yield "left   these are offered too; to have one, give its address:"
        yield from map(_link, found.left)
    yield f"title  {plain_line(found.parsed.title) or '(none)'}"
    yield f"name   {new.name}"


def _items(seen: Preview, found: FoundFeed) -> Iterator[str]:
    count = len(found.parsed.items) + found.parsed.left_out
    yield f"items  {count}" + (f"; the newest {min(NEWEST, len(seen.articles))}:" if seen.articles else "")
    yield from map(_article, seen.articles[:NEWEST])
    if seen.broken:
        yield f"       {seen.broken} cannot be taken"


def _rules(seen: Preview, rules: RuleSet) -> Iterator[str]:
    of = f"of {len(seen.articles)}"
    yield f"rules  {len(seen.matches) or 'none'} of {len(rules.rules)} would have matched" + (
        ":" if seen.matches else ""
    )
    for rule, articles in seen.matches.items():
        yield f"  {rule} ({rules.rules[rule].severity}): {len(articles)} {of}"
        yield from (f"  {_article(article)}" for article in articles[:OF_A_RULE])
        if len(articles) > OF_A_RULE:
            yield f"    and {len(articles) - OF_A_RULE} more"


def _article(article: Article) -> str:
    when = f"{article.published:%Y-%m-%d %H:%M}" if article.published_known else "without a date"
    return f"  {when:16}  {article.fields.title or article.fields.lead[:100] or article.url}"


def _agreed(name: str) -> bool:
    """Raises MonitorError where nobody can be asked."""
    if not sys.stdin or not sys.stdin.isatty():
        raise MonitorError("no terminal to ask at, so nothing is written: give --yes to write it")
    return typer.confirm(f"Add it to the config as {name}?")
