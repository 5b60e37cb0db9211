"""Pages of cut items that are to be read: they are asked for in the transaction that stores the item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, delete, func, select, update

from monitor.store.database import Transaction
from monitor.store.tables import ArticleRow, PageRow

_article = ArticleRow.__table__  # type: ignore[attr-defined]  # SQLModel does not type __table__
_page = PageRow.__table__  # type: ignore[attr-defined]


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


def ask(tx: Transaction, article_id: int, url: str, edition: str, now: datetime) -> None:
    """The page of an item is due, in place of what an earlier edition asked for."""
    tx.connection.execute(delete(_page).where(_page.c.article_id == article_id))
    row = {"article_id": article_id, "host": urlsplit(url).hostname or "", "edition": edition, "due_at": now}
    tx.connection.execute(_page.insert().values(row | {"attempts": 0}))


def claim_due(tx: Transaction, now: datetime, lease: timedelta, limit: int) -> list[WantedPage]:
    """The pages that are due, the longest due first; each is due again when the lease is over, should we be gone."""
    due = (
        select(_page.c.article_id)
        .where(_page.c.due_at <= now)
        .order_by(_page.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(tx.connection.scalars(due))
    if not ids:
        return []
    tx.connection.execute(
        update(_page).where(_page.c.article_id.in_(ids)).values(due_at=now + lease, attempts=_page.c.attempts + 1)
    )
    rows = tx.connection.execute(
        select(
            _page.c.article_id,
            _article.c.feed,
            _article.c.url,
            _page.c.host,
            _page.c.edition,
            _page.c.attempts,
            func.length(_article.c.lead) + func.length(_article.c.text),
        )
        .join(_article, _article.c.id == _page.c.article_id)
        .where(_page.c.article_id.in_(ids))
        .order_by(_page.c.article_id)
    )
    return [WantedPage(*row) for row in rows]


def postpone(tx: Transaction, page: WantedPage, until: datetime) -> None:
    """It was claimed before its host's turn: that was no attempt."""
    values = {"due_at": until, "attempts": page.attempts - 1}
    tx.connection.execute(update(_page).where(_page.c.article_id == page.article_id).values(values))


def try_again(tx: Transaction, page: WantedPage, at: datetime) -> None:
    """Nothing happens if a later edition asks for it meanwhile."""
    tx.connection.execute(update(_page).where(*_asked(page)).values(due_at=at))


def leave_alone(tx: Transaction, host: str, until: datetime) -> None:
    """No page of the host is read before ``until``."""
    tx.connection.execute(update(_page).where(_page.c.host == host, _page.c.due_at < until).values(due_at=until))


def drop(tx: Transaction, page: WantedPage) -> None:
    """It was read, or is given up; what a later edition asked for meanwhile stays."""
    tx.connection.execute(delete(_page).where(*_asked(page)))


def _asked(page: WantedPage) -> tuple[ColumnElement[bool], ...]:
    return _page.c.article_id == page.article_id, _page.c.edition == page.edition


def count(tx: Transaction) -> int:
    """Pages that are to be read."""
    return int(tx.connection.scalar(select(func.count()).select_from(_page)) or 0)
