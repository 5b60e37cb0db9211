"""A new edition of a stored item: is anything new in it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from monitor.core.stories.headlines.comment import is_live
from monitor.core.stories.headlines.recounts import counted_in_headlines
from monitor.core.stories.headlines.reversals import counts_more, turn
from monitor.core.stories.taken import as_captured
from monitor.core.stories.texts.compared import TextCandidate, compare, conflict_with, news_beyond
from monitor.core.stories.texts.conflict import Conflict
from monitor.core.stories.texts.corrected import correction
from monitor.core.stories.texts.counters import is_counter
from monitor.core.stories.texts.fingerprint import Fingerprint
from monitor.core.stories.texts.novelty import subject_of
from monitor.core.stories.watched import NOTHING_WATCHED, Watched
from monitor.core.types import ANY_MATERIAL, Article, Material, Verdict, VerdictKind

_NOW_SAYS = "edited, and now says: "
MAX_POSTS = 3
"""New sentences that an edit of a live page is shown by."""
POSTS = "posts"
"""The feature of an edit of a live page that is news for its new sentences alone."""
NEW_HEADLINE = 10.9
"""Weight of unsaid words from which an edited headline is news: two or three rare ones. Of 48 labelled edits, 19 of 21
of facts are known by this or by a figure, and 2 of 27 of words only (``python -m bench judging``)."""
REWRITTEN = 0.3
"""Share of headline words and of passages below which an edit has put another text in place."""


def judge_edit(
    article: Article,
    print_: Fingerprint,
    before: TextCandidate,
    unsaid: float,
    watched: Watched = NOTHING_WATCHED,
    drifts: frozenset[str] = frozenset(),
    headlines: Iterable[str] = (),
) -> Verdict:
    """The verdict on a new edition of the stored item ``before``. ``unsaid`` is the weight of those words of its
    headline that its story has not used (terms.py), ``drifts`` is what numbers count that change by themselves. A toll
    that catches up with ``headlines``, those of others in its story, is no news."""
    headline = article.fields.title
    found = news_beyond(article, before, before.story_said())
    other = conflict_with(article, print_, before, watched).unless_told(counted_in_headlines(headlines))
    changes = _each_once(found.changes, other.shown)
    counters = [change for change in changes if is_counter(change, drifts)]

    def update(why: str, *new: str, by: Collection[Material], posts: bool = False) -> Verdict:
        shown, features = tuple(dict.fromkeys((*new, *found.sentences[:2]))), {POSTS: True} if posts else {}
        return Verdict(VerdictKind.UPDATE, why, before.id, 1.0, shown, frozenset(by), features=features)

    if shown := [change for change in changes if change not in counters]:
        kinds = {change: _kind(change, other) for change in shown}
        counted = dict.fromkeys(subject_of(change) for change, kind in kinds.items() if kind is Material.FIGURES)
        now = update(f"{_NOW_SAYS}{'; '.join(shown)}", *shown, by=set(kinds.values()))
        return replace(now, counted=tuple(counted))
    if (posts := found.sentences[:MAX_POSTS]) and is_live(headline, article.url):
        return update(f"{_NOW_SAYS}{'; '.join(posts)}", *posts, by=(Material.WORDS,), posts=True)
    compared = compare(print_, before)
    rewritten = compared.title < REWRITTEN and compared.new_in_old < REWRITTEN and found.sentences
    if turned := turn(as_captured(headline, watched), [as_captured(before.title, watched)]):
        by = ANY_MATERIAL if rewritten else (Material.EVENTS,)
        return update(f"edited: its headline now tells this: {turned}", headline, by=by)
    if more := counts_more(headline, [before.title]):
        return update(f"edited: its headline now {more}", headline, by=(Material.FIGURES,))
    if wrong := correction(article.fields, before.fields) if before.fields else "":
        by = ANY_MATERIAL if rewritten else (Material.EVENTS,)
        return update("edited: it corrects what its headline told before", headline, wrong, by=by)
    if unsaid >= NEW_HEADLINE:
        by = ANY_MATERIAL if rewritten else (Material.WORDS,)
        return update("edited, and its headline speaks of something else", headline, by=by)
    if rewritten:
        why = "edited into another text: neither headline nor text are what they were"
        return update(why, by=ANY_MATERIAL)
    only = f": only counts of the page, or that drift, changed ({'; '.join(counters)})" if counters else ""
    return Verdict(VerdictKind.SEEN, f"edited, nothing material is new{only}", of=before.id, score=1.0)


def _each_once(of_story: Sequence[str], of_item: Sequence[str]) -> tuple[str, ...]:
    """What changed in the story, and in the item: where both rise to one number, from the item's own."""
    counted = {_counted(change) for change in of_item}
    return tuple(dict.fromkeys((*(change for change in of_story if _counted(change) not in counted), *of_item)))


def _counted(change: str) -> tuple[str, str]:
    return change.partition(": ")[0], change.rpartition(" -> ")[2]


def _kind(change: str, other: Conflict) -> Material:
    """By what an edit with this change is news: what says otherwise than before, or else a figure."""
    if change in {f"{old} -> {new}" for old, new in other.names}:
        return Material.NAMES
    return Material.EVENTS if change == other.denied else Material.FIGURES
