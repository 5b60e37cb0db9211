"""What a report says that its story has not: what its headline does, sentences. What it counts: story_counts.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monitor.core.stories.clauses import main_clause
from monitor.core.stories.deaths import are_only_feared, deaths_first_told, many_dead, words_of_deaths
from monitor.core.stories.figure import Tolls
from monitor.core.stories.headlines import counted_in_headlines, counts_people, lowers_a_count
from monitor.core.stories.instead import said_instead
from monitor.core.stories.novelty import all_sentences
from monitor.core.stories.reports import Nearest, StorySoFar, told_in, told_today
from monitor.core.stories.reversals import turn
from monitor.core.stories.speakers import new_speaker
from monitor.core.stories.terms import coverage, has_said, stem_hash, terms
from monitor.core.stories.units import unit_of
from monitor.core.stories.watched import Watched, are_named, first_named
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens
from monitor.core.types import Article, Fields

CLAUSE_SAID, CLAUSE_WEIGHT = 0.55, 4.0
"""Of what a headline tells before *after* or *as* (clauses.py): the share that the story must have said, else it is
news, and the weight that must be unsaid, that of a rare word."""
CORRECTED = "correction"
"""A headline that corrects."""
_SAID = 0.6
"""Share of a sentence's weight from which the story has said it."""


class Told(NamedTuple):
    """What readers of a story know: its headlines, or the sentences of one text; those of the last hours, or what they
    are compared with where there are none; and all that the story has said."""

    headlines: Sequence[str]
    today: Sequence[str]
    lately: Sequence[str]
    story: StorySoFar

    @classmethod
    def by(cls, ranked: Sequence[Nearest], story: StorySoFar) -> Told:
        """By the headlines of the story of the first of ``ranked``."""
        today = told_today(ranked)
        return cls(told_in(ranked), today, today or [ranked[0].report.title], story)


def _turned(headline: str, told: Told, watched: Watched) -> str:
    """What ``headline`` does that no headline of its story did in the last hours, for a person; empty if nothing."""
    lowers = lowers_a_count(headline)
    known = lowers and any(map(lowers_a_count, told.today))
    # A count that was lowered is corrected: who says so in the other word tells it again.
    if turned := turn(headline, (*told.lately, CORRECTED) if known else told.lately):
        return turned
    if deaths := _first_deaths(headline, told):
        return deaths
    if lowers and not known:
        return "counts otherwise than before"
    place = first_named(headline, told.today, watched, told.story.stems)
    return f"names {place} first" if place else ""


def _first_deaths(headline: str, told: Told) -> str:
    """That ``headline`` is the first of its story to tell of deaths, or of so many, for a person; empty if not."""
    words = words_of_deaths(headline) or words_of_deaths(headline, feared=True)
    is_said = any(stem_hash(word) in told.story.stems for word in words) and not many_dead(headline)
    if is_said and not (words_of_deaths(headline) and are_only_feared(told.headlines)):
        return ""
    known = Tolls((*told.story.figures, *counted_in_headlines(told.headlines).figures))
    return deaths_first_told(headline, told.headlines, known)


def what_it_does(headline: str, told: Told, weights: Mapping[int, float], watched: Watched) -> str:
    """What a headline does, or tells, that is news of its story, for a person; empty if nothing."""
    if does := what_it_adds(headline, told, weights, watched):
        return does
    return said_instead(headline, told.headlines, told.story.stems, weights, watched)


def what_it_adds(headline: str, told: Told, weights: Mapping[int, float], watched: Watched) -> str:
    """The same, leaving out other words in the place of those of a told headline."""
    if turned := _turned(headline, told, watched):
        return turned
    # The place of the news stands before a colon too: Soudan : 17 morts.
    if (speaker := new_speaker(headline, told.headlines, weights)) and not are_named(speaker, told.headlines, watched):
        return f"quotes {speaker} first"
    if clause := _untold_clause(headline, told.story, weights):
        return f"tells what the story has not said: {clause}"
    return ""


def _untold_clause(headline: str, story: StorySoFar, weights: Mapping[int, float]) -> str:
    """What ``headline`` tells before *after*, *as* or the like, if the story has said but half of it. Nothing if it
    counts people: figures say what is new of them. That somebody was killed is said by another word as well."""
    clause = main_clause(headline)
    if counts_people(clause) or many_dead(clause):
        return ""
    words = dict.fromkeys(word for word in tokens(fold_text(clause)) if not word.isdigit() and not unit_of(word))
    untold = sum(weights[stem_hash(word)] for word in words if not has_said(word, story.stems))
    whole = sum(weights[stem_hash(word)] for word in words)
    return clause if untold >= CLAUSE_WEIGHT and untold > (1 - CLAUSE_SAID) * whole else ""


def unsaid_sentences(article: Article, story: StorySoFar, weights: Mapping[int, float]) -> tuple[str, ...]:
    """Sentences most of whose telling words the story has not used."""
    return tuple(
        sentence
        for sentence in all_sentences(article.fields)[:20]
        if coverage(terms(Fields(sentence, "", ""), weights).title, story.stems, weights) < _SAID
    )
