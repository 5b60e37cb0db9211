"""A known text under another headline, and what that headline alone tells: outlets print an agency's text under the
latest denial or name, and edit the headline of their own text before its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.core.stories.headlines.comment import is_comment
from monitor.core.stories.headlines.told_apart import told_apart
from monitor.core.stories.headlines.unlisted_places import another_place
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.little_told import SAID_BY_OWN, untold
from monitor.core.stories.reports import StorySoFar
from monitor.core.stories.said_instead import WEIGHT, said_instead
from monitor.core.stories.story_news import KnownToReaders, News, what_it_adds
from monitor.core.stories.terms import coverage, has_said, stem_hash, terms
from monitor.core.stories.texts.compared import TextCandidate
from monitor.core.stories.texts.conflict import are_spellings
from monitor.core.stories.texts.novelty import all_sentences
from monitor.core.stories.texts.same_text import RELATED_WITHIN
from monitor.core.stories.watched import Watched, actor_first_named
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens
from monitor.core.types import Fields, Material, Verdict, VerdictKind

MAX_SENTENCES = 200
"""Sentences of a known text that a headline is compared with: some 4,000 words."""


def with_its_headline(
    verdict: Verdict,
    one: Incoming,
    known: TextCandidate | None,
    headlines: Sequence[str],
    story: StorySoFar | None,
    *,
    edited: bool = False,
) -> Verdict:
    """``verdict`` on ``one``, an article with the text of ``known``; an update where it would be silent, but for what
    its headline tells that neither that text nor the ``headlines`` of its ``story`` did. ``edited``: it is another
    edition of that one, whose words its outlet smooths in headline and text alike (impacts, effects)."""
    if known is None or known.fields is None or verdict.kind is VerdictKind.NEW:
        return verdict
    if abs(one.article.published - known.published) > RELATED_WITHIN:
        return verdict  # printed again weeks later: old news
    title, weights, watched = one.headline, one.weights, one.watched
    if fold_text(title) == fold_text(known.title) or is_comment(title, one.article.url):
        return verdict
    sentences = all_sentences(known.fields)[:MAX_SENTENCES]
    stems, of_headlines = _stems(sentences), _stems(headlines)
    so_far = StorySoFar(stems | story.stems, story.stated) if story else StorySoFar(stems, tuple)
    does = _tells(title, known.fields, (*headlines, *sentences), headlines, so_far, weights, watched)
    if not (does or edited) and verdict.kind is VerdictKind.SEEN:
        does = _of_something_else(title, (known.title, *headlines), so_far.stems | of_headlines, weights)
    if not (does or edited) and (
        instead := _reworded(one.article.fields, known.title, stems | of_headlines, weights, watched)
    ):
        does = [News(Material.EVENTS, instead)]
    if not does:
        return verdict
    material = verdict.material.union(news.kind for news in does)
    if verdict.kind is VerdictKind.UPDATE:
        return replace(verdict, material=material)
    why = f"the text of {known.name}, but its headline {does[0].shown}"
    return replace(verdict, kind=VerdictKind.UPDATE, why=why, new=(title,), material=material)


def _tells(
    headline: str,
    known: Fields,
    told: Sequence[str],
    headlines: Sequence[str],
    so_far: StorySoFar,
    weights: Mapping[int, float],
    watched: Watched,
) -> list[News]:
    """``told`` are the ``headlines`` and the sentences of the ``known`` text."""
    # One word for another above the same text is a matter of style (impact, effects): see _reworded.
    does = what_it_adds(headline, KnownToReaders(told, told, told, so_far), weights, watched)
    if actor := actor_first_named(headline, (*headlines, known.title, known.lead, known.text), watched):
        does.append(News(Material.NAMES, f"names {actor} first"))
    places = another_place(headline, known.title, so_far.stems, weights)
    if places and not are_spellings(*map(fold_text, places)):
        does.append(News(Material.NAMES, f"names {places[0]} first"))
    if apart := told_apart(headline, known.title):
        does.append(News(Material.EVENTS, f"is {apart}"))
    return does


def _of_something_else(
    headline: str, told: Sequence[str], said: frozenset[int], weights: Mapping[int, float]
) -> list[News]:
    """What ``headline`` tells that neither the headlines ``told`` nor the stems ``said`` have, if that is most of it:
    an outlet that brings its own text once more, as another item, brings it for that. Others find their own headline
    for it."""
    if coverage(terms(Fields(headline, "", ""), weights).title, said, weights) >= SAID_BY_OWN:
        return []
    words = untold(headline, told, said, weights)
    return [News(Material.WORDS, f"tells what it has not: {words}")] if words else []


def _reworded(fields: Fields, known: str, told: frozenset[int], weights: Mapping[int, float], watched: Watched) -> str:
    """What the headline says where that of the ``known`` text, otherwise the same, says something else, if the first
    sentence below says it otherwise too: rebels enter, leave; a road is closed, opened. Empty if none does. ``told``
    are the stems of that text and of the headlines of its story."""
    below = next((one for one in all_sentences(replace(fields, title="")) if one != fields.title), "")
    unsaid = (word for word in _words([below]) if not has_said(word, told) and not word.isdigit())
    if max((weights[stem_hash(word)] for word in unsaid), default=0.0) < WEIGHT:
        return ""
    return said_instead(fields.title, [known], told, weights, watched)


def _stems(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(map(stem_hash, _words(texts)))


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for word in tokens(fold_text(text)))
