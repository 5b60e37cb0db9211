"""Most feeds fail at once: what is down is the way to them, which is one event however many it concerns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.core.feeds.health import Trouble, standing

MOST = 2
"""More feeds than these fail before it is the network: two may share a host, or be all there are."""


@dataclass(frozen=True, slots=True)
class PolledFeed:
    """A feed of the config as its last poll left it: whether that did not reach it, when the feed answered last, what
    it suffers since when, and what of that operations know. A server that answers, whatever it says, is reached."""

    name: str
    is_unreached: bool
    polled: datetime | None
    answered: datetime | None
    trouble: str
    since: datetime | None
    told: str

    @property
    def begins_to_fail(self) -> bool:
        return self.is_unreached and _fails(self.trouble) and not _fails(self.told)

    @property
    def is_known_to_fail(self) -> bool:
        return self.is_unreached and _fails(self.trouble) and _fails(self.told)


class _Moments:
    """Of many feeds at once: in an outage each is compared with all others."""

    def __init__(self, found: Iterable[datetime | None]) -> None:
        self._sorted = sorted(moment for moment in found if moment is not None)

    def after(self, moment: datetime | None) -> int:
        """How many are later; all, if ``moment`` is unknown."""
        return len(self._sorted) - (bisect_right(self._sorted, moment) if moment is not None else 0)


def caught(feeds: Collection[PolledFeed]) -> tuple[frozenset[str], bool]:
    """The feeds that begin to fail while most of what was asked since they answered last fails as well; and whether
    operations were told so before: of others that began to fail since then, and still do."""
    asked = _Moments(one.polled for one in feeds)
    failing = _Moments(one.polled for one in feeds if one.is_unreached)
    told = _Moments(one.since for one in feeds if one.is_known_to_fail)
    names, known = set(), True
    for one in feeds:
        if one.begins_to_fail and failing.after(one.answered) > max(MOST, asked.after(one.answered) // 2):
            names.add(one.name)
            known = known and told.after(one.answered) > MOST
    return frozenset(names), bool(names) and known


def _fails(name: str) -> bool:
    return standing(name) == Trouble.FAILING
