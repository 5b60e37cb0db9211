"""A document's bytes -> items, whatever kind of feed it is. Runs in worker processes."""

from __future__ import annotations

import zlib
from urllib.parse import urlsplit

from monitor.core.feeds.evidence import ReadingEvidence
from monitor.sources.charset import in_utf8
from monitor.sources.feed import parse_feed
from monitor.sources.json_feed import is_json, parse_json_feed
from monitor.sources.limits import BOM, MAX_UNPACKED
from monitor.sources.news_sitemap import is_sitemap, parse_news_sitemap
from monitor.sources.types import Parsed, ParseFailed
from monitor.sources.verified import parse_verified

_GZIP = b"\x1f\x8b"


def parse_document(
    body: bytes, content_type: str, url: str, max_items: int, evidence: ReadingEvidence | None = None
) -> Parsed | ParseFailed:
    """The entries of an RSS, RDF or Atom document, a JSON Feed or a news sitemap, in order, at most ``max_items``.
    Without ``evidence`` feedparser alone reads the first three. ``url`` is what links are relative to, without what may
    be secret in it: they are shown to every reader."""
    try:
        return _parsed(body, content_type, _public(url), max_items, evidence)
    except MemoryError:
        raise  # whoever runs the worker knows its limit, and says it
    except Exception as error:  # a document that breaks a reader is told of as its feed's, not as a bug of the poll
        return ParseFailed(f"the reader broke on it ({type(error).__name__}: {error})"[:200])


def _parsed(
    body: bytes, content_type: str, url: str, max_items: int, evidence: ReadingEvidence | None
) -> Parsed | ParseFailed:
    if body.startswith(_GZIP):
        unpacked = _unpacked(body)
        if isinstance(unpacked, ParseFailed):
            return unpacked
        body = unpacked
    body, content_type = in_utf8(body, content_type)
    if body[:2_000].removeprefix(BOM).lstrip().startswith(b"[") and body[-2_000:].rstrip().endswith(b"]"):
        return ParseFailed("JSON, but no JSON Feed: it is a list")
    if is_json(body):
        return parse_json_feed(body, url, max_items)
    if is_sitemap(body):
        return parse_news_sitemap(body, max_items)
    if evidence is None:
        return parse_feed(body, content_type, url, max_items)
    return parse_verified(body, content_type, url, max_items, evidence)


def _public(url: str) -> str:
    """No link needs more of an address to be whole."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _unpacked(body: bytes) -> bytes | ParseFailed:
    """Of a file that its server sends packed as it lies there (`feed.xml.gz`), in one part or several (RFC 1952)."""
    found, left = bytearray(), body
    while left.startswith(_GZIP):
        packed = zlib.decompressobj(wbits=31)
        try:
            # One byte more than is allowed: 0 as a limit would be none.
            found += packed.decompress(left, MAX_UNPACKED + 1 - len(found))
        except zlib.error as error:
            return ParseFailed(f"packed, and cannot be unpacked: {error}")
        if len(found) > MAX_UNPACKED:
            return ParseFailed(f"more than {MAX_UNPACKED // 1_000_000} MB when unpacked")
        left = packed.unused_data
    return bytes(found)
