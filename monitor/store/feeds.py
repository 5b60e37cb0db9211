"""Feeds: which are due, who polls them, where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update

from monitor.store.database import Transaction
from monitor.store.tables import ArticleRow, FeedRow, KeyRow

_feed = FeedRow.__table__  # type: ignore[attr-defined]  # SQLModel does not type __table__
_article = ArticleRow.__table__  # type: ignore[attr-defined]
_key = KeyRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class FeedState:
    """Where the polling of a feed stands."""

    name: str
    url: str
    active: bool
    next_poll_at: datetime
    etag: str
    last_modified: str
    body_hash: str
    polled_at: datetime | None
    succeeded_at: datetime | None
    baseline_at: datetime | None
    failures: int
    error: str
    lease_token: str


_columns = [_feed.c[name] for name in FeedState.__dataclass_fields__]


def sync(tx: Transaction, feeds: Sequence[tuple[str, str, datetime]]) -> None:
    """Make the table agree with the config: (name, url, first due). A feed renamed at the same address keeps its
    history, and so does one that moved under the same name; one that left is set inactive, not forgotten. A poll that
    is under way for a feed that changed loses its lease, and with it its right to write."""
    stored = {row.name: row.url for row in tx.connection.execute(select(_feed.c.name, _feed.c.url))}
    wanted = {name for name, _, _ in feeds}
    by_url = {url: name for name, url in stored.items() if name not in wanted}
    for name, url, due in feeds:
        if name not in stored and url in by_url:
            _rename(tx, by_url.pop(url), name)
        elif name not in stored:
            tx.connection.execute(_feed.insert().values(name=name, url=url, next_poll_at=due))
            continue
        changes: dict[str, object] = {"active": True, "url": url}
        if stored.get(name) != url:
            changes |= _released()
        if stored.get(name, url) != url:
            changes |= {"etag": "", "last_modified": "", "body_hash": "", "failures": 0, "next_poll_at": due}
        tx.connection.execute(update(_feed).where(_feed.c.name == name).values(changes))
    tx.connection.execute(update(_feed).where(_feed.c.name.not_in(wanted)).values(active=False, **_released()))


def _rename(tx: Transaction, old: str, new: str) -> None:
    tx.connection.execute(update(_feed).where(_feed.c.name == old).values(name=new))
    tx.connection.execute(update(_key).where(_key.c.feed == old).values(feed=new))
    tx.connection.execute(update(_article).where(_article.c.feed == old).values(feed=new))


def claim_due(tx: Transaction, now: datetime, token: str, lease: timedelta, limit: int) -> list[FeedState]:
    """T1: take the feeds that are due, oldest first. The lease is what keeps others from polling them."""
    due = (
        select(_feed.c.id)
        .where(_feed.c.active, _feed.c.next_poll_at <= now)
        .where(or_(_feed.c.leased_until.is_(None), _feed.c.leased_until <= now))
        .order_by(_feed.c.next_poll_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(tx.connection.scalars(due))
    if not ids:
        return []
    tx.connection.execute(update(_feed).where(_feed.c.id.in_(ids)).values(lease_token=token, leased_until=now + lease))
    rows = tx.connection.execute(select(*_columns).where(_feed.c.id.in_(ids)).order_by(_feed.c.next_poll_at))
    return [FeedState(*row) for row in rows]


def make_due(tx: Transaction, now: datetime, only: Sequence[str] | None = None) -> None:
    """Every active feed, or those named, are due now (`monitor poll`)."""
    query = update(_feed).where(_feed.c.active)
    tx.connection.execute((query if only is None else query.where(_feed.c.name.in_(only))).values(next_poll_at=now))


def holds_lease(tx: Transaction, name: str, token: str) -> bool:
    """Whether the lease is still ours, and stays so until the commit; checked before anything of a poll is written."""
    held = select(_feed.c.lease_token).where(_feed.c.name == name).with_for_update()
    return tx.connection.scalar(held) == token


def renew_lease(tx: Transaction, name: str, token: str, until: datetime) -> None:
    tx.connection.execute(
        update(_feed).where(_feed.c.name == name, _feed.c.lease_token == token).values(leased_until=until)
    )


def record_success(
    tx: Transaction,
    name: str,
    token: str,
    now: datetime,
    next_poll_at: datetime,
    validators: tuple[str, str, str] | None,
    *,
    baseline: bool = True,
) -> None:
    """A poll ended well; ``validators`` are (etag, last_modified, body_hash), None when nothing changed. ``baseline``:
    the whole document was seen, so that the feed's first poll is behind it."""
    values: dict[str, object] = _released() | {
        "next_poll_at": next_poll_at,
        "polled_at": now,
        "succeeded_at": now,
        "failures": 0,
        "error": "",
    }
    if validators is not None:
        values |= dict(zip(("etag", "last_modified", "body_hash"), validators, strict=True))
    if baseline:
        values["baseline_at"] = func.coalesce(_feed.c.baseline_at, now)
    tx.connection.execute(update(_feed).where(_feed.c.name == name, _feed.c.lease_token == token).values(values))


def record_failure(
    tx: Transaction, name: str, token: str, now: datetime, next_poll_at: datetime, failures: int, error: str
) -> None:
    values = _released() | {
        "next_poll_at": next_poll_at,
        "polled_at": now,
        "failures": failures,
        "error": error[:500],
    }
    tx.connection.execute(update(_feed).where(_feed.c.name == name, _feed.c.lease_token == token).values(values))


def give_back(tx: Transaction, token: str) -> None:
    """Release the feeds of a claim that are not finished; they stay due."""
    tx.connection.execute(update(_feed).where(_feed.c.lease_token == token).values(_released()))


def give_back_all(tx: Transaction) -> None:
    """Release every lease: the daemon that held them is gone (we hold its lock)."""
    tx.connection.execute(update(_feed).where(_feed.c.lease_token != "").values(_released()))


def _released() -> dict[str, object]:
    return {"lease_token": "", "leased_until": None}


def get(tx: Transaction, name: str) -> FeedState | None:
    row = tx.connection.execute(select(*_columns).where(_feed.c.name == name)).first()
    return FeedState(*row) if row else None


def listed(tx: Transaction) -> list[FeedState]:
    """All feeds, those of the config first, by name."""
    rows = tx.connection.execute(select(*_columns).order_by(_feed.c.active.desc(), _feed.c.name))
    return [FeedState(*row) for row in rows]


def next_due(tx: Transaction) -> datetime | None:
    """When the next active feed is due."""
    query = select(_feed.c.next_poll_at).where(_feed.c.active).order_by(_feed.c.next_poll_at).limit(1)
    return tx.connection.scalar(query)
