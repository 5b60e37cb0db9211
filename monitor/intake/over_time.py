"""What a rule asks over time, inside the transaction that stores the article: its matters are read, judged and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial

from monitor.core.alerts.matters import Matter, Past, Sighting, domain_of, groups_of, longest_window
from monitor.core.alerts.over_time import Judged, gone_on, over_time, told_beside
from monitor.core.alerts.types import Reports
from monitor.core.rules.over_time import OverTime, Rated
from monitor.core.rules.ruleset import Rule, RuleSet
from monitor.core.stories.headlines.denials import denies
from monitor.core.stories.sources import CREDIT, has_text_of
from monitor.core.types import Decision, Match, Outcome, Severity, VerdictKind
from monitor.intake.types import Occasion
from monitor.intake.windows import came_out, ends
from monitor.store import alerts, articles, matters, stories
from monitor.store import rules as stored_rules
from monitor.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A match on an occasion. ``is_again``: an edit whose earlier edition met the rule; ``is_history``: it came in the
    feed's first poll, or is too old to alert."""

    match: Match
    occasion: Occasion
    is_again: bool
    is_history: bool


@dataclass(frozen=True, slots=True)
class Ruling:
    """What becomes of a match after all that its rule asks. ``group`` is the matter that its alert is about."""

    decision: Decision
    severity: Severity
    group: str
    reports: Reports = Reports()
    hold_until: datetime | None = None


def ask(tx: Transaction, one: Occurrence, base: Decision, rules: RuleSet) -> Ruling:
    """``base`` is what the story alone says. Of several matters the gravest that alerts leads, a confirmed one before
    others, as each takes what was told for its own. One that alerts at once leads those that `repeat_after` holds."""
    match, rule = one.match, rules.rules[one.match.rule]
    groups = groups_of(rule.over_time.group_by, match, one.occasion.article, one.occasion.story_id, rules.entities)
    if rule.over_time == OverTime():
        return Ruling(base, match.severity, groups[0])
    if match.inherited:
        last = alerts.last_of_story(tx, rule.id, one.occasion.story_id)
        group = last[1] if last else groups[0]
        judged = _gone_on(tx, one, base, rules, group)
        return Ruling(judged.decision, judged.severity, group, judged.reports, judged.hold_until)
    before = {group: matters.get(tx, rule.id, group) for group in groups}
    found = [(group, _in_matter(tx, one, base, rules, group, matter)) for group, matter in before.items()]
    group, judged = max(found, key=_leads)
    if judged.decision.outcome is Outcome.ALERT and judged.hold_until is None:
        for other, its in found:
            if its.hold_until is not None:
                matters.put(tx, rule.id, other, told_beside(before[other], its.matter, one.occasion.now))
    return Ruling(judged.decision, judged.severity, group, judged.reports, judged.hold_until)


def _leads(one: tuple[str, Judged]) -> tuple[bool, bool, int, bool]:
    """Of equals, `max` takes the first."""
    judged = one[1]
    if judged.decision.outcome is not Outcome.ALERT:
        return False, False, 0, False
    return True, judged.hold_until is None, judged.severity.rank, judged.reports.confirmed


def _in_matter(tx: Transaction, one: Occurrence, base: Decision, rules: RuleSet, group: str, matter: Matter) -> Judged:
    """``matter`` is what was known of it before."""
    occasion, rule, now = one.occasion, rules.rules[one.match.rule], one.occasion.now
    if one.is_history:
        seen = _of_long_ago(matter, occasion, rule.over_time)
        matters.put(tx, rule.id, group, seen)
        return Judged(base, one.match.severity, seen)
    _sighted(tx, one, rule.over_time, group)
    at = came_out(occasion)
    past = Past(
        matter,
        lambda span: max(
            matters.count_sightings(tx, rule.id, group, end - span, end) for end in ends(tx, rule.id, group, at, span)
        ),
        lambda span, by: _sources(tx, one, group, span, by)[0],
        partial(matters.rate, tx, rule.id, group),
        occasion.article_id,
        _watched(group, rules),
        at,
        partial(stored_rules.since, tx, rule.id),
    )
    rated = _rated(tx, one, rules, group)
    judged = over_time(rule.over_time, base, rated, past, now)
    judged = replace(judged, matter=replace(judged.matter, last_article=occasion.article_id))
    matters.put(tx, rule.id, group, judged.matter)
    if judged.releases:
        _tell_of_all(tx, one, rule, group)
    return judged


def _gone_on(tx: Transaction, one: Occurrence, base: Decision, rules: RuleSet, group: str) -> Judged:
    """The matter in which the rule told the story, after an update that it inherits."""
    rule, now = rules.rules[one.match.rule], one.occasion.now
    matter = matters.get(tx, rule.id, group)
    if one.is_history:
        return Judged(base, one.match.severity, matter)
    judged = gone_on(rule.over_time, base, _rated(tx, one, rules, group), matter, now)
    matters.put(tx, rule.id, group, judged.matter)
    return judged


def _rated(tx: Transaction, one: Occurrence, rules: RuleSet, group: str) -> Rated:
    """What the rule's steps say of the article, and of the sources in its matter up to now."""
    rule, now = one.match.rule, one.occasion.now
    owners = cache(lambda span: len(_sources(tx, one, group, span, "owner")[0]))
    return rules.rated(rule, one.occasion.article, now, owners)


def _sources(
    tx: Transaction, one: Occurrence, group: str, span: timedelta, by: str
) -> tuple[tuple[str, ...], datetime]:
    """Who says within ``span`` what this report says, and when that ends: those that deny it are counted by
    themselves."""
    is_denial, rule = denies(one.occasion.article.fields.title), one.match.rule

    def says(headline: str) -> bool:
        return denies(headline) is is_denial

    def within(end: datetime) -> tuple[str, ...]:
        return matters.sources(tx, rule, group, end - span, by, says, end)

    found = [(within(end), end) for end in ends(tx, rule, group, came_out(one.occasion), span)]
    return max(found, key=lambda one: len(one[0]))


def _watched(group: str, rules: RuleSet) -> str:
    """The name of the entity whose matter it is; empty for other matters."""
    kind, _, name = group.partition(":")
    return rules.entities[name].name if kind == "entity" and name in rules.entities else ""


def _of_long_ago(matter: Matter, occasion: Occasion, asked: OverTime) -> Matter:
    """The matter with a mention of the day on which its article was published. Of what a rule on silence hears for the
    first time, news is expected from now on."""
    begins_silence = asked.quiet is not None and matter.last_match is None
    known = occasion.article.published_known and not begins_silence
    at = min(occasion.article.published, occasion.now) if known else occasion.now
    first, last = min(matter.first_match or at, at), max(matter.last_match or at, at)
    last_article = occasion.article_id if last == at else matter.last_article
    return replace(matter, first_match=first, last_match=last, last_article=last_article)


def _sighted(tx: Transaction, one: Occurrence, asked: OverTime, group: str) -> None:
    """Notes the match, if the rule counts matches; an edit whose earlier edition met it is none."""
    occasion, span, rule = one.occasion, longest_window(asked), one.match.rule
    if not span or one.is_again:
        return
    verdict, origin = occasion.verdict, occasion.article.origin
    of = has_text_of(verdict.kind, verdict.of, verdict.features)
    at = came_out(occasion)
    first = matters.sighted(tx, rule, group, at - span, of, at + span) if of is not None else None
    is_copy = first is not None and verdict.kind in (VerdictKind.COPY, VerdictKind.SEEN)
    owner = verdict.features.get(CREDIT) or origin.owner
    new = Sighting(at, occasion.article_id, owner, domain_of(occasion.article), origin.feed, is_copy)
    if first is not None:  # with news in it, it is a match more, but no source more
        new = replace(new, owner=first.owner, domain=first.domain, feed=first.feed)
    matters.add_sighting(tx, rule, group, new)
    if asked.spike is not None and not is_copy:
        matters.count_hour(tx, rule, group, at)


def confirmed_with(tx: Transaction, one: Occurrence, rule: Rule, group: str) -> list[int]:
    """The articles that waited for the confirmation which this one is."""
    end = came_out(one.occasion)
    if (confirm := rule.over_time.confirm) is not None:
        _, end = _sources(tx, one, group, confirm.within, confirm.independent_by)
    return matters.sighted_articles(tx, rule.id, group, end - longest_window(rule.over_time), end)


def _tell_of_all(tx: Transaction, one: Occurrence, rule: Rule, group: str) -> None:
    """What was held for confirmation is told with it: none of these stories is news for the rule any more."""
    for story_id in articles.stories_of(tx, confirmed_with(tx, one, rule, group)):
        stories.set_told(tx, story_id, rule.id, stories.ToldBy.ALERT, one.occasion.now)
