"""Editions of articles: what an item said before it was edited, and which poll brought which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update

from monitor.core.types import Fields
from monitor.store import articles
from monitor.store.articles import StoredArticle
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import ArticleRow, EditionRow, table_of

_article = table_of(ArticleRow)
_edition = table_of(EditionRow)
_INSERT = _edition.insert()
_HAD = select(_edition.c.number).where(
    _edition.c.article_id == bindparam("of"), _edition.c.edition == bindparam("edition")
)
_LISTED = (
    select(_edition.c.number, _edition.c.replaced_at, _edition.c.title, _edition.c.why)
    .where(_edition.c.article_id == bindparam("of"))
    .order_by(_edition.c.number)
)
_COUNTED = select(_edition.c.counted).where(_edition.c.article_id == bindparam("of")).order_by(_edition.c.number)
_POLL_OF = select(_article.c.poll).where(_article.c.id == bindparam("of"))


def put(
    tx: Transaction,
    before: StoredArticle,
    now: datetime,
    why: str,
    values: dict[str, Any],
    counted: Sequence[str] = (),
) -> int:
    """Keep ``before`` as an edition, unless that text is kept already, and put ``values`` in its place; ``counted`` is
    what the numbers count that changed by it. The new edition's number."""
    if not had(tx, before.id, before.edition):
        kept = {"article_id": before.id, "number": before.edition_number, "replaced_at": now, "why": why}
        kept |= {"counted": list(counted)}
        kept |= {name: getattr(before, name) for name in ("edition", "title", "lead", "text")}
        tx.driver.run(_INSERT, kept | {"poll": poll_of(tx, before.id)})
    number = before.edition_number + 1
    articles.change(tx, before.id, values | {"edition_number": number})
    return number


def listed(tx: Transaction, article_id: int) -> list[tuple[int, datetime, str, str]]:
    """Earlier editions: (number, replaced at, title, why), oldest first."""
    return [(row.number, row.replaced_at, row.title, row.why) for row in tx.driver.rows(_LISTED, {"of": article_id})]


def counted(tx: Transaction, article_id: int) -> list[list[str]]:
    """What the numbers count that each edit of an article changed, oldest first."""
    return [row.counted for row in tx.driver.rows(_COUNTED, {"of": article_id})]


def texts_of(tx: Transaction, ids: Iterable[int]) -> list[Fields]:
    """All that these articles said, in all of their editions, as far as it is kept."""
    found: list[Fields] = []
    for some in chunks(sorted(set(ids))):
        for table, key in ((_edition, _edition.c.article_id), (_article, _article.c.id)):
            rows = tx.connection.execute(select(table.c.title, table.c.lead, table.c.text).where(key.in_(some)))
            found.extend(Fields(*row) for row in rows)
    return found


def had(tx: Transaction, article_id: int, edition: str) -> bool:
    """Whether the article was this earlier: a text that went back to what it was."""
    return bool(tx.driver.rows(_HAD, {"of": article_id, "edition": edition}))


def edited_since(tx: Transaction, ids: Sequence[int], since: datetime) -> set[int]:
    """Of these articles those that were edited since then."""
    latest = (
        select(_edition.c.replaced_at)
        .where(_edition.c.article_id == _article.c.id)
        .order_by(_edition.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return set(tx.connection.scalars(select(_article.c.id).where(_article.c.id.in_(ids), latest >= since)))


def _with_text_of_before(ids: Collection[int], before: datetime) -> ColumnElement[bool]:
    its = _edition.c.article_id.in_(ids)
    return and_(its, _edition.c.replaced_at < before, or_(_edition.c.lead != "", _edition.c.text != ""))


def with_texts_of_before(tx: Transaction, ids: Collection[int], before: datetime) -> set[int]:
    """Of these articles those of which the text of an edition is kept that was replaced before ``before``."""
    query = select(_edition.c.article_id).where(_with_text_of_before(ids, before)).distinct()
    return set(tx.connection.scalars(query))


def forget_texts(tx: Transaction, ids: Collection[int], before: datetime) -> None:
    """What these articles said in editions that were replaced before ``before`` is kept no more, but for the
    headlines."""
    tx.connection.execute(update(_edition).where(_with_text_of_before(ids, before)).values(lead="", text=""))


def poll_of(tx: Transaction, article_id: int) -> str:
    """The poll, or the line of a replay, that brought the article's latest edition."""
    return "".join(row.poll for row in tx.driver.rows(_POLL_OF, {"of": article_id}))


def first_poll_of(tx: Transaction, article_id: int) -> str:
    """The poll, or the line of a replay, that brought the article's first edition."""
    first = select(_edition.c.poll).where(_edition.c.article_id == article_id, _edition.c.number == 1)
    return tx.connection.scalar(first) or poll_of(tx, article_id)
