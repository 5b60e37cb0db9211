"""The socket of each fetch: opened only towards addresses that may be dialled, whatever name or redirect led there."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.request import getproxies

from monitor.core.networks import Network, refusal

SETTING = "polling.allow_networks"


def has_proxy_or_netrc() -> bool:
    """Whether the environment names a proxy, or a file with passwords (netrc) is there. Asked once: a client that looks
    for them at each request pays three times for it."""
    named = os.environ.get("NETRC")
    return not {"http", "https"}.isdisjoint(getproxies()) or Path(named or "~/.netrc").expanduser().exists()


class NotAllowed(PermissionError):
    """The address that a name led to may not be dialled."""


class Guard:
    """Makes the sockets of a client. It sees the very address that is dialled, so no second look-up can differ."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = tuple(allowed)
        self._proxies: dict[tuple[str, int], frozenset[str]] = {}
        """Host and port of each, and the addresses that it stands on."""

    def name_proxy(self, host: str, port: int) -> bool:
        """A proxy that people name may stand on any address. Whether this one is new: then its name is to be looked up
        again, even if that was done for something else."""
        new = (host, port) not in self._proxies
        self._proxies.setdefault((host, port), frozenset((host,)))
        return new

    def heard(self, host: str, port: int, addresses: Sequence[str]) -> None:
        """``host`` was looked up, and stands on these ``addresses``."""
        if (host, port) in self._proxies:
            self._proxies[host, port] = frozenset(addresses)

    def refusal_behind_proxy(self, host: str) -> str:
        """Why a proxy is not asked for ``host``. Names are looked up by the proxy: only addresses are judged."""
        address = _address(host.rstrip("."))
        why = refusal(address, self._allowed) if address else ""
        return f"{why}, and feeds are read from public ones ({SETTING})" if why else ""

    def socket(self, info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """A socket for an answer of getaddrinfo. Raises NotAllowed."""
        family, kind, protocol, _, place = info
        if (why := refusal(place[0], self._allowed)) and not self._is_proxy(place[0], place[1]):
            raise NotAllowed(errno.EACCES, f"{why}, and feeds are read from public ones ({SETTING})")
        return socket.socket(family=family, type=kind, proto=protocol)

    def _is_proxy(self, address: str, port: int) -> bool:
        return any(port == its_port and address in found for (_, its_port), found in self._proxies.items())


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
