"""Names of hosts -> addresses, as the system looks them up: it heeds at once that the network is another one."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from aiohttp.abc import AbstractResolver, ResolveResult

LOOKUPS = 100
"""At one time, in threads of their own: a name server that does not answer holds up nothing else."""
_NUMBERS = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
Value = TypeVar("Value")


class Names(AbstractResolver):
    """What a client of aiohttp asks for addresses."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(LOOKUPS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises OSError."""
        return await self.run(partial(_looked_up, host, port, family))

    async def run(self, look_up: Callable[[], Value]) -> Value:
        """Something else that looks names up, and blocks meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, look_up)

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _looked_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return [
        ResolveResult(
            hostname=host,
            host=socket.getnameinfo(place, _NUMBERS)[0],
            port=port,
            family=kind,
            proto=protocol,
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )
        for kind, _, protocol, _, place in found
        if len(place) != 2 or kind == socket.AF_INET  # an IPv6 of which the system knows nothing has no scope
    ]
