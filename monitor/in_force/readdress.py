"""USE CASE: what waits to be sent goes to whom the config of now names for it: where receivers left, escalations
are asked for no more, or edits are undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from monitor.config import Config
from monitor.core.alerts.delivery_state import ClosedAs, DeliveryState
from monitor.core.alerts.routes import Route, escalations_of, receivers_of, receivers_of_last_resort, routes_for
from monitor.core.alerts.types import Alert
from monitor.core.types import AlertKind
from monitor.store import alerts
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import escalating, lifecycle, orphans
from monitor.store.deliveries.orphans import Beside, Orphan
from monitor.store.deliveries.outbox import StoredDelivery

UNDONE = timedelta(days=1)
"""For so long an edit can be undone: what it closed waits again then."""
AT_ONCE = 50
"""Messages that an edit moves in one transaction: others write between two of them, and what one of them did stands if
the process ends before the next."""
NONE: Mapping[str, str] = MappingProxyType({})


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
    if (alert := _alerts(tx, [orphan.alert_id], renamed_rules).get(orphan.alert_id)) is not None:
        routes = routes_for(config.routes, alert)  # by these it is asked whether it escalates still
        if routes:
            told = receivers_of(routes)
            return (*(to for _, to in escalations_of(routes)), told[0]) if orphan.escalates else told
    rule = renamed_rules.get(orphan.rule, orphan.rule)
    return receivers_of_last_resort(config.routes, rule, orphan.severity, escalates=orphan.escalates)


def _heir(beside: Beside, fit: Sequence[str]) -> str:
    """Of several who hear of it, the one who never had it stands in the place of who left: the others have, or gave up,
    a message of their own. If there is none, one who is told."""
    told = [one for one in fit if beside.is_told(one)]
    if beside.orphan.escalates:
        return next((one for one in fit if one not in told), fit[-1])
    untold = (one for one in fit if not beside.has_any(one))
    return next(untold, None) or next(iter(told), fit[0])


def _named_by(routes: Sequence[Route]) -> set[str]:
    """Who is told at once as well: he may stand in for one who left the config."""
    return {*receivers_of(routes), *(to for _, to in escalations_of(routes))}


def _named(tx: Transaction, orphan: Orphan, config: Config, renamed_rules: Mapping[str, str]) -> tuple[str, ...]:
    """Whom the routes of now name for one of its alerts in its own way."""
    if orphan.kind is AlertKind.OPERATIONS:
        return config.file.operations
    known = _alerts(tx, orphan.alerts, renamed_rules).values()
    routes = [route for alert in known for route in routes_for(config.routes, alert)]
    return tuple(to for _, to in escalations_of(routes)) if orphan.escalates else receivers_of(routes)
