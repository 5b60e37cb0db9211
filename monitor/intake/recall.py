"""What the store remembers that bears on an article: which item it is, and which articles may say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.core.identity import Known, hashed, is_same_item
from monitor.core.stories.figures import Figure
from monitor.core.stories.fingerprint import Fingerprint, fingerprint
from monitor.core.stories.fingerprint_seed import unpacked
from monitor.core.stories.judge import Candidate
from monitor.core.types import Article
from monitor.store import articles, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction

MAX_CANDIDATES = 12
"""Articles compared in full with a new one: those that share most prints."""
MAX_OF_STORY = 8
"""Latest articles of a story whose passages count as said by it."""


@dataclass(frozen=True, slots=True)
class Identified:
    """An article of a document and the stored item it is, if any."""

    article: Article
    hashes: tuple[tuple[int, str], ...]
    stored: StoredArticle | None


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


def candidates(tx: Transaction, article: Article, print_: Fingerprint) -> list[Candidate]:
    """The stored articles, seeds included, that may be the same text or story as a new one."""
    ids = articles.sharing_prints(tx, print_.prints, MAX_CANDIDATES)
    if article.canonical_url:
        ids += articles.same_key_anywhere(tx, hashed(f"url:{article.canonical_url}"))
    if not ids:
        return []
    return as_candidates(tx, articles.by_ids(tx, ids))


def as_candidates(tx: Transaction, rows: Sequence[StoredArticle]) -> list[Candidate]:
    """Stored articles with what their stories have said."""
    prints = {row.id: stored_fingerprint(row) for row in rows}
    figures = stories.figures_of(tx, (row.story_id for row in rows if row.story_id is not None)) if rows else {}
    by_story: dict[int | None, list[NDArray[np.uint64]]] = {}
    for row in rows:
        by_story.setdefault(row.story_id, []).append(prints[row.id].shingles)
    result = []
    for row in rows:
        said = by_story[row.story_id]
        result.append(
            Candidate(
                id=row.id,
                name=f'{row.name} "{row.title[:60]}" ({row.source})' if row.title else f"{row.name} ({row.source})",
                title=row.title,
                fields=row.fields if row.prints is None else None,
                owner=row.owner,
                published=row.published_at,
                fingerprint=prints[row.id],
                story_figures=figures.get(row.story_id or 0, ()),
                story_shingles=said[0] if len(said) == 1 else np.unique(np.concatenate(said)),
                seed=bool(row.seed),
            )
        )
    return result


def before_edit(tx: Transaction, stored: StoredArticle) -> Candidate:
    """The stored item with all that its story has said, its own earlier text among it."""
    rows = {stored.id: stored}
    if stored.story_id is not None:
        rows |= {row.id: row for row in articles.of_story(tx, stored.story_id, MAX_OF_STORY)}
    return next(candidate for candidate in as_candidates(tx, list(rows.values())) if candidate.id == stored.id)


def stored_fingerprint(row: StoredArticle) -> Fingerprint:
    """The fingerprint of a stored text, or the one that a fingerprint seed brought."""
    if row.prints is None:
        return fingerprint(row.fields)
    return unpacked(row.prints)


def story_figures(tx: Transaction, story_id: int) -> tuple[Figure, ...]:
    return stories.figures_of(tx, [story_id]).get(story_id, ())
