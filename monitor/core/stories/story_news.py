"""What a report says that its story has not: people it counts, what its headline does, sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.core.stories.clauses import main_clause
from monitor.core.stories.deaths import deaths_first_told, many_dead, words_of_deaths
from monitor.core.stories.figure import Figure, Stated, Tolls
from monitor.core.stories.figures import figures_in
from monitor.core.stories.forms import NEXT_DAY, Headline, is_same
from monitor.core.stories.headlines import (
    counted_in_headlines,
    headline_counts,
    is_how_long,
    lowers_a_count,
    rising_from,
    rounds_down,
    says_from_how_many,
)
from monitor.core.stories.instead import said_instead
from monitor.core.stories.novelty import all_sentences, changes_of
from monitor.core.stories.reports import Nearest, StorySoFar
from monitor.core.stories.reversals import turn
from monitor.core.stories.speakers import new_speaker
from monitor.core.stories.terms import Terms, coverage, has_said, stem_hash, terms
from monitor.core.stories.units import DATE, PEOPLE, are_known_in, unit_of
from monitor.core.stories.watched import Watched, first_named
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens
from monitor.core.types import Article, Fields

_TOLD_BY = 300
"""Letters of a text by which its language is told."""
CLAUSE_SAID, CLAUSE_WEIGHT = 0.55, 4.0
"""Of what a headline tells before *after* or *as* (clauses.py): the share that the story must have said, else it is
news, and the weight that must be unsaid, that of a rare word."""
_SAID = 0.6
"""Share of a sentence's weight from which the story has said it."""


def new_tolls(article: Article, of: Terms, ranked: Sequence[Nearest], story: StorySoFar) -> tuple[str, ...]:
    """What a report counts that its story has not stated, nor a headline of it told as the news, for a person."""
    report = ranked[0].report
    ours, theirs = Headline(article.fields.title, article.origin.owner, of), report.headline
    told = _told(ranked)
    today = counted_in_headlines(told_today(ranked) if says_from_how_many(article.fields.title) else ())
    again = is_same(ours, theirs) and ours.owner == theirs.owner
    tolls = fresh_figures(article, story.figures, every=again, today=today.figures, told=told)
    recounted = headline_counts(article.fields.title, report.title)
    if recounted and rounds_down(article.fields.title, recounted.new, today.figures):
        return tolls
    if recounted and (lowers_a_count(article.fields.title) or recounted.new not in counted_in_headlines(told)):
        value, unit = recounted.new.value, recounted.new.unit
        others = (toll for toll in tolls if toll != f"{value} {unit}" and not toll.endswith(f" -> {value}"))
        return rising_from(recounted, told).shown, *others
    return tolls


def _told(ranked: Sequence[Nearest]) -> list[str]:
    """The headlines of the first report's story."""
    return [one.report.title for one in ranked if one.report.story_id == ranked[0].report.story_id]


def told_today(ranked: Sequence[Nearest]) -> list[str]:
    """The headlines of the first report's story in the last hours."""
    story = ranked[0].report.story_id
    return [one.report.title for one in ranked if one.report.story_id == story and one.apart <= NEXT_DAY]


def _turned(headline: str, ranked: Sequence[Nearest], story: StorySoFar, watched: Watched) -> str:
    """What ``headline`` does that no headline of its story did in the last hours, for a person; empty if nothing."""
    told = told_today(ranked)
    if turned := turn(headline, told or [ranked[0].report.title]):
        return turned
    if deaths := _first_deaths(headline, ranked, story):
        return deaths
    if lowers_a_count(headline) and not any(map(lowers_a_count, told)):
        return "counts otherwise than before"
    place = first_named(headline, told, watched, story.stems)
    return f"names {place} first" if place else ""


def _first_deaths(headline: str, ranked: Sequence[Nearest], story: StorySoFar) -> str:
    """That ``headline`` is the first of its story to tell of deaths, or of so many, for a person; empty if not."""
    words = words_of_deaths(headline)
    if any(stem_hash(word) in story.stems for word in words) and not many_dead(headline):
        return ""
    told = _told(ranked)
    return deaths_first_told(headline, told, Tolls((*story.figures, *counted_in_headlines(told).figures)))


def what_it_does(
    headline: str, ranked: Sequence[Nearest], story: StorySoFar, weights: Mapping[int, float], watched: Watched
) -> str:
    """What a headline does, or tells, that is news of its story, for a person; empty if nothing."""
    if turned := _turned(headline, ranked, story, watched):
        return turned
    told = _told(ranked)
    if speaker := new_speaker(headline, told, weights):
        return f"quotes {speaker} first"
    if clause := _untold_clause(headline, story, weights):
        return f"tells what the story has not said: {clause}"
    return said_instead(headline, told, story.stems, weights, watched)


def _untold_clause(headline: str, story: StorySoFar, weights: Mapping[int, float]) -> str:
    """What ``headline`` tells before *after*, *as* or the like, if the story has said but half of it. Nothing if it
    counts people: figures say what is new of them."""
    clause = main_clause(headline)
    words = dict.fromkeys(word for word in tokens(fold_text(clause)) if not word.isdigit())
    if any(unit_of(word) in PEOPLE for word in words):
        return ""
    untold = sum(weights[stem_hash(word)] for word in words if not has_said(word, story.stems))
    whole = sum(weights[stem_hash(word)] for word in words)
    return clause if untold >= CLAUSE_WEIGHT and untold > (1 - CLAUSE_SAID) * whole else ""


def fresh_figures(
    article: Article,
    stated: Sequence[Figure],
    *,
    every: bool = False,
    today: Sequence[Figure] = (),
    told: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """Numbers of people killed, wounded, displaced or held that the story has not stated; with ``every``, what an
    outlet prints again under its headline, all numbers. ``told`` are its headlines, where they are of the language of
    ``article``; ``today`` they counted in the last hours."""
    known, tolls = Stated(stated), Tolls(stated)
    fresh = [
        figure
        for sentence in all_sentences(article.fields)
        for figure in figures_in(sentence)
        if (tolls.are_passed_by(figure) or (every and figure.unit != DATE)) and figure not in known
    ]
    fresh += _counted_by_headline(article, known, today, told)
    return changes_of(dict.fromkeys(fresh, True), stated)


def _counted_by_headline(
    article: Article, known: Stated, today: Sequence[Figure], told: Sequence[str] | None
) -> list[Figure]:
    """Whatever a headline counts is news: no headline counts background. A story that counted nothing yet is told of
    people only, where it is known who they are; where it is not, 12 dead are not the 12 kilometres of a text."""
    fields = article.fields
    words_known = are_known_in(article.language, f"{fields.title}\n{fields.lead}\n{fields.text[:_TOLD_BY]}")
    any_unit = not words_known or any(figure.unit != DATE for figure in known.figures)
    by_value = words_known or told is None
    in_headlines = frozenset(figure.value for headline in told or () for figure in figures_in(headline))

    def is_known(figure: Figure) -> bool:
        return figure in known and (by_value or figure.value in in_headlines or known.has_subject(figure))

    return [
        figure
        for figure in figures_in(fields.title)
        if figure.unit != DATE
        and (any_unit or figure.unit in PEOPLE)
        and not is_known(figure)
        and not rounds_down(fields.title, figure, today)
        and not is_how_long(fields.title, figure)
    ]


def unsaid_sentences(article: Article, story: StorySoFar, weights: Mapping[int, float]) -> tuple[str, ...]:
    """Sentences most of whose telling words the story has not used."""
    return tuple(
        sentence
        for sentence in all_sentences(article.fields)[:20]
        if coverage(terms(Fields(sentence, "", ""), weights).title, story.stems, weights) < _SAID
    )
