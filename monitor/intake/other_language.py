"""Stored reports in other languages that may tell the same event as a new one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.development import development
from monitor.core.stories.development import index_keys as development_keys
from monitor.core.stories.facts import counted, facts
from monitor.core.stories.facts import index_keys as facts_keys
from monitor.core.stories.meaning import Meant, judge_meaning, judge_same_meaning, most_alike
from monitor.core.stories.other_language import WITHIN, Foreign, Told, judge_development, judge_other_language
from monitor.core.stories.reports import name_of
from monitor.core.stories.same_story import BY_NAMES
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.unexplained import unexplained
from monitor.core.stories.watched import Watched
from monitor.core.types import NOTHING_NEW, Verdict, VerdictKind
from monitor.intake.prepare import Prepared
from monitor.intake.recall import Recall
from monitor.store.articles import StoredArticle

MAX_COMPARED = 12
"""Reports in other languages whose entities are looked up."""


def in_other_languages(
    recall: Recall, one: Prepared, verdict: Verdict, rules: RuleSet, thresholds: Thresholds
) -> Verdict:
    """``verdict``, or what reports in other languages make of it: by the people that they count if the words have found
    no story, or one by names alone; by what its headline does and by their meaning if it would alert."""
    if verdict.kind in NOTHING_NEW or not one.article.language:
        return verdict
    alone = verdict.kind is VerdictKind.NEW or BY_NAMES in verdict.features
    if one.does or (one.counted and (alone or one.matches)):
        verdict = _by_facts(recall, one, verdict, rules, alone=alone)
    if one.meaning and verdict.kind not in NOTHING_NEW:
        verdict = _by_meaning(recall, one, verdict, rules, thresholds)
    return verdict


def _by_facts(recall: Recall, one: Prepared, verdict: Verdict, rules: RuleSet, *, alone: bool) -> Verdict:
    """By the people that it counts, if the words left it ``alone``, and by what its headline does."""
    article, watched = one.article, rules.watched(one.article.language)
    keys = (*facts_keys(one.counted), *development_keys(one.does))
    rows = [row for row in recall.in_other_languages(article, keys, WITHIN) if row.story_id is not None][:MAX_COMPARED]
    of = cache(rules.watched)  # asked again for each language, it would look for the names in a text again
    found = [_foreign(row, of(row.language)) for row in rows]
    if not found:
        return verdict
    ours = _told(one, watched)
    if alone and one.counted:
        verdict = judge_other_language(article, ours.facts, found, recall.so_far, verdict, watched.called)
    if not one.matches or verdict.kind in NOTHING_NEW:
        return verdict
    theirs = [development(row.article, of(row.language)) for row in rows]
    return judge_development(ours, list(zip(found, theirs, strict=True)), recall.so_far, verdict, watched.called)


def _by_meaning(recall: Recall, one: Prepared, verdict: Verdict, rules: RuleSet, thresholds: Thresholds) -> Verdict:
    """By what a model makes of it: it tells a report again, or else it is perhaps of the story of one."""
    may_be_silent = thresholds.retold_meaning < 1
    if verdict.kind is not VerdictKind.NEW and not may_be_silent:
        return verdict
    meant = recall.meant_in_other_languages(one.article, WITHIN)
    if meant and may_be_silent:
        verdict = _told_by_meaning(recall, one, meant, verdict, rules, thresholds)
    if not meant or verdict.kind is not VerdictKind.NEW:
        return verdict
    return judge_meaning(one.article, one.meaning, meant, thresholds, verdict)


def _told_by_meaning(
    recall: Recall, one: Prepared, meant: Sequence[Meant], verdict: Verdict, rules: RuleSet, thresholds: Thresholds
) -> Verdict:
    """``verdict``, unless one of those that are ``meant`` alike tells the same."""
    of = cache(rules.watched)
    close = most_alike(one.meaning, meant, thresholds.retold_meaning)[:MAX_COMPARED]
    found = [
        (likeness, _foreign(row, of(row.language)), development(row.article, of(row.language)))
        for likeness, other in close
        if (row := recall.stored(other.id)) and row.story_id is not None
    ]
    if not found:
        return verdict
    return judge_same_meaning(_told(one, rules.watched(one.article.language)), found, recall.so_far, verdict)


def _told(one: Prepared, watched: Watched) -> Told:
    article = one.article
    ours, unexplained = facts(article.fields, one.counted, watched), len(_unexplained(one, watched))
    return Told(article, ours, development(article, watched), unexplained)


def _unexplained(one: Prepared, watched: Watched) -> list[str]:
    article = one.article
    mentions = (*watched.mentions(article.fields), *(each for match in one.matches for each in match.mentions))
    return unexplained(article.fields.title, article.language, mentions, one.weights)


def _foreign(row: StoredArticle, watched: Watched) -> Foreign:
    assert row.story_id is not None, row.id
    return Foreign(
        row.id,
        name_of(row.name, row.title, row.source),
        row.published_at,
        row.story_id,
        facts(row.fields, counted(row.fields), watched),
    )
