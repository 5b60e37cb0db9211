"""When a receiver wants to hear, as config.yaml says it."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from monitor.config.fields import Strict
from monitor.core.alerts import schedule
from monitor.core.durations import Duration, Limit
from monitor.core.rules.windows import DAYS, hours
from monitor.core.types import Severity
from monitor.core.zones import known_zone, zone


def _digest(value: str) -> str:
    schedule.digest(value)
    return value


DigestText = Annotated[str, AfterValidator(_digest)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _hours(value: str) -> str:
    if hours(value) is None:
        raise ValueError('hours are a span such as "22:00-06:00"')
    return value


Zone = Annotated[str, AfterValidator(known_zone)]


class QuietHoursConfig(Strict):
    """quiet_hours: {hours: "22:00-07:00", days: [sat, sun], zone: Europe/London, but: critical}"""

    hours: Annotated[str, AfterValidator(_hours)]
    days: tuple[Day, ...] = ()
    zone: Zone = "UTC"
    but: Severity = Severity.CRITICAL

    @model_validator(mode="after")
    def _leaves_time(self) -> QuietHoursConfig:
        if hours(self.hours) == (time(), None) and not 0 < len(self.days) < 7:
            raise ValueError("all hours of all days: nothing would ever be told - name some days, or fewer hours")
        return self

    def in_zone(self, usual: str) -> schedule.QuietHours:
        """``usual`` is the zone if none is written here."""
        span = hours(self.hours)
        assert span is not None  # the validator has seen to it
        days = frozenset(DAYS.index(day) for day in self.days) or frozenset(range(7))
        where = zone(self.zone if "zone" in self.model_fields_set else usual)
        return schedule.QuietHours(span[0], span[1] or time(), where, self.but, days)


class CapConfig(Strict):
    """cap: {messages: 20, within: 10m, per_rule: 10}"""

    messages: int = Field(20, ge=1, le=10_000)
    within: Limit = timedelta(minutes=10)
    per_rule: int | None = Field(None, ge=1, le=10_000)

    @property
    def cap(self) -> schedule.Cap:
        return schedule.Cap(self.messages, self.within, self.per_rule)


def _off(value: Any) -> Any:
    return None if value == "off" else value


class Scheduled(Strict):
    """The keys of a receiver that say when it wants to hear."""

    zone: Zone = "UTC"
    quiet_hours: QuietHoursConfig | None = None
    digest: DigestText | None = None
    gather: Duration = timedelta(0)
    cap: Annotated[CapConfig | None, BeforeValidator(_off)] = CapConfig()

    @property
    def schedule(self) -> schedule.Schedule:
        """What is not asked for does not hold anything."""
        return schedule.Schedule(
            self.quiet_hours.in_zone(self.zone) if self.quiet_hours else None,
            schedule.digest(self.digest) if self.digest else None,
            self.cap.cap if self.cap else None,
            self.gather,
            zone(self.zone),
        )
