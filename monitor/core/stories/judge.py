"""The judge: what is this article to everything stored? Three questions - the same text? the same story? anything
new? - each with its own answer (same_text.py, same_story.py), and every number it used kept as evidence.

When in doubt the verdict is ``new`` with ``possibly_of``: a wrong merge hides news, a duplicate only annoys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from monitor.core.numbers.stated import Stated
from monitor.core.stories.headlines.recounts import counted_in_headlines
from monitor.core.stories.reports import Nearest, Report, StorySoFar, nearest
from monitor.core.stories.retitled import with_its_headline
from monitor.core.stories.same_story import LONG_AGO, judge_story, prefer_recent, prefer_unended, same_as
from monitor.core.stories.terms import Terms
from monitor.core.stories.texts.compared import TextCandidate
from monitor.core.stories.texts.fingerprint import Fingerprint
from monitor.core.stories.texts.same_text import judge_text
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.watched import NOTHING_WATCHED, Watched
from monitor.core.types import Article, Verdict


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the store holds that may bear on an article: texts that share passages with it, reports that share telling
    words, and what a story has said so far."""

    texts: Sequence[TextCandidate]
    reports: Sequence[Report]
    story: Callable[[int], StorySoFar]


def judge(
    article: Article,
    print_: Fingerprint,
    of: Terms,
    known: Recalled,
    weights: Mapping[int, float],
    thresholds: Thresholds | None = None,
    watched: Watched = NOTHING_WATCHED,
) -> Verdict:
    """The verdict on ``article``. ``weights`` are those of its language (rarity.py)."""
    thresholds = thresholds or Thresholds()
    text = judge_text(article, print_, known.texts, thresholds, watched, partial(_counted, article, known))
    if text.sure:
        return _under_its_headline(article, known, text.verdict, weights, watched)
    ranked = nearest(article, of, known.reports, weights)
    if not ranked:
        return text.verdict
    ranked = prefer_unended(ranked, of, thresholds)

    def by(ranked: Sequence[Nearest]) -> Verdict:
        """What the story of the first of ``ranked`` makes of it."""
        return judge_story(article, of, ranked, known.story, weights, thresholds, watched)

    story = by(ranked)
    if LONG_AGO in story.features and (lately := prefer_recent(ranked, of, weights, thresholds)):
        ranked, story = lately, by(lately)
    if story.of is not None:
        return replace(story, same_as=same_as(ranked, article.fields.title, watched))
    if text.verdict.possibly_of is not None and text.verdict.score >= story.score:
        return text.verdict
    return story


def _under_its_headline(
    article: Article, known: Recalled, verdict: Verdict, weights: Mapping[int, float], watched: Watched
) -> Verdict:
    """The verdict on a known text, whatever else its headline tells."""
    of = next((one for one in known.texts if one.id == verdict.of), None)
    story = next((report.story_id for report in known.reports if report.id == verdict.of), None)
    told = [report.title for report in known.reports if report.story_id == story]
    so_far = known.story(story) if story is not None else None
    return with_its_headline(verdict, article, of, told, so_far, weights, watched)


def _counted(article: Article, known: Recalled, copied: int) -> Stated:
    """The people that headlines of the story of the report ``copied`` counted, in whatever language; others counted
    those of other events."""
    story = next((report.story_id for report in known.reports if report.id == copied), None)
    if story is None:
        return Stated(())
    told = [report.title for report in known.reports if report.story_id == story]
    return counted_in_headlines((*told, *known.story(story).in_other_languages(article)))
