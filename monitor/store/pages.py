"""Pages of cut items that are to be read: they are asked for in the transaction that stores the item. Those that are
given up stay, with the reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update

from monitor.core.feeds.address import host_of
from monitor.store.database import Transaction
from monitor.store.tables import ArticleRow, PageRow, table_of

_article = table_of(ArticleRow)
_page = table_of(PageRow)


@dataclass(frozen=True, slots=True)
class WantedPage:
    """The page of an item in its edition ``edition``; ``attempts`` includes this one."""

    article_id: int
    feed: str
    url: str
    host: str
    edition: str
    attempts: int
    length: int
    """Characters that the feed gave."""


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page that was not read yet, or is given up (``due`` is None); ``error`` is why the last of the attempts failed,
    empty if none did."""

    attempts: int
    due: datetime | None
    error: str


def ask(tx: Transaction, article_id: int, url: str, edition: str, now: datetime) -> None:
    """The page of an item is due, in place of what an earlier edition asked for."""
    tx.connection.execute(delete(_page).where(_page.c.article_id == article_id))
    row = {"article_id": article_id, "host": host_of(url), "edition": edition, "due_at": now}
    tx.connection.execute(_page.insert().values(row | {"attempts": 0, "error": ""}))


def claim_next(
    tx: Transaction, now: datetime, lease: timedelta, without_feeds: Collection[str], without_hosts: Collection[str]
) -> WantedPage | None:
    """The page that is due longest, of other feeds and hosts than these; it is due again when the lease is over, should
    we be gone."""
    due = (
        select(_page.c.article_id)
        .join(_article, _article.c.id == _page.c.article_id)
        .where(_page.c.due_at <= now)
        .where(_article.c.feed.not_in(without_feeds), _page.c.host.not_in(without_hosts))
        .order_by(_page.c.due_at, _page.c.article_id)
        .limit(1)
        .with_for_update(skip_locked=True, of=_page)
    )
    claimed = tx.connection.scalar(due)
    if claimed is None:
        return None
    is_claimed = _page.c.article_id == claimed
    tx.connection.execute(update(_page).where(is_claimed).values(due_at=now + lease, attempts=_page.c.attempts + 1))
    found = select(
        _page.c.article_id,
        _article.c.feed,
        _article.c.url,
        _page.c.host,
        _page.c.edition,
        _page.c.attempts,
        func.length(_article.c.lead) + func.length(_article.c.text),
    )
    row = tx.connection.execute(found.join(_article, _article.c.id == _page.c.article_id).where(is_claimed)).one()
    return WantedPage(*row)


def unread(tx: Transaction, article_id: int) -> UnreadPage | None:
    """Of an item whose page is to be read, or could not be; None of any other."""
    found = select(_page.c.attempts, _page.c.due_at, _page.c.error).where(_page.c.article_id == article_id)
    row = tx.connection.execute(found).first()
    return UnreadPage(*row) if row is not None else None


def postpone(tx: Transaction, page: WantedPage, until: datetime) -> None:
    """It was claimed before its host's turn: that was no attempt."""
    values = {"due_at": until, "attempts": page.attempts - 1}
    tx.connection.execute(update(_page).where(_page.c.article_id == page.article_id).values(values))


def failed(tx: Transaction, page: WantedPage, why: str, again: datetime | None) -> None:
    """It is due ``again`` then, or given up. Nothing happens if a later edition asks for it meanwhile."""
    tx.connection.execute(update(_page).where(*_asked(page)).values(due_at=again, error=why))


def leave_alone(tx: Transaction, host: str, until: datetime) -> None:
    """No page of the host is read before ``until``."""
    tx.connection.execute(update(_page).where(_page.c.host == host, _page.c.due_at < until).values(due_at=until))


def drop(tx: Transaction, page: WantedPage) -> None:
    """It was read, or its feed wants no pages any more; what a later edition asked for meanwhile stays."""
    tx.connection.execute(delete(_page).where(*_asked(page)))


def _asked(page: WantedPage) -> tuple[ColumnElement[bool], ...]:
    return _page.c.article_id == page.article_id, _page.c.edition == page.edition


def count(tx: Transaction) -> int:
    """Pages that are to be read."""
    due = select(func.count()).select_from(_page).where(_page.c.due_at.is_not(None))
    return int(tx.connection.scalar(due) or 0)


def forget(tx: Transaction, articles: Collection[int]) -> None:
    """Of what came long ago nobody asks why its page was not read."""
    tx.connection.execute(delete(_page).where(_page.c.article_id.in_(articles)))
