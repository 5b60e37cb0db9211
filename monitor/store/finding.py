"""Items as a person looks for them: by an address, or by words of a headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from sqlalchemy import func

from monitor.core.canonical_url import canonical_url, is_web
from monitor.core.text.fold import fold_text
from monitor.store import articles, quarantine
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction
from monitor.store.quarantine import Quarantined
from monitor.store.tables import ArticleRow, table_of

_article = table_of(ArticleRow)
_AT_ONCE = 1_000
"""Headlines that are folded as one text: each fold has a cost of its own."""
_QUARANTINED = 1_000
"""Items in quarantine that are looked through."""


def find(tx: Transaction, text: str, *, limit: int, feed: str = "", matched_only: bool = False) -> list[StoredArticle]:
    """The newest items at the address ``text``, however it is written, or under a headline that has all its words,
    folded, in any order; newest first. Reads all headlines, or all addresses of one site."""
    address = address_in(text)
    ids = _at_address(tx, address, feed, matched_only) if address else _with_words(tx, text, feed, matched_only)
    return articles.by_ids(tx, islice(ids, limit))[::-1]


def find_seeds(tx: Transaction, text: str) -> list[StoredArticle]:
    """The seeds that ``text`` means, found as items are, or called ``seed:NAME`` as reasons do."""
    seeds = articles.seeds(tx).values()
    found = [one for one in seeds if _is_meant(text, one.title, one.url) or text == f"seed:{one.seed}"]
    return sorted(found, key=lambda seed: -seed.id)


def find_quarantined(tx: Transaction, text: str) -> list[Quarantined]:
    """The newest items in quarantine that ``text`` means, found as items are, newest first."""
    newest = quarantine.listed(tx, limit=_QUARANTINED)
    return [one for one in newest if _is_meant(text, str(one.item.get("title")), str(one.item.get("url")))]


def _is_meant(text: str, title: str, url: str) -> bool:
    if address := address_in(text):
        return canonical_url(url) == address
    words, headline = fold_text(text).split(), fold_text(title)
    return bool(words) and all(word in headline for word in words)


def address_in(text: str) -> str:
    """The canonical form of ``text`` if it is an address, with or without its scheme; empty if it is not."""
    text = text.strip()
    if is_web(text):
        return canonical_url(text)
    host, slash, _ = text.partition("/")
    is_address = bool(slash or host.startswith("www.")) and "." in host.strip(".") and not text.split()[1:]
    return canonical_url(f"https://{text}") if is_address else ""


def _at_address(tx: Transaction, address: str, feed: str, matched_only: bool) -> Iterator[int]:
    query = articles.newest(_article.c.id, _article.c.url, feed=feed, matched_only=matched_only)
    site = ".".join((urlsplit(address).hostname or "").split(".")[-2:])
    if site.isascii():  # others are written in two ways
        query = query.where(func.lower(_article.c.url).contains(site, autoescape=True))
    return (row.id for row in tx.connection.execute(query) if canonical_url(row.url) == address)


def _with_words(tx: Transaction, text: str, feed: str, matched_only: bool) -> Iterator[int]:
    words = fold_text(text).split()
    rows = tx.connection.execute(articles.newest(_article.c.id, _article.c.title, feed=feed, matched_only=matched_only))
    for some in rows.partitions(_AT_ONCE):
        for row, headline in zip(some, _folded(row.title for row in some), strict=True):
            if words and all(word in headline for word in words):
                yield row.id


def _folded(headlines: Iterable[str]) -> list[str]:
    """Each as the rules compare it."""
    return fold_text("\n".join(" ".join(headline.split()) for headline in headlines)).split("\n")
