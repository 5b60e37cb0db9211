"""Times of the week: `during`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(?:24:00|([01][0-9]|2[0-3]):([0-5][0-9]))")
HOURS = rf"^(?!(.+)-\1$)(?:{_HOURS.pattern})$(?!\n)"
"""The same as a JSON Schema says it."""


def hours(text: str) -> tuple[time, time | None] | None:
    """``22:00-06:00`` -> (22:00, 06:00); an end of None is midnight. None if it is no such text."""
    found = _HOURS.fullmatch(text)
    if found is None:
        return None
    begin = time(int(found[1]), int(found[2]))
    end = time(int(found[3]), int(found[4])) if found[3] else None
    return None if begin == end else (begin, end)


@dataclass(frozen=True, slots=True)
class During:
    """The item was published between ``begin`` and ``end`` (the next day, if ``end`` is earlier; None is midnight) on
    one of ``days`` (all if empty), as clocks show it in ``zone``. The day is that on which the hours begin."""

    begin: time
    end: time | None
    days: tuple[int, ...]
    zone: str

    def holds(self, moment: datetime) -> bool:
        """Whether ``moment`` (aware) lies in it."""
        local = self.as_shown(moment)
        clock, day = local.time(), local.weekday()
        if self.end is None or self.begin < self.end:
            inside = clock >= self.begin and (self.end is None or clock < self.end)
        else:
            inside = clock >= self.begin or clock < self.end
            if clock < self.end:
                day = (day - 1) % 7
        return inside and (not self.days or day in self.days)

    def as_shown(self, moment: datetime) -> datetime:
        """``moment`` by the clocks of the zone."""
        return moment.astimezone(_zone(self.zone))


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
