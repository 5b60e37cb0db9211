"""Silences and snoozes, as people made them; none is ever deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from monitor.core.alerts.delivery_state import KEPT_BACK, DeliveryState
from monitor.core.alerts.holds import by_silence
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.types import Severity
from monitor.store.database import Transaction
from monitor.store.tables import DeliveryRow, SilenceRow, table_of

_silence = table_of(SilenceRow)
_delivery = table_of(DeliveryRow)
_IN_FORCE = (  # asked for each message; to build a statement costs several times what running it does
    select(_silence)
    .where(_silence.c.ends_at > bindparam("since"), _silence.c.starts_at <= bindparam("now"))
    .order_by(_silence.c.id)
)
_INSERT = _silence.insert()
_SETS = ("rules", "tags", "entities", "languages", "sources", "stories")


def insert(tx: Transaction, silence: Silence) -> Silence:
    """Store ``silence`` (its ``id`` is ignored) and return it with its id."""
    new = tx.insert(
        _INSERT,
        {
            "kind": silence.kind.value,
            "matchers": _packed(silence.matchers),
            "by": silence.by,
            "reason": silence.reason,
            "created_at": silence.created,
            "starts_at": silence.starts,
            "ends_at": silence.ends,
            "called": {kind: dict(names) for kind, names in silence.called.items() if names},
        },
    )
    stored = get(tx, new)
    assert stored is not None
    return stored


def get(tx: Transaction, silence_id: int) -> Silence | None:
    row = tx.connection.execute(select(_silence).where(_silence.c.id == silence_id)).one_or_none()
    return _unpacked(row) if row else None


_MARK = "silence "


def is_silence(by: str) -> bool:
    """Whether a story is marked as kept from everybody."""
    return by.startswith(_MARK)


def told_marker(silence: Silence) -> str:
    """How a story is marked that it kept from everybody (stories.set_told)."""
    return f"{_MARK}{silence.id}"


def of_marker(tx: Transaction, by: str) -> Silence | None:
    """The silence that a story is marked by; None if it was told otherwise."""
    return get(tx, int(by.removeprefix(_MARK))) if is_silence(by) else None


def in_force(tx: Transaction, now: datetime, since: datetime | None = None) -> list[Silence]:
    """Those that cover something now, or did at any time ``since`` then, oldest first. Of a time that is over too: one
    that was ended early covered what came before its end."""
    return [_unpacked(row) for row in tx.driver.rows(_IN_FORCE, {"now": now, "since": since or now})]


def listed(tx: Transaction, *, limit: int) -> list[Silence]:
    """The newest, newest first, whether in force or not."""
    query = select(_silence).order_by(_silence.c.id.desc()).limit(limit)
    return [_unpacked(row) for row in tx.connection.execute(query)]


def cover_merged(tx: Transaction, from_id: int, into_id: int, now: datetime) -> None:
    """A story became part of another: what is silenced of the one is silenced of the other, too."""
    open_yet = select(_silence.c.id, _silence.c.matchers).where(_silence.c.ends_at > now)
    for row in tx.connection.execute(open_yet).all():
        if from_id in (stories := row.matchers.get("stories", ())):
            values = row.matchers | {"stories": sorted({*stories, into_id})}
            tx.connection.execute(update(_silence).where(_silence.c.id == row.id).values(matchers=values))


def to_come(tx: Transaction, now: datetime) -> list[Silence]:
    """In force, or to begin later; the first to begin first."""
    query = select(_silence).where(_silence.c.ends_at > now, _silence.c.ended_by == "")
    return [_unpacked(row) for row in tx.connection.execute(query.order_by(_silence.c.starts_at, _silence.c.id))]


def kept_back(tx: Transaction, found: Sequence[Silence]) -> dict[int, int]:
    """Id -> how many alerts somebody was not told by it: for good by a silence, not yet by a snooze."""
    kept: dict[int, set[int]] = {one.id: set() for one in found}
    query = select(_delivery.c.alert_id, _delivery.c.also, _delivery.c.silence_id)
    query = query.where(_delivery.c.state.in_(KEPT_BACK), _delivery.c.silence_id.in_(kept))
    for row in tx.connection.execute(query):
        kept[row.silence_id].update((row.alert_id, *row.also))
    return {silence: len(its) for silence, its in kept.items()}


def end(tx: Transaction, silence_id: int, by: str, now: datetime) -> bool:
    """End it before its time. Whether it was in force or still to come."""
    open_yet = (_silence.c.id == silence_id) & (_silence.c.ends_at > now) & (_silence.c.ended_by == "")
    return bool(tx.connection.execute(update(_silence).where(open_yet).values(ends_at=now, ended_by=by)).rowcount)


def set_back(tx: Transaction, by: timedelta, now: datetime) -> None:
    """Those that were made by a clock that ran ahead ``by`` so much until ``now`` were made, begin and end so much
    earlier; what a snooze holds says so."""
    for row in tx.connection.execute(select(_silence).where(_silence.c.created_at > now)).all():
        before = _unpacked(row)
        moved = replace(before, created=min(now, before.created - by), starts=before.starts - by, ends=before.ends - by)
        values = {"created_at": moved.created, "starts_at": moved.starts, "ends_at": moved.ends}
        tx.connection.execute(update(_silence).where(_silence.c.id == moved.id).values(values))
        held = (_delivery.c.state == DeliveryState.HELD) & (_delivery.c.silence_id == moved.id)
        tx.connection.execute(update(_delivery).where(held).values(hold_why=by_silence(moved).why))


def _packed(matchers: Matchers) -> dict[str, Any]:
    packed: dict[str, Any] = {name: sorted(found) for name in _SETS if (found := getattr(matchers, name))}
    if matchers.at_most is not None:
        packed["at_most"] = matchers.at_most.value
    return packed


def _unpacked(row: Any) -> Silence:
    sets: dict[str, Any] = {name: frozenset(row.matchers.get(name, ())) for name in _SETS}
    at_most = row.matchers.get("at_most")
    matchers = Matchers(**sets, at_most=Severity(at_most) if at_most else None)
    kind = SilenceKind(row.kind)
    times = row.created_at, row.starts_at, row.ends_at
    return Silence(row.id, kind, matchers, row.by, row.reason, *times, row.ended_by, row.called or {})
