"""Time zones by their names in the IANA database."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from monitor.core.errors import nearest


def known_zone(name: str) -> str:
    """``name``, such as ``Europe/London`` or ``UTC``. Raises ValueError if there is none of that name."""
    zones = _names()
    if name not in zones:
        raise ValueError(f'unknown time zone "{name}"{nearest(name, zones)}')
    return name


def zone(name: str) -> ZoneInfo:
    """The zone of that name. Raises ValueError."""
    return ZoneInfo(known_zone(name))


@lru_cache(1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())
