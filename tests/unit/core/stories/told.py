"""A story that was told, and the verdict on reports beside it."""

from dataclasses import replace
from datetime import timedelta

from monitor.core.numbers.figures import figures
from monitor.core.stories.reports import StorySoFar, nearest
from monitor.core.stories.same_story import judge_story
from monitor.core.stories.terms import terms
from monitor.core.stories.watched import Watched
from monitor.core.types import Article, Fields, Mention, Verdict
from tests.make import article
from tests.unit.core.stories.judged import WEIGHTS, incoming, report

TOLD = article(
    "Car bomb kills four at a checkpoint outside Afrin",
    "A car bomb went off at a checkpoint of the town's police on Tuesday morning and killed four people.",
    feed="wire",
)

AGAIN = article(
    "Four dead in car bomb blast at Afrin checkpoint",
    "Police of the town said the car exploded when guards stopped it for a search.",
    feed="gazette",
)

PARTS = {
    "aleppo": frozenset[str](),
    "idlib": frozenset[str](),
    "ariha": frozenset({"idlib"}),
    "saraqib": frozenset({"idlib"}),
}
"""Watched places, and what they are part of."""


def named(fields: Fields) -> list[Mention]:
    words = fields.title.casefold().split()
    return [Mention(place, place, "title", 0, 0, place) for place in PARTS if place in words]


WATCHED = Watched(named, PARTS.get)


def verdict(new: Article, told: Article = TOLD) -> Verdict:
    return after([told], new)


def after(told: list[Article], new: Article) -> Verdict:
    """The verdict on a report after those of one story."""
    ours = incoming(new, WATCHED)
    ranked = nearest(ours, [report(one) for one in told])
    stems = frozenset(stem for one in told for stem in terms(one.fields, WEIGHTS).all)
    story = StorySoFar(stems, lambda: tuple(figure for one in told for figure in figures(one.fields)))
    return judge_story(ours, ranked, lambda _: story)


def headlines(new: str, told: str, told_text: str = "") -> Verdict:
    """The verdict on a headline of another outlet an hour after another one."""
    return verdict(later(article(new, "", feed="b"), 1), article(told, told_text, feed="a"))


def later(one: Article, hours: float) -> Article:
    return replace(one, published=one.published + timedelta(hours=hours))
