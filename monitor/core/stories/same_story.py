"""Does a text of its own tell a story that is known, and does it say anything new in it?

A report belongs to the story of the report most like it (terms.py). Whether it is news there is one score, made of four
figures that a reader can check, minus what speaks against it: a new toll, the same outlet's form of the day before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from math import floor

from monitor.core.durations import shown
from monitor.core.stories.another_country import another_does, of_another_country
from monitor.core.stories.headlines.claims import is_claim, told_so
from monitor.core.stories.headlines.clauses import main_clause
from monitor.core.stories.headlines.comment import is_comment
from monitor.core.stories.headlines.forms import NEXT_DAY, Headline, filled_in_anew
from monitor.core.stories.headlines.headline_words import is_struck
from monitor.core.stories.headlines.recounts import (
    counts_fewer,
    counts_people,
    headline_counts,
    lowers_a_count,
    moves_a_count,
)
from monitor.core.stories.headlines.told_apart import harms, told_apart
from monitor.core.stories.headlines.unlisted_places import unlisted_place
from monitor.core.stories.little_told import SAID_BY_OWN, untold, untold_by_little
from monitor.core.stories.reports import HOUR, Nearest, StorySoFar, told_in
from monitor.core.stories.story_counts import new_tolls, told_by_another
from monitor.core.stories.story_news import KnownToReaders, News, unsaid_sentences, what_it_does
from monitor.core.stories.terms import Terms, coverage, likeness, of_stems, weighed
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.watched import NOTHING_WATCHED, Watched, elsewhere, first_named_below, names_place
from monitor.core.text.words import sentences
from monitor.core.types import ANY_MATERIAL, Article, Material, Verdict, VerdictKind

COMMENTS = 0.15
"""Added for opinion, explanation, review: they seldom report."""
CLAIMS = 0.1
"""Taken off for a headline in which somebody says, decides or does something, if no headline of the story has told that
somebody does so."""
COUNTED = 0.1
"""Added for a headline that counts people, if it tells of nothing else that somebody does: a new count is an update
whatever the score, so this one is known."""
ABOUT_COMMENT = 0.1
"""Taken off where what a report is most like only explains or comments, and the report does not."""
COVERED = 0.2
"""Added for a headline whose words the story has all said, in proportion for a part of them."""
LONG, LONG_SHARE = 40, 0.3
"""Stems below the headline from which a text is long, and what of the threshold it must reach."""
ONE_STORY = 0.5
"""Likeness to reports of two stories, within a day, from which they are one."""
STORY_ENDS = timedelta(days=60)
"""A report so long after the last one like it tells another story, if of the same places and people."""
_NOTHING_NEW = "`dedup.nothing_new`"
_WORTH_NAMING = 0.05
"""Likeness from which the report most like a new one is named to a reader."""
RETOLD = timedelta(days=3)
"""A report so long after the one most like it tells another event in the usual words: strikes on one province read
alike for months. Of labelled repeats that are silent none but comment came later than 34 hours."""
AS_SAID = 0.7
"""Share of a headline that a report of the last days must have said to keep it silent where one from long ago is more
alike: the usual words tell of another event."""
LONG_AGO = "long_ago"
"""The feature of a report that would be silent, had what is most like it not been told long ago."""
BY_NAMES = "by_names"
"""The feature of a report in another language than the story's, which only names hold together with it."""


def same_as(ranked: Sequence[Nearest], headline: str = "", watched: Watched = NOTHING_WATCHED) -> tuple[int, ...]:
    """Stories beside that of the first report which an article under ``headline`` is so like that all are one. None of
    reports of another event: what each then counts would silence the other."""
    first = ranked[0].report
    close = (
        one.report.story_id
        for one in ranked
        if one.likeness >= ONE_STORY
        and one.apart <= NEXT_DAY
        and not any(_another_event(one.report.title, told, watched) for told in (headline, first.title))
    )
    return tuple(dict.fromkeys(story for story in close if story != first.story_id))


def _another_event(headline: str, told: str, watched: Watched) -> bool:
    """Whether the two differ in the place or by far in what they count, whichever came first."""
    counts = (headline_counts(headline, told), headline_counts(told, headline))
    return bool(elsewhere(headline, told, watched)) or any(one.another_event for one in counts if one)


def prefer_recent(
    ranked: Sequence[Nearest], of: Terms, weights: Mapping[int, float], thresholds: Thresholds
) -> list[Nearest]:
    """``ranked`` with the first report of the last days before those from long ago; empty if none is alike enough to
    keep one with the words ``of`` silent, or has said what its headline says."""
    lately = next((one for one in ranked if one.apart <= RETOLD), None)
    if lately is None or lately.near < thresholds.nothing_new - COVERED:
        return []
    if coverage(of.title, frozenset(lately.report.terms.all), weights) < AS_SAID:
        return []
    return [lately, *(one for one in ranked if one is not lately)]


def prefer_unended(ranked: list[Nearest], of: Terms, thresholds: Thresholds) -> list[Nearest]:
    """``ranked`` with the first report whose story may go on before those of which it has ended, if it is alike enough
    to the words ``of`` a report: one of years ago, as a seed on the attack before this one, ends no story of today."""
    if ranked[0].apart <= STORY_ENDS:
        return ranked
    going_on = next((one for one in ranked if one.apart <= STORY_ENDS), None)
    if going_on is None or not _is_alike(of, going_on, thresholds):
        return ranked
    return [going_on, *(one for one in ranked if one is not going_on)]


def judge_story(
    article: Article,
    of: Terms,
    ranked: Sequence[Nearest],
    so_far: Callable[[int], StorySoFar],
    weights: Mapping[int, float],
    thresholds: Thresholds,
    watched: Watched = NOTHING_WATCHED,
) -> Verdict:
    """The verdict on a report that belongs to the story of the first of ``ranked``, if it does. What a story has said
    ``so_far`` is asked only then: most reports belong to none."""
    best = ranked[0]
    features: dict[str, float | bool] = {
        "likeness": round(best.likeness, 3),
        "hours_apart": round(best.apart / HOUR, 1),
    }
    if best.apart > STORY_ENDS or not _is_alike(of, best, thresholds):
        return _other_story(best, features, thresholds)
    measured = _measured(article, of, ranked, so_far(best.report.story_id), weights)
    features |= measured.features
    if another := _another_thing(article, of, best, weights, watched):
        told_nothing = features | {"told": 0.0}
        return Verdict(
            VerdictKind.NEW, another, score=measured.score, possibly_of=best.report.id, features=told_nothing
        )
    return _of_its_story(article, of, ranked, measured, features, weights, thresholds, watched)


@dataclass(frozen=True, slots=True)
class _Measured:
    """How far its ``story`` has told a report: ``known`` is the share of its headline that was said, ``score`` is for
    all of it."""

    story: StorySoFar
    known: float
    score: float
    comments: bool
    claims: bool

    @property
    def features(self) -> dict[str, float | bool]:
        return {
            "comment": self.comments,
            "claim": self.claims,
            "headline_known": round(self.known, 3),
            "told": round(self.score, 3),
        }


def _measured(
    article: Article, of: Terms, ranked: Sequence[Nearest], story: StorySoFar, weights: Mapping[int, float]
) -> _Measured:
    title = article.fields.title
    comments, claims = is_comment(title, article.url), _claims(title, ranked)
    known = coverage(of.title, story.stems, weights)
    score = _score(title, ranked[0], known, comments=comments, claims=claims)
    return _Measured(story, known, score, comments, claims)


def _of_its_story(
    article: Article,
    of: Terms,
    ranked: Sequence[Nearest],
    measured: _Measured,
    features: dict[str, float | bool],
    weights: Mapping[int, float],
    thresholds: Thresholds,
    watched: Watched,
) -> Verdict:
    """The verdict on a report of the story of the first of ``ranked``: by its numbers, by what its headline does, by
    what was told little, and else by its score."""
    best, title, story, score = ranked[0], article.fields.title, measured.story, measured.score
    report, comments = best.report, measured.comments
    does, of_another = list[News](), list[News]()
    if not comments:
        of_another = _of_another(article, told_in(ranked), story, weights, watched)
        does = what_it_does(title, KnownToReaders.by(ranked, story), weights, watched) + of_another
    names = any(news.kind is Material.NAMES for news in does)
    counts_another = bool(of_another) or (names and counts_fewer(title, report.title))
    tolls = new_tolls(article, of, ranked, story, of_another=counts_another and not moves_a_count(title))
    words = "" if comments else _untold(article, measured, ranked, weights)
    is_foreign = bool(article.language and report.language and article.language != report.language)
    in_other_words = bool(words) or score < thresholds.nothing_new
    material = ANY_MATERIAL if is_foreign else _kinds(tolls, does, in_other_words=in_other_words)

    def goes_on(why: str, new: Sequence[str], score_told: float) -> Verdict:
        why, told = f"goes on from {report.name} {why}", features | {"told": score_told}
        return Verdict(VerdictKind.UPDATE, why, report.id, score, tuple(dict.fromkeys(new)), material, features=told)

    unsaid = partial(unsaid_sentences, article, story, weights)
    if tolls:
        return goes_on(f"and now says: {'; '.join(tolls)}", (*tolls, *unsaid()[:2]), 0.0)
    if does:
        return goes_on(f"and its headline {does[0].shown}", (title, *unsaid()[:2]), 0.0)
    if words:
        return goes_on(f"which has not told this: {words}", (title, *unsaid()[:2]), 0.0)
    if score < thresholds.nothing_new:
        why = f"in other words ({_told(score)} from {thresholds.nothing_new:g} on it would be silent, {_NOTHING_NEW})"
        return goes_on(why, unsaid()[:2] or (title,), features["told"])
    if best.apart > RETOLD and not comments:
        why = f"in the words of {report.name}, but {shown(best.apart)} later: another event may read alike"
        features |= {"told": 0.0, LONG_AGO: True}
        return Verdict(VerdictKind.NEW, why, score=score, possibly_of=report.id, features=features)
    if is_foreign:
        features |= {BY_NAMES: True}
        why = "in another language: the names agree, what it says of them is not compared"
        return goes_on(why, unsaid()[:2] or (title,), features["told"])
    least = f"from {thresholds.nothing_new:g} on nothing counts as new, {_NOTHING_NEW}"
    why = f"tells again what {report.name} told ({_told(score)} {least})"
    if count := told_by_another(article, ranked, story):
        why += f"; another headline of the story has told {count}"
    return Verdict(VerdictKind.SAME_STORY, why, report.id, score, features=features)


def _untold(article: Article, measured: _Measured, ranked: Sequence[Nearest], weights: Mapping[int, float]) -> str:
    """The words of a headline that its story has not told in any way, if it has told little, or what is most like the
    report is of its own outlet."""
    title, told = article.fields.title, told_in(ranked)
    if measured.known < SAID_BY_OWN and ranked[0].report.owner == article.origin.owner:
        return untold(title, told, measured.story.stems, weights)
    return untold_by_little(title, measured.known, told, measured.story, weights)


def _of_another(
    article: Article, told: Sequence[str], story: StorySoFar, weights: Mapping[int, float], watched: Watched
) -> list[News]:
    """What a headline in the words of the story tells of something else: what another country did, too, or what
    happened to somebody of another one or at another place, or a strike on a place that stands below it."""
    title, found = article.fields.title, list[News]()
    if does := another_does(title, article.language, told):
        found.append(News(Material.STATEMENTS, does))
    if country := of_another_country(title, article.language, told):
        found.append(News(Material.NAMES, f"is of {country}, which no headline of the story has named"))
    if place := _another_place(article, story, weights, watched):
        found.append(News(Material.NAMES, f"is of {place}, which the story has not named"))
    return found


def _another_place(article: Article, story: StorySoFar, weights: Mapping[int, float], watched: Watched) -> str:
    """A place that the story has not named, watched or not: in the headline or, if that is of violence, below it."""
    title, said, is_of_harm = article.fields.title, story.stems, harms(article.fields.title)
    # Most headlines are of nothing violent, and their summaries need not be split into sentences.
    below = next(iter(sentences(article.fields.lead)), "") if is_of_harm or is_struck(title) else ""
    unlisted = unlisted_place(title, said, weights) or (unlisted_place(below, said, weights) if is_of_harm else "")
    if unlisted and not names_place(unlisted, watched):
        return unlisted
    return first_named_below(title, below, watched, story.stems) if is_struck(title) else ""


def _kinds(tolls: Sequence[str], does: Sequence[News], *, in_other_words: bool) -> frozenset[Material]:
    """By what a report is news of its story."""
    kinds = {news.kind for news in does}
    if tolls:
        kinds.add(Material.FIGURES)
    if in_other_words:
        kinds.add(Material.WORDS)
    return frozenset(kinds)


def _another_thing(article: Article, of: Terms, best: Nearest, weights: Mapping[int, float], watched: Watched) -> str:
    """Why a report so like another one is of another event, in words for a person; empty if it is not."""
    report, headline = best.report, article.fields.title
    ours = Headline(headline, article.origin.owner, of)
    recounted = headline_counts(headline, report.title)
    goes_on = recounted is not None and moves_a_count(headline)
    form = filled_in_anew(ours, report.headline, _headlines(of, report.terms, weights), best.apart)
    if form and not goes_on:
        of_one = f"; if it is of the same, {recounted.shown}" if recounted else ""
        return f"like {report.name}, {shown(best.apart)} later, {form}{of_one}"
    if recounted and recounted.another_event and not lowers_a_count(headline):
        return f"like {report.name}, but of another event: {recounted.shown}"
    if apart := told_apart(headline, report.title):
        return f"like {report.name}, but {apart}"
    where = elsewhere(headline, report.title, watched)
    return f"like {report.name}, but of another place: {where}" if where else ""


def _headlines(one: Terms, other: Terms, weights: Mapping[int, float]) -> float:
    """The likeness of two headlines."""
    ours, theirs = of_stems(one.title, (), weights), of_stems(other.title, (), weights)
    return likeness(weighed(ours, weights), ours.norm, theirs, weights)


def _score(title: str, best: Nearest, known: float, *, comments: bool, claims: bool) -> float:
    """``known`` is the share of its headline that the story has said."""
    kind = COMMENTS * comments - CLAIMS * claims
    # Longer after, in a story of raid after raid, another one may have killed as many.
    if not claims and best.apart <= NEXT_DAY and counts_people(main_clause(title) or title):
        kind += COUNTED
    if not comments and is_comment(best.report.title, ""):
        kind -= ABOUT_COMMENT
    return best.near + kind + COVERED * known


def _claims(headline: str, ranked: Sequence[Nearest]) -> bool:
    """Whether somebody says, decides or does something in the news of a headline that no headline of the story has."""
    news = main_clause(headline) or headline
    return is_claim(news) and not told_so(news, told_in(ranked))


def _is_alike(of: Terms, best: Nearest, thresholds: Thresholds) -> bool:
    """Whether the words ``of`` a report are alike enough for one story. Two long texts have fewer of their words in
    common than two headlines on one thing, and it means more."""
    if best.near >= thresholds.same_story:
        return True
    long = min(len(of.body), len(best.report.terms.body)) >= LONG
    return long and best.near >= LONG_SHARE * thresholds.same_story


def _other_story(best: Nearest, features: dict[str, float | bool], thresholds: Thresholds) -> Verdict:
    if best.near < thresholds.possibly_story:
        most_like = ""
        if best.likeness >= _WORTH_NAMING:
            most_like = f"; most like it is {best.report.name}, alike by {_below(best.likeness)} of 1"
        if best.likeness >= thresholds.possibly_story:  # alike enough but for the time
            most_like += f", {shown(best.apart)} apart"
        why = f"nothing stored tells this{most_like}"
        return Verdict(VerdictKind.NEW, why, score=best.near, features=features)
    but = f"too little to be sure ({thresholds.same_story:g} is needed, `dedup.same_story`)"
    if best.apart > STORY_ENDS:
        but = f"but {shown(best.apart)} later: a story ends after {shown(STORY_ENDS)}"
    elif best.likeness >= thresholds.same_story:
        but = f"or {_below(best.near)} as they are {shown(best.apart)} apart: {but}"
    why = f"possibly of the story of {best.report.name}: alike by {_below(best.likeness)} of 1, {but}"
    return Verdict(VerdictKind.NEW, why, score=best.near, possibly_of=best.report.id, features=features)


def _told(score: float) -> str:
    """The score that docs/dedup.md calls *told*, for a sentence; it may lie a little outside of 0 to 1."""
    return f"its score for being told before is {_below(score)};"


def _below(score: float) -> str:
    """Never rounded up to the threshold that it does not reach."""
    return f"{floor(score * 100) / 100:.2f}"
