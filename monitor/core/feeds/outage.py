"""Most feeds fail at once: what is down is the way to them, which is one event however many it concerns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from monitor.core.feeds.health import Trouble, standing

MOST = 2
"""More feeds than these fail before it is the network: two may share a host, or be all there are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A feed of the config as its last poll left it: whether that failed, when the feed answered last, what it suffers
    since when, and what of that operations know."""

    name: str
    fails: bool
    polled: datetime | None
    answered: datetime | None
    trouble: str
    since: datetime | None
    told: str

    @property
    def begins_to_fail(self) -> bool:
        return _fails(self.trouble) and not _fails(self.told)

    def was_asked_after(self, moment: datetime | None) -> bool:
        return self.polled is not None and (moment is None or self.polled > moment)


def caught(feeds: Collection[Asked]) -> tuple[frozenset[str], bool]:
    """The feeds that begin to fail while most of what was asked since they answered last fails as well; and whether
    operations were told so before: of others that began to fail since then, and still do."""
    names, known = set(), True
    for one in feeds:
        if not one.begins_to_fail:
            continue
        asked = [other for other in feeds if other.was_asked_after(one.answered)]
        failing = [other for other in asked if other.fails]
        if len(failing) > max(MOST, len(asked) // 2):
            names.add(one.name)
            known = known and sum(_is_known(other, one.answered) for other in failing) > MOST
    return frozenset(names), bool(names) and known


def _is_known(other: Asked, answered: datetime | None) -> bool:
    is_since = answered is None or (other.since is not None and other.since > answered)
    return is_since and _fails(other.trouble) and _fails(other.told)


def _fails(name: str) -> bool:
    return standing(name) == Trouble.FAILING
