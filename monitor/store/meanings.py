"""Meanings: what a model made of the articles that met a rule, for the comparison across languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from monitor.store.database import Transaction
from monitor.store.tables import ArticleRow, MeaningRow, table_of

_article = table_of(ArticleRow)
_meaning = table_of(MeaningRow)


@dataclass(frozen=True, slots=True)
class StoredMeaning:
    """An article that has a meaning, packed."""

    id: int
    title: str
    source: str
    story_id: int | None
    packed: bytes


_columns = [
    *(_article.c[name] for name in ("id", "title", "source", "story_id")),
    _meaning.c.packed,
]


def put(tx: Transaction, article_id: int, published: datetime, packed: bytes) -> None:
    """Keep the meaning of an article, in place of that of an earlier edition."""
    drop(tx, [article_id])
    tx.connection.execute(
        _meaning.insert().values({"article_id": article_id, "published_at": published, "packed": packed})
    )


def drop(tx: Transaction, ids: Sequence[int]) -> None:
    tx.connection.execute(delete(_meaning).where(_meaning.c.article_id.in_(ids)))


def in_other_languages(
    tx: Transaction, language: str, since: datetime, until: datetime, newest: int
) -> list[StoredMeaning]:
    """The ``newest`` articles published in this time that have a meaning and another known language."""
    query = (
        select(*_columns)
        .join(_article, _article.c.id == _meaning.c.article_id)
        .where(_meaning.c.published_at.between(since, until), _article.c.language.not_in(("", language)))
        .order_by(_meaning.c.published_at.desc(), _meaning.c.article_id.desc())
        .limit(newest)
    )
    return [StoredMeaning(*row) for row in tx.connection.execute(query)]
