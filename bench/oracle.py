"""What successive snapshots of a feed hold, read with regular expressions only: independent of our parser and keys.

An item is a connected component of guids and links (a link alone where there is no guid), leaving out links that
stand under two guids in one document.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

_ENTRY = re.compile(rb"<(?:item|entry)[ >](.*?)</(?:item|entry)>", re.DOTALL)
_GUID = re.compile(rb"<(?:guid|id)(?: [^>]*)?>(.*?)</(?:guid|id)>", re.DOTALL)
_LINK = re.compile(rb"<link(?: [^>]*)?>(.*?)</link>|<link[^>]*href=[\"']([^\"']+)", re.DOTALL)
_TITLE = re.compile(rb"<title(?: [^>]*)?>(.*?)</title>", re.DOTALL)


@dataclass
class Oracle:
    """The items of one feed over time. ``of`` maps a guid or link to its item's representative."""

    of: dict[str, str] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def find(self, key: str) -> str:
        self.of.setdefault(key, key)
        while self.of[key] != key:
            self.of[key] = self.of[self.of[key]]
            key = self.of[key]
        return key

    @property
    def items(self) -> set[str]:
        return {self.find(key) for key in self.of}

    @property
    def retitled(self) -> set[str]:
        """Items whose headline was not always the same."""
        titles: dict[str, set[str]] = defaultdict(set)
        for key, seen in self.titles.items():
            titles[self.find(key)].update(seen)
        return {item for item, seen in titles.items() if len(seen) > 1}


def read(documents: Iterable[bytes]) -> Oracle:
    """The oracle of one feed's documents, in order."""
    oracle = Oracle()
    for document in documents:
        entries = [_keys(found[1]) for found in _ENTRY.finditer(document)]
        guids_of_link: dict[str, set[str]] = defaultdict(set)
        for guid, link, _ in entries:
            guids_of_link[link].add(guid)
        for guid, link, title in entries:
            key = f"g:{guid}" if guid else f"l:{link}"
            item = oracle.find(key)
            if guid and link and len(guids_of_link[link]) == 1:
                oracle.of[oracle.find(f"l:{link}")] = item
            if title and title not in oracle.titles[key]:
                oracle.titles[key].append(title)
    return oracle


def _keys(entry: bytes) -> tuple[str, str, str]:
    link = _LINK.search(entry)
    return _text(_GUID.search(entry), 1), _text(link, 1) or _text(link, 2), _text(_TITLE.search(entry), 1)


def _text(found: re.Match[bytes] | None, group: int) -> str:
    raw = (found[group] or b"").strip() if found else b""
    cdata = raw.startswith(b"<![CDATA[")
    text = raw.removeprefix(b"<![CDATA[").removesuffix(b"]]>").decode("utf-8", "replace")
    return " ".join((text if cdata else html.unescape(text)).split())
