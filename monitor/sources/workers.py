"""Worker processes for parsing: one poisonous feed costs its deadline and its own process, nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar

from monitor.sources.worker_process import WorkerFailed, WorkerProcess

MAX_TASKS = 2_000
"""Documents after which a worker is replaced, whatever it may have leaked."""
PATIENCE = 0.5
"""Seconds that a document may hold a place. One that takes longer goes on in its worker, and another worker, of which
there is one more for each place, serves those that wait."""
Result = TypeVar("Result")

__all__ = ["WorkerFailed", "Workers"]


class Workers:
    """``count`` places for work at one time, each with a process, begun when it is first needed. Each piece of work has
    a deadline; a process that misses it is killed and replaced. Use it from one event loop."""

    def __init__(self, count: int, deadline: timedelta) -> None:
        self._count, self._deadline = count, deadline.total_seconds()
        self._places, self._spare = asyncio.Semaphore(count), count
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._is_closed = False

    async def run(self, function: Callable[..., Result], *args: Any) -> Result:
        """``function(*args)`` in a worker. Raises WorkerFailed, or what the function raised."""
        async with self._place(), self._worker() as worker:
            return await worker.run(function, args, self._deadline)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """Held until the work is done; but if that takes long, others get it, as long as there are spare ones."""
        await self._places.acquire()
        lent = False

        def lend() -> None:
            nonlocal lent
            if self._spare:
                self._spare, lent = self._spare - 1, True
                self._places.release()

        late = asyncio.get_running_loop().call_later(PATIENCE, lend)
        try:
            yield
        finally:
            late.cancel()
            if lent:
                self._spare += 1
            else:
                self._places.release()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[WorkerProcess]:
        """One that lives. It is kept for the next if all went well."""
        if self._is_closed:
            raise WorkerFailed("stopped before it was read")
        worker = self._next()
        self._busy.add(worker)
        try:
            yield worker
        except WorkerFailed:
            self._end(worker)
            if self._is_closed:
                raise WorkerFailed("stopped while it was being read") from None
            raise
        except asyncio.CancelledError:
            self._end(worker)
            raise
        except Exception:  # what the function raised
            self._keep(worker)
            raise
        else:
            self._keep(worker)

    def _next(self) -> WorkerProcess:
        while self._idle:
            worker = self._idle.pop()
            if worker.lives:
                return worker
            worker.end()
        try:
            return WorkerProcess()
        except OSError as error:
            raise WorkerFailed(f"the workers could not be started: {error}") from None

    def _keep(self, worker: WorkerProcess) -> None:
        """For what comes next, unless it did enough, or there are more than places."""
        if self._is_closed or worker.done >= MAX_TASKS or len(self._idle) + len(self._busy) > self._count:
            self._end(worker)
            return
        self._busy.discard(worker)
        self._idle.append(worker)

    def _end(self, worker: WorkerProcess) -> None:
        self._busy.discard(worker)
        worker.end()

    def close(self) -> None:
        """Stop the workers, without waiting for what they do; whatever waits for one fails."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().end()
        for worker in self._busy:
            worker.kill()
