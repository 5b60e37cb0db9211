"""Entries as feedparser names their parts -> items. What a feed's kind is does not matter here any more."""

from __future__ import annotations

import calendar
import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from monitor.core.types import Item
from monitor.sources.limits import (
    MAX_FEED_TITLE,
    MAX_FIELD,
    MAX_GUID,
    MAX_LANGUAGE,
    MAX_LINK,
    is_web,
    one_line,
    tags_of,
)
from monitor.sources.newest import newest
from monitor.sources.types import Parsed

_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def parsed_of(feed: Any, entries: Sequence[Any], url: str, max_items: int, *, cut_off: bool = False) -> Parsed:
    """Of the document's own part and its entries, both dictionaries; if it is ``cut_off``, the last one is left out."""
    base, language = str(feed.get("link") or url), str(feed.get("language") or "")
    whole = entries[:-1] if cut_off else entries
    items = tuple(_item(entry, base, url, language) for entry in newest(whole, _date, max_items))
    title = str(feed.get("title") or "")[:MAX_FEED_TITLE]
    return Parsed(items, max(0, len(whole) - max_items), cut_off, title, _wished(feed))


def _wished(feed: Any) -> timedelta:
    """The least time between polls that the feed asks for: RSS ttl in minutes, or the syndication module's period."""
    ttl = re.fullmatch(r"\s*([0-9]{1,6})\s*", str(feed.get("ttl") or ""))
    times = re.fullmatch(r"\s*([0-9]{1,6})\s*", str(feed.get("sy_updatefrequency") or "1"))
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower(), 0)
    return timedelta(seconds=max(int(ttl[1]) * 60 if ttl else 0, period // max(1, int(times[1]) if times else 1)))


def _item(entry: Any, base: str, url: str, language: str) -> Item:
    contents = entry.get("content") or []
    content = max((str(c.get("value") or "") for c in contents), key=len, default="")
    summary = str(entry.get("summary") or "")
    if content == summary:
        content = ""
    detail = entry.get("title_detail") or {}
    spoken = next((str(c["language"]) for c in contents if c.get("language")), "") or str(detail.get("language") or "")
    return Item(
        guid=one_line(str(entry.get("id") or ""))[:MAX_GUID],
        url=_link(entry, base, url),
        title=_title(entry)[:MAX_FIELD],
        summary=summary[:MAX_FIELD],
        content=content[:MAX_FIELD],
        published=_date(entry),
        language=one_line(spoken or language)[:MAX_LANGUAGE],
        tags=tags_of(str(tag.get("term") or "") for tag in entry.get("tags") or []),
    )


def _title(entry: Any) -> str:
    """A podcast may have none but that for its directory; with attributes it is no text."""
    other = entry.get("itunes_title")
    return str(entry.get("title") or (other if isinstance(other, str) else ""))


def _link(entry: Any, base: str, url: str) -> str:
    """A guid is one if nothing else is, and if it is an address: `12345` only lacks isPermaLink="false", and read
    against the base it would be one link of two items in two feeds."""
    link, guid = (one_line(str(entry.get(key) or "")).strip() for key in ("link", "id"))
    if not link and "link" in entry and is_web(guid):  # its element is empty
        link = guid
    if not link or "://" in link[:10]:
        return link[:MAX_LINK]
    if entry.get("guidislink") and link == guid and not link.startswith("/"):
        return ""
    try:
        return urljoin(urljoin(url, base), link)[:MAX_LINK]
    except ValueError:
        return ""


def _date(entry: Any) -> datetime | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parsed: time.struct_time | None = entry.get(name)
        if parsed is not None:
            try:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return None
