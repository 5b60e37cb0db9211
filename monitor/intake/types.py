"""What intake goes by and what it answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.alerts.routes import Route
from monitor.core.stories.meaning import Meaning
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Article, Decision, Match, Verdict


@dataclass(frozen=True, slots=True)
class Policy:
    """What the config says about deciding."""

    routes: tuple[Route, ...]
    alert_window: timedelta
    first_poll_alerts: timedelta = timedelta(0)
    thresholds: Thresholds = Thresholds()
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """The article as stored, and under which circumstances it came."""

    article: Article
    article_id: int
    edition_number: int
    story_id: int
    verdict: Verdict
    baseline: bool
    """Whether it stood in its feed before the first poll."""
    matched_before: frozenset[str]
    """Rules that an earlier edition of it met."""
    now: datetime
    unheard: timedelta = timedelta(0)
    """How long its feed had not answered when it came."""
    older: frozenset[str] = frozenset()
    """Rules that only the older posts of a live page meet."""


class State(StrEnum):
    """What an item was to the store."""

    NEW = "new"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Settled:
    """A match and what was decided; ``alert_id`` if it became an alert, ``hold_until`` if `repeat_after` holds that."""

    match: Match
    decision: Decision
    alert_id: int | None
    hold_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one article."""

    article: Article
    state: State
    article_id: int | None
    story_id: int | None
    verdict: Verdict | None
    settled: tuple[Settled, ...] = ()
    reason: str = ""
    """Why it is in quarantine."""
    guid_changed: bool = False
    """Whether it came under another guid and the link that it had."""
    history: bool = False
    """Whether it stood there before the feed was asked for the first time: it is no news."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of all articles of one call, in the order in which they were judged."""

    taken: tuple[Taken, ...]
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def alert_ids(self) -> list[int]:
        return [s.alert_id for t in self.taken for s in t.settled if s.alert_id is not None]
