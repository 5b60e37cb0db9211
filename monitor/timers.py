"""USE CASE: what no item raises: rules that expect news and hear none.

All other waits (quiet hours, digests, caps, snoozes, escalation) are messages that become due: delivery/holding.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.alerts.matters import Matter, longest_window
from monitor.core.alerts.quiet import gone_quiet, no_more_expected, silence_alert
from monitor.core.alerts.routes import Route, routes_for
from monitor.core.rules.ruleset import Rule, RuleSet
from monitor.intake.enqueue import Outgoing, put_deliveries
from monitor.store import alerts, articles, matters, rules
from monitor.store.database import Database, Transaction

SETTLED = timedelta(minutes=10)
"""So long after a start nothing is called silent: what was published meanwhile is read first."""


def tell_of_silence(database: Database, ruleset: RuleSet, routes: Sequence[Route], now: datetime) -> int:
    """Put an alert into the outbox for each matter that went quiet. How many."""
    asking = [rule for rule in ruleset.rules.values() if rule.over_time.quiet is not None]
    if not asking:
        return 0
    with database.reading() as tx:
        if not any(_silent(tx, rule, now) or _left(tx, rule) for rule in asking):
            return 0
    with database.writing() as tx:
        for rule in asking:  # if they come back they are heard of anew
            for group in _left(tx, rule):
                matters.drop(tx, rule.id, group)
        return sum(_tell(tx, rule, ruleset, routes, now) for rule in asking)


def _silent(tx: Transaction, rule: Rule, now: datetime) -> dict[str, Matter]:
    since = rules.since(tx, rule.id) or now
    if rule.over_time.group_by == "rule":  # what is not known of it is expected, too
        return gone_quiet(rule, matters.of_rule(tx, rule.id), since, now)
    return gone_quiet(rule, matters.of_rule_not_told_silent(tx, rule.id, since), since, now)


def _left(tx: Transaction, rule: Rule) -> list[str]:
    by = rule.over_time.group_by
    # Of stories and sources each that was heard of is expected: there may be hundreds of thousands.
    every = matters.groups_of_rule(tx, rule.id, but=by if by in ("story", "source") else "")
    return no_more_expected(rule, every)


def _tell(tx: Transaction, rule: Rule, ruleset: RuleSet, routes: Sequence[Route], now: datetime) -> int:
    found, since = _silent(tx, rule, now), rules.since(tx, rule.id) or now
    for group, matter in found.items():
        entity = ruleset.entities.get(group.removeprefix("entity:"))
        last = articles.get(tx, matter.last_article) if matter.last_article is not None else None
        headline = f"{last.title} ({last.source})" if last else ""
        alert = silence_alert(rule, group, entity.name if entity else rule.title, matter, since, headline, now)
        stored = alerts.insert(tx, alert, None)
        put_deliveries(tx, (stored.key,), [Outgoing(stored, routes_for(routes, stored))], now)
        matters.put(tx, rule.id, group, replace(matter, quiet_told=now))
    return len(found)


def forget_counts(database: Database, ruleset: RuleSet, now: datetime, late: timedelta) -> None:
    """What no window of any rule asks for any more, also of a report that comes ``late`` after it came out, as the last
    that may alert. Raises StoreError."""
    counting = {rule.id: rule.over_time for rule in ruleset.rules.values() if longest_window(rule.over_time)}
    with database.writing() as tx:
        matters.forget_others(tx, counting)
        for name, asked in counting.items():
            over = asked.spike.over + asked.spike.within if asked.spike else timedelta(0)
            matters.forget(tx, name, longest_window(asked) + late, over + late, now)
