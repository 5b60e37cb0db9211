"""A news sitemap's bytes -> items (sitemaps.org 0.9 with Google's news extension). Runs in worker processes."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree

from monitor.core.given import moment
from monitor.core.types import Item
from monitor.sources.limits import MAX_FIELD, one_line
from monitor.sources.newest import newest
from monitor.sources.types import Parsed, ParseFailed

_ROOT = re.compile(rb"\s*+(?><\?xml.*?\?>)?+\s*+(?:(?><!--.*?-->)\s*+)*+<(?:\w++:)?+urlset[\s>]", re.DOTALL)
"""Nothing is tried a second way: with 21 comments before another root that took longer than anybody waits."""
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def is_sitemap(body: bytes) -> bool:
    """Whether the document's root is a sitemap's; one with a DOCTYPE is not read."""
    return _ROOT.match(body.removeprefix(b"\xef\xbb\xbf")[:20_000]) is not None


def parse_news_sitemap(body: bytes, max_items: int) -> Parsed | ParseFailed:
    """The addresses that carry news, in order, at most ``max_items``."""
    try:
        root = ElementTree.fromstring(body)  # without a DOCTYPE there are no entities to blow up
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # the latter two of the encoding it names
        return ParseFailed(f"a sitemap that is no XML: {error}"[:200])
    entries = [url for url in root.iter(f"{_SITEMAP}url") if url.find(f"{_NEWS}news") is not None]
    if len(root) and not entries:  # addresses without the namespace, too
        return ParseFailed("a sitemap, but not of news: none of its addresses has a news:news element")
    items = tuple(_item(url) for url in newest(entries, _date, max_items))
    names = (root.findtext(f".//{_NEWS}name") or "").strip()
    return Parsed(items, max(0, len(entries) - max_items), title=names[:1_000])


def _item(url: ElementTree.Element) -> Item:
    link = one_line(url.findtext(f"{_SITEMAP}loc") or "").strip()[:4_000]
    news = url.find(f"{_NEWS}news")
    assert news is not None
    keywords = (news.findtext(f"{_NEWS}keywords") or "").split(",")
    return Item(
        guid=link[:2_000],
        url=link,
        title=(news.findtext(f"{_NEWS}title") or "").strip()[:MAX_FIELD],
        published=_date(url),
        language=one_line(_language(news))[:35],
        tags=tuple(one_line(word).strip()[:100] for word in keywords if word.strip())[:30],
    )


def _date(url: ElementTree.Element) -> datetime | None:
    return moment((url.findtext(f"{_NEWS}news/{_NEWS}publication_date") or "").strip())


def _language(news: ElementTree.Element) -> str:
    """Where it has to stand, or a step above; not anywhere below: what lies deep would be searched at each level."""
    return news.findtext(f"{_NEWS}publication/{_NEWS}language") or news.findtext(f"{_NEWS}language") or ""
