"""When a receiver wants to hear: quiet hours, digests, caps. Clock times are those of a named zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.core.rules.windows import DAYS
from monitor.core.types import Severity
from monitor.core.zones import UNIVERSAL, zone

_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_DIGEST = re.compile(
    rf"(hourly|daily|weekly on ({'|'.join(DAYS)}))(?: at ({_CLOCK}(?:, {_CLOCK})*) ([A-Za-z0-9_+/-]+))?"
)
DIGEST_PATTERN = rf"^(?:hourly|{_DIGEST.pattern.replace('hourly|', '').replace(')?', ')')})$(?!\n)"
"""The same as a JSON Schema says it."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start`` to ``end`` of the wall clock, over midnight if ``end`` is not the later, on ``days`` (0: Monday),
    where the day is that on which they begin. Alerts of ``but`` and above come through."""

    start: time
    end: time
    zone: ZoneInfo
    but: Severity = Severity.CRITICAL
    days: frozenset[int] = frozenset(range(7))

    def until(self, now: datetime) -> datetime | None:
        """When the quiet hours that hold ``now`` end; None outside of them."""
        local = now.astimezone(self.zone)
        for day in (local.date() - timedelta(days=1), local.date()):
            if day.weekday() not in self.days:
                continue
            over_midnight = timedelta(days=1) if self.end <= self.start else timedelta(0)
            end = _at(day + over_midnight, self.end, self.zone)
            if now < end and self._has_begun(day, now):
                return end
        return None

    def _has_begun(self, day: date, now: datetime) -> bool:
        """Also if summer time skips their beginning: once the clocks show a later time."""
        begin = datetime.combine(day, self.start)
        skipped = begin.replace(fold=1, tzinfo=self.zone).astimezone(UTC) <= now
        return _at(day, self.start, self.zone) <= now or (
            skipped and now.astimezone(self.zone).replace(tzinfo=None) >= begin
        )

    @property
    def text(self) -> str:
        """``22:00 to 07:00 Europe/London``"""
        return f"{self.start:%H:%M} to {self.end:%H:%M} {self.zone.key}"


@dataclass(frozen=True, slots=True)
class Digest:
    """At these times of the day, on one weekday or on all; without times at each full hour."""

    text: str
    times: tuple[time, ...]
    zone: ZoneInfo
    weekday: int | None = None

    def after(self, now: datetime) -> datetime:
        """The first digest later than ``now``."""
        if not self.times:
            return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        day = now.astimezone(self.zone).date() - timedelta(days=1)
        while True:
            if self.weekday in (None, day.weekday()):
                found = [at for each in self.times if (at := _at(day, each, self.zone)) > now]
                if found:
                    return min(found)
            day += timedelta(days=1)

    @property
    def name(self) -> str:
        """``Daily digest``"""
        return f"{self.text.split()[0].capitalize()} digest"


def digest(text: str) -> Digest:
    """``daily at 07:00 Europe/London``, ``daily at 07:00, 19:00 UTC``, ``weekly on mon at 08:00 Asia/Damascus``,
    ``hourly``. Raises ValueError."""
    found = _DIGEST.fullmatch(text)
    if found is None or (found[1] == "hourly") is (found[3] is not None):
        raise ValueError(
            'a digest is "daily at 07:00 Europe/London", "weekly on mon at 07:00 Europe/London" or "hourly"'
        )
    if found[3] is None:
        return Digest(text, (), UNIVERSAL)
    weekday = DAYS.index(found[2]) if found[2] else None
    return Digest(text, tuple(sorted(map(time.fromisoformat, found[3].split(", ")))), zone(found[4]), weekday)


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many messages in any span of ``within``, and so many of them led by one rule."""

    messages: int
    within: timedelta
    per_rule: int | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """How one receiver wants to be told; ``gather``: alerts of so long a time go into one message; ``zone``: by whose
    clocks its messages show times."""

    quiet_hours: QuietHours | None = None
    digest: Digest | None = None
    cap: Cap | None = None
    gather: timedelta = timedelta(0)
    zone: ZoneInfo = UNIVERSAL


def _at(day: date, clock: time, where: ZoneInfo) -> datetime:
    """A wall-clock time in UTC; one that summer time skips is as late as the clocks that were not put forward say."""
    return datetime.combine(day, clock, tzinfo=where).astimezone(UTC)
