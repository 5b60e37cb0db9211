"""A feed's bytes -> items, by feedparser, guarded. Runs in worker processes; the only user of feedparser."""

from __future__ import annotations

import calendar
import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import feedparser

from monitor.core.types import Item
from monitor.sources.limits import MAX_FIELD, one_line
from monitor.sources.types import Parsed, ParseFailed

_PROLOG = 200_000
_SUBSET = re.compile(rb"<!DOCTYPE[^\[>]{0,2000}\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
_ROOT_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_DECLARED = re.compile(rb"<!ENTITY", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_PAIR = re.compile(rb"&#[xX]?[0-9a-fA-F]{4,5};&#[xX]?[0-9a-fA-F]{4,5};")


def parse_feed(body: bytes, content_type: str, url: str, max_items: int) -> Parsed | ParseFailed:
    """The entries of an RSS, RDF or Atom document, in order, at most ``max_items``.

    A DOCTYPE's internal subset is cut out first: an entity declared once and used often turns 80 KB into gigabytes.
    """
    if not body.strip():
        return ParseFailed("an empty answer")
    if _DECLARED.search(body[:_PROLOG]):
        body = _SUBSET.sub(b"", body, count=1)
        if _DECLARED.search(body[:_PROLOG]):
            return ParseFailed("it declares XML entities, which are not expanded")
    headers = {"content-type": content_type} if content_type else {}
    try:
        found: Any = feedparser.parse(
            _mended(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # a document that breaks the parser is the publisher's, not a bug of the daemon
        return ParseFailed(f"the parser broke on it ({type(error).__name__}: {error})"[:200])
    if not found.get("version") and not found.get("entries"):
        return ParseFailed(_why_no_feed(body, found))
    base = str(found.feed.get("link") or url)
    language = str(found.feed.get("language") or "")
    cut_off = bool(found.get("bozo")) and not _ROOT_END.search(body)
    entries = found.entries[:-1] if cut_off else found.entries
    items = tuple(_item(entry, base, url, language) for entry in entries[:max_items])
    title = str(found.feed.get("title") or "")[:1_000]
    return Parsed(items, max(0, len(entries) - max_items), cut_off, title, _wished(found.feed))


_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def _wished(feed: Any) -> timedelta:
    """The least time between polls that the feed asks for: RSS ttl in minutes, or the syndication module's period."""
    ttl = re.fullmatch(r"\s*([0-9]{1,6})\s*", str(feed.get("ttl") or ""))
    times = re.fullmatch(r"\s*([0-9]{1,6})\s*", str(feed.get("sy_updatefrequency") or "1"))
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower(), 0)
    return timedelta(seconds=max(int(ttl[1]) * 60 if ttl else 0, period // max(1, int(times[1]) if times else 1)))


def _mended(body: bytes) -> bytes:
    """Character references that name no character break feedparser: surrogate pairs (an emoji, as some publishers
    write it) become the character they mean, others U+FFFD."""
    if b"&#" not in body:
        return body
    return _REFERENCE.sub(_checked, _PAIR.sub(_joined, body))


def _code(found: re.Match[bytes]) -> int:
    digits = found[1] or found[2]
    return int(digits, 16 if found[1] else 10) if len(digits) < 12 else 0x110000


def _joined(pair: re.Match[bytes]) -> bytes:
    high, low = (_code(found) for found in _REFERENCE.finditer(pair[0]))
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return pair[0]
    return b"&#%d;" % (0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _checked(found: re.Match[bytes]) -> bytes:
    code = _code(found)
    return b"&#65533;" if code > 0x10FFFF or 0xD800 <= code < 0xE000 else found[0]


def _why_no_feed(body: bytes, found: Any) -> str:
    start = body[:2_000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return "a web page, not a feed"
    reason = found.get("bozo_exception")
    return f"no feed in it ({type(reason).__name__}: {reason})"[:200] if reason else "no feed in it"


def _item(entry: Any, base: str, url: str, language: str) -> Item:
    contents = entry.get("content") or []
    content = max((str(c.get("value") or "") for c in contents), key=len, default="")
    summary = str(entry.get("summary") or "")
    if content == summary:
        content = ""
    detail = entry.get("title_detail") or {}
    spoken = next((str(c["language"]) for c in contents if c.get("language")), "") or str(detail.get("language") or "")
    return Item(
        guid=one_line(str(entry.get("id") or ""))[:2_000],
        url=_link(entry, base, url),
        title=str(entry.get("title") or "")[:MAX_FIELD],
        summary=summary[:MAX_FIELD],
        content=content[:MAX_FIELD],
        published=_date(entry),
        language=one_line(spoken or language)[:35],
        tags=tuple(one_line(str(tag.get("term") or ""))[:100] for tag in entry.get("tags") or [] if tag.get("term"))[
            :30
        ],
    )


def _link(entry: Any, base: str, url: str) -> str:
    link = one_line(str(entry.get("link") or "")).strip()
    if not link or "://" in link[:10]:
        return link[:4_000]
    try:
        return urljoin(urljoin(url, base), link)[:4_000]
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
