"""Items of the last days by what they share, and the rules that alerted on them: for looking back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from monitor.core.types import ArticleOrigin, Outcome
from monitor.store.articles import FORGOTTEN
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.prints import short
from monitor.store.tables import ArticleRow, KeyRow, MatchRow, PrintRow, table_of

_article = table_of(ArticleRow)
_key = table_of(KeyRow)
_match = table_of(MatchRow)
_print = table_of(PrintRow)


@dataclass(frozen=True, slots=True)
class Window:
    """The items since a time: how many they are, and the smallest of their ids, which grow with time."""

    since: datetime
    first: int
    items: int


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The telling words of an item, as it keeps them."""

    id: int
    language: str
    terms: bytes


def window(tx: Transaction, since: datetime) -> Window:
    query = select(func.min(_article.c.id), func.count()).where(
        _article.c.first_seen_at >= since, _article.c.origin == ArticleOrigin.FEED
    )
    first, items = tx.connection.execute(query).one()
    return Window(since, first or 0, items)


def sharing(tx: Transaction, keys: Iterable[int], within: Window) -> set[int]:
    """Items indexed under any of the ``keys``."""
    return {
        found
        for some in chunks(sorted(set(map(short, keys))))
        for found in tx.connection.scalars(
            select(_print.c.article_id).where(_print.c.hash.in_(some), _print.c.article_id >= within.first)
        )
    }


def with_key(tx: Transaction, hash_: int, within: Window) -> set[int]:
    """Items of any feed that carry the key."""
    query = select(_key.c.article_id).where(_key.c.hash == hash_, _key.c.article_id >= within.first)
    return set(tx.connection.scalars(query))


def telling(tx: Transaction, ids: Iterable[int]) -> Iterator[TellingWords]:
    """The telling words of those that have any; without their texts, since they may be many."""
    for some in chunks(sorted(ids)):
        columns = (_article.c.id, _article.c.language, _article.c.terms)
        query = select(*columns).where(_article.c.id.in_(some), _article.c.terms != FORGOTTEN)
        yield from (TellingWords(*row) for row in tx.connection.execute(query))


def alerted(tx: Transaction, ids: Iterable[int]) -> dict[int, list[str]]:
    """Item -> the rules that alerted on it, in any of its editions."""
    found: dict[int, list[str]] = {}
    for some in chunks(sorted(ids)):
        query = select(_match.c.article_id, _match.c.rule).distinct().order_by(_match.c.article_id, _match.c.rule)
        where = (_match.c.article_id.in_(some), _match.c.outcome == Outcome.ALERT.value)
        for article_id, rule in tx.connection.execute(query.where(*where)):
            found.setdefault(article_id, []).append(rule)
    return found
