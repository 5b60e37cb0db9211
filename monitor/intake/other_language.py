"""Stored reports in other languages that may tell the same event as a new one."""

from __future__ import annotations

from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.development import development
from monitor.core.stories.development import index_keys as development_keys
from monitor.core.stories.facts import counted, facts
from monitor.core.stories.facts import index_keys as facts_keys
from monitor.core.stories.meaning import judge_meaning
from monitor.core.stories.other_language import WITHIN, Foreign, judge_development, judge_other_language
from monitor.core.stories.reports import name_of
from monitor.core.stories.same_story import BY_NAMES
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import NOTHING_NEW, Verdict, VerdictKind
from monitor.intake.prepare import Prepared
from monitor.intake.recall import Recall

MAX_COMPARED = 12
"""Reports in other languages whose entities are looked up."""


def in_other_languages(
    recall: Recall, one: Prepared, verdict: Verdict, rules: RuleSet, thresholds: Thresholds
) -> Verdict:
    """``verdict``, or what reports in other languages make of it: by the people that they count or by their meaning
    if the words have found no story, or one by names alone; by what its headline does if it would alert."""
    if verdict.kind in NOTHING_NEW or not one.article.language:
        return verdict
    found = _found(recall, one, rules)
    alone = verdict.kind is VerdictKind.NEW or BY_NAMES in verdict.features
    if found:
        watched = rules.watched(one.article.language)
        ours = facts(one.article.fields, one.counted, watched)
        if alone and one.counted:
            verdict = judge_other_language(one.article, ours, found, recall.so_far, verdict, watched.called)
        if one.does and verdict.kind not in NOTHING_NEW:
            told = development(one.article, watched)
            verdict = judge_development(one.article, ours, told, found, recall.so_far, verdict, watched.called)
    if one.meaning and verdict.kind is VerdictKind.NEW:
        meant = recall.meant_in_other_languages(one.article, WITHIN)
        return judge_meaning(one.article, one.meaning, meant, thresholds, verdict) if meant else verdict
    return verdict


def _found(recall: Recall, one: Prepared, rules: RuleSet) -> list[Foreign]:
    """Stored reports that count as many people as the one, or whose headline does what its headline does."""
    keys = (*facts_keys(one.counted), *development_keys(one.does))
    rows = recall.in_other_languages(one.article, keys, WITHIN)[:MAX_COMPARED] if keys else []
    return [
        Foreign(
            row.id,
            name_of(row.name, row.title, row.source),
            row.published_at,
            row.story_id,
            facts(row.fields, counted(row.fields), rules.watched(row.language)),
            development(row.article, rules.watched(row.language)),
        )
        for row in rows
        if row.story_id is not None
    ]
