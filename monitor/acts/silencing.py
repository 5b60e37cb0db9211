"""USE CASE: a person says what not to tell for a time, sees beforehand what that holds back, and ends it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.acts.corrections import story_of
from monitor.core.alerts.silences import Silence, SilenceKind, covering
from monitor.core.alerts.types import Alert
from monitor.core.errors import MonitorError, nearest
from monitor.core.language_tags import is_language
from monitor.core.rules.ruleset import RuleSet
from monitor.core.zones import stamp
from monitor.store import alerts, silences
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import lifecycle, outbox
from monitor.store.deliveries.outbox import StoredDelivery

LONGEST = timedelta(days=366)
"""A silence that is meant for ever is a change of the rules or routes."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What a silence covers: stored alerts, newest first, and the messages that wait now and that it keeps back."""

    alerts: tuple[Alert, ...]
    waiting: tuple[StoredDelivery, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The silence or snooze in force, and whether this act ``made`` it: if one covered the same for as long, that stays
    the only one."""

    silence: Silence
    made: bool


def add(database: Database, silence: Silence, rules: RuleSet, now: datetime) -> Silence:
    """Store ``silence`` (its ``id`` is ignored). Raises MonitorError if it names what is not known, narrows nothing,
    or is no time from now on."""
    with database.writing() as tx:
        tx.lock_for_judging()  # of a story that becomes part of another meanwhile it would keep nothing back
        check(tx, silence, rules, now)
        titles = {rule: rules.rules[rule].title for rule in silence.matchers.rules}
        names = {entity: rules.entities[entity].name for entity in silence.matchers.entities}
        return silences.insert(tx, replace(silence, called={"rule": titles, "entity": names}))


def check(tx: Transaction, silence: Silence, rules: RuleSet, now: datetime) -> None:
    """Raises MonitorError with the first reason why ``silence`` cannot be."""
    wanted = silence.matchers
    if not wanted.are_given:
        narrow = "name a rule, tag, entity, language, source or story"
        raise MonitorError(f"a silence of everything would hide too much: {narrow}")
    for kind, some in (("tag", wanted.tags), ("language", wanted.languages), ("source", wanted.sources)):
        if not all(one.strip() for one in some):
            raise MonitorError(f"a {kind} of a silence is empty: it would cover something else than meant")
    for language in sorted(wanted.languages):
        if not is_language(language):
            raise MonitorError(f'a language is a code such as tr or ar: "{language}" would cover nothing')
    check_reason(silence.reason)
    for kind, names, known in (("rule", wanted.rules, rules.rules), ("entity", wanted.entities, rules.entities)):
        for name in sorted(names - set(known)):
            raise MonitorError(f'unknown {kind} "{name}"{nearest(name, known)}')
    for story in sorted(wanted.stories):
        story_of(tx, story)
    check_times(silence, now)


def check_reason(reason: str) -> None:
    """Raises MonitorError if there is none."""
    if not reason.strip():
        raise MonitorError("say why: others read the reason")


def check_times(silence: Silence, now: datetime) -> None:
    """Raises MonitorError if the silence is over before it begins, or as good as endless."""
    if silence.ends <= now:
        raise MonitorError(f"it would be over already: it ends at {stamp(silence.ends)}")
    if silence.ends <= silence.starts:
        raise MonitorError(f"it would end before it begins, at {stamp(silence.starts)}")
    if silence.ends - silence.starts > LONGEST:
        raise MonitorError("a silence lasts a year at most: for what should never be told, change the rules or routes")


def covered(tx: Transaction, silence: Silence, since: datetime, now: datetime) -> Covered:
    """The alerts made ``since`` then and before its end that ``silence`` is on; and which of the messages that wait it
    keeps back, or would keep back if it began now."""
    hit = tuple(alert for alert in alerts.since(tx, since) if alert.created < silence.ends and silence.is_on(alert))
    at = max(silence.starts, now)
    waiting = outbox.waiting_with_alerts(tx)
    return Covered(hit, tuple(one for one, its in waiting if covering([silence], its, at) is not None))


def end(database: Database, silence_id: int, by: str, now: datetime) -> Silence:
    """End a silence or snooze before its time; as it stands then. What a snooze held is due at once. Raises
    MonitorError if there is no such silence, or if it is over already."""
    with database.writing() as tx:
        known = get(tx, silence_id)
        if not silences.end(tx, silence_id, by, now):
            how = f"{known.ended_by} ended it" if known.ended_by else "it ended"
            raise MonitorError(f"{known.name} is over: {how} at {stamp(known.ends)}")
        lifecycle.release_snoozed(tx, silence_id, now)
        return get(tx, silence_id)


def get(tx: Transaction, silence_id: int) -> Silence:
    """The silence with that id. Raises MonitorError if there is none."""
    found = silences.get(tx, silence_id)
    if found is None:
        raise MonitorError(f"no silence {silence_id}: `monitor silences list` has the latest")
    return found


def make(tx: Transaction, alert: Alert, wanted: Silence, now: datetime) -> Made:
    """Store ``wanted`` (its ``id`` is ignored), which is of what ``alert`` is of and calls it as that does; unless one
    that is in force covers just this for as long: a silence, or for a snooze a snooze too. Raises MonitorError as
    :func:`check_times` does."""
    check_times(wanted, now)
    for one in silences.in_force(tx, now):
        is_enough = one.matchers == wanted.matchers and one.ends >= wanted.ends
        if is_enough and one.kind in (wanted.kind, SilenceKind.SILENCE):
            return Made(one, made=False)
    of = wanted.matchers
    titles = {alert.rule: alert.rule_title} if alert.rule in of.rules and alert.rule_title else {}
    names = {entity: name for entity, name in alert.name_of.items() if entity in of.entities}
    return Made(silences.insert(tx, replace(wanted, called={"rule": titles, "entity": names})), made=True)
