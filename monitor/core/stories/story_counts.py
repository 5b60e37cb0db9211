"""What a report counts that its story has not stated: people above all."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.numbers.counts.figure import Figure, Tolls, grouped
from monitor.core.numbers.counts.of_years import is_over_years
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.stated import Stated
from monitor.core.numbers.words.units import DATE, FATES, are_known_in
from monitor.core.stories.headlines.forms import Headline, is_same
from monitor.core.stories.headlines.recounts import (
    Recount,
    counted_before,
    counted_in_headlines,
    falling_from,
    headline_counts,
    is_how_long,
    lowers_a_count,
    rising_from,
    rounds,
    says_a_toll_rises,
    says_from_how_many,
    was_lowered_to,
)
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.reports import Nearest, StorySoFar, latest_told_in, told_in, told_today
from monitor.core.stories.texts.novelty import all_sentences, changes_of
from monitor.core.text.captions import without_old_captions
from monitor.core.types import Article

_TOLD_BY = 300
"""Letters of a text by which its language is told."""


def new_tolls(
    one: Incoming, ranked: Sequence[Nearest], story: StorySoFar, *, of_another: bool = False
) -> tuple[str, ...]:
    """What a report counts that its story has not stated, nor a headline of it told as the news, for a person: beside
    the count whose place it takes, unless it is ``of_another`` place or country than its story has named."""
    article, report = one.article, ranked[0].report
    ours, theirs = Headline(one.headline, article.origin.owner, one.terms), report.headline
    told = told_in(ranked)
    today = counted_in_headlines(told_today(ranked) if says_from_how_many(one.headline) else ())
    again = is_same(ours, theirs) and ours.owner == theirs.owner
    tolls = fresh_figures(article, story.figures, every=again, today=today.figures, told=told, alone=of_another)
    recounted = headline_counts(one.headline, report.title)
    if recounted is None and lowers_a_count(one.headline):  # it is most like one from before the count rose
        others = (headline_counts(one.headline, told) for told in latest_told_in(ranked))
        recounted = next(filter(None, others), None)
    if recounted and rounds(one.headline, recounted.new, today.figures):
        return tolls
    if recounted and recounted.new not in counted_in_headlines(told):
        told = _told_in_any_language(article, ranked, story)
    if recounted and lowers_a_count(one.headline):
        is_told = was_lowered_to(recounted.new, latest_told_in(ranked))
    else:
        is_told = recounted is not None and recounted.new in counted_in_headlines(told)
    if recounted and not is_told:
        now = _from_the_known(recounted, one.headline, ranked, told)
        return now.shown_alone if of_another else now.shown, *recounted.beside(tolls)
    return tolls


def _told_in_any_language(article: Article, ranked: Sequence[Nearest], story: StorySoFar) -> list[str]:
    """Counts read alike in every language: readers of the story know those of all its headlines."""
    return [*told_in(ranked), *story.in_other_languages(article)]


def told_by_another(article: Article, ranked: Sequence[Nearest], story: StorySoFar) -> str:
    """What a headline counts otherwise than the report most like it, and as another headline of the story does, for a
    person; empty if nothing."""
    recounted = headline_counts(article.fields.title, ranked[0].report.title)
    if recounted is None:
        return ""
    told = counted_in_headlines(_told_in_any_language(article, ranked, story))
    return f"{grouped(recounted.new.value)} {recounted.new.unit}" if recounted.new in told else ""


def _from_the_known(recounted: Recount, headline: str, ranked: Sequence[Nearest], told: Sequence[str]) -> Recount:
    """What a headline counts, beside the count that readers of the story know."""
    if lowers_a_count(headline):
        return falling_from(recounted, latest_told_in(ranked))
    return rising_from(recounted, counted_in_headlines(told))


def fresh_figures(
    article: Article,
    stated: Sequence[Figure],
    *,
    every: bool = False,
    today: Sequence[Figure] = (),
    told: Sequence[str] | None = None,
    alone: bool = False,
) -> tuple[str, ...]:
    """Numbers of people killed, wounded, displaced or held that the story has not stated; with ``every``, what an
    outlet prints again under its headline, all numbers. The caption of an old picture counts nobody, and what counts
    over years below the headline nobody of today. ``told`` are its headlines, where they are of the language of
    ``article``; ``today`` they counted in the last hours. ``alone``: none is shown beside one that it would correct."""
    known, tolls = Stated(stated), Tolls(stated)
    title = article.fields.title
    headline, goes_on = Tolls(figures_in(title)), says_a_toll_rises(title)
    fresh = [
        figure
        for sentence in all_sentences(without_old_captions(article.fields, article.published))
        if every or sentence == title or goes_on or not is_over_years(sentence)
        for figure in figures_in(sentence)
        if (every and figure.unit != DATE) or (tolls.are_passed_by(figure) and not headline.count_more_than(figure))
        if figure not in known
    ]
    fresh += _counted_by_headline(article, known, today, told)
    lowered = lowers_a_count(article.fields.title)
    parts = [figure for figure in fresh if not lowered and tolls.have_as_part(figure)]
    whole = [figure for figure in fresh if figure not in parts]
    corrects = () if alone else stated
    return (*changes_of(dict.fromkeys(whole, True), corrects), *changes_of(dict.fromkeys(parts, True), ()))


def _counted_by_headline(
    article: Article, known: Stated, today: Sequence[Figure], told: Sequence[str] | None
) -> list[Figure]:
    """Whatever a headline counts is news: no headline counts background. A story that counted nothing yet is told of
    people only, where it is known who they are; where it is not, 12 dead are not the 12 kilometres of a text."""
    fields = article.fields
    words_known = are_known_in(article.language, f"{fields.title}\n{fields.lead}\n{fields.text[:_TOLD_BY]}")
    any_unit = not words_known or any(figure.unit != DATE for figure in known.figures)
    by_value = words_known or told is None
    before = counted_before(fields.title)
    in_headlines = frozenset(figure.value for headline in told or () for figure in figures_in(headline))

    def is_known(figure: Figure) -> bool:
        return figure in known and (by_value or figure.value in in_headlines or known.has_subject(figure))

    return [
        figure
        for figure in figures_in(fields.title)
        if figure.unit != DATE
        and figure.value not in before
        and (any_unit or figure.unit in FATES)
        and not is_known(figure)
        and not rounds(fields.title, figure, today)
        and not is_how_long(fields.title, figure)
    ]
