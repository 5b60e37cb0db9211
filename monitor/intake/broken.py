"""Items that our own code, or the database, cannot take: each goes into quarantine whole, with the reason, and the rest
of its feed goes on."""

from __future__ import annotations

import json
from dataclasses import asdict

from monitor.core.errors import StoreError
from monitor.core.identity import Broken
from monitor.core.item_key import hashed
from monitor.core.types import Article, Item
from monitor.intake.types import State, Taken
from monitor.intake.visit import Visit
from monitor.store import quarantine
from monitor.store.database import Transaction
from monitor.store.refusals import is_unusable

_LONGEST_REASON = 500


def is_of_the_database(error: Exception) -> bool:
    """Whether the database is the trouble (disk full, connection gone): that concerns the whole chunk, never one item.
    What the database refuses of one item (a value, a key) is the item's trouble."""
    return isinstance(error, StoreError) or is_unusable(error)


def broken_by(article: Article, error: Exception) -> Broken:
    """The item as its feed gave it, and what went wrong with it."""
    fields, published = article.fields, article.published if article.published_known else None
    item = Item(article.guid, article.url, fields.title, fields.lead, fields.text, published)
    return Broken(item, f"{type(error).__name__}: {error}")


def taken_as_broken(tx: Transaction, article: Article, broken: Broken, visit: Visit) -> Taken:
    """Into quarantine with it."""
    quarantined(tx, article.origin.feed, broken, visit)
    return Taken(article, State.QUARANTINED, None, None, None, reason=broken.reason)


def quarantined(tx: Transaction, feed: str, broken: Broken, visit: Visit) -> None:
    """Store a broken item; one that comes again is kept once."""
    item = json.loads(json.dumps(asdict(broken.item), default=str))
    key = hashed(f"{feed}\x1f{broken.item!r}")
    reason = broken.reason[:_LONGEST_REASON]
    quarantine.put(tx, key, quarantine.Quarantined(feed, visit.poll, visit.now, reason, item))
