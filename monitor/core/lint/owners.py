"""Owners of feeds that are one house and are written in two ways: each confirms what the other says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.core.lint.book import Place
from monitor.core.lint.finding import Finding
from monitor.core.lint.setting import Setting

_AROUND = re.compile(r"^(?:https?://)?(?:www\.|feeds\.)?|/+$")


def one_owner_twice(setting: Setting) -> Iterator[Finding]:
    """Told where an owner is written, not where it is the host of an address."""
    by_house = dict[str, set[str]]()
    houses = [_AROUND.sub("", feed.owner.casefold()) for feed in setting.feeds]
    for feed, house in zip(setting.feeds, houses, strict=True):
        by_house.setdefault(house, set()).add(feed.owner)
    for index, (feed, house) in enumerate(zip(setting.feeds, houses, strict=True)):
        place = Place(setting.marked, ("feeds", index, "owner"))
        others = by_house[house] - {feed.owner}
        if others and place.where in setting.marked.marks:
            message = f'"{feed.owner}" and "{min(others)}" count as two independent sources: write one owner one way'
            yield place.warning("one-owner-twice", message)
