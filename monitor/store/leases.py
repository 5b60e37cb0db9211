"""Who polls which feed, and what a poll leaves of it: written only by who holds the feed's lease."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, func, or_, select, update

from monitor.store.database import Transaction
from monitor.store.feeds import COLUMNS, FeedState
from monitor.store.tables import NO_LEASE, FeedRow, table_of

_feed = table_of(FeedRow)


@dataclass(frozen=True, slots=True)
class Ended:
    """A poll that is over: the feed's columns that it changes, if its lease still holds."""

    name: str
    token: str
    changes: Mapping[str, object]


def _claiming(*conditions: ColumnElement[bool]) -> Update:
    now: ColumnElement[Any] = bindparam("now", type_=_feed.c.next_poll_at.type)
    due = (
        select(_feed.c.id)
        .where(_feed.c.active, _feed.c.next_poll_at <= now)
        .where(or_(_feed.c.leased_until.is_(None), _feed.c.leased_until <= now))
        .where(or_(_feed.c.not_before.is_(None), _feed.c.not_before <= now))
        .where(*conditions)
        .order_by(_feed.c.next_poll_at)
        .limit(bindparam("at_most"))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    leased = {
        "lease_token": bindparam("token", type_=_feed.c.lease_token.type),
        "leased_until": bindparam("until", type_=_feed.c.leased_until.type),
    }
    return update(_feed).where(_feed.c.id.in_(select(due.c.id))).values(leased).returning(*COLUMNS)


_SINCE = bindparam("since", type_=_feed.c.polled_at.type)
_CLAIMING = _claiming()
_CLAIMING_ONCE = _claiming(or_(_feed.c.polled_at.is_(None), _feed.c.polled_at < _SINCE))
_HELD = select(_feed.c.lease_token).where(_feed.c.name == bindparam("of_feed")).with_for_update()
_RENEW = (
    update(_feed)
    .where(_feed.c.name == bindparam("of_feed"), _feed.c.lease_token == bindparam("of_lease"))
    .values(leased_until=bindparam("until", type_=_feed.c.leased_until.type))
)


def claim_due(
    tx: Transaction, now: datetime, token: str, lease: timedelta, limit: int, not_since: datetime | None = None
) -> list[FeedState]:
    """T1: take the feeds that are due, oldest first, but for those polled ``not_since`` then. The lease is what keeps
    others from polling them."""
    given: dict[str, object] = {"now": now, "at_most": limit, "token": token, "until": now + lease}
    if not_since is None:
        rows = tx.driver.rows(_CLAIMING, given)
    else:
        rows = tx.driver.rows(_CLAIMING_ONCE, given | {"since": not_since})
    claimed = [FeedState(*row) for row in rows]
    return sorted(claimed, key=lambda state: state.next_poll_at)


def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When the next active feed is due of those that are not due at ``now``."""
    query = select(func.min(_feed.c.next_poll_at)).where(_feed.c.active, _feed.c.next_poll_at > now)
    found: datetime | None = tx.connection.scalar(query)
    return found


def holds(tx: Transaction, name: str, token: str) -> bool:
    """Whether the lease is still ours, and stays so until the commit; checked before anything of a poll is written."""
    return [row.lease_token for row in tx.driver.rows(_HELD, {"of_feed": name})] == [token]


def renew(tx: Transaction, name: str, token: str, until: datetime) -> None:
    tx.driver.run(_RENEW, {"of_feed": name, "of_lease": token, "until": until})


def succeeded(
    name: str,
    token: str,
    now: datetime,
    next_poll_at: datetime,
    validators: tuple[str, str, str] | None,
    *,
    baseline: bool = True,
    learned: Mapping[str, object] = MappingProxyType({}),
) -> Ended:
    """A poll that ended well; ``validators`` are (etag, last_modified, body_hash), None when nothing changed.
    ``baseline``: the feed's first poll is behind it, as it saw the whole document, or none is to be expected.
    ``learned`` are more columns."""
    known = {"next_poll_at": next_poll_at, "polled_at": now, "succeeded_at": now, "failures": 0, "error": ""}
    changes = {**NO_LEASE, **known, **learned}
    if validators is not None:
        changes |= dict(zip(("etag", "last_modified", "body_hash"), validators, strict=True))
    if baseline:
        changes["baseline_at"] = now
    return Ended(name, token, changes)


def failed(
    name: str,
    token: str,
    now: datetime,
    next_poll_at: datetime,
    failures: int,
    error: str,
    *,
    learned: Mapping[str, object] = MappingProxyType({}),
) -> Ended:
    known = {"next_poll_at": next_poll_at, "polled_at": now, "failures": failures, "error": error[:500]}
    return Ended(name, token, {**NO_LEASE, **known, **learned})


def record(tx: Transaction, ended: Sequence[Ended]) -> None:
    """Those that change the same columns by one statement: what it costs to begin one is most of what it costs."""
    alike: dict[tuple[str, ...], list[dict[str, object]]] = defaultdict(list)
    for one in ended:
        given = {f"to_{column}": value for column, value in one.changes.items()}
        alike[tuple(sorted(one.changes))].append(given | {"of_feed": one.name, "of_lease": one.token})
    for columns, rows in alike.items():
        tx.driver.run_each(_recording(columns), rows)


@cache
def _recording(columns: tuple[str, ...]) -> Update:
    """Built once: that costs several times what running it does. The first baseline stays."""
    values: dict[str, ColumnElement[Any]] = {
        name: bindparam(f"to_{name}", type_=_feed.c[name].type) for name in columns
    }
    if "baseline_at" in values:
        values["baseline_at"] = func.coalesce(_feed.c.baseline_at, values["baseline_at"])
    held = _feed.c.name == bindparam("of_feed"), _feed.c.lease_token == bindparam("of_lease")
    return update(_feed).where(*held).values(values)


def postpone(tx: Transaction, turns: Sequence[tuple[FeedState, datetime]]) -> None:
    """Give claimed feeds back until their turns: their hosts are asked too often already."""
    record(tx, [Ended(state.name, state.lease_token, {**NO_LEASE, "next_poll_at": at}) for state, at in turns])


def give_back(tx: Transaction, token: str) -> None:
    """Release the feeds of a claim that are not finished; they stay due."""
    tx.connection.execute(update(_feed).where(_feed.c.lease_token == token).values(NO_LEASE))


def give_back_all(tx: Transaction) -> None:
    """Release every lease: the daemon that held them is gone (we hold its lock)."""
    tx.connection.execute(update(_feed).where(_feed.c.lease_token != "").values(NO_LEASE))
