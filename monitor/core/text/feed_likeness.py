"""Whether a link of a page looks like one to a feed. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LIKE_A_FEED = re.compile(r"(?:^|[/._?&=-])(?:rss2?|atom|feeds?|rdf)(?:[/._?&=-]|$)", re.IGNORECASE)
_SAID_TO_BE = re.compile(r"\b(?:rss|atom[ -]feed)\b", re.IGNORECASE)
MAX_SAID = 60
"""Characters of a link's text that may name a feed; a longer one tells something."""


def is_like_a_feed(url: str, title: str = "") -> bool:
    """Whether a link of a page may lead to a feed, by its host (`feeds.gazette.example`), path, query or text."""
    if len(title) <= MAX_SAID and _SAID_TO_BE.search(title):
        return True
    parts = urlsplit(url)
    return bool(_LIKE_A_FEED.search(f"{parts.netloc}{parts.path}?{parts.query}"))
