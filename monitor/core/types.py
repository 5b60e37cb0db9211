"""The values that flow: Item -> Article -> Match -> Verdict -> Decision; core/alerts/types.py has the rest.

All are frozen. Times are aware datetimes in UTC. Offsets count code points, not bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a match matters, lowest first; ``rank`` compares."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as its feed published it. Markup is still inside; dates are as far as they could be read."""

    guid: str = ""
    url: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    language: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item came from: the feed's name and what the config says of it."""

    feed: str
    source: str
    owner: str
    language: str = ""
    tags: tuple[str, ...] = ()


class ArticleOrigin(StrEnum):
    """Whether an article came from a feed, or is a seed."""

    FEED = "feed"
    SEED = "seed"


@dataclass(frozen=True, slots=True)
class Fields:
    """The plain text that is matched: one sequence of title, lead and text."""

    title: str
    lead: str
    text: str

    def get(self, name: str) -> str:
        return {"title": self.title, "lead": self.lead, "text": self.text}[name]

    def items(self) -> tuple[tuple[str, str], ...]:
        return (("title", self.title), ("lead", self.lead), ("text", self.text))


@dataclass(frozen=True, slots=True)
class Article:
    """An item as we compare it.

    ``keys`` are identity keys, strongest first (core/identity.py); ``url`` is the publisher's own link and the
    one shown; ``canonical_url`` serves only as a key. ``edition`` is the hash of what a reader sees: another
    edition under a known key is an edit.
    """

    keys: tuple[str, ...]
    origin: Origin
    url: str
    canonical_url: str
    fields: Fields
    language: str
    tags: tuple[str, ...]
    published: datetime
    published_known: bool
    edition: str
    guid: str = ""
    given: str = ""
    """If its text is that of its page: the edition of what its feed gave."""
    former_keys: tuple[str, ...] = ()
    """Its keys by the policy that held before, if its feed's items are known by another one from now on."""
    stamp: str = ""
    """The date that its feed gives, believable or not: what has neither guid nor link is known by it, too."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity (or list, or phrase) found in the text: ``text`` is exactly field[start:end]."""

    entity: str
    alias: str
    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A rule whose condition holds, with the words that made it hold; ``inherited``: it told the article's story, and
    the article itself does not meet it."""

    rule: str
    title: str
    severity: Severity
    mentions: tuple[Mention, ...]
    inherited: bool = False


class VerdictKind(StrEnum):
    """What an article is to what we know (docs/glossary.md)."""

    NEW = "new"
    SEEN = "seen"
    COPY = "copy"
    UPDATE = "update"
    SAME_STORY = "same_story"


NOTHING_NEW = frozenset((VerdictKind.SEEN, VerdictKind.COPY, VerdictKind.SAME_STORY))
"""Verdicts of an article that tells again what was told."""


class Material(StrEnum):
    """By what an update says something materially new (docs/dedup.md)."""

    FIGURES = "figures"
    EVENTS = "events"
    NAMES = "names"
    STATEMENTS = "statements"
    WORDS = "words"


ANY_MATERIAL = frozenset(Material)
"""Of an update that could not be compared with its story: it may be any of these."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judge's answer."""

    kind: VerdictKind
    why: str
    of: int | None = None
    """The stored article that it was compared with."""
    score: float = 0.0
    new: tuple[str, ...] = ()
    """What that one, or its story, did not say."""
    material: frozenset[Material] = frozenset()
    """By what an update is one."""
    possibly_of: int | None = None
    """The stored article that a new one is somewhat like."""
    same_as: tuple[int, ...] = ()
    """Further stories that turn out to be one with the story of ``of``."""
    features: dict[str, Any] = field(default_factory=dict)
    """What the comparison measured, by name, to be stored beside it."""
    counted: tuple[str, ...] = ()
    """What the numbers count that an edit changed: ``killed``, ``dollars``."""


class Outcome(StrEnum):
    """What becomes of a match."""

    ALERT = "alert"
    HELD = "held"
    SUPPRESSED = "suppressed"


class AlertKind(StrEnum):
    """First word of a story, a follow-up to it, silence where news is expected, which has no article, or news of the
    monitor itself, which has no rule either."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    QUIET = "quiet"
    OPERATIONS = "operations"


class SilentFor(StrEnum):
    """Why a match is no alert. ``BASELINE``: its item came in a feed's first poll. ``TOO_OLD``: published too long
    before. ``TOLD``: its rule has told it, or what it adds is not new. ``NOT_ASKED_FOR``: an update that its rule does
    not ask for. ``OVER_TIME``: what its rule asks over time (a spike, a first mention) is not there."""

    BASELINE = "baseline"
    TOO_OLD = "too_old"
    TOLD = "told"
    NOT_ASKED_FOR = "not_asked_for"
    OVER_TIME = "over_time"


@dataclass(frozen=True, slots=True)
class Decision:
    """Alert or not, and the reason; receivers are those of the route that took it. A suppressed one is ``silent_for``
    something; ``told_in`` is the alert by which its rule told it before, if one is known."""

    outcome: Outcome
    why: str
    kind: AlertKind = AlertKind.FIRST
    receivers: tuple[str, ...] = ()
    silent_for: SilentFor | None = None
    told_in: int | None = None

    @classmethod
    def alert(cls, why: str, kind: AlertKind) -> Decision:
        return cls(Outcome.ALERT, why, kind)

    @classmethod
    def silent(cls, why: str, silent_for: SilentFor, told_in: int | None = None) -> Decision:
        return cls(Outcome.SUPPRESSED, why, silent_for=silent_for, told_in=told_in)
