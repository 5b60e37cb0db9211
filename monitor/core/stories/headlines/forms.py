"""Forms that outlets fill in anew each hour or day: headlines alike, and another article below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.core.numbers.counts.dates import name_other_days
from monitor.core.stories.terms import Terms
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens

NEXT_DAY = timedelta(hours=20)
LIKE_A_FORM = 0.6
"""Likeness of two headlines from which one may be the form of the other."""
BELOW = 5
"""Telling words below a headline from which there is a text to compare."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, whose it is, and the telling words of its article."""

    title: str
    owner: str
    terms: Terms


def filled_in_anew(new: Headline, told: Headline, likeness: float, apart: timedelta) -> str:
    """What makes ``new`` another instance of a form, for a person, or nothing; ``likeness`` is that of the two
    headlines."""
    if likeness < LIKE_A_FORM and _words(new.title) != _words(told.title):
        return ""
    if name_other_days(new.title, told.title):
        return "but its headline is for another day or hour"
    if new.owner == told.owner and apart > NEXT_DAY:
        return "by the same outlet: so long after, a headline so like it is taken for another event"
    if is_same(new, told) and _nothing_in_common(new.terms, told.terms):
        return "but its headline stands above another text"
    return ""


def is_next_edition(title: str, told: str) -> bool:
    """Whether two headlines of one outlet are alike but for the day or hour: Headlines at 18:00, Headlines at 19:00."""
    return _words(title) == _words(told) and name_other_days(title, told)


def is_same(one: Headline, other: Headline) -> bool:
    return fold_text(one.title) == fold_text(other.title)


def _words(title: str) -> list[str]:
    """Without numbers: those are what a form is filled in with."""
    return [word for word in tokens(fold_text(title)) if not word[0].isdigit()]


def _nothing_in_common(one: Terms, other: Terms) -> bool:
    """Whether two texts below their headlines share no telling word."""
    return min(len(one.body), len(other.body)) >= BELOW and set(one.body).isdisjoint(other.all)
