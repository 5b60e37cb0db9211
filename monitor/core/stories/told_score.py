"""How far has its story told a report? One score, made of four figures that a reader can check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.core.stories.headlines.claims import is_claim, told_so
from monitor.core.stories.headlines.clauses import main_clause
from monitor.core.stories.headlines.comment import is_comment
from monitor.core.stories.headlines.forms import NEXT_DAY
from monitor.core.stories.headlines.recounts import counts_people
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.reports import Nearest, StorySoFar, told_in
from monitor.core.stories.terms import coverage

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


@dataclass(frozen=True, slots=True)
class ToldSoFar:
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


def told_so_far(one: Incoming, ranked: Sequence[Nearest], story: StorySoFar) -> ToldSoFar:
    """Of a report by the ``story`` of the first of ``ranked``."""
    comments, claims = is_comment(one.headline, one.article.url), _claims(one.headline, ranked)
    known = coverage(one.terms.title, story.stems, one.weights)
    score = _score(one.headline, ranked[0], known, comments=comments, claims=claims)
    return ToldSoFar(story, known, score, comments, claims)


def _score(title: str, best: Nearest, known: float, *, comments: bool, claims: bool) -> float:
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
