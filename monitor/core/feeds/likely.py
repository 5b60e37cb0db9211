"""Where a site's feeds are likely to be: at the usual paths, and among what its pages, robots.txt and sitemaps name.
Pure."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from monitor.core.text.feed_likeness import is_like_a_feed
from monitor.core.text.markup import unescaped

_NAMES = (
    "feed",
    "rss",
    "feed.xml",
    "rss.xml",
    "atom.xml",
    "index.xml",
    "index.rdf",
    "feeds/posts/default",
    "feed.json",
)
"""WordPress and Ghost, Drupal, Jekyll, Hugo, Blogger, Micro.blog."""
_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_LOCATION = re.compile(r"<loc>\s{0,100}([^<\s]{1,2000})\s{0,100}</loc>", re.IGNORECASE)
MAX_CHARACTERS = 5_000_000


def usual_addresses(url: str) -> tuple[str, ...]:
    """Where feeds usually are, below the page's own folder first and then at the root of its site."""
    path = urlsplit(url).path
    folder = path if path.endswith("/") else f"{path}/" if "." not in path.rpartition("/")[2] else "/"
    places = (urljoin(url, f"{start}{name}") for start in dict.fromkeys((folder or "/", "/")) for name in _NAMES)
    return tuple(dict.fromkeys(places))


def sitemaps_of(robots: str, url: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt at ``url`` names (RFC 9309; sitemaps.org), else the usual one."""
    found = [urljoin(url, name) for name in _SITEMAP.findall(robots[:MAX_CHARACTERS]) if _is_web(urljoin(url, name))]
    return tuple(dict.fromkeys(found)) or (urljoin(url, "/sitemap.xml"),)


def feeds_named_in(sitemap: str) -> tuple[str, ...]:
    """The addresses of a sitemap that look like those of feeds."""
    found = (unescaped(one) for one in _LOCATION.findall(sitemap[:MAX_CHARACTERS]))
    return tuple(dict.fromkeys(one for one in found if _is_web(one) and is_like_a_feed(urlsplit(one).path)))


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
