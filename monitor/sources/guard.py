"""The socket of each fetch: opened only towards addresses that may be dialled, whatever name or redirect led there."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from monitor.core.networks import Network, refusal

SETTING = "polling.allow_networks"
_PORTS = {"http": 80, "https": 443}


class NotAllowed(PermissionError):
    """The address that a name led to may not be dialled."""


class Guard:
    """Makes the sockets of a client. It sees the very address that is dialled, so no second look-up can differ."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = tuple(allowed)
        self._proxies: frozenset[tuple[str, int]] = frozenset()

    def learn_proxies(self) -> None:
        """The environment's proxies may stand on any address. Blocks: it looks their names up."""
        found: set[tuple[str, int]] = set()
        for scheme, url in getproxies().items():
            parts = urlsplit(url if "//" in url else f"//{url}")
            if scheme in _PORTS and parts.hostname:
                found |= _addresses(parts.hostname, parts.port or _PORTS.get(parts.scheme, 80))
        self._proxies = frozenset(found)

    def socket(self, info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """A socket for an answer of getaddrinfo. Raises NotAllowed."""
        family, kind, protocol, _, place = info
        if (place[0], place[1]) not in self._proxies and (why := refusal(place[0], self._allowed)):
            raise NotAllowed(errno.EACCES, f"{why}, and feeds are read from public ones ({SETTING})")
        return socket.socket(family=family, type=kind, proto=protocol)


def _addresses(host: str, port: int) -> set[tuple[str, int]]:
    try:
        return {(str(info[4][0]), port) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError:
        return set()
