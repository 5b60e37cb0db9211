"""Time zones by their names in the IANA database, and times as their clocks show them."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from monitor.core.errors import nearest

UNIVERSAL = ZoneInfo("UTC")
_OFFSET = re.compile(r"(?:UTC|GMT)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?")
"""No place has these clocks all year, and `Etc/GMT+3` is the reverse of what is meant."""
_STAMP = re.compile(r"(?<!\d)([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}) UTC\b")


def known_zone(name: str) -> str:
    """``name``, such as ``Europe/London`` or ``UTC``. Raises ValueError if there is none of that name."""
    zones = _names()
    if name not in zones:
        hint = ": write a place, such as Europe/Istanbul" if _OFFSET.fullmatch(name) else _meant(name, zones)
        raise ValueError(f'unknown time zone "{name}"{hint}')
    return name


def _meant(name: str, zones: Collection[str]) -> str:
    """The zone that was meant, also where only its city is written."""
    city = name.strip().replace(" ", "_").casefold()
    of_city = sorted(one for one in zones if one.casefold().rpartition("/")[2] == city and "/" in one)
    return nearest(of_city[0], of_city) if len(of_city) == 1 else nearest(name, zones)


@lru_cache(64)
def zone(name: str) -> ZoneInfo:
    """The zone of that name. Raises ValueError."""
    return ZoneInfo(known_zone(name))


def stamp(at: datetime, where: ZoneInfo = UNIVERSAL) -> str:
    """``2026-07-01 13:00 Europe/London``; an hour that the clocks there show twice tells which: ``(+01:00)``."""
    local = at.astimezone(where)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local:%Y-%m-%d %H:%M} {where.key}" + (f" ({local.isoformat()[-6:]})" if is_twice else "")


def stamp_to_the_second(at: datetime) -> str:
    """``2026-07-01 13:00:05 UTC``: for a person who looks for it in a log."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def restamped(text: str, where: ZoneInfo) -> str:
    """``text`` with each time that :func:`stamp` wrote in UTC as the clocks of ``where`` show it."""
    if where == UNIVERSAL:
        return text
    return _STAMP.sub(lambda found: _read(found, where), text)


def _read(found: re.Match[str], where: ZoneInfo) -> str:
    try:
        return stamp(datetime.strptime(found[1], "%Y-%m-%d %H:%M").replace(tzinfo=UTC), where)
    except (ValueError, OverflowError):  # looks like a time and is none
        return found[0]


@lru_cache(1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())
