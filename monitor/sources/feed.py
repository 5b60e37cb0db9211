"""A feed's bytes -> items, by feedparser, guarded. Runs in worker processes; the only user of feedparser."""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import Any
from xml.sax import SAXParseException

import feedparser
from feedparser.datetimes import _date_handlers, _parse_date
from feedparser.datetimes.iso8601 import _iso8601_matches, _parse_date_iso8601

from monitor.sources.dates import in_universal_time, with_offset, year_first
from monitor.sources.entries import parsed_of
from monitor.sources.named_months import month_in_words
from monitor.sources.references import mended
from monitor.sources.types import Parsed, ParseFailed

READER = f"feedparser {feedparser.__version__}"

_PROLOG = 200_000
_SUBSET_BEGINS = re.compile(rb"<!DOCTYPE[^\[>]{0,2000}\[", re.IGNORECASE)
_SUBSET_ENDS = re.compile(rb"\]\s*>")
_ROOT_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_DECLARED = re.compile(rb"<!ENTITY", re.IGNORECASE)
_OTHERS = re.compile(rb"<(opml|sitemapindex)[\s>]")
_OTHER = {
    b"opml": "a list of feeds (OPML), not a feed: `monitor feeds import` reads such a file",
    b"sitemapindex": "a list of sitemaps, not a feed: one of news may be among them",
}


def parse_feed(body: bytes, content_type: str, url: str, max_items: int) -> Parsed | ParseFailed:
    """The entries of an RSS, RDF or Atom document, in order, at most ``max_items``.

    A DOCTYPE's internal subset is cut out first: an entity declared once and used often turns 80 KB into gigabytes.
    """
    if not body.strip():
        return ParseFailed("an empty answer")
    if _DECLARED.search(body[:_PROLOG]):
        body = _without_subset(body)
        if _DECLARED.search(body[:_PROLOG]):
            return ParseFailed("it declares XML entities, which are not expanded")
    headers = {"content-type": content_type} if content_type else {}
    try:
        found: Any = feedparser.parse(
            mended(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # a document that breaks the parser is the publisher's, not a bug of the daemon
        return ParseFailed(f"the parser broke on it ({type(error).__name__}: {error})"[:200])
    if not found.get("version") and not found.get("entries"):
        return ParseFailed(_why_no_feed(body, found))
    cut_off = bool(found.get("bozo")) and not _ROOT_END.search(body)
    return parsed_of(found.feed, found.entries, url, max_items, cut_off=cut_off)


def _without_subset(body: bytes) -> bytes:
    """Looked for once each, as a document may hold a million beginnings and no end."""
    begins = _SUBSET_BEGINS.search(body)
    ends = begins and _SUBSET_ENDS.search(body, begins.end())
    return body[: begins.start()] + body[ends.end() :] if begins and ends else body


def _why_no_feed(body: bytes, found: Any) -> str:
    start = body[:2_000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return "a web page, not a feed"
    if other := _OTHERS.search(start):
        return _OTHER[other[1]]
    reason = found.get("bozo_exception")
    if isinstance(reason, SAXParseException):  # whose lines are not those of the document
        return f"no feed in it (no XML: {reason.getMessage()})"[:200]
    return f"no feed in it ({type(reason).__name__}: {reason})"[:200] if reason else "no feed in it"


def _whole_iso8601(text: str) -> time.struct_time | None:
    """As feedparser, which takes the first digits for all of it: `2026/07/15` for 1 July, `27-11-2026` for a day of
    2027. A date that is half understood is none."""
    match = next((found for matches in _iso8601_matches if (found := matches(text))), None)
    return _parse_date_iso8601(text) if match and match.end() == len(text) else None


def _in_named_zone(text: str) -> time.struct_time | None:
    """feedparser takes what it does not know for UTC."""
    return _parse_date(zoned) if (zoned := with_offset(text)) else None


def _without_zone(text: str) -> time.struct_time | None:
    """feedparser takes it for no date, and what turns up years late for new."""
    return _parse_date(zoned) if (zoned := in_universal_time(text)) else None


_date_handlers[:] = [
    month_in_words,
    _in_named_zone,
    _without_zone,
    year_first,
    *(_whole_iso8601 if one is _parse_date_iso8601 else one for one in _date_handlers),
]


@lru_cache(maxsize=10_000)
def date_parts(text: str) -> time.struct_time | None:
    """A date as feedparser reads it, in UTC; None if it is none."""
    found: time.struct_time | None = _parse_date(text)
    return found
