"""What the store remembers that bears on an article: texts and reports that may tell the same, and what their stories
have said so far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from monitor.core.identity import hashed
from monitor.core.stories.figures import Figure
from monitor.core.stories.fingerprint import Fingerprint, fingerprint
from monitor.core.stories.fingerprint_seed import unpacked
from monitor.core.stories.judge import Known
from monitor.core.stories.same_story import Report, StorySoFar
from monitor.core.stories.same_text import Candidate
from monitor.core.stories.terms import Terms, index_keys
from monitor.core.types import Article, Fields
from monitor.store import articles, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction

MAX_TEXTS, MAX_REPORTS = 12, 24
"""Articles compared with a new one: those that share the rarest passages and words with it."""
NEWEST = 32
"""Of a passage or word that many articles share, so many are looked at: the newest."""
MIN_PASSAGES = 0.3
"""One passage that at most three articles hold, or more of others: less is a phrase that everybody uses."""
MAX_OF_STORY = 8
"""Latest articles of a story whose passages count as said by it."""
MAX_TOLD = 60
"""Latest reports of a story whose telling words count as said by it."""


def known(tx: Transaction, article: Article, print_: Fingerprint, of: Terms, weights: Mapping[int, float]) -> Known:
    """The stored articles, seeds included, that may be the same text or story as a new one."""
    keys = index_keys(of, weights)
    by_passage, by_word = defaultdict[int, float](float), defaultdict[int, float](float)
    found = articles.sharing(tx, (*print_.prints, *keys), NEWEST)
    common = Counter(key for key, _ in found)
    for key, article_id in found:
        if key in keys:
            by_word[article_id] += keys[key]
        else:
            # A passage that many articles hold says little of any.
            by_passage[article_id] += 1 / common[key]
    ids = [i for i in _most(by_passage, MAX_TEXTS) if by_passage[i] >= MIN_PASSAGES]
    if article.canonical_url:
        ids += articles.same_key_anywhere(tx, hashed(f"url:{article.canonical_url}"))
    texts = as_candidates(tx, articles.by_ids(tx, ids)) if ids else []
    return Known(texts, reports(tx, _most(by_word, MAX_REPORTS)), lambda story_id: story_so_far(tx, story_id))


def _most(scores: Mapping[int, float], most: int) -> list[int]:
    """The newest first of equals: a story goes on from where it is."""
    return sorted(scores, key=lambda i: (-scores[i], -i))[:most]


def reports(tx: Transaction, ids: Sequence[int]) -> list[Report]:
    return [
        Report(
            row.id,
            name_of(f"seed:{row.seed}" if row.seed else f"item {row.id}", row.title, row.source),
            row.title,
            row.owner,
            row.published_at,
            Terms.unpacked(row.terms),
            row.story_id,
        )
        for row in articles.reports(tx, ids)
    ]


def story_so_far(tx: Transaction, story_id: int) -> StorySoFar:
    told = (Terms.unpacked(packed).all for packed in articles.terms_of_story(tx, story_id, MAX_TOLD))
    return StorySoFar(frozenset(stem for stems in told for stem in stems), story_figures(tx, story_id))


def name_of(name: str, title: str, source: str) -> str:
    """How a reason names a stored article."""
    return f'{name} "{title[:60]}" ({source})' if title else f"{name} ({source})"


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
                name=name_of(row.name, row.title, row.source),
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
    return _fingerprint(row.fields) if row.prints is None else unpacked(row.prints)


@lru_cache(maxsize=500)
def _fingerprint(fields: Fields) -> Fingerprint:
    return fingerprint(fields)


def story_figures(tx: Transaction, story_id: int) -> tuple[Figure, ...]:
    return stories.figures_of(tx, [story_id]).get(story_id, ())
