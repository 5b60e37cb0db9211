"""What can be worked out about an article before the store is asked: pure, outside any transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.common_words import rarity
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.figures import Figure, figures
from monitor.core.stories.fingerprint import Fingerprint, fingerprint
from monitor.core.stories.terms import Terms, index_keys, terms
from monitor.core.types import Article, Fields, Match


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with its fingerprint, telling words, figures, and matches under one version of the rules.
    ``weights`` are those of the words of its language."""

    article: Article
    fingerprint: Fingerprint
    terms: Terms
    weights: Mapping[int, float]
    figures: tuple[Figure, ...]
    matches: tuple[Match, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """Under which the article stands in the index."""
        return (*self.fingerprint.kept, *index_keys(self.terms, self.weights))


def prepare(article: Article, rules: RuleSet, now: datetime) -> Prepared:
    weights = rarity().of(article.language)
    return Prepared(
        article,
        fingerprint(article.fields),
        terms(article.fields, weights),
        weights,
        figures(article.fields),
        rules.match(article, now),
    )


def indexed(fields: Fields, language: str) -> tuple[int, ...]:
    """The keys under which an article with this text stands in the index."""
    weights = rarity().of(language)
    return (*fingerprint(fields).kept, *index_keys(terms(fields, weights), weights))
