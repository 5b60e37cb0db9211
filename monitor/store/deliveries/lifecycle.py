"""From the outbox to an end: each change of what a delivery is, but for the attempts to send it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from monitor.core.alerts.delivery_state import OPEN, ClosedAs, DeliveryState
from monitor.core.alerts.holds import Hold, Reason
from monitor.core.alerts.schedule import Schedule
from monitor.core.alerts.types import Form
from monitor.store import alerts, pauses
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.deliveries.due import Due
from monitor.store.deliveries.orphans import Beside, Orphan, beside_of
from monitor.store.deliveries.outbox import StoredDelivery
from monitor.store.deliveries.where import TO_ESCALATE, on_articles_of
from monitor.store.tables import NO_LEASE, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)

_INSERT = _delivery.insert()


def insert(
    tx: Transaction, alert_id: int, also: list[int], receiver: str, key: str, now: datetime, hold: Hold | None = None
) -> int:
    """Put one message into the outbox: an alert, and others that go with it. With ``hold`` it waits."""
    values: dict[str, Any] = {"alert_id": alert_id, "also": also, "receiver": receiver, "key": key}
    if hold is not None:
        values |= {"state": DeliveryState.HELD, **held_as(hold)}
    until = hold.until if hold is not None and hold.until is not None else now
    return tx.insert(_INSERT, values | {"next_attempt_at": until, "created_at": now})


def hold(tx: Transaction, ids: Sequence[int], hold: Hold, now: datetime) -> None:
    """They wait, or are silenced for good where the hold has no end."""
    values = held_as(hold)
    if hold.until is None:
        values |= {"state": DeliveryState.SILENCED, "finished_at": now}
    else:
        values |= {"state": DeliveryState.HELD, "next_attempt_at": hold.until}
    _update(tx, ids, values)


def held_as(hold: Hold) -> dict[str, Any]:
    """What a message that ``hold`` holds says of it."""
    values = {"hold": hold.waits_for.value, "held_by": hold.reason.value}
    return values | {"hold_why": hold.why, "silence_id": hold.silence}


def set_lead(tx: Transaction, delivery_id: int, alert_id: int, also: list[int]) -> None:
    """Another of its alerts stands first in a message."""
    _update(tx, [delivery_id], {"alert_id": alert_id, "also": also})


def sum_up(
    tx: Transaction,
    receiver: str,
    due: Sequence[Due],
    heading: str,
    key: str,
    now: datetime,
    waits_for: Reason | None = None,
) -> int:
    """One message instead of these: it tells of their alerts, the gravest first, and is a possible repeat if one of
    them is. ``waits_for``: for what all of them waited, where the message goes on as one that did. Its id."""
    gravest = sorted(due, key=lambda one: (-one.severity.rank, one.id))
    ids = list(dict.fromkeys(alert for one in gravest for alert in (one.alert_id, *one.also)))
    values = {"alert_id": ids[0], "also": ids[1:], "receiver": receiver, "key": key, "form": Form.SUMMARY.value}
    values |= {"heading": heading, "next_attempt_at": now, "created_at": min(one.created for one in due)}
    values |= {"hold": waits_for or "", "unrecorded": any(one.may_have_arrived for one in due)}
    new = tx.insert(_INSERT, values)
    told = {"state": DeliveryState.TOLD, "told_in": new, "finished_at": now, **NO_LEASE}
    _update(tx, [one.id for one in due], told)
    return new


def close(tx: Transaction, ids: Collection[int], closed_as: ClosedAs, why: str, now: datetime) -> None:
    """They need not be sent."""
    _update(tx, ids, _closed(closed_as, why, now))


def bury(tx: Transaction, delivery_id: int, why: str, now: datetime) -> None:
    """It can never be sent."""
    _update(tx, [delivery_id], {"state": DeliveryState.DEAD, "error": why, "finished_at": now, **NO_LEASE})


def drop(tx: Transaction, delivery_id: int, why: str, now: datetime) -> None:
    """It will not be sent."""
    values = {"state": DeliveryState.DROPPED, "error": why, "finished_at": now, **NO_LEASE}
    tx.connection.execute(update(_delivery).where(_delivery.c.id == delivery_id).values(values))


def close_escalations(tx: Transaction, acknowledged: Iterable[int], why: str, now: datetime) -> None:
    """What one of these alerts leads and waits to escalate need not be sent, if somebody saw to all that it tells."""
    for some in chunks(acknowledged):
        query = select(_delivery.c.id, _delivery.c.alert_id, _delivery.c.also)
        rows = tx.connection.execute(query.where(TO_ESCALATE, _delivery.c.alert_id.in_(some))).all()
        seen = alerts.all_acknowledged(tx, {alert for row in rows for alert in (row.alert_id, *row.also)})
        its = [row.id for row in rows if seen.keys() >= {row.alert_id, *row.also}]
        close(tx, its, ClosedAs.ACKNOWLEDGED, why, now)


def make_due(tx: Transaction, deliveries: Sequence[StoredDelivery], now: datetime) -> None:
    """They are to be sent now, and nothing holds them; what escalates does so still. What arrived before is marked as a
    possible repeat."""
    values = {
        "state": DeliveryState.PENDING,
        "next_attempt_at": now,
        "finished_at": None,
        "hold": Reason.BY_HAND.value,
        "held_by": Reason.BY_HAND.value,
        "hold_why": "",
    }
    values |= {"silence_id": None, "closed_as": "", "told_in": None, "counted": False, "error": "", **NO_LEASE}
    may_have_arrived = (DeliveryState.SENT, DeliveryState.TOLD, DeliveryState.SENDING)
    for one in deliveries:
        arrived = {"unrecorded": True} if one.state in may_have_arrived else {}
        kept = {"hold": one.hold} if one.escalates else {}
        tx.connection.execute(update(_delivery).where(_delivery.c.id == one.id).values(values | arrived | kept))


def release_snoozed(tx: Transaction, silence_id: int, now: datetime) -> None:
    """What a snooze keeps back is due, and what waited to escalate until after that was told: whether anything else
    holds it is asked again then."""
    waits = (_delivery.c.state == DeliveryState.HELD) & (_delivery.c.next_attempt_at > now)
    its = waits & (_delivery.c.silence_id == silence_id)
    after_it = waits & (_delivery.c.held_by == Reason.UNTOLD.value)
    alerts_of = list(tx.connection.scalars(select(_delivery.c.alert_id).where(its)))
    tx.connection.execute(update(_delivery).where(its).values(next_attempt_at=now))
    for some in chunks(alerts_of):
        late = after_it & _delivery.c.alert_id.in_(on_articles_of(some))
        tx.connection.execute(update(_delivery).where(late).values(next_attempt_at=now))


def try_again(tx: Transaction, receivers: Collection[str], now: datetime) -> None:
    """What these receivers did not take is due at once: they are others now, and may take it."""
    waits = (_delivery.c.state == DeliveryState.PENDING) & (_delivery.c.next_attempt_at > now)
    tx.connection.execute(
        update(_delivery).where(waits, _delivery.c.receiver.in_(receivers)).values(next_attempt_at=now)
    )
    pauses.end(tx, receivers)


def ask_again(tx: Transaction, receiver: str, schedule: Schedule, now: datetime) -> None:
    """What quiet hours, a cap or another digest than now keep from a receiver whose ``schedule`` may be a new one is
    due: whether it waits on is asked then. What had its digest, and is held by something else since, had it."""
    mine = (_delivery.c.receiver == receiver) & (_delivery.c.state == DeliveryState.HELD)
    waits = mine & (_delivery.c.next_attempt_at > now)
    held = _delivery.c.held_by.in_((Reason.QUIET_HOURS.value, Reason.CAP.value))
    tx.connection.execute(update(_delivery).where(waits, held).values(next_attempt_at=now))
    by_digest = waits & (_delivery.c.held_by == Reason.DIGEST.value)
    if schedule.digest is None:  # what waited for one comes together, as one
        tx.connection.execute(update(_delivery).where(by_digest).values(next_attempt_at=now))
        return
    other = by_digest & (_delivery.c.next_attempt_at != schedule.digest.after(now))
    tx.connection.execute(update(_delivery).where(other).values(next_attempt_at=now, hold=""))


def open_again(tx: Transaction, orphan: Orphan) -> None:
    """It waits as it did before it was closed."""
    state = DeliveryState.HELD if orphan.hold else DeliveryState.PENDING
    values = {"state": state, "closed_as": "", "error": "", "finished_at": None}
    tx.connection.execute(update(_delivery).where(_delivery.c.id == orphan.id).values(values))


def readdress(tx: Transaction, orphan: Orphan, receiver: str, now: datetime, beside: Beside | None = None) -> None:
    """Send it to ``receiver`` instead, a held one when its hold is over; or close it, if that one is told of its alerts
    anyway. If it is told of some, it may get these again, marked as a possible repeat. An attempt that is under way
    loses its claim: how it ends says nothing about ``receiver``. ``beside`` is what is beside it now."""
    values: dict[str, object] = {"receiver": receiver, "error": "", **NO_LEASE}  # how others failed is not its fault
    if orphan.state != DeliveryState.HELD:
        values |= {"state": DeliveryState.PENDING, "next_attempt_at": now}
    if orphan.state == DeliveryState.SENDING:
        values["unrecorded"] = True
    told = (beside or beside_of(tx, orphan)).told(receiver)
    if told == set(orphan.alerts):
        why = f"its receiver left the config, {receiver} is told"
        values |= {"receiver": orphan.receiver, **_closed(ClosedAs.RECEIVER_LEFT, why, now)}
    elif told:
        values["unrecorded"] = True
    tx.connection.execute(update(_delivery).where(_delivery.c.id == orphan.id).values(values))


def rename_receiver(tx: Transaction, delivery_id: int, receiver: str) -> None:
    """Its receiver is called so from now on; an attempt that is under way is still this one's."""
    tx.connection.execute(update(_delivery).where(_delivery.c.id == delivery_id).values(receiver=receiver))


def _update(tx: Transaction, ids: Collection[int], values: dict[str, object]) -> None:
    """What a person gave up since it was chosen stays so."""
    for some in chunks(sorted(ids)):
        its = _delivery.c.id.in_(some) & _delivery.c.state.in_(OPEN)
        tx.connection.execute(update(_delivery).where(its).values(values))


def _closed(closed_as: ClosedAs, why: str, now: datetime) -> dict[str, object]:
    closed = {"state": DeliveryState.CLOSED, "closed_as": closed_as, "error": why, "finished_at": now}
    return {**closed, **NO_LEASE}
