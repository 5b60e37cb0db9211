"""A report that is judged, and by what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.core.stories.terms import Terms
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.watched import Watched
from monitor.core.types import Article


@dataclass(frozen=True, slots=True)
class Incoming:
    """``terms`` are the words of ``article``; ``weights`` those of its language (rarity.py), by stem; ``watched`` the
    places that rules know in it."""

    article: Article
    terms: Terms
    weights: Mapping[int, float]
    thresholds: Thresholds
    watched: Watched

    @property
    def headline(self) -> str:
        return self.article.fields.title
