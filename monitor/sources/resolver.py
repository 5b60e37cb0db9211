"""Host names -> addresses by the system's own resolver, which notices at once that the network is another one."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Thread

from aiohttp.abc import AbstractResolver, ResolveResult

SPARE = 100
"""Threads beside those of polls that hang."""
REFUSED = 60.0
"""Seconds for which a name is not looked up again while a look-up of it that got no answer still runs."""
_NUMBERS = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
_Key = tuple[str, socket.AddressFamily]
_Found = list[tuple[int, int, str]]
"""Family, protocol and address of each."""


class Resolver(AbstractResolver):
    """The resolver of an aiohttp client that serves ``polls`` requests at a time, each of which waits for ``limit`` at
    most. ``heard`` is called with a host, a port and the addresses found.

    The system's look-up blocks its thread, and goes on when nobody waits any more: for about twice as long as a poll if
    the name server is silent. Hence two threads a poll, and some to spare for names that do resolve. They are daemon
    threads: the process does not wait for them.
    """

    def __init__(self, polls: int, limit: timedelta, heard: Callable[[str, int, Sequence[str]], None]) -> None:
        self._limit, self._heard = limit.total_seconds(), heard
        self._free = asyncio.Semaphore(2 * polls + SPARE)
        self._in_hand: dict[_Key, asyncio.Task[_Found]] = {}
        self._running: dict[_Key, float] = {}
        """Name -> until when no second thread is begun for it, by the clock of the loop."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """One look-up of a name at a time, for all who ask. Raises OSError."""
        key = host, family
        task = self._in_hand.get(key)
        if task is None and self._running.get(key, 0) > asyncio.get_running_loop().time():
            raise OSError(socket.EAI_AGAIN, "there is still no answer about its name")
        if task is None:
            task = self._in_hand[key] = asyncio.create_task(self._look_up(key))
            task.add_done_callback(lambda done: self._ended(key, done))
        found = await asyncio.shield(task)
        self._heard(host, port, [address for _, _, address in found])
        flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        return [
            ResolveResult(hostname=host, host=address, port=port, family=kind, proto=protocol, flags=flags)
            for kind, protocol, address in found
        ]

    async def close(self) -> None:
        for task in list(self._in_hand.values()):
            task.cancel()

    async def _look_up(self, key: _Key) -> _Found:
        """What gets no thread within the limit is not looked up at all: nobody waits for it any more."""
        try:
            async with asyncio.timeout(self._limit):
                await self._free.acquire()
                return await self._begun(key)
        except TimeoutError:
            raise OSError(socket.EAI_AGAIN, f"no answer about its name within {self._limit:.0f} s") from None

    def _begun(self, key: _Key) -> asyncio.Future[_Found]:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[_Found] = loop.create_future()
        self._running[key] = loop.time() + self._limit + REFUSED

        def end(found: _Found, error: Exception | None) -> None:
            self._free.release()
            self._running.pop(key, None)
            if answer.done():
                return
            if error is not None:
                answer.set_exception(error)
            else:
                answer.set_result(found)

        def run() -> None:
            found, error = [], None
            try:
                found = _looked_up(*key)
            except Exception as raised:  # such as of a name that is none
                error = raised
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(end, found, error)

        try:
            Thread(target=run, name=f"name {key[0]}", daemon=True).start()
        except RuntimeError as error:  # the system gives no more threads
            end([], OSError(socket.EAI_AGAIN, str(error)))
        return answer

    def _ended(self, key: _Key, task: asyncio.Task[_Found]) -> None:
        del self._in_hand[key]
        if not task.cancelled():
            task.exception()  # heard, also if nobody waits any more


def _looked_up(host: str, family: socket.AddressFamily) -> _Found:
    found = socket.getaddrinfo(host, 0, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return [
        (kind, protocol, socket.getnameinfo(place, _NUMBERS)[0])
        for kind, _, protocol, _, place in found
        if len(place) != 2 or kind == socket.AF_INET  # an IPv6 of which the system knows nothing has no scope
    ]
