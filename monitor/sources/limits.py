"""What a feed and its entries may hold, whatever form the feed has: beyond, it is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_FIELD = 1_000_000
"""Characters of a title, summary or content."""
MAX_LINK, MAX_GUID, MAX_LANGUAGE = 4_000, 2_000, 35
MAX_TAGS, MAX_TAG = 30, 100
"""Tags of an entry, and characters of one."""
MAX_FEED_TITLE = 1_000
BOM = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8, which some documents begin with."""
MAX_UNPACKED = 100_000_000
"""Bytes of a document that its server packed by itself."""
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def one_line(text: str) -> str:
    """Without control characters and halves of characters."""
    return _CONTROL.sub("", text)


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """Those of ``words`` that are not empty, as tags of an entry."""
    return tuple(one_line(word)[:MAX_TAG] for word in words if word)[:MAX_TAGS]


def is_web(text: str) -> bool:
    """Whether it is an address by itself, as an id may be one."""
    return re.match(r"https?://\S+$", text, re.IGNORECASE) is not None
