"""A worker process, seen from the one that gives it work."""

from __future__ import annotations

import asyncio
import math
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from monitor.sources.worker import LENGTH, MEMORY_LIMIT, READY

START_WITHIN = 60.0
"""Seconds; a machine that is busy takes a second or two."""
LONGER = 5.0
"""Seconds after its deadline at which a worker ends itself, should nobody else do it."""
Result = TypeVar("Result")


class WorkerFailed(Exception):
    """The work did not end well: too slow, too large, or the worker died. The message is fit for a person."""


class WorkerProcess:
    """Begins at once, and is ready a moment later. It has a session of its own, so that a Ctrl-C in the terminal is not
    its business; whether it lives or is just starting, it can be ended at any time, and says nothing then."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        self._ours.setblocking(False)
        paths = os.pathsep.join(path for path in sys.path if path)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "monitor.sources.worker"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": paths},
                start_new_session=True,
            )
        self._is_ready = False
        self.done = 0
        """Pieces of work."""

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    async def ready(self) -> None:
        """Returns when it has begun. Raises WorkerFailed."""
        if self._is_ready:
            return
        try:
            async with asyncio.timeout(START_WITHIN):
                self._is_ready = await self._received(len(READY)) == READY
        except (TimeoutError, ConnectionError):
            raise WorkerFailed("the workers could not be started") from None

    async def run(self, function: Callable[..., Result], args: tuple[Any, ...], seconds: float) -> Result:
        """``function(*args)`` in the process, which is :meth:`ready`, within ``seconds``. Raises WorkerFailed, or what
        the function raised. Whoever is cancelled here, or got a WorkerFailed, has to end the process."""
        try:
            async with asyncio.timeout(seconds):
                succeeded, outcome = await self._exchange((function, args, math.ceil(seconds + LONGER)))
        except TimeoutError:
            raise WorkerFailed(f"not read within {seconds:.0f} s (parse_deadline)") from None
        except ConnectionError:
            raise WorkerFailed(self._why_it_died()) from None
        self.done += 1
        if succeeded:
            return outcome  # type: ignore[no-any-return]
        if isinstance(outcome, MemoryError):
            raise WorkerFailed(f"needs more than {MEMORY_LIMIT // 1_000_000:,} MB of memory to read")
        raise outcome

    def kill(self) -> None:
        """At once, whatever it does: who waits for it fails."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Nobody waits for it any more."""
        self.kill()
        self._ours.close()

    async def _exchange(self, work: tuple[Any, ...]) -> Any:
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self._ours, pickle.dumps(work, pickle.HIGHEST_PROTOCOL))
        (length,) = LENGTH.unpack(await self._received(LENGTH.size))
        return pickle.loads(await self._received(length))

    async def _received(self, length: int) -> bytearray:
        """Raises ConnectionError if the process ends before."""
        loop, found = asyncio.get_running_loop(), bytearray(length)
        rest = memoryview(found)
        while rest:
            count = await loop.sock_recv_into(self._ours, rest)
            if not count:
                raise ConnectionError
            rest = rest[count:]
        return found

    def _why_it_died(self) -> str:
        code = self._process.wait()
        if code == -signal.SIGALRM:
            return "not read in time (parse_deadline)"
        return f"the worker reading it died (exit code {code})"
