"""What can be worked out about an article before the store is asked: pure, outside any transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.numbers.counts.figure import Figure
from monitor.core.numbers.figures import figures
from monitor.core.numbers.words.units import PEOPLE
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories import development, facts
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.meaning import Meaning, text_of
from monitor.core.stories.terms import Terms, index_keys, terms
from monitor.core.stories.texts.fingerprint import Fingerprint, fingerprint
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Article, Fields, Match
from monitor.reference.common_words import rarity


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with all that the judge and the store ask of its text."""

    article: Article
    fingerprint: Fingerprint
    terms: Terms
    """Its telling words."""
    weights: Mapping[int, float]
    """Of the words of its language: how rare each is."""
    words: Mapping[int, float]
    """Keys of its telling words in the index -> how much each says."""
    figures: tuple[Figure, ...]
    counted: tuple[Figure, ...]
    """The people that its beginning counts (core/stories/facts.py)."""
    matches: tuple[Match, ...]
    """Under one version of the rules."""
    does: frozenset[str] = frozenset()
    """What the headline does of what meets a rule (core/stories/development.py)."""
    meaning: bytes = b""
    """What a model makes of it, if it was asked (reference/meaning.py)."""

    def incoming(self, rules: RuleSet, thresholds: Thresholds) -> Incoming:
        """As it is judged."""
        watched = rules.watched(self.article.language)
        return Incoming(self.article, self.terms, self.weights, thresholds, watched)

    @property
    def keys(self) -> tuple[int, ...]:
        """Under which the article stands in the index."""
        return (
            *self.fingerprint.kept,
            *self.words,
            *facts.index_keys(self.counted),
            *development.index_keys(self.does),
        )


def prepare(article: Article, rules: RuleSet, now: datetime) -> Prepared:
    """What it means is asked by :func:`with_meaning`."""
    weights = rarity().of(article.language)
    telling = terms(article.fields, weights)
    found = figures(article.fields)
    matches = rules.match(article, now)
    return Prepared(
        article,
        fingerprint(article.fields),
        telling,
        weights,
        index_keys(telling, weights),
        found,
        facts.counted(article.fields) if any(figure.unit in PEOPLE for figure in found) else (),
        matches,
        development.does(article.fields.title) if matches else frozenset(),
    )


def with_meaning(one: Prepared, meaning: Meaning) -> Prepared:
    """``meaning`` is asked for what meets a rule only: it takes longer than all the rest."""
    return replace(one, meaning=meaning(text_of(one.article.fields))) if one.matches else one


def indexed(fields: Fields, language: str) -> tuple[int, ...]:
    """The keys under which an article with this text stands in the index."""
    weights = rarity().of(language)
    words = index_keys(terms(fields, weights), weights)
    does = development.index_keys(development.does(fields.title))
    return (*fingerprint(fields).kept, *words, *facts.index_keys(facts.counted(fields)), *does)
