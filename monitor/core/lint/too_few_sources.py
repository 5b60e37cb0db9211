"""Rules that wait for more sources than there are."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.lint.book import Book, Place
from monitor.core.lint.finding import Finding
from monitor.core.lint.setting import Setting


def too_few_sources(book: Book, setting: Setting) -> Iterator[Finding]:
    """Domains are those of links, which the config does not know. Where there are no feeds, nothing is known."""
    owners = {feed.owner for feed in setting.feeds}
    for rule in book.rules.values():
        for place in _asking(rule) if setting.feeds else ():
            by = place.value.get("independent_by", "owner")
            there = {"owner": len(owners), "feed": len(setting.feeds)}.get(by, place.value["sources"])
            if place.value["sources"] > there:
                what = f"{there} {by}{'' if there == 1 else 's'}"
                message = f"{place.value['sources']} sources are never found: the feeds of the config are of {what}"
                yield place.below("sources").warning("too-few-sources", message)


def _asking(rule: Place) -> Iterator[Place]:
    if "confirm" in rule.value:
        yield rule.below("confirm")
    for index, step in enumerate(rule.value.get("raise", ())):
        if "sources" in step["if"]:
            yield rule.below("raise", index, "if")
