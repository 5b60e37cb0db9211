"""Which story an article belongs to by its verdict, in the store: begun, joined, or made one with another."""

from __future__ import annotations

from datetime import datetime

from monitor.core.types import Verdict
from monitor.intake.prepare import Prepared
from monitor.intake.recall import Recall
from monitor.store import stories
from monitor.store.database import Transaction


def story_for(tx: Transaction, recall: Recall, one: Prepared, verdict: Verdict, now: datetime) -> int:
    """The story of a new article; stories that the verdict shows to be one with it become one."""
    story_id = recall.story_of(verdict.of) if verdict.of is not None else None
    if story_id is None:
        return stories.start(tx, one.article.fields.title, now, one.figures)
    merged = False
    for other in verdict.same_as:
        if not stories.are_apart(tx, story_id, other) and _is_seeded(tx, story_id) == _is_seeded(tx, other):
            into, gone = min(story_id, other), max(story_id, other)
            stories.merge(tx, gone, into, by=stories.JUDGE, why=one.article.fields.title, now=now)
            story_id, merged = into, True
    add_figures(tx, Recall(tx) if merged else recall, one, story_id, now)
    return story_id


def _is_seeded(tx: Transaction, story_id: int) -> bool:
    """Whether a story counts as told by every rule. One that does is not made one with one that does not: what rules
    have yet to tell of that would be silent."""
    return stories.EVERY_RULE in stories.how_told(tx, story_id)


def add_figures(tx: Transaction, recall: Recall, one: Prepared, story_id: int, now: datetime) -> None:
    """The story has now stated what the article states."""
    stories.add_figures(tx, story_id, recall.figures(story_id), one.figures, now)
