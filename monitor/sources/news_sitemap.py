"""A news sitemap's bytes -> items (sitemaps.org 0.9 with Google's news extension). Runs in worker processes."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree

from monitor.core.types import Item
from monitor.core.untrusted import moment
from monitor.sources.limits import BOM, MAX_FEED_TITLE, MAX_FIELD, MAX_GUID, MAX_LANGUAGE, MAX_LINK, one_line, tags_of
from monitor.sources.newest import newest
from monitor.sources.types import Parsed, ParseFailed

_ROOT = re.compile(rb"\s*+(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+<(?:\w++:)?+urlset[\s/>]", re.DOTALL)
"""Behind the declaration, style sheets and comments. Nothing is tried a second way: with 21 comments before another
root that took longer than anybody waits."""


def is_sitemap(body: bytes) -> bool:
    """Whether the document's root is a sitemap's; one with a DOCTYPE is not read."""
    return _ROOT.match(body.removeprefix(BOM)[:20_000]) is not None


def parse_news_sitemap(body: bytes, max_items: int) -> Parsed | ParseFailed:
    """The addresses that carry news, in order, at most ``max_items``."""
    try:
        # Without a DOCTYPE there are no entities to blow up; before its declaration XML stands no line.
        root = ElementTree.fromstring(body.removeprefix(BOM).lstrip())
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # the latter two of the encoding it names
        return ParseFailed(f"a sitemap that is no XML: {error}"[:200])
    entries = [url for url in root.iter() if _name(url) == "url" and _part(url, "news") is not None]
    if len(root) and not entries:
        return ParseFailed("a sitemap, but not of news: none of its addresses has a news:news element")
    items = tuple(_item(url) for url in newest(entries, _date, max_items))
    outlet = next((name for url in entries if (name := _text(url, "news", "publication", "name"))), "")
    return Parsed(items, max(0, len(entries) - max_items), title=outlet[:MAX_FEED_TITLE])


def _item(url: ElementTree.Element) -> Item:
    link = one_line(_text(url, "loc")).strip()[:MAX_LINK]
    keywords = _text(url, "news", "keywords").split(",")
    return Item(
        guid=link[:MAX_GUID],
        url=link,
        title=_text(url, "news", "title")[:MAX_FIELD],
        published=_date(url),
        language=one_line(_language(url))[:MAX_LANGUAGE],
        tags=tags_of(one_line(word).strip() for word in keywords),
    )


def _date(url: ElementTree.Element) -> datetime | None:
    return moment(_text(url, "news", "publication_date"))


def _language(url: ElementTree.Element) -> str:
    """Where it has to stand, or a step above; not anywhere below: what lies deep would be searched at each level."""
    return _text(url, "news", "publication", "language") or _text(url, "news", "language")


def _name(element: ElementTree.Element) -> str:
    """Without its namespace, which publishers write in many ways."""
    return str(element.tag).rpartition("}")[2]


def _part(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((part for part in element if _name(part) == name), None)


def _text(element: ElementTree.Element, *names: str) -> str:
    """Of what stands at this path below it; empty if nothing does."""
    found: ElementTree.Element | None = element
    for name in names:
        found = _part(found, name) if found is not None else None
    return (found.text or "").strip() if found is not None else ""
