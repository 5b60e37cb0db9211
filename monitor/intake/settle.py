"""From matches and a verdict to decisions, alerts and the outbox, inside the transaction that stores the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from monitor.core.alerts.decide import Circumstances, decide
from monitor.core.alerts.routes import routes_for
from monitor.core.alerts.silences import Silence, SilenceKind, covering
from monitor.core.alerts.types import Alert
from monitor.core.rules.ruleset import Rule, RuleSet
from monitor.core.types import AlertKind, Decision, Match, Outcome, Verdict
from monitor.intake.alert import alert_of
from monitor.intake.enqueue import Outgoing, put_deliveries, receivers
from monitor.intake.over_time import Occurrence, Ruling, ask, confirmed_with
from monitor.intake.types import Occasion, Policy, Settled
from monitor.intake.untold import verdict_for_rule
from monitor.store import alerts, silences, stories
from monitor.store.database import Transaction

_INHERITED = "its own text does not meet the rule, which told the story that it is of: "
_ONLY_OLDER = "only older posts of the live page meet the rule, not what is new: "


def settle(
    tx: Transaction,
    occasion: Occasion,
    matches: Sequence[Match],
    rules: RuleSet,
    policy: Policy,
) -> tuple[Settled, ...]:
    """Decide each match, store it, and put alerts with their deliveries into the outbox."""
    settled: list[Settled] = []
    outgoing: list[Outgoing] = []
    told = stories.how_told(tx, occasion.story_id) if matches else {}
    for match in matches:
        by = _told_by(tx, occasion, match, told, rules)
        seen = occasion
        if by and rules.rules[match.rule].on_story == "updates":
            is_on = partial(_is_on, tx, occasion, match, rules)
            seen = replace(occasion, verdict=verdict_for_rule(tx, occasion, match, is_on))
        ruling = _decided(tx, occasion, seen.verdict, match, by, rules, policy)
        match = replace(match, severity=ruling.severity)
        decision, alert_id = ruling.decision, None
        if decision.outcome is Outcome.ALERT:
            alert = alerts.insert(tx, alert_of(tx, seen, match, ruling, rules), occasion.article_id)
            taking = routes_for(policy.routes, alert)
            outgoing.append(Outgoing(alert, taking, ruling.hold_until))
            decision = replace(decision, receivers=receivers(outgoing[-1]))
            alert_id = alert.id
            if alert.reports.confirmed:
                one = Occurrence(match, occasion, is_again=False, is_history=False)
                _tell_of_waiting(tx, one, rules.rules[match.rule], alert)
        elif occasion.baseline:
            stories.set_told(tx, occasion.story_id, match.rule, stories.ToldBy.BASELINE, occasion.now)
        alerts.record_match(
            tx, occasion.article_id, occasion.edition_number, match, decision, rules.version, alert_id, occasion.now
        )
        settled.append(Settled(match, decision, alert_id, ruling.hold_until))
    key = occasion.article.origin.feed, occasion.article.keys[0], occasion.article.edition, str(occasion.edition_number)
    put_deliveries(tx, key, outgoing, occasion.now)
    _set_told(tx, occasion, outgoing)
    return tuple(settled)


def _set_told(tx: Transaction, occasion: Occasion, outgoing: Sequence[Outgoing]) -> None:
    """What a silence keeps from everybody counts as told for what that silence covers, and for nothing else."""
    over = silences.in_force(tx, occasion.now) if outgoing else []
    for one in outgoing:
        silence = _kept_from_all(over, one, outgoing, occasion.now)
        by = silences.told_marker(silence) if silence else stories.ToldBy.ALERT
        stories.set_told(tx, occasion.story_id, one.alert.rule, by, occasion.now)


def _kept_from_all(
    over: Sequence[Silence], one: Outgoing, outgoing: Sequence[Outgoing], now: datetime
) -> Silence | None:
    """The silence that keeps an alert from all its receivers. One that `repeat_after` holds may be told after it."""
    found = covering(over, [one.alert], now)
    if found is None or one.hold_until is not None:
        return None
    for receiver in receivers(one):  # a message goes out if one of its alerts may
        message = covering(over, [other.alert for other in outgoing if receiver in receivers(other)], now)
        if message is None or message.kind is not SilenceKind.SILENCE:
            return None
    return found


def _decided(
    tx: Transaction,
    occasion: Occasion,
    verdict: Verdict,
    match: Match,
    by: str,
    rules: RuleSet,
    policy: Policy,
) -> Ruling:
    """By its story, of which its rule has heard ``by`` what, and by what its rule asks over time."""
    article = occasion.article
    how_told, told_in = _how_told(tx, by, match.rule, occasion.story_id) if by else ("", None)
    circumstances = Circumstances(
        baseline=occasion.baseline,
        age=occasion.now - article.published if article.published_known else timedelta(0),
        alert_window=policy.alert_window,
        unheard=occasion.unheard,
        told=bool(by),
        matched_before=match.rule in occasion.matched_before,
        on_story=rules.rules[match.rule].on_story,
        material=frozenset(rules.rules[match.rule].material),
        how_told=how_told,
        told_in=told_in,
    )
    base = decide(verdict, circumstances)
    if match.inherited:
        base = replace(base, why=f"{_INHERITED}{base.why}")
    elif match.rule in occasion.older:
        # It is told: "he died in hospital" names nobody. Whoever is woken reads why.
        base = replace(base, why=f"{_ONLY_OLDER}{base.why}")
    is_history = circumstances.baseline or circumstances.is_old
    return ask(tx, Occurrence(match, occasion, circumstances.matched_before, is_history), base, rules)


def _told_by(tx: Transaction, occasion: Occasion, match: Match, told: Mapping[str, str], rules: RuleSet) -> str:
    """By what the story counts as told for a match; empty if it does not."""
    by = told.get(match.rule, "")
    return by if by and _counts(tx, by, occasion, match, rules) else told.get(stories.EVERY_RULE, "")


def _counts(tx: Transaction, by: str, occasion: Occasion, match: Match, rules: RuleSet) -> bool:
    """Whether what is told ``by`` is told for this match: what was only silenced is, if the silence is on this too."""
    silence = silences.of_marker(tx, by)
    return silence is None or _is_on(tx, occasion, match, rules, silence)


def _is_on(tx: Transaction, occasion: Occasion, match: Match, rules: RuleSet, silence: Silence) -> bool:
    """Whether a silence is on an alert that a match would be, whenever that comes."""
    first = Ruling(Decision.alert("", AlertKind.FIRST), match.severity, "")
    return silence.is_on(alert_of(tx, occasion, match, first, rules))


def _tell_of_waiting(tx: Transaction, one: Occurrence, rule: Rule, alert: Alert) -> None:
    """What waited for the confirmation is told by its alert."""
    alerts.attach_confirming(tx, rule.id, confirmed_with(tx, one, rule, alert.group), alert.id)


def _how_told(tx: Transaction, by: str, rule: str, story_id: int) -> tuple[str, int | None]:
    """By what the rule has told the story, for a person, and the alert, if one is known; one on another story may have
    told of it, too."""
    if (silence := silences.of_marker(tx, by)) is not None:
        return f"counts as told ({silence.name})", None
    if (last := alerts.last_of_story(tx, rule, story_id)) is not None:
        return f"told before by this rule (alert {last[0]})", last[0]
    if by == stories.ToldBy.ALERT:
        return "told before by this rule", None
    return "counts as told (a seed)" if by == stories.ToldBy.SEED else "counts as told (it came in a first poll)", None
