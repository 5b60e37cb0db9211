"""A name for a feed, made from its title: one line in small letters, free among those that are taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from urllib.parse import urlsplit

from monitor.core.text.markup import plain_line

MAX_LENGTH = 40
"""Characters; the config allows 80, but names stand in lists and logs."""
_APOSTROPHE = re.compile("['’]")


def feed_name(title: str, url: str, taken: Container[str]) -> str:
    """From ``title``, or the host of ``url`` if that says nothing; with ``-2`` and so on if it is taken."""
    name = _joined(plain_line(title)) or _joined((urlsplit(url).hostname or "").removeprefix("www.")) or "feed"
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _joined(text: str) -> str:
    """Its words with hyphens between them, as many as there is room for."""
    # Marks are parts of their letters: of vowels in Hindi, of points in Arabic and Hebrew.
    kept = (c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else " " for c in _APOSTROPHE.sub("", text))
    name = ""
    for word in "".join(kept).lower().split():
        longer = f"{name}-{word}" if name else word[:MAX_LENGTH]
        if len(longer) > MAX_LENGTH:
            break
        name = longer
    return name
