"""How often a feed brings something, by the hour of the week, and when it is worth asking again.

A count for each of the 168 hours of a week (UTC) fades by half in four weeks. What an hour brings is taken from it and
its neighbours, drawn towards the feed's mean while little is known.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import log

HOURS = 168
HALF_LIFE = timedelta(weeks=4)
AN_ITEM_IN = 0.5
"""Items expected at a poll: every second poll brings something."""
PRIOR = 12.0
"""Hours for which a feed never seen is believed to bring what its first interval fits."""
NEIGHBOURS = 2.0
"""Hours of the feed's mean that an hour of the week is drawn to."""
_HOUR = timedelta(hours=1)
_FORMAT = f"<dd{HOURS}f"


@dataclass(frozen=True, slots=True)
class Bounds:
    """``first`` is the interval of a feed of which nothing is known; no wait is shorter than ``fastest`` or longer
    than ``slowest``."""

    first: timedelta
    fastest: timedelta
    slowest: timedelta


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``counts[h]`` items in hour ``h`` of the week (0: Monday 0:00 UTC), faded to ``at``; watched since ``since``."""

    since: datetime
    at: datetime
    counts: tuple[float, ...] = (0.0,) * HOURS

    @classmethod
    def begun(cls, published: Iterable[datetime], now: datetime) -> Rhythm:
        """From a feed's first document: what it holds reaches back to its oldest item, four weeks at most."""
        recent = [at for at in published if now - HALF_LIFE <= at <= now]
        since = min(recent, default=now)
        return cls(since, since).seen(recent, now)

    def seen(self, times: Iterable[datetime], now: datetime) -> Rhythm:
        """After another poll at ``now`` that brought items of these ``times``, published or first seen."""
        fade = self._fade(now)
        counts = [count * fade for count in self.counts]
        for at in times:
            counts[_hour(at)] += 1.0
        return replace(self, at=max(now, self.at), counts=tuple(counts))

    def expected(self, start: datetime, end: datetime) -> float:
        """Items expected from ``start`` to ``end``, as of then; four weeks are looked at. By nothing but what the feed
        has brought: what is believed of a feed never seen is no measure of what is wrong with it."""
        brings, at = self._rates(None, end), max(start, end - HALF_LIFE)
        step = min(_next_hour(at), end)
        if step < at:
            return 0.0
        total = brings(_hour(at), 1) * ((step - at) / _HOUR)
        hours, rest = divmod(end - step, _HOUR)
        total += (hours // HOURS) * brings(0, HOURS) + brings(_hour(step), hours % HOURS)
        return total + brings(_hour(end), 1) * (rest / _HOUR)

    def wait(self, now: datetime, bounds: Bounds) -> timedelta:
        """Until the next poll: when AN_ITEM_IN items are expected."""
        rates, needed, at = self._rates(bounds.first, now), AN_ITEM_IN, now
        end = now + bounds.slowest
        while at < end:
            step = min(_next_hour(at), end)
            brings = rates(_hour(at), 1) * ((step - at) / _HOUR)
            if brings >= needed:
                at += (step - at) * (needed / brings)
                break
            needed -= brings
            at = step
        return max(bounds.fastest, at - now)

    def _rates(self, first: timedelta | None, now: datetime) -> Callable[[int, int], float]:
        """As of ``now``, should nothing have come since ``at``: an hour of the week and a number of hours from it on ->
        items expected in them. ``first``: the interval that is believed of a feed never seen, if anything is."""
        fade, counts = self._fade(now), self.counts
        hours = (1.0 - float(0.5 ** ((max(now, self.at) - self.since) / HALF_LIFE))) / log(2) * (HALF_LIFE / _HOUR)
        believed, for_hours = (PRIOR * AN_ITEM_IN / (first / _HOUR), PRIOR) if first else (0.0, 1.0)
        mean = (fade * sum(counts) + believed) / (hours + for_hours)
        drawn, watched = NEIGHBOURS * mean, 3 * hours / HOURS + NEIGHBOURS

        def brings(hour: int, length: int) -> float:
            if length == 1:
                near = counts[hour - 1] + counts[hour] + counts[(hour + 1) % HOURS]
            else:
                ring, begin = counts * 3, hour + HOURS
                near = sum(sum(ring[begin + by : begin + by + length]) for by in (-1, 0, 1))
            return (fade * near + length * drawn) / watched

        return brings

    def _fade(self, now: datetime) -> float:
        return float(0.5 ** (max(now - self.at, timedelta(0)) / HALF_LIFE))

    def packed(self) -> bytes:
        """For the store; :meth:`unpacked` reads it."""
        return struct.pack(_FORMAT, self.since.timestamp(), self.at.timestamp(), *self.counts)

    @classmethod
    def unpacked(cls, stored: bytes) -> Rhythm:
        since, at, *counts = struct.unpack(_FORMAT, stored)
        return cls(datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(at, UTC), tuple(counts))


def _hour(at: datetime) -> int:
    at = at.astimezone(UTC)
    return at.weekday() * 24 + at.hour


def _next_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0) + _HOUR
