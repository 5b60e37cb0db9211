"""Which stored items are the articles of a document?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.core.identity import Known, hashed, is_same_item
from monitor.core.types import Article
from monitor.store import articles
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Identified:
    """An article of a document and the stored item it is, if any."""

    article: Article
    hashes: tuple[tuple[int, str], ...]
    stored: StoredArticle | None

    @property
    def is_unchanged(self) -> bool:
        """Whether it stands in the store as its feed gives it."""
        return self.stored is not None and self.article.edition in (self.stored.edition, self.stored.given)


def identify(tx: Transaction, found: Sequence[Article]) -> list[Identified]:
    """Which stored items the articles of one feed are."""
    if not found:
        return []
    hashes = [tuple((hashed(key), key.partition(":")[0]) for key in article.keys) for article in found]
    known = articles.find_keys(tx, found[0].origin.feed, [h for some in hashes for h, _ in some])
    rows = {row.id: row for row in articles.by_ids(tx, [article_id for _, article_id in known.values()])}
    resolved: dict[int, StoredArticle] = {}
    # Guids first, for the whole document: an item that is present under its own guid is never another's by its link.
    for wanted in ("guid", "url", "text"):
        taken = {row.id for row in resolved.values()}
        for index, (article, keys) in enumerate(zip(found, hashes, strict=True)):
            for key, kind in keys:
                row = rows.get(known[key][1]) if kind == wanted and index not in resolved and key in known else None
                if row is not None and row.id not in taken and is_same_item(article, _known(row, kind)):
                    resolved[index] = row
                    taken.add(row.id)
    return [
        Identified(article, keys, resolved.get(index))
        for index, (article, keys) in enumerate(zip(found, hashes, strict=True))
    ]


def _known(row: StoredArticle, by: str) -> Known:
    return Known(row.guid, row.url, row.title, row.published_at, by)
