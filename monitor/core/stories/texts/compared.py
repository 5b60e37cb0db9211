"""A text beside a stored one: how much of each stands in the other, what contradicts, what is news in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from monitor.core.numbers.counts.figure import Figure, Tolls
from monitor.core.numbers.figures import figures
from monitor.core.stories.sources import OF_PASSAGES
from monitor.core.stories.texts.conflict import Conflict, conflict
from monitor.core.stories.texts.fingerprint import Fingerprint, containment, shared
from monitor.core.stories.texts.novelty import Novelty, head_figures, novelty
from monitor.core.stories.watched import Watched
from monitor.core.types import Article, Fields


@dataclass(frozen=True, slots=True)
class Said:
    """All that the texts of a story have said: figures and shingles."""

    figures: Sequence[Figure]
    shingles: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class TextCandidate:
    """A stored article that may be the same. ``fields`` is None where only a fingerprint is known. ``story_said`` is
    asked when it is the same text. A ``seed`` is known for ever, however late somebody prints it again."""

    id: int
    name: str
    title: str
    fields: Fields | None
    owner: str
    published: datetime
    fingerprint: Fingerprint
    story_said: Callable[[], Said]
    seed: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    candidate: TextCandidate
    new_in_old: float
    old_in_new: float
    shared: int
    head: float
    title: float

    @property
    def overlap(self) -> float:
        return max(self.new_in_old, self.old_in_new)

    def features(self) -> dict[str, float]:
        return {
            OF_PASSAGES: round(self.new_in_old, 3),
            "old_in_new": round(self.old_in_new, 3),
            "shared": self.shared,
            "head": round(self.head, 3),
            "title": round(self.title, 3),
        }


def compare(new: Fingerprint, candidate: TextCandidate) -> Comparison:
    old = candidate.fingerprint
    common = shared(new.shingles, old.shingles)
    return Comparison(
        candidate,
        common / len(new.shingles) if len(new.shingles) else 0.0,
        common / len(old.shingles) if len(old.shingles) else 0.0,
        common,
        containment(new.head, old.shingles),
        likeness_of_titles(new, old),
    )


def likeness_of_titles(one: Fingerprint, other: Fingerprint) -> float:
    """The share of their words that both have, 0 to 1."""
    return len(one.title_words & other.title_words) / max(1, len(one.title_words | other.title_words))


def conflict_with(article: Article, print_: Fingerprint, candidate: TextCandidate, watched: Watched) -> Conflict:
    if candidate.fields is None:
        return Conflict()
    return conflict(article.fields, print_.shingles, candidate.fields, candidate.fingerprint.shingles, watched)


def news_beyond(article: Article, candidate: TextCandidate, said: Said) -> Novelty:
    """What ``article`` says beyond a text and its story. A story keeps its latest figures, as they were read when they
    came, perhaps by a version that read numbers otherwise: what the text states as it is read now is told too."""
    known = candidate.fields
    tolls = Tolls(head_figures(known)) if known else None
    found = novelty(article.fields, said.figures, said.shingles, tolls)
    if not found.changes or known is None:
        return found
    unread = [figure for figure in figures(known) if figure not in said.figures]
    return novelty(article.fields, (*said.figures, *unread), said.shingles, tolls) if unread else found
