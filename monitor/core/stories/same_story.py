"""Does a text of its own tell a story that is known, and does it say anything new in it?

A report belongs to the story of the report most like it (which_story.py). It is news there by what it counts, by what
its headline does, by what was told little, and else by how far its story has told it (told_score.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from monitor.core.durations import shown
from monitor.core.stories.another_event import another_event, of_another
from monitor.core.stories.headlines.recounts import counts_fewer, moves_a_count
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.little_told import SAID_BY_OWN, untold, untold_by_little
from monitor.core.stories.reports import HOUR, Nearest, StorySoFar, told_in
from monitor.core.stories.story_counts import new_tolls, told_by_another
from monitor.core.stories.story_news import KnownToReaders, News, unsaid_sentences, what_it_does
from monitor.core.stories.told_score import ToldSoFar, told_so_far
from monitor.core.stories.which_story import RETOLD, below, is_of_its_story, of_no_story
from monitor.core.types import ANY_MATERIAL, Material, Verdict, VerdictKind

LONG_AGO = "long_ago"
"""The feature of a report that would be silent, had what is most like it not been told long ago."""
BY_NAMES = "by_names"
"""The feature of a report in another language than the story's, which only names hold together with it."""


def judge_story(one: Incoming, ranked: Sequence[Nearest], so_far: Callable[[int], StorySoFar]) -> Verdict:
    """The verdict on a report that belongs to the story of the first of ``ranked``, if it does. What a story has said
    ``so_far`` is asked only then: most reports belong to none."""
    best = ranked[0]
    features: dict[str, float | bool] = {
        "likeness": round(best.likeness, 3),
        "hours_apart": round(best.apart / HOUR, 1),
    }
    if not is_of_its_story(one, best):
        return of_no_story(one, best, features)
    told = told_so_far(one, ranked, so_far(best.report.story_id))
    features |= told.features
    if another := another_event(one, best):
        told_nothing = features | {"told": 0.0}
        return Verdict(VerdictKind.NEW, another, score=told.score, possibly_of=best.report.id, features=told_nothing)
    return _of_its_story(one, ranked, told, features)


def _of_its_story(
    one: Incoming, ranked: Sequence[Nearest], so_far: ToldSoFar, features: dict[str, float | bool]
) -> Verdict:
    """The verdict on a report of the story of the first of ``ranked``."""
    title, report, story, score = one.headline, ranked[0].report, so_far.story, so_far.score
    tolls, does, words = _news(one, ranked, so_far)
    is_foreign = bool(one.article.language and report.language and one.article.language != report.language)
    in_other_words = bool(words) or score < one.thresholds.nothing_new
    material = ANY_MATERIAL if is_foreign else _kinds(tolls, does, in_other_words=in_other_words)

    def goes_on(why: str, new: Sequence[str], score_told: float) -> Verdict:
        why, told = f"goes on from {report.name} {why}", features | {"told": score_told}
        return Verdict(VerdictKind.UPDATE, why, report.id, score, tuple(dict.fromkeys(new)), material, features=told)

    unsaid = partial(unsaid_sentences, one.article, story, one.weights)
    if tolls:
        return goes_on(f"and now says: {'; '.join(tolls)}", (*tolls, *unsaid()[:2]), 0.0)
    if does:
        return goes_on(f"and its headline {does[0].shown}", (title, *unsaid()[:2]), 0.0)
    if words:
        return goes_on(f"which has not told this: {words}", (title, *unsaid()[:2]), 0.0)
    if score < one.thresholds.nothing_new:
        least = f"from {one.thresholds.nothing_new:g} on it would be silent, `dedup.nothing_new`"
        why = f"in other words ({_told(score)} {least})"
        return goes_on(why, unsaid()[:2] or (title,), features["told"])
    if ranked[0].apart > RETOLD and not so_far.comments:
        why = f"in the words of {report.name}, but {shown(ranked[0].apart)} later: another event may read alike"
        features |= {"told": 0.0, LONG_AGO: True}
        return Verdict(VerdictKind.NEW, why, score=score, possibly_of=report.id, features=features)
    if is_foreign:
        features |= {BY_NAMES: True}
        why = "in another language: the names agree, what it says of them is not compared"
        return goes_on(why, unsaid()[:2] or (title,), features["told"])
    least = f"from {one.thresholds.nothing_new:g} on nothing counts as new, `dedup.nothing_new`"
    why = f"tells again what {report.name} told ({_told(score)} {least})"
    if count := told_by_another(one.article, ranked, story):
        why += f"; another headline of the story has told {count}"
    return Verdict(VerdictKind.SAME_STORY, why, report.id, score, features=features)


def _news(one: Incoming, ranked: Sequence[Nearest], so_far: ToldSoFar) -> tuple[Sequence[str], Sequence[News], str]:
    """What a report counts, what its headline does, and which words of it nobody has told, that is news of its
    story."""
    story, does, another, words = so_far.story, list[News](), list[News](), ""
    if not so_far.comments:
        another = of_another(one, told_in(ranked), story)
        does = what_it_does(one.headline, KnownToReaders.by(ranked, story), one.weights, one.watched) + another
        words = _untold(one, so_far, ranked)
    names = any(news.kind is Material.NAMES for news in does)
    counts_another = bool(another) or (names and counts_fewer(one.headline, ranked[0].report.title))
    tolls = new_tolls(one, ranked, story, of_another=counts_another and not moves_a_count(one.headline))
    return tolls, does, words


def _untold(one: Incoming, so_far: ToldSoFar, ranked: Sequence[Nearest]) -> str:
    """The words of a headline that its story has not told in any way, if it has told little, or what is most like the
    report is of its own outlet."""
    told, is_own = told_in(ranked), ranked[0].report.owner == one.article.origin.owner
    if so_far.known < SAID_BY_OWN and is_own:
        return untold(one.headline, told, so_far.story.stems, one.weights)
    return untold_by_little(one.headline, so_far.known, told, so_far.story, one.weights)


def _kinds(tolls: Sequence[str], does: Sequence[News], *, in_other_words: bool) -> frozenset[Material]:
    """By what a report is news of its story."""
    kinds = {news.kind for news in does}
    if tolls:
        kinds.add(Material.FIGURES)
    if in_other_words:
        kinds.add(Material.WORDS)
    return frozenset(kinds)


def _told(score: float) -> str:
    """The score that docs/dedup.md calls *told*, for a sentence; it may lie a little outside of 0 to 1."""
    return f"its score for being told before is {below(score)};"
