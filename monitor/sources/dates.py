"""Dates that feedparser reads by halves: with their parts from the greatest to the smallest, or a zone's name. Pure."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone

_YEAR_FIRST = re.compile(
    r"([12][0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
    r"(?:(?:[Tt]|\s+)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"\s*(?:[Zz]|UTC|GMT|([+-])([0-9]{2}):?([0-9]{2})?)?"
)

_LONGEST = 100
"""Characters of a date."""
_AHEAD = {
    1: "WEST BST CET WAT",
    2: "CEST EET SAST CAT",
    3: "EEST TRT MSK EAT",
    4: "GST SAMT",
    5: "PKT",
    7: "WIB",
    8: "HKT SGT",
    9: "JST KST",
    10: "AEST",
    11: "AEDT",
    12: "NZST",
}
"""Hours before UTC of names that mean one zone in practice; not so IST (India, Israel, Ireland), AST or CST. Those of
RFC 822, which are American, feedparser knows."""
_ZONES = {name: hours for hours, names in _AHEAD.items() for name in names.split()}
_NAMED = re.compile(rf"\s*\(?\b({'|'.join(_ZONES)})\b\)?(?=\s*(?:[0-9]{{4}}\s*)?$)")
_ZONELESS = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?[0-9]{1,2}\s+[A-Za-z]{3,9}\s+(?:[0-9]{2}){1,2}\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
_OFFSET = re.compile(r"[0-9]\s*[+-][0-9]{2}:?[0-9]{2}$")


def with_offset(text: str) -> str:
    """``Fri, 27 Nov 2026 13:00:00 MSK`` -> the same with ``+0300``; empty if it names no zone that is known here, or
    beside its offset."""
    found = _NAMED.search(text[:_LONGEST])
    if found is None or _OFFSET.search(text[: found.start()]):
        return ""
    return f"{text[: found.start()]} +{_ZONES[found[1]]:02}00{text[found.end() :]}"


def in_universal_time(text: str) -> str:
    """``Fri, 27 Nov 2026 13:00:00`` -> the same with ``+0000``: dates of other forms without a zone are read so. Empty
    if it is written in any other way."""
    return f"{text.strip()} +0000" if _ZONELESS.fullmatch(text[:_LONGEST].strip()) else ""


def year_first(text: str) -> time.struct_time | None:
    """``2026-07-01T10:00:00+0530``, ``2026-07-01 10:00:00 UTC``, ``2026/7/1 10:00``; UTC if it names no zone. None if
    it is written in any other way, or is no day or time."""
    found = _YEAR_FIRST.fullmatch(text.strip())
    if found is None:
        return None
    year, _, month, day, hour, minute, second, sign, hours, minutes = found.groups()
    away = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        zone = timezone(away)
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), 0, zone)
        return moment.astimezone(UTC).utctimetuple()
    except (ValueError, OverflowError):
        return None
