"""USE CASE: a person has deliveries tried again, or gives them up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from monitor.core.alerts.delivery_state import OPEN, DeliveryState
from monitor.core.errors import MonitorError, nearest
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import lifecycle, outbox
from monitor.store.deliveries.outbox import StoredDelivery

_ARRIVED: dict[str, str] = {DeliveryState.SENT: "it was sent", DeliveryState.TOLD: "a summary told it"}


def retry(
    database: Database, delivery_id: int, receivers: Collection[str], now: datetime, *, again: bool
) -> StoredDelivery:
    """Have one delivery tried now, whatever holds it; as it stood before. One that arrived goes out only ``again``,
    marked as a possible repeat. Raises MonitorError if it cannot be."""
    with database.writing() as tx:
        found = get(tx, delivery_id, to_change=True)
        _known(found.receiver, receivers)
        _not_in_hand(found, now)
        if found.is_yet_to_tell and not again:
            raise MonitorError(_in_summary(found))
        if found.state in _ARRIVED and not again:
            raise MonitorError(f"delivery {delivery_id} needs no retry: {_ARRIVED[found.state]}; --again repeats it")
        lifecycle.make_due(tx, [found], now)
        return found


def retry_all(
    database: Database, receiver: str, receivers: Collection[str], now: datetime, *, dead: bool
) -> list[StoredDelivery]:
    """Have all dead deliveries tried now, and unless only ``dead`` ones are meant, also those that wait for their next
    attempt; only of ``receiver`` if one is given. As they stood before. Raises MonitorError if there is no such
    receiver."""
    if receiver:
        _known(receiver, receivers)
    with database.writing() as tx:
        found = outbox.failed(tx, receiver, only_dead=dead)
        meant = [one for one in found if one.receiver in receivers]
        lifecycle.make_due(tx, meant, now)
        return meant


def drop(database: Database, delivery_id: int, by: str, reason: str, now: datetime) -> StoredDelivery:
    """Give one delivery up; as it stood before. Raises MonitorError if it is over already, or just being sent."""
    with database.writing() as tx:
        found = get(tx, delivery_id, to_change=True)
        _not_in_hand(found, now)
        if found.state not in OPEN and found.state != DeliveryState.DEAD:
            raise MonitorError(f"delivery {delivery_id} is {found.state}: there is nothing to drop")
        lifecycle.drop(tx, delivery_id, f"dropped by {by}: {reason}", now)
        return found


def get(tx: Transaction, delivery_id: int, *, to_change: bool = False) -> StoredDelivery:
    """The delivery with that id; with ``to_change``, a sender that just claims it is waited for, and none takes it
    until the transaction ends. Raises MonitorError if there is none."""
    found = outbox.get(tx, delivery_id, to_change=to_change)
    if found is None:
        raise MonitorError(f"no delivery {delivery_id}: `monitor deliveries list` has the latest")
    return found


def _in_summary(found: StoredDelivery) -> str:
    summary = f"delivery {found.id} is part of delivery {found.told_in}, which is {found.told_state}"
    return f"{summary}: `monitor deliveries retry {found.told_in}`; --again sends it by itself"


def _known(receiver: str, receivers: Collection[str]) -> None:
    if receiver not in receivers:
        raise MonitorError(f'the config has no receiver "{receiver}"{nearest(receiver, receivers)}')


def _not_in_hand(found: StoredDelivery, now: datetime) -> None:
    if found.state == DeliveryState.SENDING and found.leased_until is not None and found.leased_until > now:
        raise MonitorError(f"delivery {found.id} is being sent just now: look again in a moment")
