"""What a report so like another one is of something else for: another event, place or country, in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.core.durations import shown
from monitor.core.stories.another_country import another_does, of_another_country
from monitor.core.stories.headlines.forms import Headline, filled_in_anew
from monitor.core.stories.headlines.headline_words import is_struck
from monitor.core.stories.headlines.recounts import headline_counts, lowers_a_count, moves_a_count
from monitor.core.stories.headlines.told_apart import harms, told_apart
from monitor.core.stories.headlines.unlisted_places import unlisted_place
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.reports import Nearest, StorySoFar
from monitor.core.stories.story_news import News
from monitor.core.stories.terms import Terms, likeness, of_stems, weighed
from monitor.core.stories.watched import elsewhere, first_named_below, names_place
from monitor.core.text.words import sentences
from monitor.core.types import Material


def another_event(one: Incoming, best: Nearest) -> str:
    """Why a report so like ``best`` is of another event, in words for a person; empty if it is not."""
    report, headline = best.report, one.headline
    ours = Headline(headline, one.article.origin.owner, one.terms)
    recounted = headline_counts(headline, report.title)
    goes_on = recounted is not None and moves_a_count(headline)
    form = filled_in_anew(ours, report.headline, _alike(one.terms, report.terms, one.weights), best.apart)
    if form and not goes_on:
        of_one = f"; if it is of the same, {recounted.shown}" if recounted else ""
        return f"like {report.name}, {shown(best.apart)} later, {form}{of_one}"
    if recounted and recounted.another_event and not lowers_a_count(headline):
        return f"like {report.name}, but of another event: {recounted.shown}"
    if apart := told_apart(headline, report.title):
        return f"like {report.name}, but {apart}"
    where = elsewhere(headline, report.title, one.watched)
    return f"like {report.name}, but of another place: {where}" if where else ""


def _alike(one: Terms, other: Terms, weights: Mapping[int, float]) -> float:
    """The likeness of two headlines."""
    ours, theirs = of_stems(one.title, (), weights), of_stems(other.title, (), weights)
    return likeness(weighed(ours, weights), ours.norm, theirs, weights)


def of_another(one: Incoming, told: Sequence[str], story: StorySoFar) -> list[News]:
    """What a headline in the words of the story, of which those ``told`` are in its language, tells of something else:
    what another country did, too, or what happened to somebody of another one or at another place, or a strike on a
    place that stands below it."""
    found = list[News]()
    if does := another_does(one.headline, one.article.language, told):
        found.append(News(Material.STATEMENTS, does))
    if country := of_another_country(one.headline, one.article.language, told):
        found.append(News(Material.NAMES, f"is of {country}, which no headline of the story has named"))
    if place := _another_place(one, story):
        found.append(News(Material.NAMES, f"is of {place}, which the story has not named"))
    return found


def _another_place(one: Incoming, story: StorySoFar) -> str:
    """A place that the story has not named, watched or not: in the headline or, if that is of violence, below it."""
    said, is_of_harm, strikes = story.stems, harms(one.headline), is_struck(one.headline)
    # Most headlines are of nothing violent, and their summaries need not be split into sentences.
    below = next(iter(sentences(one.article.fields.lead)), "") if is_of_harm or strikes else ""
    unlisted = unlisted_place(one.headline, said, one.weights)
    if not unlisted and is_of_harm:
        unlisted = unlisted_place(below, said, one.weights)
    if unlisted and not names_place(unlisted, one.watched):
        return unlisted
    return first_named_below(one.headline, below, one.watched, said) if strikes else ""
