"""Which story an article belongs to by its verdict, in the store: begun, joined, or made one with another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Match, Verdict, VerdictKind
from monitor.intake.prepare import Prepared
from monitor.intake.recall import Recall
from monitor.intake.types import Occasion
from monitor.store import stories
from monitor.store.database import Transaction

INHERITS = 0.45
"""Score of an update from which rules that told its story hear of it though its own text does not meet them."""


def story_for(tx: Transaction, recall: Recall, one: Prepared, verdict: Verdict, now: datetime) -> int:
    """The story of a new article; stories that the verdict shows to be one with it become one."""
    story_id = recall.story_of(verdict.of) if verdict.of is not None else None
    if story_id is None:
        return stories.start(tx, one.article.fields.title, now, one.figures)
    merged = False
    for other in verdict.same_as:
        if not stories.are_apart(tx, story_id, other):
            into, gone = min(story_id, other), max(story_id, other)
            stories.merge(tx, gone, into, by=stories.JUDGE, why=one.article.fields.title, now=now)
            story_id, merged = into, True
    add_figures(tx, Recall(tx) if merged else recall, one, story_id, now)
    return story_id


def add_figures(tx: Transaction, recall: Recall, one: Prepared, story_id: int, now: datetime) -> None:
    """The story has now stated what the article states."""
    stories.add_figures(tx, story_id, recall.figures(story_id), one.figures, now)


def with_inherited(tx: Transaction, occasion: Occasion, matches: Sequence[Match], rules: RuleSet) -> tuple[Match, ...]:
    """``matches``, and of an update the rules that told its story and that its own text does not meet. A rule that asks
    for other sources, languages, tags, links or times hears nothing of it."""
    article, verdict = occasion.article, occasion.verdict
    if verdict.kind is not VerdictKind.UPDATE or verdict.score < INHERITS:
        return tuple(matches)
    told = stories.told_by(tx, occasion.story_id) - {match.rule for match in matches}
    heirs = (rule for name, rule in rules.rules.items() if name in told and rules.looks_at(name, article, occasion.now))
    return (*matches, *(Match(rule.id, rule.title, rule.severity, (), inherited=True) for rule in heirs))
