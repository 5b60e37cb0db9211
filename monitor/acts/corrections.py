"""USE CASE: a person corrects what the judge made of articles; it is remembered, and the judge never undoes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.errors import MonitorError
from monitor.core.numbers.counts.figure import Figure
from monitor.core.numbers.figures import figures
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.sources import credit_of
from monitor.core.types import Verdict, VerdictKind
from monitor.intake import Policy
from monitor.intake.settle import settle
from monitor.intake.types import Occasion, Settled
from monitor.store import alerts, articles, editions, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Database, Transaction

MAX_ITEMS = 10_000
"""Items of a story that are read when one is taken out of it."""


@dataclass(frozen=True, slots=True)
class OfItsOwn:
    """What became of an item that is no duplicate: the story that it begins, what was decided now, and the rules that
    had alerted on it before, which do not alert again."""

    story_id: int
    settled: tuple[Settled, ...]
    told_before: tuple[str, ...]


def merge(database: Database, from_id: int, into_id: int, now: datetime) -> int:
    """Two stories are one; how many articles moved. Raises MonitorError if there is no such story."""
    if from_id == into_id:
        raise MonitorError(f"story {from_id} cannot become part of itself: name two stories")
    with database.writing() as tx:
        tx.lock_for_judging()
        moved, _ = story_of(tx, from_id), story_of(tx, into_id)
        stories.merge(tx, from_id, into_id, by=stories.PERSON, why="", now=now)
    return moved.items


def split(database: Database, story_id: int, items: Sequence[int], now: datetime) -> int:
    """These items of a story are another; its id. Who told the old one has told this one. Raises MonitorError if there
    is no such story or item, or if nothing would be left of the old one."""
    with database.writing() as tx:
        tx.lock_for_judging()
        story = story_of(tx, story_id)
        found = [_item(tx, item) for item in dict.fromkeys(items)]
        for item in found:
            if item.story_id != story_id:
                raise MonitorError(f"item {item.id} is of story {item.story_id}, not of {story_id}")
        if len(found) == story.items:
            raise MonitorError(f"these are all items of story {story_id}: there is nothing to split")
        return _taken_out(tx, story, found, stories.ChangeKind.SPLIT, now)


def not_duplicate(database: Database, item_id: int, rules: RuleSet, policy: Policy, now: datetime) -> OfItsOwn:
    """An item is no duplicate: it is the first of a story of its own, and what it should have alerted, it alerts now.
    Raises MonitorError if there is no such item, or if it is new already."""
    with database.writing() as tx:
        tx.lock_for_judging()
        item = _item(tx, item_id)
        story = stories.get(tx, item.story_id) if item.story_id is not None else None
        if story is None or item.verdict == VerdictKind.NEW:
            shared = story is not None and story.items > 1
            how = f"; `monitor stories split {item.story_id} {item_id}` takes it out of its story" if shared else ""
            raise MonitorError(
                f"item {item_id} counts as no duplicate: its verdict is {item.verdict or 'missing'}{how}"
            )
        new_id = _taken_out(tx, story, [item], stories.ChangeKind.NOT_DUPLICATE, now)
        article = item.article
        of = articles.get(tx, item.verdict_of) if item.verdict_of is not None else None
        why = f"no duplicate of {of.name if of else 'anything'}, as a person says"
        features = {"no_duplicate_of": item.verdict_of} | credit_of(article.fields)
        verdict = Verdict(VerdictKind.NEW, why, features=features)
        articles.set_verdict(tx, item_id, verdict, new_id)
        before = alerts.rules_that_told(tx, item_id)
        for rule in before:
            stories.set_told(tx, new_id, rule, stories.ToldBy.ALERT, now)
        matches = [match for match in rules.match(article, now) if match.rule not in before]
        occasion = Occasion(article, item_id, item.edition_number, new_id, verdict, item.baseline, frozenset(), now)
        settled = settle(tx, occasion, matches, rules, policy)
        return OfItsOwn(new_id, settled, tuple(sorted(before)))


def story_of(tx: Transaction, story_id: int) -> stories.StoredStory:
    """The story with that id. Raises MonitorError if there is none, or none any more."""
    story = stories.get(tx, story_id)
    if story is not None:
        return story
    if (into := stories.went_into(tx, story_id)) is not None:
        raise MonitorError(f"story {story_id} is part of story {into} now")
    raise MonitorError(f"no story {story_id}: `monitor stories list` has the latest")


def _taken_out(
    tx: Transaction,
    story: stories.StoredStory,
    leaving: Sequence[StoredArticle],
    kind: stories.ChangeKind,
    now: datetime,
) -> int:
    """These articles of a story are another one; its id. Each has now stated what its own articles state: a figure of
    the one must not pass for known in the other, where it would keep news silent."""
    gone = {item.id for item in leaving}
    staying = sorted(item.id for item in articles.of_story(tx, story.id, MAX_ITEMS) if item.id not in gone)
    known = stories.figures_of(tx, [story.id])[story.id]
    theirs, ours = _stated(tx, gone), frozenset(_stated(tx, staying))
    if any(item.prints is not None for item in leaving):  # a fingerprint, whose figures the story alone knows
        theirs = tuple(dict.fromkeys((*known, *theirs)))
    new_id = stories.start(tx, leaving[0].title, now, theirs)
    stories.split(tx, story.id, sorted(gone), new_id, kind=kind, now=now)
    if staying:
        # After a merge the headline need not be that of the oldest article.
        left = any(story.headline == fields.title for fields in editions.texts_of(tx, gone))
        first = articles.get(tx, staying[0]) if left or min(gone) < staying[0] else None
        kept = [figure for figure in known if figure in ours or figure not in theirs]
        stories.restate(tx, story.id, first.title if first else story.headline, kept)
    return new_id


def _stated(tx: Transaction, ids: Iterable[int]) -> tuple[Figure, ...]:
    """The figures of these articles in all of their editions."""
    return tuple(dict.fromkeys(figure for fields in editions.texts_of(tx, ids) for figure in figures(fields)))


def _item(tx: Transaction, item_id: int) -> StoredArticle:
    item = articles.get(tx, item_id)
    if item is None:
        raise MonitorError(f"no item {item_id}: `monitor items` lists them")
    return item
