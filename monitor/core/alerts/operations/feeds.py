"""Feeds in trouble, and well again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.operations.own_alert import MAX_SHOWN, own_alert
from monitor.core.alerts.types import Alert
from monitor.core.durations import shown
from monitor.core.feeds.health import WITH_GAP, Trouble, has_gap, standing
from monitor.core.plural import several
from monitor.core.types import Severity
from monitor.core.zones import stamp

_HOW = "`monitor feeds` shows how each is polled"
_MOST_FAIL = "others that begin to fail are told once most feeds answer again, if they fail still"
NAMED = 3
"""Feeds of one trouble that the headline names."""
STEADY = timedelta(hours=1)
"""For so long a feed or receiver is well before that is told once more, if it was told ``LATELY``."""
LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FeedTrouble:
    """What is wrong with a feed now and what operations know, by the names of Trouble (core/feeds/health.py).
    ``since``: when it began, or the feed was well again. ``is_unsteady``: it is not told yet that it is well, for it
    was told so lately, and it failed again."""

    feed: str
    trouble: str
    told: str
    why: str
    since: datetime | None
    is_unsteady: bool = False

    @classmethod
    def of(
        cls, feed: str, trouble: str, told: str, why: str, since: datetime | None, recovered: datetime | None,
        now: datetime,
    ) -> FeedTrouble:  # fmt: skip
        """``recovered``: when operations were told last that it is well again."""
        was_lately = recovered is not None and now - recovered < LATELY
        is_steady = standing(trouble) == "" and since is not None and now - since >= STEADY
        return cls(feed, trouble, told, why, since, was_lately and not is_steady)

    @property
    def begun(self) -> list[str]:
        """What operations do not know."""
        gap = [Trouble.GAP.value] if has_gap(self.trouble) else []
        stays = standing(self.trouble)
        return [stays, *gap] if stays and stays != standing(self.told) else gap

    @property
    def is_well_again(self) -> bool:
        """That a gap is behind, everybody expects."""
        return bool(standing(self.told)) and not standing(self.trouble) and not self.is_unsteady

    @property
    def known(self) -> str:
        """What operations know once this is told."""
        if self.is_unsteady and standing(self.told) and not standing(self.trouble):
            return standing(self.told) + (WITH_GAP if has_gap(self.trouble) else "")
        return self.trouble

    @property
    def lines(self) -> list[str]:
        # The reason says for how long a feed brings nothing, or little; it was noticed much later than it began.
        noticed = standing(self.trouble) in (Trouble.QUIET, Trouble.COLLAPSED)
        since = f" since {stamp(self.since)}" if self.since and not noticed else ""
        again = (
            f"; once more: well again is told when it stays so for {shown(STEADY)}"
            if self.is_unsteady and standing(self.trouble)
            else ""
        )
        lines = [f"{self.feed}: {self.trouble}{since}: {self.why}{again}"] if self.begun else []
        return lines + ([f"{self.feed}: well again, it was {standing(self.told)}"] if self.is_well_again else [])


def feeds_in_trouble(found: Sequence[FeedTrouble], now: datetime, *, most_fail: bool = False) -> Alert | None:
    """None if there is nothing to say. ``most_fail``: of those that begin to fail all do as most others do."""
    worth = [one for one in found if one.lines]
    if not worth:
        return None
    kinds: dict[str, list[str]] = {}
    for one in worth:
        for kind in one.begun:
            kinds.setdefault(kind, []).append(one.feed)
    parts = [f"{several(len(feeds), 'feed')} {kind}{_named(feeds)}" for kind, feeds in kinds.items()]
    if well := [one.feed for one in worth if one.is_well_again]:
        parts.append(f"{len(well)} well again{_named(well)}")
    headline = ", ".join(parts)
    if most_fail:
        headline = f"Most feeds fail at once, is the network down? {headline}"
    lines = [line for one in worth[:MAX_SHOWN] for line in one.lines]
    if len(worth) > MAX_SHOWN:
        lines.append(f"and {len(worth) - MAX_SHOWN} more: `monitor feeds` lists all")
    severity = Severity.HIGH if kinds.keys() & {Trouble.FAILING, Trouble.RETIRED} else Severity.LOW
    key = key_of("feeds", now.isoformat(), *(f"{one.feed}={one.trouble}" for one in worth))
    return own_alert(key, severity, headline, tuple(lines), f"{_HOW}; {_MOST_FAIL}" if most_fail else _HOW, now)


def _named(feeds: Sequence[str]) -> str:
    """A phone shows the headline alone."""
    return f" ({', '.join(feeds)})" if len(feeds) <= NAMED else ""
