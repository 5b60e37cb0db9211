"""What a page says of its feeds in its ``link`` elements, and where it leads. Pure; never raises on any input."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core.text.feed_likeness import is_like_a_feed
from monitor.core.text.markup import attribute, is_too_deep, plain_line

MAX_CHARACTERS = 4_000_000
MAX_LINKS = 50
"""Feeds of one page that are looked at."""
MAX_LINKED = 2_000
_REFRESH = re.compile(
    r"\s*([0-9]{1,9})[0-9.]{0,9}\s*[;,]\s*(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|([^\"'\s]\S*))", re.IGNORECASE
)
_SOON = 10
"""Seconds until which a page leads on to another one; later it is news that are to be read again."""
_XML = frozenset(["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"])
_JSON = frozenset(["application/feed+json", "application/json"])
_COMMENTS = re.compile(
    r"comments?\b|kommentare?\b|commentaires\b|comentarios\b|yorum|комментари|تعليقات", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page offers. ``comments``: it carries what readers say, not what the site does."""

    url: str
    title: str = ""
    comments: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The feeds of a page in its order, JSON Feeds last, where the page says that it stands, where it only leads on to
    (both empty if it does not), and all that it links to, whatever that is."""

    feeds: tuple[FeedLink, ...] = ()
    canonical: str = ""
    leads_to: str = ""
    linked: tuple[FeedLink, ...] = ()


def read_links(markup: str, url: str) -> PageLinks:
    """``url`` is where the page was found: relative links begin there, or at its ``base``."""
    markup = markup[:MAX_CHARACTERS]
    if is_too_deep(markup):
        return PageLinks()
    tree = LexborHTMLParser(markup)
    base = _joined(url, attribute(tree.css_first("base[href]"), "href")) or url
    xml, json = [dict[str, FeedLink](), dict[str, FeedLink]()]
    for link in tree.css("link[href]"):
        found = _feed(link, base)
        if found is not None:
            kind = _type(link)
            (json if kind in _JSON else xml).setdefault(found.url, found)
    canonical = _joined(base, attribute(tree.css_first('link[rel="canonical"]'), "href"))
    return PageLinks(
        (*xml.values(), *json.values())[:MAX_LINKS], canonical, _leads_to(tree, base, url), _linked(tree, base)
    )


def _leads_to(tree: LexborHTMLParser, base: str, url: str) -> str:
    for meta in tree.css("meta[http-equiv][content]"):
        found = (
            _REFRESH.match(attribute(meta, "content")) if attribute(meta, "http-equiv").lower() == "refresh" else None
        )
        if (
            found
            and int(found[1]) <= _SOON
            and (to := _joined(base, next(filter(None, found.groups()[1:]), ""))) != url
        ):
            return to
    return ""


def _linked(tree: LexborHTMLParser, base: str) -> tuple[FeedLink, ...]:
    found: dict[str, FeedLink] = {}
    for link in tree.css("a[href]")[:MAX_LINKED]:
        if url := _joined(base, attribute(link, "href")):
            found.setdefault(url, _named(url, plain_line(link.text(deep=True))))
    return tuple(found.values())


def _feed(link: LexborNode, base: str) -> FeedLink | None:
    relations = attribute(link, "rel").lower().split()
    url, kind = _joined(base, attribute(link, "href")), _type(link)
    is_one = kind in _XML | _JSON or (not kind and is_like_a_feed(url) and not attribute(link, "hreflang"))
    if not url or not (is_one if "alternate" in relations else "feed" in relations):
        return None
    path = urlsplit(url).path.lower()
    if kind == "application/json" and ("feed" not in path or "/wp-json/" in path):
        return None  # WordPress offers each page as JSON for its own programs
    return _named(url, plain_line(attribute(link, "title")))


def _named(url: str, title: str) -> FeedLink:
    path = urlsplit(url).path.lower()
    return FeedLink(url, title[:200], bool(_COMMENTS.search(title[:200]) or re.search(r"\bcomments?\b", path)))


def _type(link: LexborNode) -> str:
    return attribute(link, "type").partition(";")[0].strip().lower()


def _joined(base: str, href: str) -> str:
    """An http(s) address without its fragment, or nothing."""
    try:
        url = urljoin(base, href).partition("#")[0] if href else ""
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname and url.isprintable() else ""
    except ValueError:
        return ""
