"""How many new items a feed brought on each of the last days, for a rate that collapses: its rhythm fades too slowly to
show that."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

DAYS = 8
"""Days that are counted, today among them (UTC)."""
_LEAST = 2
"""Whole days beside today that are looked at together: one may be a holiday."""
UNHEARD = timedelta(days=1)
"""A feed that did not answer for so long is counted anew: what came meanwhile is not all in its document."""
_FORMAT = struct.Struct(f"<dI{DAYS}I")


class Lately(NamedTuple):
    """``counts`` of DAYS days up to the ``last`` one, an ordinal as of :meth:`date.toordinal`; complete ``since``."""

    since: datetime
    last: int
    counts: tuple[int, ...]

    @classmethod
    def begun(cls, now: datetime) -> Lately:
        return cls(now, _day(now), (0,) * DAYS)

    def seen(self, times: Iterable[datetime], now: datetime) -> Lately:
        """After a poll at ``now`` that brought new items of these ``times``. A clock that was set back begins anew."""
        today = _day(now)
        if today < self.last:
            return Lately.begun(now)
        passed = min(today - self.last, DAYS)
        counts = [*self.counts[passed:], *(0,) * passed]
        for at in times:
            if 0 <= (ago := today - _day(at)) < DAYS:
                counts[-1 - ago] += 1
        return Lately(self.since, today, tuple(counts))

    def windows(self, now: datetime) -> Iterator[tuple[datetime, int]]:
        """(since when, how many came since then) of each number of whole days with today, the shortest first, as far as
        nothing is missing in them."""
        counts = self.seen((), now).counts
        for days in range(_LEAST, DAYS):
            start = datetime.combine(date.fromordinal(_day(now) - days), time(), UTC)
            if start < self.since:
                return
            yield start, sum(counts[-1 - days :])

    def packed(self) -> bytes:
        """For the store; :meth:`unpacked` reads it."""
        return _FORMAT.pack(self.since.timestamp(), self.last, *self.counts)

    @classmethod
    def unpacked(cls, stored: bytes) -> Lately:
        since, last, *counts = _FORMAT.unpack(stored)
        return cls(datetime.fromtimestamp(since, UTC), last, tuple(counts))


def _day(at: datetime) -> int:
    return at.astimezone(UTC).toordinal()
