"""Time zones that exist and are others than they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.core.lint.book import Book, Place
from monitor.core.lint.finding import Finding
from monitor.core.lint.setting import Setting

_REVERSED = re.compile(r"\bEtc/GMT(?P<sign>[+-])(?P<hours>[1-9][0-9]?)(?![0-9])")
_FIXED = {"EST": "America/New_York", "MST": "America/Denver"}
_FIXED_NAME = re.compile(rf"(?<![\w/])(?P<name>{'|'.join(_FIXED)})(?![\w/])")


def odd_zones(book: Book, setting: Setting | None) -> Iterator[Finding]:
    """Of rules, receivers, their quiet hours and digests."""
    places = [one.below("during", "zone") for _, one in book.conditions if "zone" in one.value.get("during", {})]
    if setting is not None:
        places += _of_receivers(setting)
    for place in places:
        text = str(place.value)
        if reverse := _REVERSED.search(text):
            where = "behind" if reverse["sign"] == "+" else "ahead of"
            message = f"{reverse[0]} is {reverse['hours']}h {where} UTC: write a place, such as Europe/Istanbul"
            yield place.warning("odd-zone", message)
        elif fixed := _FIXED_NAME.search(text):
            message = f"{fixed['name']} knows no summer time: write a place, such as {_FIXED[fixed['name']]}"
            yield place.warning("odd-zone", message)


def _of_receivers(setting: Setting) -> Iterator[Place]:
    for name, receiver in ((setting.marked.value or {}).get("receivers") or {}).items():
        at = Place(setting.marked, ("receivers", name))
        yield from (at.below(key) for key in ("zone", "digest") if key in receiver)
        if "zone" in receiver.get("quiet_hours", {}):
            yield at.below("quiet_hours", "zone")
