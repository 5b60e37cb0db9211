"""Of which story is a report? Of that of the stored report most like it, if alike enough and while that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import floor

from monitor.core.durations import shown
from monitor.core.stories.headlines.forms import NEXT_DAY
from monitor.core.stories.headlines.recounts import headline_counts
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.reports import Nearest
from monitor.core.stories.terms import coverage
from monitor.core.stories.told_score import COVERED
from monitor.core.stories.watched import NOTHING_WATCHED, Watched, elsewhere
from monitor.core.types import Verdict, VerdictKind

LONG, LONG_SHARE = 40, 0.3
"""Stems below the headline from which a text is long, and what of the threshold it must reach."""
ONE_STORY = 0.5
"""Likeness to reports of two stories, within a day, from which they are one."""
STORY_ENDS = timedelta(days=60)
"""A report so long after the last one like it tells another story, if of the same places and people."""
RETOLD = timedelta(days=3)
"""A report so long after the one most like it tells another event in the usual words: strikes on one province read
alike for months. Of labelled repeats that are silent none but comment came later than 34 hours."""
AS_SAID = 0.7
"""Share of a headline that a report of the last days must have said to keep it silent where one from long ago is more
alike: the usual words tell of another event."""
_WORTH_NAMING = 0.05
"""Likeness from which the report most like a new one is named to a reader."""


def is_of_its_story(one: Incoming, best: Nearest) -> bool:
    """Whether a report is of the story of ``best``."""
    return best.apart <= STORY_ENDS and _is_alike(one, best)


def _is_alike(one: Incoming, best: Nearest) -> bool:
    """Two long texts have fewer of their words in common than two headlines on one thing, and it means more."""
    if best.near >= one.thresholds.same_story:
        return True
    long = min(len(one.terms.body), len(best.report.terms.body)) >= LONG
    return long and best.near >= LONG_SHARE * one.thresholds.same_story


def prefer_unended(one: Incoming, ranked: list[Nearest]) -> list[Nearest]:
    """``ranked`` with the first report whose story may go on before those of which it has ended, if it is alike enough:
    one of years ago, as a seed on the attack before this one, ends no story of today."""
    if ranked[0].apart <= STORY_ENDS:
        return ranked
    going_on = next((near for near in ranked if near.apart <= STORY_ENDS), None)
    if going_on is None or not _is_alike(one, going_on):
        return ranked
    return [going_on, *(near for near in ranked if near is not going_on)]


def prefer_recent(one: Incoming, ranked: Sequence[Nearest]) -> list[Nearest]:
    """``ranked`` with the first report of the last days before those from long ago; empty if none is alike enough to
    keep this one silent, or has said what its headline says."""
    lately = next((near for near in ranked if near.apart <= RETOLD), None)
    if lately is None or lately.near < one.thresholds.nothing_new - COVERED:
        return []
    if coverage(one.terms.title, frozenset(lately.report.terms.all), one.weights) < AS_SAID:
        return []
    return [lately, *(near for near in ranked if near is not lately)]


def same_as(ranked: Sequence[Nearest], headline: str = "", watched: Watched = NOTHING_WATCHED) -> tuple[int, ...]:
    """Stories beside that of the first report which an article under ``headline`` is so like that all are one. None of
    reports of another event: what each then counts would silence the other."""
    first = ranked[0].report
    close = (
        one.report.story_id
        for one in ranked
        if one.likeness >= ONE_STORY
        and one.apart <= NEXT_DAY
        and not any(_is_another_event(one.report.title, told, watched) for told in (headline, first.title))
    )
    return tuple(dict.fromkeys(story for story in close if story != first.story_id))


def _is_another_event(headline: str, told: str, watched: Watched) -> bool:
    """Whether the two differ in the place or by far in what they count, whichever came first."""
    counts = (headline_counts(headline, told), headline_counts(told, headline))
    return bool(elsewhere(headline, told, watched)) or any(one.another_event for one in counts if one)


def of_no_story(one: Incoming, best: Nearest, features: dict[str, float | bool]) -> Verdict:
    """The verdict on a report that is not of the story of ``best``, the most like it."""
    thresholds = one.thresholds
    if best.near < thresholds.possibly_story:
        most_like = ""
        if best.likeness >= _WORTH_NAMING:
            most_like = f"; most like it is {best.report.name}, alike by {below(best.likeness)} of 1"
        if best.likeness >= thresholds.possibly_story:  # alike enough but for the time
            most_like += f", {shown(best.apart)} apart"
        why = f"nothing stored tells this{most_like}"
        return Verdict(VerdictKind.NEW, why, score=best.near, features=features)
    but = f"too little to be sure ({thresholds.same_story:g} is needed, `dedup.same_story`)"
    if best.apart > STORY_ENDS:
        but = f"but {shown(best.apart)} later: a story ends after {shown(STORY_ENDS)}"
    elif best.likeness >= thresholds.same_story:
        but = f"or {below(best.near)} as they are {shown(best.apart)} apart: {but}"
    why = f"possibly of the story of {best.report.name}: alike by {below(best.likeness)} of 1, {but}"
    return Verdict(VerdictKind.NEW, why, score=best.near, possibly_of=best.report.id, features=features)


def below(score: float) -> str:
    """Never rounded up to the threshold that it does not reach."""
    return f"{floor(score * 100) / 100:.2f}"
