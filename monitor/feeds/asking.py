"""USE CASE: feeds and addresses asked once, beside any daemon; nothing is stored."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

from monitor.config import Config, FeedConfig
from monitor.core.plural import several
from monitor.feeds.discovery import FoundFeed, NoFeed, discover
from monitor.in_force.settings import limits_of
from monitor.sources.http import HttpClient
from monitor.sources.types import Fetched, FetchFailed, NotModified, Parsed, Request
from monitor.sources.web_source import WebSource
from monitor.sources.workers import Workers

Now = Callable[[], datetime]


async def ask_feeds(config: Config, now: Now, say: Callable[[str], None]) -> int:
    """Fetch and parse every feed once, storing nothing; ``say`` gets a line for each. How many failed."""
    places = asyncio.Semaphore(config.file.polling.concurrency)
    failed = 0

    async def ask(source: WebSource, feed: FeedConfig) -> None:
        nonlocal failed
        async with places:
            answer = await source.fetch(Request(feed.url, access=feed.access))
            parsed = await source.parse(answer) if isinstance(answer, Fetched) else answer
        if isinstance(parsed, Parsed):
            say(f"answers  {feed.name}: {several(len(parsed.items), 'item')}")
        else:
            failed += 1
            say(f"FAILS    {feed.name}: {feed.masked(parsed.reason)} ({feed.shown(feed.url)})")

    async with _web_source(config, now) as source:
        await asyncio.gather(*(ask(source, feed) for feed in config.file.feeds))
    return failed


async def find_feed(config: Config, now: Now, address: str) -> FoundFeed | NoFeed:
    """The feed that is meant by ``address``: its own, or that of a page or a profile."""
    async with _web_source(config, now) as source:
        return await discover(address, source)


async def fetch_once(
    config: Config, now: Now, addresses: Sequence[str]
) -> dict[str, Fetched | NotModified | FetchFailed]:
    """What each of ``addresses`` answers, by the limits of `polling`."""
    polling = config.file.polling
    places = asyncio.Semaphore(polling.concurrency)

    async with HttpClient(limits_of(polling), polling.contact, now) as client:

        async def fetch(address: str) -> Fetched | NotModified | FetchFailed:
            async with places:
                return await client.fetch(Request(address))

        answers = await asyncio.gather(*map(fetch, addresses))
    return dict(zip(addresses, answers, strict=True))


@contextlib.asynccontextmanager
async def _web_source(config: Config, now: Now) -> AsyncIterator[WebSource]:
    """To fetch and parse by the limits of `polling`."""
    polling = config.file.polling
    workers = Workers(polling.parse_workers, polling.parse_deadline)
    try:
        async with HttpClient(limits_of(polling), polling.contact, now) as client:
            yield WebSource(client, workers, polling.max_items)
    finally:
        workers.close()
