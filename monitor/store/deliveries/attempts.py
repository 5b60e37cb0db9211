"""Attempts to send: claimed before anything is sent, so that a crash leaves a trace, and how each ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from monitor.core.alerts.delivery_state import OPEN, AttemptOutcome, DeliveryState
from monitor.core.alerts.holds import Reason
from monitor.core.alerts.types import Delivery, Form, SendFailed, Sent
from monitor.store import alerts
from monitor.store.database import Transaction
from monitor.store.deliveries import history
from monitor.store.deliveries.where import FREE
from monitor.store.tables import NO_LEASE, AttemptRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_attempt = table_of(AttemptRow)

IN_A_SUMMARY = 200
"""Alerts that a summary tells of; it counts the rest."""
MOST_ATTEMPTS = 100
"""Of one message that are kept, beside its first, which says since when its receiver refuses."""


class Unreadable(Exception):
    """No alert of a message can be read."""


_BEGIN_ATTEMPT = _attempt.insert()
_FORGET_ATTEMPTS = delete(_attempt).where(
    _attempt.c.delivery_id == bindparam("of"), _attempt.c.number > 1, _attempt.c.number <= bindparam("last")
)
_TO_CLAIM = (
    select(_delivery)
    .where(_delivery.c.id == bindparam("of"), _delivery.c.state.in_(OPEN), FREE)
    .with_for_update(skip_locked=True)
)
_CLAIMED = (
    update(_delivery)
    .where(_delivery.c.id == bindparam("of"))
    .values(
        state=DeliveryState.SENDING,
        **{name: bindparam(name) for name in ("attempts", "lease_token", "leased_until", "unrecorded")},
    )
)


def claim(
    tx: Transaction, delivery_id: int, receiver: str, now: datetime, token: str, lease: timedelta
) -> Delivery | None:
    """T3: take one message to send it; None if another process has it, or gave it up. An attempt that was
    begun and never recorded marks this one as a possible repeat. Raises Unreadable if it has nothing to tell."""
    found = tx.driver.rows(_TO_CLAIM, {"of": delivery_id, "now": now})
    if not found:
        return None
    (row,) = found
    told = alerts.get_all(tx, [row.alert_id, *row.also[: IN_A_SUMMARY - 1]])
    if not told:
        raise Unreadable(f"alert {row.alert_id} cannot be read: it was changed by hand, or another version wrote it")
    number, repeat = row.attempts + 1, row.unrecorded or row.state == DeliveryState.SENDING
    claimed = {"attempts": number, "lease_token": token, "leased_until": now + lease, "unrecorded": repeat}
    tx.driver.run(_CLAIMED, {"of": delivery_id, **claimed})
    tx.driver.run(_BEGIN_ATTEMPT, {"delivery_id": delivery_id, "number": number, "started_at": now})
    if number > MOST_ATTEMPTS:
        tx.driver.run(_FORGET_ATTEMPTS, {"of": delivery_id, "last": number - MOST_ATTEMPTS})
    lead, *also = told
    return Delivery(
        id=delivery_id,
        key=row.key,
        receiver=receiver,
        attempt=number,
        possible_repeat=repeat,
        token=token,
        alert=lead,
        also=tuple(also),
        more=len(row.also) - len(also),
        form=Form(row.form),
        heading=row.heading,
        held=history.held_back(tx, receiver, now),
        earlier=history.earlier(tx, receiver, lead, delivery_id) if row.form == Form.SINGLE else None,
        now=now,
        escalates=row.hold == Reason.ESCALATION,
    )


# Built once: to build a statement costs several times what running it does.
_ENDED = (
    update(_attempt)
    .where(_attempt.c.delivery_id == bindparam("of"), _attempt.c.number == bindparam("which"))
    .values({name: bindparam(name) for name in ("ended_at", "outcome", "detail")})
)
_CHANGE_CLAIMED = update(_delivery).where(
    _delivery.c.id == bindparam("of"), _delivery.c.lease_token == bindparam("token")
)


def record(
    tx: Transaction, delivery: Delivery, now: datetime, outcome: Sent | SendFailed, next_attempt_at: datetime | None
) -> None:
    """T4: how an attempt ended. ``next_attempt_at`` is None when no other follows: it was sent, or never can be."""
    is_sent = isinstance(outcome, Sent)
    detail = outcome.detail if isinstance(outcome, Sent) else outcome.reason[:500]
    ended = {"of": delivery.id, "which": delivery.attempt, "ended_at": now}
    ended |= {"outcome": AttemptOutcome.SENT if is_sent else AttemptOutcome.FAILED, "detail": detail[:500]}
    tx.driver.run(_ENDED, ended)
    values: dict[str, object] = {**NO_LEASE, "error": "" if is_sent else detail}
    if isinstance(outcome, Sent):
        values |= {"state": DeliveryState.SENT, "finished_at": now, "unrecorded": False, "reference": outcome.reference}
    elif next_attempt_at is None:
        values |= {"state": DeliveryState.DEAD, "finished_at": now}
    else:
        unsure = outcome.unknown or delivery.possible_repeat
        values |= {"state": DeliveryState.PENDING, "next_attempt_at": next_attempt_at, "unrecorded": unsure}
    recorded = tx.driver.run(_CHANGE_CLAIMED, values | {"of": delivery.id, "token": delivery.token})
    if recorded and delivery.held and is_sent and delivery.now:
        _held_back_is_told(tx, delivery.receiver, delivery.now)


def _held_back_is_told(tx: Transaction, receiver: str, until: datetime) -> None:
    """A message said what was silenced up to ``until``."""
    silenced = (_delivery.c.receiver == receiver) & (_delivery.c.state == DeliveryState.SILENCED)
    said = silenced & (_delivery.c.finished_at <= until)
    tx.connection.execute(update(_delivery).where(said, _delivery.c.counted.is_(False)).values(counted=True))


def give_back_all(tx: Transaction) -> None:
    """The daemon that sent is gone (we hold its lock): what it was sending may be tried again at once. The state
    stays ``sending``, which marks the next attempt as a possible repeat."""
    tx.connection.execute(update(_delivery).where(_delivery.c.state == DeliveryState.SENDING).values(NO_LEASE))


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try; without ``ended_at`` its end was never recorded, and the message may have arrived."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    detail: str


_attempt_columns = [_attempt.c[name] for name in Attempt.__dataclass_fields__]


def of(tx: Transaction, delivery_id: int) -> list[Attempt]:
    """Oldest first."""
    query = select(*_attempt_columns).where(_attempt.c.delivery_id == delivery_id).order_by(_attempt.c.number)
    return [Attempt(*row) for row in tx.connection.execute(query)]
