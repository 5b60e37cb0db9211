"""USE CASE: the store is brought up to date with the files (feeds, receivers, escalations, rules), with the start of a
daemon (leases) and with the clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from monitor.config import Config
from monitor.core.alerts.delivery_state import ClosedAs, DeliveryState
from monitor.core.alerts.holds import Reason
from monitor.core.alerts.routes import Route, escalations_of, receivers_of, receivers_of_last_resort, routes_for
from monitor.core.alerts.types import Alert
from monitor.core.rules.ruleset import RuleSet
from monitor.core.timing import first_poll
from monitor.core.types import AlertKind
from monitor.store import alerts, clock, configured, feeds, leases, renamed_rules, rules
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import attempts, escalating, lifecycle, orphans
from monitor.store.deliveries.orphans import Beside, Orphan
from monitor.store.deliveries.outbox import StoredDelivery

SET_BACK = timedelta(seconds=30)
"""A clock that goes back by less is only being corrected: what is planned comes soon enough."""
UNDONE = timedelta(days=1)
"""For so long an edit can be undone: what it closed waits again then."""
AT_ONCE = 50
"""Messages that an edit moves in one transaction: others write between two of them, and what one of them did stands if
the process ends before the next."""
_ANY = timedelta(days=10_000)
NONE: Mapping[str, str] = MappingProxyType({})


def sync_feeds(
    tx: Transaction,
    config: Config,
    now: datetime,
    asked: Mapping[str, str],
    before: Mapping[str, str],
) -> None:
    """Make the store's feeds those of the config. Those that were ``asked`` otherwise ``before`` are asked soon."""
    within, by_host = config.file.polling.first_poll_within, config.file.polling.retry_after_for == "host"
    due = {feed.name: first_poll(now, feed.name, within) for feed in config.file.feeds}
    edited = [name for name, mark in asked.items() if before.get(name, mark) != mark]
    wanted = [(feed.name, feed.url, due[feed.name]) for feed in config.file.feeds]
    configured.sync(tx, wanted, hosts_ask=by_host)
    feeds.ask_anew(tx, {name: due[name] for name in edited})


def sync_receivers(
    database: Database,
    config: Config,
    now: datetime,
    renamed: Mapping[str, str],
    renamed_rules: Mapping[str, str] = NONE,
) -> Counter[tuple[str, str]]:
    """Messages that wait for a receiver which left the config go where the routes send such alerts now: nothing that
    was accepted is dropped. ``renamed``: old name -> new name, of those that are the same by all but that;
    ``renamed_rules``: the same of rules, which routes name as they are called now. (old receiver, new receiver) -> how
    many."""
    moved: Counter[tuple[str, str]] = Counter()
    receivers = set(config.file.receivers)

    def move(tx: Transaction, after: int) -> Sequence[Orphan]:
        found = orphans.orphans(tx, receivers, after, AT_ONCE)
        for orphan in found:
            fit, beside = _receivers_for(tx, orphan, config, renamed_rules), orphans.beside_of(tx, orphan)
            itself = renamed.get(orphan.receiver, "")
            receiver = itself if itself in fit else _heir(beside, fit)
            if receiver == itself and orphan.state == DeliveryState.SENDING:
                lifecycle.rename_receiver(tx, orphan.id, receiver)
            else:
                lifecycle.readdress(tx, orphan, receiver, now, beside)
            moved[orphan.receiver, receiver] += 1
        return found

    _in_parts(database, move)
    return moved


def _in_parts(database: Database, part: Callable[[Transaction, int], Sequence[Orphan | StoredDelivery]]) -> None:
    """``part`` deals with the next ``AT_ONCE`` after an id, each time in a transaction of its own."""
    after, more = 0, True
    while more:
        with database.writing() as tx:
            found = part(tx, after)
        more = len(found) == AT_ONCE
        after = found[-1].id if found else after


def _alerts(tx: Transaction, ids: Sequence[int], renamed_rules: Mapping[str, str]) -> dict[int, Alert]:
    """Those of ``ids`` that can be read, of the rules as they are called now."""
    found = alerts.get_all(tx, ids)
    return {one.id: replace(one, rule=renamed_rules.get(one.rule, one.rule)) for one in found}


def _receivers_for(
    tx: Transaction, orphan: Orphan, config: Config, renamed_rules: Mapping[str, str]
) -> tuple[str, ...]:
    """To whom the routes of now send its alert, best first."""
    if orphan.kind is AlertKind.OPERATIONS and config.file.operations:
        return config.file.operations
    escalates = orphan.hold == Reason.ESCALATION
    if (alert := _alerts(tx, [orphan.alert_id], renamed_rules).get(orphan.alert_id)) is not None:
        routes = routes_for(config.routes, alert)  # by these it is asked whether it escalates still
        if routes:
            told = receivers_of(routes)
            return (*(to for _, to in escalations_of(routes)), told[0]) if escalates else told
    rule = renamed_rules.get(orphan.rule, orphan.rule)
    return receivers_of_last_resort(config.routes, rule, orphan.severity, escalates=escalates)


def _heir(beside: Beside, fit: Sequence[str]) -> str:
    """Of several who hear of it, the one who never had it stands in the place of who left: the others have, or gave up,
    a message of their own. If there is none, one who is told."""
    told = [one for one in fit if beside.is_told(one)]
    if beside.orphan.hold == Reason.ESCALATION:
        return next((one for one in fit if one not in told), fit[-1])
    untold = (one for one in fit if not beside.has_any(one))
    return next(untold, None) or next(iter(told), fit[0])


def sync_escalations(
    database: Database, config: Config, now: datetime, renamed_rules: Mapping[str, str] = NONE
) -> None:
    """What waits to escalate to somebody to whom the routes escalate nothing of it any more is not sent."""

    def close(tx: Transaction, after: int) -> Sequence[StoredDelivery]:
        waiting = escalating.waiting(tx, after, AT_ONCE)
        known = _alerts(tx, sorted({alert for one in waiting for alert in one.alerts}), renamed_rules)
        for one in waiting:
            found = [routes_for(config.routes, known[alert]) for alert in one.alerts if alert in known]
            if found and all(routes and one.receiver not in _named_by(routes) for routes in found):
                why = f"the routes escalate it to {one.receiver} no more"
                lifecycle.close(tx, [one.id], ClosedAs.STEP_LEFT, why, now)
        return waiting

    _in_parts(database, close)


def _named_by(routes: Sequence[Route]) -> set[str]:
    """Who is told at once as well: he may stand in for one who left the config."""
    return {*receivers_of(routes), *(to for _, to in escalations_of(routes))}


def sync_undone(
    database: Database, config: Config, now: datetime, renamed_rules: Mapping[str, str] = NONE
) -> Counter[str]:
    """What an edit closed within ``UNDONE`` waits again for its receiver, if the routes name it again. Receiver -> how
    many."""
    opened: Counter[str] = Counter()
    receivers, since = set(config.file.receivers), now - UNDONE
    with database.reading() as tx:
        if not orphans.closed_by_edits(tx, receivers, since, now, most=1):
            return opened

    def open_some(tx: Transaction, after: int) -> Sequence[Orphan]:
        found = orphans.closed_by_edits(tx, receivers, since, now, after, AT_ONCE)
        for one in found:
            if one.receiver in _named(tx, one, config, renamed_rules) and not orphans.beside_of(tx, one).is_told(
                one.receiver
            ):
                lifecycle.open_again(tx, one)
                opened[one.receiver] += 1
        return found

    _in_parts(database, open_some)
    return opened


def _named(tx: Transaction, orphan: Orphan, config: Config, renamed_rules: Mapping[str, str]) -> tuple[str, ...]:
    """Whom the routes of now name for one of its alerts in its own way."""
    if orphan.kind is AlertKind.OPERATIONS:
        return config.file.operations
    known = _alerts(tx, orphan.alerts, renamed_rules).values()
    routes = [route for alert in known for route in routes_for(config.routes, alert)]
    escalates = orphan.hold == Reason.ESCALATION
    return tuple(to for _, to in escalations_of(routes)) if escalates else receivers_of(routes)


def release_leases(database: Database) -> None:
    """Of polls and deliveries. We hold the daemon's lock, so whoever held these leases is gone."""
    with database.writing() as tx:
        leases.give_back_all(tx)
        attempts.give_back_all(tx)


def follow_clock(
    database: Database, before: datetime | None, now: datetime, tell: Callable[[Transaction, timedelta], object]
) -> timedelta:
    """If the clock was set back since ``before`` (without it, since the last poll), what is planned moves with it: else
    nothing would be polled or tried again until the old time comes. By how much; zero if it was not. ``tell`` is part
    of it: once what was planned has moved, nothing shows any more that the clock ran ahead."""
    with database.reading() as tx:
        latest = before or feeds.last_poll_before(tx, now + _ANY) or now
    by = latest - now
    if by < SET_BACK:
        return timedelta(0)
    with database.writing() as tx:
        clock.set_back(tx, by, now)
        tell(tx, by)
    return by


def sync_rules(
    tx: Transaction, ruleset: RuleSet, now: datetime, renamed: Mapping[str, str] = NONE
) -> tuple[list[str], list[str]]:
    """What is stored of rules that are ``renamed``, old name -> new name, goes along. Remember what the rules mean;
    which are (new, changed) since the last time. They do not look back."""
    renamed_rules.rename(tx, renamed)
    return rules.remember(tx, ruleset.meanings(), now)
