"""Seed articles into the store: ordinary rows with origin ``seed``, so that one code path judges everything."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from monitor.core.canonical_url import canonical_url
from monitor.core.item_key import KeyKind, hashed
from monitor.core.numbers.counts.figure import Figure
from monitor.core.numbers.figures import figures
from monitor.core.stories.terms import terms
from monitor.core.stories.texts.fingerprint import Fingerprint, fingerprint
from monitor.core.stories.texts.fingerprint_seed import packed, unpacked, unpacked_shingles
from monitor.core.types import ArticleOrigin, Fields, Verdict, VerdictKind
from monitor.intake.prepare import indexed
from monitor.intake.recall import Recall, stored_fingerprint
from monitor.intake.taking import CHUNK
from monitor.reference.common_words import rarity
from monitor.rulebook import Seed
from monitor.store import articles, editions, item_keys, prints, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Database, Transaction

SEEDS_FEED = "seeds:"
"""The feed name under which seeds keep their keys; no configured feed has it."""


def sync_seeds(database: Database, seeds: Sequence[Seed], now: datetime) -> int:
    """Make the store know every seed, ``CHUNK`` in one transaction; a seed starts a story that counts as told by every
    rule. How many changed. Raises StoreError: the next time goes on.

    A seed whose file is gone stays known: what was read once cannot be unread.
    """
    with database.reading() as tx:
        known = articles.seeds(tx)
    changed = [seed for seed in seeds if _is_other(seed, known.get(seed.name))]
    for begin in range(0, len(changed), CHUNK):
        with database.writing() as tx:
            for seed in changed[begin : begin + CHUNK]:
                _put(tx, seed, known.get(seed.name), now)
    return len(changed)


def _is_other(seed: Seed, stored: StoredArticle | None) -> bool:
    return stored is None or (stored.edition, stored.language) != (_edition(seed), seed.language)


def _put(tx: Transaction, seed: Seed, stored: StoredArticle | None, now: datetime) -> None:
    """A new seed, or one whose file changed since it was ``stored``."""
    if stored is None:
        _insert(tx, seed, now)
        return
    prints.drop(tx, stored.id, _keys(stored), seed=True)
    editions.put(tx, stored, now, "the seed's file changed", _columns(seed, now))
    _index(tx, stored.id, seed)
    if stored.story_id is not None:
        _go_on(tx, stored.story_id, seed, now)


def _go_on(tx: Transaction, story_id: int, seed: Seed, now: datetime) -> None:
    stories.add_figures(tx, story_id, Recall(tx).figures(story_id), figures_of(seed), now)


def _insert(tx: Transaction, seed: Seed, now: datetime) -> None:
    story_id = stories.start(tx, seed.title or seed.name, now, figures_of(seed))
    stories.set_told(tx, story_id, stories.EVERY_RULE, stories.ToldBy.SEED, now)
    verdict = Verdict(VerdictKind.NEW, "a seed: known from the start")
    columns = _columns(seed, now) | articles.verdict_columns(verdict, story_id)
    _index(tx, articles.insert(tx, columns | {"first_seen_at": now}), seed)


def _index(tx: Transaction, article_id: int, seed: Seed) -> None:
    if link := canonical_url(seed.url):
        item_keys.put(tx, f"{SEEDS_FEED}{seed.name}", article_id, [(hashed(KeyKind.URL.key(link)), KeyKind.URL)])
    stored = articles.get(tx, article_id)
    if stored is None:
        return
    prints.put(tx, article_id, _keys(stored), seed=True)


def _keys(stored: StoredArticle) -> tuple[int, ...]:
    """What indexes a seed. A fingerprint has no text to winnow: all its shingles, of which winnowing would choose."""
    if stored.prints is None:
        return indexed(stored.fields, stored.language)
    return tuple(stored_fingerprint(stored).shingles.view("int64").tolist())


def _columns(seed: Seed, now: datetime) -> dict[str, object]:
    return {
        "origin": ArticleOrigin.SEED,
        "feed": SEEDS_FEED,
        "seed": seed.name,
        "url": seed.url,
        "title": seed.title,
        "lead": "",
        "text": seed.text,
        "source": seed.source,
        "owner": seed.source,
        "language": seed.language,
        "published_at": min(seed.published, now),
        "edition": _edition(seed),
        "prints": packed(seed.title_words, unpacked_shingles(seed.prints)) if seed.prints else None,
        "terms": None if seed.prints else terms(fields_of(seed), rarity().of(seed.language)).packed(),
    }


def fingerprint_of(seed: Seed) -> Fingerprint:
    if seed.prints:
        return unpacked(packed(seed.title_words, unpacked_shingles(seed.prints)))
    return fingerprint(fields_of(seed))


def figures_of(seed: Seed) -> tuple[Figure, ...]:
    return seed.figures or figures(fields_of(seed))


def fields_of(seed: Seed) -> Fields:
    return Fields(seed.title, "", seed.text)


def _edition(seed: Seed) -> str:
    content = repr((seed.title, seed.url, seed.source, seed.published, seed.text, seed.prints, seed.figures))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
