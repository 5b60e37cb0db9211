"""What a report says that its story has not: what its headline does, sentences. What it counts: story_counts.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monitor.core.numbers.counts.figure import Tolls
from monitor.core.numbers.words.unit_phrases import plain_units
from monitor.core.numbers.words.units import WOUNDED, unit_of
from monitor.core.stories.headlines.clauses import main_clause
from monitor.core.stories.headlines.crowds import crowd_grows
from monitor.core.stories.headlines.deaths import are_only_feared, deaths_first_told, words_of_deaths
from monitor.core.stories.headlines.first_struck import first_struck
from monitor.core.stories.headlines.many import many, many_dead, many_more
from monitor.core.stories.headlines.recounts import counted_in_headlines, counts_people, lowers_a_count
from monitor.core.stories.headlines.reversals import counts_more, turn
from monitor.core.stories.headlines.speakers import new_speaker
from monitor.core.stories.reports import Nearest, StorySoFar, told_in, told_today
from monitor.core.stories.said_instead import said_instead
from monitor.core.stories.taken import as_captured
from monitor.core.stories.terms import coverage, has_said, stem_hash, terms
from monitor.core.stories.texts.novelty import all_sentences
from monitor.core.stories.watched import Watched, are_named, first_named
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens
from monitor.core.types import Article, Fields, Material

CLAUSE_SAID, CLAUSE_WEIGHT = 0.55, 4.0
"""Of what a headline tells before *after* or *as* (clauses.py): the share that the story must have said, else it is
news, and the weight that must be unsaid, that of a rare word."""
CORRECTED = "correction"
"""A headline that corrects."""
_SAID = 0.6
"""Share of a sentence's weight from which the story has said it."""


class News(NamedTuple):
    """What a headline adds to its story: of what kind it is, and what it is, for a person."""

    kind: Material
    shown: str


class KnownToReaders(NamedTuple):
    """What readers of a story know: its headlines, or the sentences of one text; those of the last hours, or what they
    are compared with where there are none; and all that the story has said."""

    headlines: Sequence[str]
    today: Sequence[str]
    lately: Sequence[str]
    story: StorySoFar

    @classmethod
    def by(cls, ranked: Sequence[Nearest], story: StorySoFar) -> KnownToReaders:
        """By the headlines of the story of the first of ``ranked``."""
        today = told_today(ranked)
        return cls(told_in(ranked), today, today or [ranked[0].report.title], story)


def _first_deaths(headline: str, told: KnownToReaders) -> str:
    """That ``headline`` is the first of its story to tell of deaths, or of so many, for a person; empty if not."""
    words = words_of_deaths(headline) or words_of_deaths(headline, feared=True)
    is_said = any(stem_hash(word) in told.story.stems for word in words) and not many_dead(headline)
    if is_said and not (words_of_deaths(headline) and are_only_feared(told.headlines)):
        return ""
    return deaths_first_told(headline, told.headlines, _known(told))


def _first_wounded(headline: str, told: KnownToReaders) -> str:
    """That ``headline`` is the first of its story to tell of wounded, where no number counts them, for a person."""
    words = _of_wounded(headline)
    is_said = any(has_said(word, told.story.stems) for word in words) or any(map(_of_wounded, told.headlines))
    return "tells of wounded first" if words and not is_said and not counts_people(headline) else ""


def _of_wounded(headline: str) -> list[str]:
    return [word for word in tokens(fold_text(plain_units(headline))) if unit_of(word) == WOUNDED]


def _known(told: KnownToReaders) -> Tolls:
    return Tolls((*told.story.figures, *counted_in_headlines(told.headlines).figures))


def what_it_does(headline: str, told: KnownToReaders, weights: Mapping[int, float], watched: Watched) -> list[News]:
    """What a headline does, or tells, that is news of its story, the gravest first."""
    does = what_it_adds(headline, told, weights, watched)
    instead = said_instead(headline, told.headlines, told.story.stems, weights, watched)
    return [*does, News(Material.EVENTS, instead)] if instead else does


def what_it_adds(headline: str, told: KnownToReaders, weights: Mapping[int, float], watched: Watched) -> list[News]:
    """The same, leaving out other words in the place of those of a told headline."""
    lowers = lowers_a_count(headline)
    known = lowers and any(map(lowers_a_count, told.today))
    # A count that was lowered is corrected: who says so in the other word tells it again.
    lately = [as_captured(one, watched) for one in told.lately]
    turned = turn(as_captured(headline, watched), [*lately, CORRECTED] if known else lately)
    place = first_named(headline, told.today, watched, told.story.stems)
    # The place of the news stands before a colon too: Soudan : 17 morts.
    speaker = new_speaker(headline, told.headlines, weights)
    is_quoted = speaker and not are_named(speaker, told.headlines, watched)
    clause = _untold_clause(headline, told.story, weights)
    every = (
        News(Material.EVENTS, f"is the first to tell this, by its words: {turned}" if turned else ""),
        News(Material.EVENTS, first_struck(headline, told.headlines, told.story.stems)),
        News(Material.FIGURES, counts_more(headline, told.lately)),
        News(Material.FIGURES, _first_deaths(headline, told)),
        News(Material.FIGURES, _first_wounded(headline, told)),
        News(Material.FIGURES, crowd_grows(headline, told.headlines)),
        News(Material.FIGURES, many_more(headline, told.headlines, _known(told)) if many(headline) else ""),
        News(Material.FIGURES, "counts otherwise than before" if lowers and not known else ""),
        News(Material.NAMES, f"names {place} first" if place else ""),
        News(Material.STATEMENTS, f"quotes {speaker} first" if is_quoted else ""),
        News(Material.EVENTS, f"tells what the story has not said: {clause}" if clause else ""),
    )
    return [news for news in every if news.shown]


def _untold_clause(headline: str, story: StorySoFar, weights: Mapping[int, float]) -> str:
    """What ``headline`` tells before *after*, *as* or the like, if the story has said but half of it. Nothing if it
    counts people: figures say what is new of them. That somebody was killed is said by another word as well."""
    clause = main_clause(headline)
    if counts_people(clause) or many_dead(clause):
        return ""
    words = dict.fromkeys(word for word in tokens(fold_text(clause)) if not word.isdigit() and not unit_of(word))
    untold = sum(weights[stem_hash(word)] for word in words if not has_said(word, story.stems))
    whole = sum(weights[stem_hash(word)] for word in words)
    return clause if untold >= CLAUSE_WEIGHT and untold > (1 - CLAUSE_SAID) * whole else ""


def unsaid_sentences(article: Article, story: StorySoFar, weights: Mapping[int, float]) -> tuple[str, ...]:
    """Sentences most of whose telling words the story has not used."""
    return tuple(
        sentence
        for sentence in all_sentences(article.fields)[:20]
        if coverage(terms(Fields(sentence, "", ""), weights).title, story.stems, weights) < _SAID
    )
