"""Durations as people write them in YAML: ``30s``, ``5m``, ``2h``, ``7d``."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

_FORM = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(s|m|h|d|w)")
PATTERN = rf"^(?:{_FORM.pattern})$(?!\n)"
"""The same as a JSON Schema says it."""
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def duration(value: Any) -> timedelta:
    """``"5m"`` -> timedelta(minutes=5). Raises ValueError with an example for anything else."""
    if isinstance(value, timedelta):
        return value
    found = _FORM.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a duration is a number and a unit: 30s, 5m, 2h, 7d")
    seconds = float(found[1]) * _SECONDS[found[2]]
    if seconds > 3_660 * 86_400:
        raise ValueError("a duration is at most ten years")
    return timedelta(seconds=seconds)


def shown(span: timedelta) -> str:
    """A duration for a sentence, in its largest fitting unit: ``7 years``, ``9 days``, ``3 hours``, ``40 s``."""
    seconds = span.total_seconds()
    if seconds >= 2 * 365 * 86_400:
        return f"{seconds / 86_400 / 365.25:.0f} years"
    if seconds >= 2 * 86_400:
        return f"{seconds / 86_400:.0f} days"
    if seconds >= 2 * 3_600:
        return f"{seconds / 3_600:.0f} hours"
    if seconds >= 120:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds:.0f} s"


def as_set(span: timedelta) -> str:
    """A duration that a person set, exactly: ``60h`` is ``60 hours`` and never ``2 days``."""
    seconds = span.total_seconds()
    for size, least, unit in ((86_400, 2 * 86_400, "days"), (3_600, 2 * 3_600, "hours"), (60, 120, "minutes")):
        if seconds >= least and seconds % size == 0:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:g} s"


def in_parts(span: timedelta) -> str:
    """A duration in its two largest units: ``2 d 12 h``."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    parts = ((minutes // 1440, "d"), (minutes % 1440 // 60, "h"), (minutes % 60, "min"), (seconds, "s"))
    return " ".join([f"{count} {unit}" for count, unit in parts if count][:2])


def shown_beside(span: timedelta, limit: timedelta) -> str:
    """``span`` for a sentence that compares it with ``limit``: in parts where both would read alike."""
    return in_parts(span) if shown(span) == shown(limit) else beyond(span, limit)


def beyond(span: timedelta, limit: timedelta) -> str:
    """``span``, which passed a ``limit`` that a person set, no less exactly than that: after ``60h`` not ``2 days``."""
    return shown(span) if shown(limit) == as_set(limit) else in_parts(span)


def _some(value: timedelta) -> timedelta:
    if not value:
        raise ValueError("0s leaves no time at all: write how long it may be, such as 30s or 3d")
    return value


Duration = Annotated[timedelta, BeforeValidator(duration)]
Limit = Annotated[Duration, AfterValidator(_some)]
"""Elsewhere 0s means without a limit, or at once; of these neither could be meant."""
