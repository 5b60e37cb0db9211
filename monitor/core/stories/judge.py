"""The judge: what is this article to everything stored? Three questions - the same text? the same story? anything
new? - each with its own answer (same_text.py, same_story.py), and every number it used kept as evidence.

When in doubt the verdict is ``new`` with ``possibly_of``: a wrong merge hides news, a duplicate only annoys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from monitor.core.numbers.stated import Stated
from monitor.core.stories.headlines.recounts import counted_in_headlines
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.reports import Report, StorySoFar, nearest
from monitor.core.stories.retitled import with_its_headline
from monitor.core.stories.same_story import LONG_AGO, judge_story
from monitor.core.stories.texts.compared import TextCandidate
from monitor.core.stories.texts.fingerprint import Fingerprint
from monitor.core.stories.texts.same_text import judge_text
from monitor.core.stories.which_story import prefer_recent, prefer_unended, same_as
from monitor.core.types import Article, Verdict


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the store holds that may bear on an article: texts that share passages with it, reports that share telling
    words, and what a story has said so far."""

    texts: Sequence[TextCandidate]
    reports: Sequence[Report]
    story: Callable[[int], StorySoFar]


def judge(one: Incoming, print_: Fingerprint, known: Recalled) -> Verdict:
    """The verdict on an article with the fingerprint ``print_``."""
    counted = partial(_counted, one.article, known)
    text = judge_text(one.article, print_, known.texts, one.thresholds, one.watched, counted)
    if text.sure:
        return _under_its_headline(one, known, text.verdict)
    ranked = nearest(one, known.reports)
    if not ranked:
        return text.verdict
    ranked = prefer_unended(one, ranked)
    story = judge_story(one, ranked, known.story)
    if LONG_AGO in story.features and (lately := prefer_recent(one, ranked)):
        ranked, story = lately, judge_story(one, lately, known.story)
    if story.of is not None:
        return replace(story, same_as=same_as(ranked, one.headline, one.watched))
    if text.verdict.possibly_of is not None and text.verdict.score >= story.score:
        return text.verdict
    return story


def _under_its_headline(one: Incoming, known: Recalled, verdict: Verdict) -> Verdict:
    """The verdict on a known text, whatever else its headline tells."""
    of = next((text for text in known.texts if text.id == verdict.of), None)
    story = next((report.story_id for report in known.reports if report.id == verdict.of), None)
    told = [report.title for report in known.reports if report.story_id == story]
    so_far = known.story(story) if story is not None else None
    return with_its_headline(verdict, one, of, told, so_far)


def _counted(article: Article, known: Recalled, copied: int) -> Stated:
    """The people that headlines of the story of the report ``copied`` counted, in whatever language; others counted
    those of other events."""
    story = next((report.story_id for report in known.reports if report.id == copied), None)
    if story is None:
        return Stated(())
    told = [report.title for report in known.reports if report.story_id == story]
    return counted_in_headlines((*told, *known.story(story).in_other_languages(article)))
