"""From matches and a verdict to decisions, alerts and the outbox, inside the transaction that stores the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.alerts.decide import Circumstances, decide
from monitor.core.alerts.keys import key_of
from monitor.core.alerts.routes import Route, routed, routes_for
from monitor.core.alerts.types import Alert, Reports
from monitor.core.message.excerpt import excerpts
from monitor.core.rules.ruleset import RuleSet, source_names
from monitor.core.types import Article, Decision, Match, Outcome, Verdict
from monitor.intake.outbox import Outgoing, put_deliveries, receivers
from monitor.intake.over_time import Asked, Occurrence, ask
from monitor.intake.types import Settled
from monitor.store import alerts, articles, stories
from monitor.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Occasion:
    """The article as stored, and under which circumstances it came; ``unheard`` as in core/alerts/decide.py."""

    article: Article
    article_id: int
    edition_number: int
    story_id: int
    verdict: Verdict
    baseline: bool
    matched_before: frozenset[str]
    now: datetime
    unheard: timedelta = timedelta(0)


def settle(
    tx: Transaction,
    occasion: Occasion,
    matches: Sequence[Match],
    rules: RuleSet,
    routes: Sequence[Route],
    alert_window: timedelta,
) -> tuple[Settled, ...]:
    """Decide each match, store it, and put alerts with their deliveries into the outbox."""
    settled: list[Settled] = []
    outgoing: list[Outgoing] = []
    told = stories.told_by(tx, occasion.story_id) if matches else frozenset()
    for match in matches:
        asked = _decided(tx, occasion, match, told, rules, alert_window)
        match = replace(match, severity=asked.severity)
        decision, alert_id = asked.decision, None
        if decision.outcome is Outcome.ALERT:
            alert = _put_alert(tx, occasion, match, asked, rules)
            taking = routes_for(routes, routed(alert))
            outgoing.append(Outgoing(alert, taking, asked.hold_until))
            decision = replace(decision, receivers=receivers(outgoing[-1]))
            alert_id = alert.id
            stories.set_told(tx, occasion.story_id, match.rule, "alert", occasion.now)
        elif occasion.baseline:
            stories.set_told(tx, occasion.story_id, match.rule, "baseline", occasion.now)
        alerts.record_match(
            tx, occasion.article_id, occasion.edition_number, match, decision, rules.version, alert_id, occasion.now
        )
        settled.append(Settled(match, decision, alert_id))
    key = occasion.article.origin.feed, occasion.article.keys[0], occasion.article.edition, str(occasion.edition_number)
    put_deliveries(tx, key, outgoing, occasion.now)
    return tuple(settled)


def _decided(
    tx: Transaction,
    occasion: Occasion,
    match: Match,
    told: frozenset[str],
    rules: RuleSet,
    alert_window: timedelta,
) -> Asked:
    """By its story, and by what its rule asks over time."""
    article = occasion.article
    circumstances = Circumstances(
        baseline=occasion.baseline,
        age=occasion.now - article.published if article.published_known else timedelta(0),
        alert_window=alert_window,
        unheard=occasion.unheard,
        told=match.rule in told or stories.EVERY_RULE in told,
        matched_before=match.rule in occasion.matched_before,
        on_story=rules.rules[match.rule].on_story,
    )
    base = decide(occasion.verdict, circumstances)
    if match.inherited:
        why = f"inherited, its own text does not meet the rule that told its story: {base.why}"
        base = Decision(base.outcome, why, base.kind)
    occurrence = Occurrence(
        match=match,
        article=article,
        article_id=occasion.article_id,
        story_id=occasion.story_id,
        verdict=occasion.verdict,
        is_again=circumstances.matched_before,
        is_history=circumstances.baseline or circumstances.is_old,
        now=occasion.now,
    )
    return ask(tx, occurrence, base, rules)


def _put_alert(tx: Transaction, occasion: Occasion, match: Match, asked: Asked, rules: RuleSet) -> Alert:
    article, verdict = occasion.article, occasion.verdict
    # The number too: a headline that goes back to what it was is another edition of the same text.
    key = key_of(match.rule, article.origin.feed, article.keys[0], article.edition, str(occasion.edition_number))
    possibly = articles.get(tx, verdict.possibly_of) if verdict.possibly_of is not None else None
    met = tuple(dict.fromkeys(m.entity for m in match.mentions if m.entity in rules.entities))
    alert = Alert(
        id=0,
        key=key,
        rule=match.rule,
        rule_title=match.title,
        group=asked.group,
        severity=match.severity,
        kind=asked.decision.kind,
        headline=article.fields.title or article.fields.lead[:120],
        url=article.url,
        source=article.origin.source,
        published=article.published,
        published_known=article.published_known,
        language=article.language,
        excerpts=excerpts(article.fields, match.mentions),
        new=verdict.new,
        why=asked.decision.why,
        possibly=f"{possibly.title} ({possibly.source})" if possibly else "",
        created=occasion.now,
        article=occasion.article_id,
        story=occasion.story_id,
        entities=met,
        names=tuple(_named(rules.entities[entity].name, entity, match) for entity in met),
        tags=tuple(dict.fromkeys((*rules.rules[match.rule].tags, *article.tags))),
        sources=tuple(sorted(source_names(article))),
        reports=asked.reports if asked.reports.wanted else Reports(articles.owners_of_story(tx, occasion.story_id)),
    )
    return alerts.insert(tx, alert, occasion.article_id)


def _named(name: str, entity: str, match: Match) -> str:
    """``Khan Sheikhoun (خان شيخون)``: what the article calls it stands in brackets where it is another word."""
    written = next(mention.text for mention in match.mentions if mention.entity == entity)
    return name if written.casefold() in name.casefold() else f"{name} ({written})"
