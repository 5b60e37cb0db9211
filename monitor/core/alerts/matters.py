"""What a rule knows over time of one matter (a story, an entity, a source, or all that it meets)."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.core.rules.over_time import GroupBy, OverTime, SeveralSources
from monitor.core.types import Article, Match, Severity


@dataclass(frozen=True, slots=True)
class Sighting:
    """A match, as conditions over time count it. ``is_copy``: its text is that of an earlier sighting."""

    at: datetime
    article: int
    owner: str
    domain: str
    feed: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """What is stored of a matter before the match that is decided now. ``held_until``: until when an alert on it is
    held by ``repeat_after``."""

    first_match: datetime | None = None
    last_match: datetime | None = None
    last_article: int | None = None
    last_alert: datetime | None = None
    held_until: datetime | None = None
    severity: Severity | None = None
    confirmed: datetime | None = None
    is_spiking: bool = False
    quiet_told: datetime | None = None

    @property
    def latest(self) -> datetime | None:
        """When the last happened or will happen that is known of it."""
        times = self.last_match, self.last_alert, self.held_until, self.confirmed, self.quiet_told
        return max((at for at in times if at is not None), default=None)


def _not_known() -> datetime | None:
    return None


@dataclass(frozen=True, slots=True)
class Past:
    """A matter with what happened within the windows of its rule. Sightings are counted with the one that is decided
    now, copies are not: ``count`` those of a span, ``sources`` the independent ones of a span by ``owner``, ``domain``
    or ``feed``, first one first. ``rate(start, end)`` counts older ones by full hours. ``article`` is the id of what is
    decided now, ``of`` the name of the entity whose matter it is, if it is one's; ``at`` is when it came out, if that
    is not now, and the spans are those in which that lies. ``since`` says since when the rule is as it is now."""

    matter: Matter
    count: Callable[[timedelta], int]
    sources: Callable[[timedelta, str], tuple[str, ...]]
    rate: Callable[[datetime, datetime], int]
    article: int | None = None
    of: str = ""
    at: datetime | None = None
    since: Callable[[], datetime | None] = _not_known

    @property
    def is_of_last(self) -> bool:
        """Whether the last match was an earlier edition of what is decided now."""
        return self.article is not None and self.article == self.matter.last_article


def groups_of(
    group_by: GroupBy, match: Match, article: Article, story: int, entities: Container[str]
) -> tuple[str, ...]:
    """The matters that a match belongs to; ``entities`` are those that the rules know."""
    if group_by == "story":
        return (f"story:{story}",)
    if group_by == "source":
        return (f"source:{article.origin.owner}",)
    met = dict.fromkeys(m.entity for m in match.mentions if m.entity in entities) if group_by == "entity" else {}
    return tuple(f"entity:{entity}" for entity in met) or (f"rule:{match.rule}",)


def domain_of(article: Article) -> str:
    """The host of its link, or the feed's name."""
    return (urlsplit(article.url).hostname or article.origin.feed).removeprefix("www.")


def longest_window(over_time: OverTime) -> timedelta:
    """How far back the rule asks for single sightings; zero if it asks for none."""
    windows = [step.when.within for step in over_time.raises if isinstance(step.when, SeveralSources)]
    windows += [one.within for one in (over_time.confirm, over_time.spike) if one is not None]
    return max(windows, default=timedelta(0))


def longest_memory(over_time: OverTime, matter: Matter) -> timedelta | None:
    """After how long without a match nothing that the rule asks of ``matter`` depends on what was before; None: never,
    as it waits for a first mention, or for a silence that was not told yet."""
    if over_time.quiet is not None and matter.quiet_told is None:
        return None
    if over_time.first_mention is not None and over_time.first_mention.after is None:
        return None
    asked = [longest_window(over_time), over_time.repeat_after or timedelta(0)]
    if over_time.first_mention is not None and over_time.first_mention.after is not None:
        asked.append(over_time.first_mention.after)
    return max(asked)
