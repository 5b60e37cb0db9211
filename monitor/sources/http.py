"""Conditional GET with limits on everything: time, size, redirects, connections a host."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import unquote, urlsplit

import aiohttp

from monitor import __version__
from monitor.core.feeds.access import basic
from monitor.core.feeds.address import host_of
from monitor.core.http_times import retry_after, until_date
from monitor.core.networks import Network
from monitor.sources.fetch_failures import MAX_REDIRECTS, NotAskedOfProxy, ascii_of, is_unreached, reason_of
from monitor.sources.guard import Guard, has_proxy_or_netrc
from monitor.sources.resolver import Resolver
from monitor.sources.types import UNASKED_304, Fetched, FetchFailed, NotModified, Request

NAMES_KEPT = timedelta(minutes=5)
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one fetch; times as durations, ``max_bytes`` after decompression."""

    connect: timedelta
    total: timedelta
    max_bytes: int
    per_host: int
    concurrency: int = 50
    """Fetches at the same time that are expected: the resolver keeps threads for them."""
    allow_networks: tuple[Network, ...] = ()
    """Networks that are not public and may be dialled."""
    proxy: str = field(default="", repr=False)
    """The proxy of requests that name none of their own; empty: those of the environment."""


class HttpClient:
    """One session for all feeds. Use it as an async context manager. ``on_other_host`` hears of each host that a
    redirect leads to."""

    def __init__(
        self,
        limits: Limits,
        contact: str,
        now: Callable[[], datetime],
        on_other_host: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._limits, self._now, self._on_other_host = limits, now, on_other_host
        about = f"; +{contact}" if contact else ""
        self._agent = f"monitor/{__version__} (news alert monitor{about})"
        self._guard = Guard(limits.allow_networks)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        timeout = aiohttp.ClientTimeout(
            total=self._limits.total.total_seconds(), sock_connect=self._limits.connect.total_seconds()
        )
        self._resolver = Resolver(self._limits.concurrency, self._limits.total, self._guard.heard)
        self._connector = aiohttp.TCPConnector(
            limit=0,
            limit_per_host=self._limits.per_host,
            ttl_dns_cache=int(NAMES_KEPT.total_seconds()),
            socket_factory=self._guard.socket,
            resolver=self._resolver,
        )
        self._session = aiohttp.ClientSession(
            connector=self._connector,
            timeout=timeout,
            headers={"User-Agent": self._agent, "Accept": _ACCEPT},
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=await asyncio.to_thread(has_proxy_or_netrc),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
            await self._resolver.close()

    async def fetch(self, request: Request) -> Fetched | NotModified | FetchFailed:
        """GET ``request``. Every expected failure is a FetchFailed with its reason."""
        if self._session is None:
            raise RuntimeError("HttpClient is used outside its `async with` block")
        headers = {}
        if request.etag:
            headers["If-None-Match"] = request.etag
        if request.last_modified:
            headers["If-Modified-Since"] = request.last_modified
        proxy = request.access.proxy or self._limits.proxy
        address, to_proxy = _apart(proxy)
        try:
            async with self._session.get(
                request.url,
                headers=headers,
                max_redirects=MAX_REDIRECTS,
                proxy=address,
                proxy_headers=to_proxy,
                middlewares=(self._each_step(request, to_proxy),),
            ) as response:
                return await self._answer(response, conditional=bool(headers))
        except (aiohttp.ClientError, OSError, ValueError, asyncio.IncompleteReadError) as error:
            return FetchFailed(reason_of(error, self._limits.total), unreached=is_unreached(error))

    def _each_step(self, request: Request, to_proxy: Mapping[str, str]) -> aiohttp.ClientMiddlewareType:
        """What is done before each request of a chain of redirects: secrets go to the feed's own place only, and a
        proxy is not asked for what the guard would refuse."""

        own = host_of(request.url)

        async def step(asked: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
            host, address = asked.url.host or "", str(asked.url)
            if asked.proxy is not None and (why := self._guard.refusal_behind_proxy(host)):
                raise NotAskedOfProxy(f"{host} is not asked for: it is {why}")
            if asked.proxy is not None:
                self._expect(asked.proxy.raw_host or "", asked.proxy.port or 0)
            if asked.proxy is not None and asked.url.scheme == "http":  # with https they go along with CONNECT
                asked.headers.update(to_proxy)
            if host_of(address) != own:
                self._on_other_host(host_of(address))
            asked.headers.update(request.access.headers_for(address))
            return await send(asked)

        return step

    def _expect(self, host: str, port: int) -> None:
        """Before a proxy is dialled."""
        if self._guard.name_proxy(host, port):
            self._connector.clear_dns_cache(host, port)

    async def _answer(
        self, response: aiohttp.ClientResponse, *, conditional: bool
    ) -> Fetched | NotModified | FetchFailed:
        moved_to = _moved_to(response)
        if response.status == 304:
            return NotModified(moved_to) if conditional else FetchFailed(UNASKED_304)
        if response.status not in (200, 203):  # 203: the same, by way of a proxy that changed something
            reason = f"HTTP {response.status} {ascii_of(response.reason)}".strip() + _what_it_means(response)
            again = retry_after(response.headers.get("Retry-After", ""), self._now())
            host = host_of(str(response.url)) if response.history else ""
            return FetchFailed(reason, again, gone=response.status == 410, host=host, status=response.status)
        body = bytearray()
        async for chunk in response.content.iter_chunked(65_536):
            body += chunk
            if len(body) > self._limits.max_bytes:
                return FetchFailed(f"larger than max_bytes ({self._limits.max_bytes:,} bytes)")
        return Fetched(
            url=str(response.url),
            body=bytes(body),
            content_type=response.headers.get("Content-Type", ""),
            etag=ascii_of(response.headers.get("ETag")),
            last_modified=_reached(ascii_of(response.headers.get("Last-Modified")), self._now()),
            moved_to=moved_to,
            fresh_for=fresh_for(response.headers, self._now()),
        )


def _reached(date: str, now: datetime) -> str:
    """``date``, a Last-Modified, unless it is in the future: asked whether anything changed since then, a server says
    no until that day comes, whatever it publishes."""
    return "" if (until_date(date, now) or timedelta(0)) else date


def _apart(proxy: str) -> tuple[str | None, dict[str, str]]:
    """A proxy's address, and the headers that say who asks it: no message can show a password then."""
    if not proxy:
        return None, {}
    parts = urlsplit(proxy)
    known = (
        {"Proxy-Authorization": basic(unquote(parts.username), unquote(parts.password or ""))} if parts.username else {}
    )
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", known


def _what_it_means(response: aiohttp.ClientResponse) -> str:
    """What a person should know of a refusal that its status does not say."""
    if response.headers.get("cf-mitigated") == "challenge":
        return ": a check for bots stands before it, which only browsers pass"
    if response.status == 401:
        return ": who asks must be known there: give the feed its `user` and `password`"
    if response.status in (301, 302, 303, 307, 308):
        return ": a redirect that does not say whereto"
    return ""


def _moved_to(response: aiohttp.ClientResponse) -> str:
    """Where the redirects led, if all of them were for good."""
    hops = response.history
    return str(response.url) if hops and all(hop.status in (301, 308) for hop in hops) else ""


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long an answer stays good (RFC 9111, 4.2.1): max-age, or else Expires; nothing if it says neither."""
    control = headers.get("Cache-Control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return timedelta(0)
    if found := re.search(r"\bmax-age\s*=\s*\"?([0-9]{1,9})", control):
        age = re.fullmatch(r"\s*([0-9]{1,9})\s*", headers.get("Age", ""))
        return timedelta(seconds=max(0, int(found[1]) - (int(age[1]) if age else 0)))
    return until_date(headers.get("Expires", ""), now) or timedelta(0)
