"""What is known of stored reports and their stories, and which report a new one is most like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log10
from typing import NamedTuple

from monitor.core.numbers.counts.figure import Figure
from monitor.core.stories.headlines.forms import NEXT_DAY, Headline
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.terms import Terms, likeness, weighed
from monitor.core.types import Article

APART = 0.05
"""Taken off for each tenfold of an hour between two reports: what comes a day later is rather another event."""
HOUR = timedelta(hours=1)
MAX_NAME = 60
"""Characters of a headline by which a reason names a stored article."""


def name_of(name: str, title: str, source: str) -> str:
    """How a reason names a stored article."""
    whose = f" ({source})" if source else ""  # a seed need not say
    shown = title if len(title) <= MAX_NAME else f"{title[: MAX_NAME - 1].rstrip()}…"
    return f'{name} "{shown}"{whose}' if title else f"{name}{whose}"


class Report(NamedTuple):
    """A stored article, as far as its story is concerned. Some dozens are made for each new one, as of Nearest.
    ``seed`` is the name of a seed; empty for what came from a feed."""

    id: int
    seed: str
    title: str
    source: str
    owner: str
    published: datetime
    story_id: int
    terms: Terms
    language: str = ""

    @property
    def name(self) -> str:
        """How a reason names it."""
        return name_of(f"seed:{self.seed}" if self.seed else f"item {self.id}", self.title, self.source)

    @property
    def headline(self) -> Headline:
        return Headline(self.title, self.owner, self.terms)


def _none_told(_: Article) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class StorySoFar:
    """Everything that a story has accumulated: the stems its reports used, the figures they stated. ``stated`` is asked
    when a report is of the story; ``in_other_languages``, its latest headlines in others than that of a report, when
    the report counts what no headline like its own does."""

    stems: frozenset[int]
    stated: Callable[[], Sequence[Figure]]
    in_other_languages: Callable[[Article], Sequence[str]] = _none_told

    @property
    def figures(self) -> Sequence[Figure]:
        return self.stated()


class Nearest(NamedTuple):
    """The report most like a new one. ``likeness`` is that of all telling words, ``near`` what is left of it after
    the time between the two."""

    report: Report
    likeness: float
    apart: timedelta

    @property
    def near(self) -> float:
        return self.likeness - APART * log10(max(1.0, self.apart / HOUR))


def nearest(one: Incoming, reports: Sequence[Report]) -> list[Nearest]:
    """The stored reports, first the one most like this one after what the time between them takes (``near``); the
    oldest of equals."""
    ours, published = weighed(one.terms, one.weights), one.article.published
    found = [
        Nearest(report, likeness(ours, one.terms.norm, report.terms, one.weights), abs(published - report.published))
        for report in reports
    ]
    return sorted(found, key=lambda near: (-near.near, near.report.id))


def told_in(ranked: Sequence[Nearest]) -> list[str]:
    """The headlines of the first report's story."""
    return [one.report.title for one in _of_story(ranked)]


def latest_told_in(ranked: Sequence[Nearest]) -> list[str]:
    """The same, the latest first."""
    latest_first = sorted(_of_story(ranked), key=lambda one: one.report.published, reverse=True)
    return [one.report.title for one in latest_first]


def told_today(ranked: Sequence[Nearest]) -> list[str]:
    """Those of them that are at most NEXT_DAY before or after the new one."""
    return [one.report.title for one in _of_story(ranked) if one.apart <= NEXT_DAY]


def _of_story(ranked: Sequence[Nearest]) -> list[Nearest]:
    story = ranked[0].report.story_id
    return [one for one in ranked if one.report.story_id == story]
