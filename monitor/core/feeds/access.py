"""What a feed is asked with beside its address: headers, a password, a proxy. Secrets go to its own host."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from monitor.core.feeds.address import host_of

_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_CONNECTION = ("accept-encoding", "connection", "content-length", "host", "proxy-authorization", "range", "te",
               "transfer-encoding", "upgrade")  # fmt: skip
_OURS = frozenset([*_CONNECTION, "if-modified-since", "if-none-match"])
"""Headers of the connection itself and of conditional requests: the client writes them."""


@dataclass(frozen=True, slots=True)
class Access:
    """How a feed is asked. ``home`` is its address in the config: what is secret is sent to that place only. ``proxy``
    is the address of an HTTP proxy, empty for the one that all use."""

    home: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    proxy: str = field(default="", repr=False)

    def headers_for(self, url: str) -> dict[str, str]:
        """What may be sent to ``url``, which a redirect may have led to."""
        if not (self.headers or self.user) or not is_same_place(self.home, url):
            return {}
        found = dict(self.headers)
        if self.user:
            found["Authorization"] = basic(self.user, self.password)
        return found


def basic(user: str, password: str) -> str:
    """The value of a header by which a server or a proxy knows who asks (RFC 7617)."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def is_same_place(home: str, url: str) -> bool:
    """Whether both are of one host and port; http may have become https, but not the other way round."""
    try:
        one, other = urlsplit(home), urlsplit(url)
        ports = [part.port or _PORTS.get(part.scheme) for part in (one, other)]
    except ValueError:
        return False
    if not one.hostname or host_of(home) != host_of(url):
        return False
    upgraded = (one.scheme, other.scheme) == ("http", "https") and ports == [80, 443]
    return upgraded or (one.scheme == other.scheme and ports[0] == ports[1])


def problem_with_headers(names: Iterable[str], *, with_user: bool) -> str:
    """Why these headers cannot be sent; empty if they can."""
    seen: set[str] = set()
    for name in names:
        low = name.lower()
        if not _NAME.fullmatch(name):
            return f'"{name[:50]}" is no name of a header'
        if low in _OURS:
            return f"{name} is written by the monitor itself: leave it out"
        if low in seen:
            return f"{name} stands twice"
        if low == "authorization" and with_user:
            return "a header Authorization and a user exclude each other: keep one"
        seen.add(low)
    return ""


def problem_with_proxy(address: str) -> str:
    """Why this is no address of an HTTP proxy; empty if it is one. It does not show the address."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0 and address.isprintable()
    except ValueError:
        usable = False
    return "" if usable else "a proxy's address is http://HOST:PORT or https://HOST:PORT"
