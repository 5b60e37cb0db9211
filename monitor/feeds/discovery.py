"""USE CASE: the address of a feed, a page or a profile -> the one feed that is meant, or why none is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from monitor.core.feeds.address import address_key
from monitor.core.feeds.likely import feeds_named_in, sitemaps_of, usual_addresses
from monitor.core.feeds.sites import feed_of_profile, feed_of_site
from monitor.core.text.article_page import decoded
from monitor.core.text.feed_likeness import is_like_a_feed
from monitor.core.text.feed_links import FeedLink, PageLinks, read_links
from monitor.core.text.markup import plain_line
from monitor.sources.types import Fetched, FetchFailed, NotModified, Parsed, Request
from monitor.sources.web_source import WebSource

MAX_SITEMAPS, MAX_NAMED = 5, 10
"""Sitemaps that are read, and feeds named in them, or linked on a page, that are tried."""
MAX_LEADS, MAX_CHOICE = 3, 50
"""Pages that only lead on to another one, and links that are listed."""

_SEVERAL = "several feeds are found there: choose one and give its address"


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that answers. ``how`` says why this one; ``left`` are others that the page offers."""

    url: str
    parsed: Parsed
    how: str
    answered_at: str
    left: tuple[FeedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class NoFeed:
    """Why no feed is taken; ``choice`` are those among which a person has to choose."""

    reason: str
    choice: tuple[FeedLink, ...] = ()


async def discover(address: str, source: WebSource) -> FoundFeed | NoFeed:
    """The feed at ``address``, else that of its site, else the first that its page names, else the first that the front
    page names, else the only one among the page's links and at the usual paths, or in the sitemaps."""
    if known := feed_of_site(address):
        return await _answering(known, source, "by the rules of its site")
    answer = await source.fetch(Request(address))
    if not isinstance(answer, Fetched):
        return await _profile(address, source) or await _beside(address, answer, source)
    parsed = await source.parse(answer)
    if isinstance(parsed, Parsed):
        return FoundFeed(_settled(address, answer), parsed, "it is a feed", answer.url)
    if not _is_page(answer):
        return NoFeed(f"neither a feed nor a page: {parsed.reason}")
    page = await _led_on(answer, source)
    parsed = parsed if page is answer else await source.parse(page)
    if isinstance(parsed, Parsed):
        return FoundFeed(page.url, parsed, "the page leads on to it", page.url)
    return await _of_page(address, page, source)


async def _beside(address: str, answer: FetchFailed | NotModified, source: WebSource) -> FoundFeed | NoFeed:
    """A page that only browsers are shown may have a feed at a usual path that all are shown. A feed has none."""
    is_refused = isinstance(answer, FetchFailed) and answer.status == 403 and not is_like_a_feed(address)
    found = await _feeds_among(usual_addresses(address), source) if is_refused else []
    if len(found) == 1:
        return FoundFeed(found[0].url, found[0].parsed, "at a usual path, the page is refused", found[0].answered_at)
    reason, choice = f"cannot fetch it: {answer.reason}", _choice(found)
    return NoFeed(f"{reason}; {_SEVERAL}" if choice else reason, choice)


def _choice(found: Sequence[FoundFeed]) -> tuple[FeedLink, ...]:
    return tuple(FeedLink(one.url, plain_line(one.parsed.title)) for one in found)


async def _led_on(page: Fetched, source: WebSource) -> Fetched:
    """The page that this one only leads on to, if it names no feed itself."""
    for _ in range(MAX_LEADS):
        links = _links_of(page)
        answer = await source.fetch(Request(links.leads_to)) if links.leads_to and not links.feeds else None
        if not isinstance(answer, Fetched):
            break
        page = answer
    return page


def _links_of(page: Fetched) -> PageLinks:
    return read_links(decoded(page.body, page.content_type), page.url)


async def _of_page(address: str, page: Fetched, source: WebSource) -> FoundFeed | NoFeed:
    links = _links_of(page)
    if first := next((link for link in links.feeds if not link.comments), None):
        return await _named(first, links, "the first that the page names", source)
    if links.canonical and (known := feed_of_site(links.canonical)):
        return await _answering(known, source, "by the rules of its site")
    if profile := await _profile(address, source):
        return profile
    if found_there := await _of_site(page.url, source):
        return found_there
    linked = [one for one in links.linked if is_like_a_feed(one.url, one.title) and not one.comments][:MAX_CHOICE]
    tried, others = [link.url for link in linked[:MAX_NAMED]], linked[MAX_NAMED:]
    found = await _feeds_among(tuple(dict.fromkeys((*tried, *usual_addresses(page.url)))), source)
    how = "at a usual path, the page names none"
    if found and found[0].url in tried:
        how = "a link of the page, which names none"
    else:
        others = []  # those before them were none
    if not found:
        found = await _feeds_among(await _named_by_sitemaps(page.url, source), source)
        how = "in a sitemap, the page names none"
    if len(found) == 1:
        return FoundFeed(found[0].url, found[0].parsed, how, found[0].answered_at, (*links.feeds, *others))
    if found or links.feeds:
        what = _SEVERAL if found else "the page names none but feeds of comments: choose one and give its address"
        return NoFeed(what, (*_choice(found), *links.feeds, *others))
    return NoFeed("no feed is found: the page names none, nor are there any at the usual paths or in its sitemaps")


async def _named(first: FeedLink, links: PageLinks, how: str, source: WebSource) -> FoundFeed | NoFeed:
    """The feed that a page names first. If it is none, a person chooses among the others, and those at the usual
    paths: a site leaves the link of its old feed behind as it moves."""
    left = tuple(link for link in links.feeds if link is not first)
    found = await _answering(first.url, source, how, left)
    if isinstance(found, FoundFeed):
        return found
    known = {link.url for link in links.feeds}
    usual = await _feeds_among([one for one in usual_addresses(urljoin(first.url, "/")) if one not in known], source)
    choice = (*_choice(usual), *left)
    return NoFeed(
        f"{found.reason}; others are found there: give the address of one" if choice else found.reason, choice
    )


async def _of_site(url: str, source: WebSource) -> FoundFeed | None:
    """The feed that the front page of a site names, of which another page names none: articles often do not."""
    front = urljoin(url, "/")
    answer = await source.fetch(Request(front)) if front != url else None
    if not isinstance(answer, Fetched) or not _is_page(answer):
        return None
    links = _links_of(answer)
    left = tuple(link for link in links.feeds if not link.comments)
    how = "the first that the site's front page names, this page names none"
    found = await _answering(left[0].url, source, how, left[1:]) if left else None
    return found if isinstance(found, FoundFeed) else None


async def _answering(url: str, source: WebSource, how: str, left: tuple[FeedLink, ...] = ()) -> FoundFeed | NoFeed:
    """The feed that must be at ``url``: no other is taken in its place, but those ``left`` are named."""
    answer = await source.fetch(Request(url))
    parsed = await source.parse(answer) if isinstance(answer, Fetched) else answer
    if isinstance(answer, Fetched) and isinstance(parsed, Parsed):
        return FoundFeed(_settled(url, answer), parsed, how, answer.url, left)
    assert not isinstance(parsed, Parsed)
    return NoFeed(f"its feed {url} ({how}) cannot be read: {parsed.reason}", left)


async def _profile(address: str, source: WebSource) -> FoundFeed | None:
    """The feed of what looks like a profile, if there is one."""
    url = feed_of_profile(address)
    found = await _answering(url, source, "by the rules of Mastodon") if url else None
    return found if isinstance(found, FoundFeed) else None


async def _feeds_among(addresses: Sequence[str], source: WebSource) -> list[FoundFeed]:
    """Those of ``addresses`` that are feeds, each once, under whichever address is first."""
    found: dict[object, FoundFeed] = {}
    for one in await asyncio.gather(*(_answering(url, source, "") for url in addresses)):
        if isinstance(one, FoundFeed):
            entries = tuple((item.guid, item.url, item.title) for item in one.parsed.items)
            found.setdefault((one.parsed.title, entries), one)
    return list(found.values())


async def _named_by_sitemaps(url: str, source: WebSource) -> tuple[str, ...]:
    """What looks like a feed among the addresses of robots.txt and sitemaps; a sitemap may be a feed itself."""
    robots_url = urljoin(url, "/robots.txt")
    robots = await source.fetch(Request(robots_url))
    text = decoded(robots.body, robots.content_type) if isinstance(robots, Fetched) else ""
    sitemaps = sitemaps_of(text, robots_url)[:MAX_SITEMAPS]
    named: list[str] = list(sitemaps)
    for answer in await asyncio.gather(*(source.fetch(Request(one)) for one in sitemaps)):
        if isinstance(answer, Fetched):
            named += feeds_named_in(decoded(answer.body, answer.content_type))
    return tuple(dict.fromkeys(named))[: MAX_SITEMAPS + MAX_NAMED]


def _settled(url: str, answer: Fetched) -> str:
    """``url`` as its server spells it. Where it redirects elsewhere is not kept: that may change any day."""
    return answer.url if address_key(answer.url) == address_key(url) else url


def _is_page(answer: Fetched) -> bool:
    start = answer.body[:2_000].lower()
    return b"html" in answer.content_type.lower().encode() or b"<html" in start or b"<!doctype html" in start
