"""What a rule asks over time, inside the transaction that stores the article: its matters are read, judged and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from monitor.core.alerts.matters import Past, Sighting, domain_of, groups_of, longest_window
from monitor.core.alerts.over_time import Judged, over_time
from monitor.core.alerts.types import Reports
from monitor.core.rules.over_time import OverTime
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Article, Decision, Match, Outcome, Severity, Verdict, VerdictKind
from monitor.store import articles, matters, stories
from monitor.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A match and where it stands. ``is_again``: an edit whose earlier edition met the rule; ``is_history``: it came in
    the feed's first poll, or is too old to alert."""

    match: Match
    article: Article
    article_id: int
    story_id: int
    verdict: Verdict
    is_again: bool
    is_history: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What becomes of a match after all that its rule asks. ``group`` is the matter that its alert is about."""

    decision: Decision
    severity: Severity
    group: str
    reports: Reports = Reports()
    hold_until: datetime | None = None


def ask(tx: Transaction, one: Occurrence, base: Decision, rules: RuleSet) -> Asked:
    """``base`` is what the story alone says. Of several matters the first that alerts leads; one that alerts at once
    leads those that `repeat_after` holds."""
    match, rule = one.match, rules.rules[one.match.rule]
    groups = groups_of(rule.over_time.group_by, match, one.article, one.story_id, rules.entities)
    if rule.over_time == OverTime() or match.inherited:
        return Asked(base, match.severity, groups[0])
    found = [(group, _in_matter(tx, one, base, rules, group)) for group in groups]
    alerting = [pair for pair in found if pair[1].decision.outcome is Outcome.ALERT] or found
    group, judged = next((pair for pair in alerting if pair[1].hold_until is None), alerting[0])
    return Asked(judged.decision, judged.severity, group, judged.reports, judged.hold_until)


def _in_matter(tx: Transaction, one: Occurrence, base: Decision, rules: RuleSet, group: str) -> Judged:
    rule, now = rules.rules[one.match.rule], one.now
    matter = matters.get(tx, rule.id, group)
    if one.is_history:
        seen = replace(matter, first_match=matter.first_match or now, last_match=now, last_article=one.article_id)
        matters.put(tx, rule.id, group, seen)
        return Judged(base, one.match.severity, seen)
    past = Past(matter, _sighted(tx, one, rule.over_time, group), partial(matters.rate, tx, rule.id, group))
    sources = partial(_sources, past, now)
    judged = over_time(rule.over_time, base, rules.severity_of(rule.id, one.article, now, sources), past, now)
    matters.put(tx, rule.id, group, replace(judged.matter, last_article=one.article_id))
    if judged.reports.confirmed and judged.decision.outcome is Outcome.ALERT:
        _tell_of_all(tx, past.sightings, rule.id, now)
    return judged


def _sources(past: Past, now: datetime, span: timedelta) -> int:
    return len(past.sources(span, now, "owner"))


def _sighted(tx: Transaction, one: Occurrence, asked: OverTime, group: str) -> Sequence[Sighting]:
    """Those within the windows of the rule, this one among them."""
    span, rule = longest_window(asked), one.match.rule
    if not span:
        return ()
    before = matters.sightings(tx, rule, group, one.now - span)
    if one.is_again:
        return before
    of = one.verdict.of if one.verdict.kind in (VerdictKind.COPY, VerdictKind.SEEN) else None
    origin = one.article.origin
    is_copy = any(sighting.article == of for sighting in before)
    new = Sighting(one.now, one.article_id, origin.owner, domain_of(one.article), origin.feed, is_copy)
    matters.add_sighting(tx, rule, group, new)
    if asked.spike is not None and not is_copy:
        matters.count_hour(tx, rule, group, one.now)
    return (*before, new)


def _tell_of_all(tx: Transaction, sightings: Sequence[Sighting], rule: str, now: datetime) -> None:
    """What was held for confirmation is told with it: none of these stories is news for the rule any more."""
    for story_id in articles.stories_of(tx, [one.article for one in sightings]):
        stories.set_told(tx, story_id, rule, "alert", now)
