"""Stored reports in other languages that may tell the same event as a new one."""

from __future__ import annotations

from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.facts import counted, facts, index_keys
from monitor.core.stories.meaning import judge_meaning
from monitor.core.stories.other_language import WITHIN, Foreign, judge_other_language
from monitor.core.stories.reports import name_of
from monitor.core.stories.same_story import BY_NAMES
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Verdict, VerdictKind
from monitor.intake.prepare import Prepared
from monitor.intake.recall import Recall

MAX_COMPARED = 12
"""Reports in other languages whose entities are looked up."""


def in_other_languages(
    recall: Recall, one: Prepared, verdict: Verdict, rules: RuleSet, thresholds: Thresholds
) -> Verdict:
    """``verdict``, or what reports in other languages make of it if the words have found no story, or one by names
    alone."""
    alone = verdict.kind is VerdictKind.NEW or BY_NAMES in verdict.features
    if not alone or not one.article.language:
        return verdict
    if one.counted:
        verdict = _by_facts(recall, one, verdict, rules)
    if one.meaning and verdict.kind is VerdictKind.NEW:
        meant = recall.meant_in_other_languages(one.article, WITHIN)
        return judge_meaning(one.article, one.meaning, meant, thresholds, verdict) if meant else verdict
    return verdict


def _by_facts(recall: Recall, one: Prepared, verdict: Verdict, rules: RuleSet) -> Verdict:
    article = one.article
    rows = recall.in_other_languages(article, index_keys(one.counted), WITHIN)[:MAX_COMPARED]
    found = [
        Foreign(
            row.id,
            name_of(row.name, row.title, row.source),
            row.published_at,
            row.story_id,
            facts(row.fields, counted(row.fields), rules.watched(row.language)),
        )
        for row in rows
        if row.story_id is not None
    ]
    if not found:
        return verdict
    watched = rules.watched(article.language)
    ours = facts(article.fields, one.counted, watched)
    return judge_other_language(article, ours, found, recall.so_far, verdict, watched.called)
