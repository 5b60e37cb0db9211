"""The socket of each fetch: opened only towards addresses that may be dialled, whatever name or redirect led there."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from monitor.core.networks import Network, refusal

SETTING = "polling.allow_networks"
_PORTS = {"http": 80, "https": 443}


def is_environment_of_use() -> bool:
    """Whether the environment names a proxy, or a file with passwords (netrc) is there. A client that looks for them at
    each request pays three times for it."""
    named = os.environ.get("NETRC")
    return any(scheme in _PORTS for scheme in getproxies()) or Path(named or "~/.netrc").expanduser().exists()


def environment_proxies() -> tuple[str, ...]:
    """The addresses of those that the environment names."""
    return tuple(url for scheme, url in getproxies().items() if scheme in _PORTS)


class NotAllowed(PermissionError):
    """The address that a name led to may not be dialled."""


class Guard:
    """Makes the sockets of a client. It sees the very address that is dialled, so no second look-up can differ."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = tuple(allowed)
        self._proxies: frozenset[tuple[str, int]] = frozenset()

    def learn_proxy(self, url: str) -> bool:
        """A proxy that people name may stand on any address. Blocks: it looks its name up. Whether it has one."""
        parts = urlsplit(url if "//" in url else f"//{url}")
        found = _addresses(parts.hostname, parts.port or _PORTS.get(parts.scheme, 80)) if parts.hostname else set()
        self._proxies |= found
        return bool(found)

    def refusal_behind_proxy(self, host: str) -> str:
        """Why a proxy is not asked for ``host``. Names are looked up by the proxy: only addresses are judged."""
        address = _address(host.rstrip("."))
        why = refusal(address, self._allowed) if address else ""
        return f"{why}, and feeds are read from public ones ({SETTING})" if why else ""

    def socket(self, info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """A socket for an answer of getaddrinfo. Raises NotAllowed."""
        family, kind, protocol, _, place = info
        if (place[0], place[1]) not in self._proxies and (why := refusal(place[0], self._allowed)):
            raise NotAllowed(errno.EACCES, f"{why}, and feeds are read from public ones ({SETTING})")
        return socket.socket(family=family, type=kind, proto=protocol)


def _address(host: str) -> str:
    """The address that ``host`` spells, also as the C library reads it (127.1, 0x7f000001); empty if it is a name."""
    if host == "localhost" or host.endswith(".localhost"):
        return "127.0.0.1"
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""


def _addresses(host: str, port: int) -> set[tuple[str, int]]:
    try:
        return {(str(info[4][0]), port) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError:
        return set()
