"""What a feed would bring: its newest items, and which rules would have matched them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.identity import articles_of
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Article, Item, Origin


@dataclass(frozen=True, slots=True)
class Preview:
    """``articles`` are all that could be taken, the newest first and those without a date last; ``matches`` has for
    each rule that would have matched the articles that it met; ``broken`` counts items that could not be taken."""

    articles: tuple[Article, ...]
    matches: dict[str, tuple[Article, ...]]
    broken: int


def preview(items: Sequence[Item], origin: Origin, rules: RuleSet, now: datetime) -> Preview:
    """What rules say of each item alone: stories, copies and the first poll are not looked at."""
    articles, broken = articles_of(items, origin, now)
    articles.sort(key=lambda article: (article.published_known, article.published), reverse=True)
    matches: dict[str, list[Article]] = {}
    for article in articles:
        for match in rules.match(article, now):
            matches.setdefault(match.rule, []).append(article)
    return Preview(
        tuple(articles), {rule: tuple(matches[rule]) for rule in rules.rules if rule in matches}, len(broken)
    )
