"""From matches and a verdict to decisions, alerts and the outbox, inside the transaction that stores the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.alerts.decide import Circumstances, decide
from monitor.core.alerts.keys import key_of
from monitor.core.alerts.routes import Route, Routed, receivers_for
from monitor.core.alerts.types import Alert
from monitor.core.message.excerpt import excerpts
from monitor.core.rules.ruleset import RuleSet, source_names
from monitor.core.types import Article, Decision, Match, Outcome, Verdict
from monitor.intake.types import Settled
from monitor.store import alerts, articles, deliveries, stories
from monitor.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Occasion:
    """The article as stored, and under which circumstances it came."""

    article: Article
    article_id: int
    edition_number: int
    story_id: int
    verdict: Verdict
    baseline: bool
    matched_before: frozenset[str]
    now: datetime


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
    outgoing: list[tuple[Alert, tuple[str, ...]]] = []
    told = stories.told_by(tx, occasion.story_id) if matches else frozenset()
    for match in matches:
        rule = rules.rules[match.rule]
        article = occasion.article
        circumstances = Circumstances(
            baseline=occasion.baseline,
            age=occasion.now - article.published if article.published_known else timedelta(0),
            alert_window=alert_window,
            told=match.rule in told or stories.EVERY_RULE in told,
            matched_before=match.rule in occasion.matched_before,
            on_story=rule.on_story,
        )
        decision = decide(occasion.verdict, circumstances)
        if match.inherited:
            why = f"inherited, its own text does not meet the rule that told its story: {decision.why}"
            decision = Decision(decision.outcome, why, decision.kind)
        alert_id = None
        if decision.outcome is Outcome.ALERT:
            subject = Routed(
                rule=match.rule,
                severity=match.severity,
                tags=frozenset((*rule.tags, *article.tags)),
                entities=frozenset(mention.entity for mention in match.mentions),
                language=article.language,
                sources=source_names(article),
            )
            receivers = receivers_for(routes, subject)
            decision = Decision(decision.outcome, decision.why, decision.kind, receivers)
            alert = _put_alert(tx, occasion, match, decision)
            alert_id = alert.id
            outgoing.append((alert, receivers))
            stories.set_told(tx, occasion.story_id, match.rule, "alert", occasion.now)
        elif occasion.baseline:
            stories.set_told(tx, occasion.story_id, match.rule, "baseline", occasion.now)
        alerts.record_match(
            tx,
            occasion.article_id,
            occasion.edition_number,
            match,
            decision,
            rules.version,
            alert_id,
            occasion.now,
        )
        settled.append(Settled(match, decision, alert_id))
    _put_deliveries(tx, occasion, outgoing)
    return tuple(settled)


def _put_deliveries(tx: Transaction, occasion: Occasion, outgoing: Sequence[tuple[Alert, tuple[str, ...]]]) -> None:
    """One message a receiver, however many rules met the article: the gravest alert leads, the others go along."""
    article = occasion.article
    gravest_first = sorted(outgoing, key=lambda one: -one[0].severity.rank)
    for receiver in dict.fromkeys(name for _, receivers in gravest_first for name in receivers):
        ids = [alert.id for alert, receivers in gravest_first if receiver in receivers]
        key = key_of(article.origin.feed, article.keys[0], article.edition, str(occasion.edition_number), receiver)
        deliveries.insert(tx, ids[0], ids[1:], receiver, key, occasion.now)


def _put_alert(tx: Transaction, occasion: Occasion, match: Match, decision: Decision) -> Alert:
    article, verdict = occasion.article, occasion.verdict
    # The number too: a headline that goes back to what it was is another edition of the same text.
    key = key_of(match.rule, article.origin.feed, article.keys[0], article.edition, str(occasion.edition_number))
    possibly = articles.get(tx, verdict.possibly_of) if verdict.possibly_of is not None else None
    return alerts.insert(
        tx,
        Alert(
            id=0,
            key=key,
            rule=match.rule,
            rule_title=match.title,
            group=alerts.group_of(occasion.story_id),
            severity=match.severity,
            kind=decision.kind,
            headline=article.fields.title or article.fields.lead[:120],
            url=article.url,
            source=article.origin.source,
            published=article.published,
            published_known=article.published_known,
            language=article.language,
            excerpts=excerpts(article.fields, match.mentions),
            new=verdict.new,
            why=decision.why,
            possibly=f"{possibly.title} ({possibly.source})" if possibly else "",
            created=occasion.now,
        ),
        occasion.article_id,
    )
