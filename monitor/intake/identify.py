"""Which stored items are the articles of a document?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.core.canonical_url import canonical_url
from monitor.core.identity import REISSUED, Reissuable, StoredItem, is_same_item, reissued
from monitor.core.identity_policy import IdentityPolicy
from monitor.core.item_key import KeyKind, hashed, kind_of
from monitor.core.types import Article
from monitor.store import articles, item_keys
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction

LOOKED_BACK = 1_000
"""The latest items of a feed that are looked through when a document may have been issued anew."""


@dataclass(frozen=True, slots=True)
class Identified:
    """An article of a document and the stored item it is, if any."""

    article: Article
    hashes: tuple[tuple[int, KeyKind], ...]
    stored: StoredArticle | None
    is_learned: bool = False
    """Whether a key of it names nothing yet."""

    @property
    def is_unchanged(self) -> bool:
        """Whether it stands in the store as its feed gives it."""
        return self.stored is not None and self.article.edition in (self.stored.edition, self.stored.given)

    @property
    def has_other_guid(self) -> bool:
        """Whether the item stands in the store under another guid."""
        return self.stored is not None and self.article.guid != self.stored.guid

    @property
    def has_other_link(self) -> bool:
        """Whether the item stands in the store under another link."""
        if self.stored is None or not self.article.canonical_url:
            return False
        return self.article.canonical_url != canonical_url(self.stored.url)

    @property
    def changed_guid(self) -> bool:
        """Whether its publisher gave it another guid, and left its link."""
        if self.stored is None or not self.stored.guid or not self.article.guid or not self.has_other_guid:
            return False
        return self.article.canonical_url == canonical_url(self.stored.url)


def identify(tx: Transaction, found: Sequence[Article], policy: IdentityPolicy) -> list[Identified]:
    """Which stored items the articles of one feed are."""
    if not found:
        return []
    hashes = [_hashes(article.keys) for article in found]
    feed, every = found[0].origin.feed, [article.former_keys for article in found]
    known = item_keys.find(tx, feed, [h for some in hashes for h, _ in some])
    resolved = _by_keys(tx, found, hashes, known, policy, {})
    if any(every):  # the policy is another one since the last poll
        former = [_hashes(keys) for keys in every]
        also = item_keys.find(tx, feed, [h for some in former for h, _ in some])
        resolved = _by_keys(tx, found, former, also, IdentityPolicy.AUTO, resolved)
    resolved |= _reissued(tx, found, resolved)
    return [
        Identified(article, keys, resolved.get(index), any(key not in known for key, _ in keys))
        for index, (article, keys) in enumerate(zip(found, hashes, strict=True))
    ]


def _hashes(keys: Sequence[str]) -> tuple[tuple[int, KeyKind], ...]:
    return tuple((hashed(key), kind_of(key)) for key in keys)


def _by_keys(
    tx: Transaction,
    found: Sequence[Article],
    hashes: Sequence[tuple[tuple[int, KeyKind], ...]],
    known: Mapping[int, tuple[KeyKind, int]],
    policy: IdentityPolicy,
    before: Mapping[int, StoredArticle],
) -> dict[int, StoredArticle]:
    """What ``before`` has, and for the articles that are not in it what is ``known`` by their ``hashes``."""
    resolved = dict(before)
    rows = {row.id: row for row in articles.by_ids(tx, [article_id for _, article_id in known.values()])}
    # Guids first, for the whole document: an item that is present under its own guid is never another's by its link.
    for wanted in KeyKind:
        taken = {row.id for row in resolved.values()}
        for index, (article, keys) in enumerate(zip(found, hashes, strict=True)):
            for key, kind in keys:
                row = rows.get(known[key][1]) if kind is wanted and index not in resolved and key in known else None
                if row is not None and row.id not in taken and is_same_item(article, _known(row, kind), policy):
                    resolved[index] = row
                    taken.add(row.id)
    return resolved


def _reissued(
    tx: Transaction, found: Sequence[Article], resolved: Mapping[int, StoredArticle]
) -> dict[int, StoredArticle]:
    left = [index for index in range(len(found)) if index not in resolved]
    if len(left) < REISSUED or len(left) * 2 < len(found):
        return {}
    taken = {row.id for row in resolved.values()}
    rows = [row for row in articles.listed(tx, feed=found[0].origin.feed, limit=LOOKED_BACK) if row.id not in taken]
    known = [Reissuable(row.title, row.published_at, row.given or row.edition) for row in rows]
    same = reissued([found[index] for index in left], len(found), known)
    return {left[position]: rows[other] for position, other in same.items()}


def _known(row: StoredArticle, by: KeyKind) -> StoredItem:
    return StoredItem(row.guid, row.url, row.title, row.published_at, by)
