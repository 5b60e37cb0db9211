"""What the store remembers that bears on an article: texts and reports that may tell the same, and what their stories
have said so far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache, partial
from itertools import chain

import numpy as np

from monitor.core.item_key import KeyKind, hashed
from monitor.core.numbers.counts.figure import Figure
from monitor.core.stories.judge import Recalled
from monitor.core.stories.meaning import Meant
from monitor.core.stories.other_language import WITHIN
from monitor.core.stories.reports import Report, StorySoFar, name_of
from monitor.core.stories.terms import Terms, stems_packed
from monitor.core.stories.texts.compared import Said, TextCandidate
from monitor.core.stories.texts.fingerprint import Fingerprint, fingerprint, sorted_unique
from monitor.core.stories.texts.fingerprint_seed import unpacked
from monitor.core.types import Article
from monitor.store import articles, item_keys, meanings, prints, stories
from monitor.store.articles import StoredArticle, StoredText
from monitor.store.database import Transaction

MAX_TEXTS, MAX_REPORTS = 12, 24
"""Articles compared with a new one: those that share the rarest passages and words with it."""
NEWEST = 32
"""Of a passage or word that many articles share, so many are looked at: the newest, and all seeds."""
MAX_FOREIGN = 64
"""Of the reports that count as many people, so many are asked for their language."""
MAX_MEANT = 1_000
"""Reports in other languages whose meaning is compared: half a megabyte."""
MIN_PASSAGES = 0.3
"""One passage that at most three articles hold, or more of others: less is a phrase that everybody uses."""
MAX_OF_STORY = 8
"""Latest articles of a story whose passages count as said by it."""
MAX_TOLD = 60
"""Latest reports of a story whose telling words count as said by it, and headlines in other languages as told."""


class Recall:
    """Asks the store for one article, inside the transaction that stores it; for nothing twice."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._stories: dict[int, int | None] = {}
        self.figures = cache(self._figures)
        """Story id -> the figures that it has stated."""

    def known(self, article: Article, print_: Fingerprint, keys: Mapping[int, float]) -> Recalled:
        """The stored articles, seeds included, that may be the same text or story as a new one; ``keys`` are those of
        its telling words, and what each says."""
        by_passage, by_word = defaultdict[int, float](float), defaultdict[int, float](float)
        found = prints.sharing(self._tx, (*print_.prints, *keys), NEWEST)
        for key, having in found.items():
            # A passage that many articles hold says little of any.
            scores, says = (by_word, keys[key]) if key in keys else (by_passage, 1 / len(having))
            for article_id in having:
                scores[article_id] += says
        ids = [i for i in _most(by_passage, MAX_TEXTS) if by_passage[i] >= MIN_PASSAGES]
        if article.canonical_url:
            ids += item_keys.anywhere(self._tx, hashed(KeyKind.URL.key(article.canonical_url)))
        return Recalled(self._candidates(ids), self._reports(_most(by_word, MAX_REPORTS)), self.so_far)

    def before_edit(self, stored: StoredArticle) -> TextCandidate:
        """The stored item with all that its story has said, its own earlier text among it."""
        latest: Sequence[int] = ()
        if stored.story_id is not None:
            latest = articles.latest_of_story(self._tx, stored.story_id, MAX_OF_STORY)
        found = self._candidates([stored.id, *latest])
        return next(candidate for candidate in found if candidate.id == stored.id)

    def headlines_beside(self, stored: StoredArticle) -> list[str]:
        """The latest headlines of the others in its story."""
        if stored.story_id is None:
            return []
        return articles.headlines_beside(self._tx, stored.story_id, stored.id, MAX_TOLD)

    def so_far(self, story_id: int) -> StorySoFar:
        """What all reports of a story have said."""
        stems: set[int] = set()
        for packed in articles.terms_of_story(self._tx, story_id, MAX_TOLD):
            stems.update(stems_packed(packed))
        return StorySoFar(frozenset(stems), partial(self.figures, story_id), partial(self._told_elsewhere, story_id))

    def in_other_languages(self, article: Article, keys: Sequence[int], within: timedelta) -> list[StoredArticle]:
        """Stored reports in other languages than ``article`` that share the most of these keys with it; of equals the
        newest first."""
        shared = Counter(chain.from_iterable(prints.sharing(self._tx, keys, NEWEST).values()))
        ranked = _most(shared, MAX_FOREIGN)
        since, until = article.published - within, article.published + within
        rows = articles.in_other_languages(self._tx, ranked, article.language, since, until) if ranked else []
        self._stories.update((row.id, row.story_id) for row in rows)
        return sorted(rows, key=lambda row: ranked.index(row.id))

    def meant_in_other_languages(self, article: Article, within: timedelta) -> list[Meant]:
        """The newest stored reports in other languages than ``article`` of which it is known what they mean."""
        since, until = article.published - within, article.published + within
        found = []
        for row in meanings.in_other_languages(self._tx, article.language, since, until, MAX_MEANT):
            if row.story_id is not None:
                self._stories[row.id] = row.story_id
                found.append(Meant(row.id, name_of(f"item {row.id}", row.title, row.source), row.packed))
        return found

    def stored(self, article_id: int) -> StoredArticle | None:
        """A stored article, whole."""
        return articles.get(self._tx, article_id)

    def story_of(self, article_id: int) -> int | None:
        """The story of an article that was found before."""
        return self._stories[article_id]

    def _told_elsewhere(self, story_id: int, article: Article) -> list[str]:
        """The latest headlines of a story in other languages than ``article``, of the days around it."""
        since, until = article.published - WITHIN, article.published + WITHIN
        return articles.headlines_in_other_languages(self._tx, story_id, article.language, since, until, MAX_TOLD)

    def _figures(self, story_id: int) -> tuple[Figure, ...]:
        return stories.figures_of(self._tx, [story_id]).get(story_id, ())

    def _candidates(self, ids: Sequence[int]) -> list[TextCandidate]:
        rows = articles.texts(self._tx, ids) if ids else []
        prints = {row.id: stored_fingerprint(row) for row in rows}
        of_story: dict[int | None, list[Fingerprint]] = defaultdict(list)
        for row in rows:
            self._stories[row.id] = row.story_id
            of_story[row.story_id].append(prints[row.id])
        return [
            TextCandidate(
                id=row.id,
                name=name_of(row.name, row.title, row.source),
                title=row.title,
                fields=row.fields if row.prints is None else None,
                owner=row.owner,
                published=row.published_at,
                fingerprint=prints[row.id],
                story_said=partial(self._said, row.story_id, of_story[row.story_id]),
                seed=bool(row.seed),
            )
            for row in rows
        ]

    def _said(self, story_id: int | None, texts: Sequence[Fingerprint]) -> Said:
        passages = [text.shingles for text in texts]
        shingles = passages[0] if len(passages) == 1 else sorted_unique(np.concatenate(passages))
        return Said(self.figures(story_id) if story_id is not None else (), shingles)

    def _reports(self, ids: Sequence[int]) -> list[Report]:
        found = []
        for row in articles.reports(self._tx, ids):
            id_, seed, title, source, owner, published, story_id, packed, language = row
            words = Terms.unpacked(packed)
            found.append(Report(id_, seed, title, source, owner, published, story_id, words, language))
            self._stories[id_] = story_id
        return found


def _most(scores: Mapping[int, float], most: int) -> list[int]:
    """The newest first of equals: a story goes on from where it is."""
    if len(scores) > most:  # numbers alone are sorted in a third of the time
        least = sorted(scores.values(), reverse=True)[most - 1]
        scores = {article_id: score for article_id, score in scores.items() if score >= least}
    ranked = sorted(zip(scores.values(), scores, strict=True), reverse=True)
    return [article_id for _, article_id in ranked[:most]]


def stored_fingerprint(row: StoredText) -> Fingerprint:
    """The fingerprint of a stored text, or the one that a fingerprint seed brought."""
    return fingerprint(row.fields) if row.prints is None else unpacked(row.prints)
