"""USE CASE: a person corrects what the judge made of articles; it is remembered, and the judge never undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.core.errors import MonitorError
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Article, Origin, Verdict, VerdictKind
from monitor.intake import Policy
from monitor.intake.settle import Occasion, settle
from monitor.intake.types import Settled
from monitor.store import articles, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Database, Transaction


def merge(database: Database, from_id: int, into_id: int, now: datetime) -> int:
    """Two stories are one; how many articles moved. Raises MonitorError if there is no such story."""
    if from_id == into_id:
        raise MonitorError(f"story {from_id} is one already: name two stories")
    with database.writing() as tx:
        moved, _ = _story(tx, from_id), _story(tx, into_id)
        stories.merge(tx, from_id, into_id, by=stories.PERSON, why="", now=now)
    return moved.items


def split(database: Database, story_id: int, items: Sequence[int], now: datetime) -> int:
    """These items of a story are another; its id. Who told the old one has told this one."""
    with database.writing() as tx:
        story = _story(tx, story_id)
        found = [_item(tx, item) for item in dict.fromkeys(items)]
        for item in found:
            if item.story_id != story_id:
                raise MonitorError(f"item {item.id} is of story {item.story_id}, not of {story_id}")
        if len(found) == story.items:
            raise MonitorError(f"these are all items of story {story_id}: there is nothing to split")
        ids = [item.id for item in found]
        return stories.split(tx, story_id, ids, kind="split", headline=found[0].title, now=now)


def not_duplicate(
    database: Database, item_id: int, rules: RuleSet, policy: Policy, now: datetime
) -> tuple[int, tuple[Settled, ...]]:
    """An item is no duplicate: it is the first of a story of its own, and what it should have alerted, it alerts now.
    That story, and what was decided."""
    with database.writing() as tx:
        item = _item(tx, item_id)
        story = stories.get(tx, item.story_id) if item.story_id is not None else None
        if story is None or item.verdict == VerdictKind.NEW:
            raise MonitorError(f"item {item_id} counts as no duplicate: its verdict is {item.verdict or 'missing'}")
        kind = "not_duplicate"
        new_id = stories.split(tx, story.id, [item_id], kind=kind, headline=item.title, now=now)
        article = _article(item)
        verdict = Verdict(VerdictKind.NEW, f"no duplicate of item {item.verdict_of}, as a person says")
        articles.set_verdict(tx, item_id, verdict, new_id)
        occasion = Occasion(article, item_id, item.edition_number, new_id, verdict, False, frozenset(), now)
        matches = rules.match(article, now)
        return new_id, settle(tx, occasion, matches, rules, policy.routes, policy.alert_window)


def _story(tx: Transaction, story_id: int) -> stories.StoredStory:
    story = stories.get(tx, story_id)
    if story is None:
        raise MonitorError(f"no story {story_id}: `monitor stories list` has the latest")
    return story


def _item(tx: Transaction, item_id: int) -> StoredArticle:
    item = articles.get(tx, item_id)
    if item is None:
        raise MonitorError(f"no item {item_id}: `monitor items` lists them")
    return item


def _article(stored: StoredArticle) -> Article:
    """As it was when it came, as far as deciding asks."""
    return Article(
        keys=(f"item:{stored.id}",),
        origin=Origin(stored.feed, stored.source, stored.owner, stored.language, ()),
        url=stored.url,
        canonical_url="",
        fields=stored.fields,
        language=stored.language,
        tags=tuple(stored.tags),
        published=stored.published_at,
        published_known=stored.published_known,
        edition=stored.edition,
        guid=stored.guid,
    )
