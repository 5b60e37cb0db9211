"""Which stored items are the articles of a document?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.core.canonical_url import canonical_url
from monitor.core.identity import REISSUED, Reissuable, StoredItem, have_own_links, is_same_item, other_keys, reissued
from monitor.core.identity_policy import IdentityPolicy
from monitor.core.item_key import KeyKind, hashed, kind_of
from monitor.core.types import Article
from monitor.store import articles, item_keys
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction

LOOKED_BACK, AMONG = 1_000, 100_000
"""The latest items of a feed that are looked through when a document may have been issued anew, and among how many of
all feeds: there is no index by feed, and all that was ever stored would be read for a feed that has few."""


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
        return self.stored is not None and _says(self.stored, self.article)

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
    own = [_hashes(article.keys) for article in found]
    known = _known_by(tx, found, own)
    resolved = _as_they_were(found, own, known, {})
    # A guid or a link may name one item here, and have named another one where that stood alone.
    others = [() if index in resolved else _hashes(other_keys(article)) for index, article in enumerate(found)]
    if by_others := _known_by(tx, found, others):
        resolved = _as_they_were(found, others, by_others, resolved, dated=True)
        texts = [tuple(key for key in keys if key[1] is KeyKind.TEXT) for keys in others]
        resolved = _by_keys(found, texts, by_others, policy, resolved)
    resolved = _by_keys(found, own, known, policy, resolved)
    if any(article.former_keys for article in found):  # the policy is another one since the last poll
        former = [_hashes(article.former_keys) for article in found]
        resolved = _by_keys(found, former, _known_by(tx, found, former), IdentityPolicy.AUTO, resolved)
    resolved |= _reissued(tx, found, resolved)
    return [
        Identified(article, keys, resolved.get(index), any(key not in known for key, _ in keys))
        for index, (article, keys) in enumerate(zip(found, own, strict=True))
    ]


_Keys = tuple[tuple[int, KeyKind], ...]
"""Of one article, hashed."""


def _hashes(keys: Sequence[str]) -> _Keys:
    return tuple((hashed(key), kind_of(key)) for key in keys)


def _known_by(tx: Transaction, found: Sequence[Article], every: Sequence[_Keys]) -> dict[int, StoredArticle]:
    """Hash -> the stored item of the feed that it names."""
    named = item_keys.find(tx, found[0].origin.feed, [hash_ for keys in every for hash_, _ in keys])
    rows = {row.id: row for row in articles.by_ids(tx, [article_id for _, article_id in named.values()])}
    return {hash_: rows[article_id] for hash_, (_, article_id) in named.items() if article_id in rows}


def _as_they_were(
    found: Sequence[Article],
    every: Sequence[_Keys],
    known: Mapping[int, StoredArticle],
    before: Mapping[int, StoredArticle],
    *,
    dated: bool = False,
) -> dict[int, StoredArticle]:
    """What ``before`` has, and the articles of which an item under one of their keys says the very same, and is
    ``dated`` so: where two keys name two items, that is the one."""
    resolved = dict(before)
    taken = {row.id for row in resolved.values()}
    for index, (article, keys) in enumerate(zip(found, every, strict=True)):
        rows = (known[key] for key, _ in keys if key in known) if index not in resolved else ()
        same = (row for row in rows if _says(row, article) and (not dated or _is_dated(row, article)))
        row = next((row for row in same if row.id not in taken), None)
        if row is not None:
            resolved[index] = row
            taken.add(row.id)
    return resolved


def _says(row: StoredArticle, article: Article) -> bool:
    """Whether it stands in the store as its feed gives it."""
    return article.edition in (row.edition, row.given)


def _is_dated(row: StoredArticle, article: Article) -> bool:
    """Whether it has the date that its feed gives it, or neither has one."""
    known = article.published_known
    return row.published_known == known and (not known or row.published_at == article.published)


def _by_keys(
    found: Sequence[Article],
    every: Sequence[_Keys],
    known: Mapping[int, StoredArticle],
    policy: IdentityPolicy,
    before: Mapping[int, StoredArticle],
) -> dict[int, StoredArticle]:
    """What ``before`` has, and for the articles that are not in it what is ``known`` by their keys."""
    resolved, own_links = dict(before), have_own_links(found)
    # Guids first, for the whole document: an item that is present under its own guid is never another's by its link.
    for wanted in KeyKind:
        taken = {row.id for row in resolved.values()}
        for index, (article, keys) in enumerate(zip(found, every, strict=True)):
            for key, kind in keys:
                row = known.get(key) if kind is wanted and index not in resolved else None
                if row is None or row.id in taken:
                    continue
                if is_same_item(article, _stored(row, kind), policy, own_links=own_links):
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
    latest = articles.latest_of_feed(tx, found[0].origin.feed, LOOKED_BACK, AMONG)
    rows = [row for row in latest if row.id not in taken]
    known = [Reissuable(row.title, row.published_at, row.given or row.edition) for row in rows]
    same = reissued([found[index] for index in left], len(found), known)
    return {left[position]: rows[other] for position, other in same.items()}


def _stored(row: StoredArticle, by: KeyKind) -> StoredItem:
    return StoredItem(row.guid, row.url, row.title, row.published_at, by)
