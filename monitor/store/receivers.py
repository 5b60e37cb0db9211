"""How receivers fare: which refuse what they are sent, since when, and what can never be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from monitor.core.alerts.delivery_state import UNHELD, AttemptOutcome, DeliveryState
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.deliveries.where import FAILED
from monitor.store.tables import AttemptRow, DeliveryRow, table_of

_delivery = table_of(DeliveryRow)
_attempt = table_of(AttemptRow)


@dataclass(frozen=True, slots=True)
class Refusing:
    """A receiver that does not accept messages, the first refused ``since`` then; ``waiting`` are all that wait for it.
    ``accepts``: others got through since then."""

    receiver: str
    since: datetime
    reason: str
    waiting: int
    accepts: bool


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that no attempt can bring to its receiver."""

    id: int
    receiver: str
    reason: str


def refusing(tx: Transaction) -> list[Refusing]:
    """Receivers with messages that were tried and not accepted, by name."""
    # By its end: an attempt during which this process was stopped, or its host slept, failed when that was over.
    failed = func.coalesce(_attempt.c.ended_at, _attempt.c.started_at)
    first = (
        select(_delivery.c.receiver, func.min(failed).label("since"), func.max(_delivery.c.id).label("last"))
        .join(_attempt, (_attempt.c.delivery_id == _delivery.c.id) & (_attempt.c.number == 1))
        .where(_delivery.c.state.in_(UNHELD), FAILED)
        .group_by(_delivery.c.receiver)
        .order_by(_delivery.c.receiver)
    )
    found = []
    for row in tx.connection.execute(first).all():
        reason = tx.connection.scalar(select(_delivery.c.error).where(_delivery.c.id == row.last))
        through = took_since(tx, row.receiver, row.since)
        found.append(Refusing(row.receiver, row.since, str(reason), waiting(tx, row.receiver), through))
    return found


def waiting(tx: Transaction, receiver: str) -> int:
    """How many messages it is to get and nothing holds."""
    mine = (_delivery.c.receiver == receiver) & _delivery.c.state.in_(UNHELD)
    return int(tx.connection.scalar(select(func.count()).select_from(_delivery).where(mine)) or 0)


def took_since(tx: Transaction, receiver: str, since: datetime) -> bool:
    """Whether it accepted a message since then."""
    taken = (_delivery.c.receiver == receiver) & (_delivery.c.state == DeliveryState.SENT)
    # By the attempt, whose times move with a clock that is set back; that of the delivery has an index.
    accepted = (_attempt.c.outcome == AttemptOutcome.SENT) & (_attempt.c.ended_at >= since)
    query = select(_delivery.c.id).join(_attempt, _attempt.c.delivery_id == _delivery.c.id)
    query = query.where(taken, _delivery.c.finished_at >= since, accepted)
    return tx.connection.execute(query.limit(1)).first() is not None


def answers(tx: Transaction, receiver: str, last: int) -> list[timedelta]:
    """How long the attempts took by which it accepted its ``last`` messages, oldest first."""
    mine = (_delivery.c.receiver == receiver) & (_delivery.c.state == DeliveryState.SENT)
    newest = select(_delivery.c.id).where(mine).order_by(_delivery.c.finished_at.desc()).limit(last)
    times = select(_attempt.c.started_at, _attempt.c.ended_at).order_by(_attempt.c.ended_at)
    accepted = times.where(_attempt.c.delivery_id.in_(newest), _attempt.c.outcome == AttemptOutcome.SENT)
    return [row.ended_at - row.started_at for row in tx.connection.execute(accepted)]


def refused_since(tx: Transaction, receiver: str, since: datetime) -> bool:
    """Whether an attempt to bring it a message failed since then."""
    failed = (_attempt.c.outcome == AttemptOutcome.FAILED) & (_attempt.c.ended_at >= since)
    query = select(_attempt.c.delivery_id).join(_delivery, _delivery.c.id == _attempt.c.delivery_id)
    query = query.where(_delivery.c.receiver == receiver, failed)
    return tx.connection.execute(query.limit(1)).first() is not None


def dead_letters(tx: Transaction) -> list[DeadLetter]:
    """Those that nobody was told of yet, oldest first."""
    untold = (_delivery.c.state == DeliveryState.DEAD) & _delivery.c.counted.is_(False)
    query = select(_delivery.c.id, _delivery.c.receiver, _delivery.c.error).where(untold).order_by(_delivery.c.id)
    return [DeadLetter(row.id, row.receiver, row.error) for row in tx.connection.execute(query)]


def mark_dead_letters_told(tx: Transaction, letters: list[DeadLetter]) -> None:
    for some in chunks([one.id for one in letters]):
        tx.connection.execute(update(_delivery).where(_delivery.c.id.in_(some)).values(counted=True))
