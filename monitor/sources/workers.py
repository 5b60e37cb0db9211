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
there is one more for each place, serves those that wait. Time in which its worker begins does not count: on a machine
that is busy one more would take longer still."""
Result = TypeVar("Result")

__all__ = ["WorkerFailed", "Workers"]


class _Place:
    """A place for one piece of work; ``lend`` says whether others could use it."""

    def __init__(self, lend: Callable[[], bool]) -> None:
        self._lend, self._is_lent = lend, False
        self._late: asyncio.TimerHandle | None = None

    def lend_late(self) -> None:
        """After a while from now, if it is still held then."""
        self._late = asyncio.get_running_loop().call_later(PATIENCE, self._lend_now)

    def _lend_now(self) -> None:
        self._is_lent = self._lend()

    def back(self) -> bool:
        """Its work is over: whether it was lent."""
        if self._late is not None:
            self._late.cancel()
        return self._is_lent


class Workers:
    """``count`` places for work at one time, each with a process, begun when it is first needed. Each piece of work has
    a deadline; a process that misses it is killed and replaced. Use it from one event loop."""

    def __init__(self, count: int, deadline: timedelta) -> None:
        self._count, self._deadline = count, deadline.total_seconds()
        self._places, self._spare = asyncio.Semaphore(count), count
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._asked = 0
        """Pieces of work that are under way or wait."""
        self._is_closed = False

    async def run(self, function: Callable[..., Result], *args: Any) -> Result:
        """``function(*args)`` in a worker. Raises WorkerFailed, or what the function raised."""
        self._asked += 1
        try:
            async with self._place() as place, self._worker() as worker:
                await worker.ready()
                place.lend_late()
                return await worker.run(function, args, self._deadline)
        finally:
            self._asked -= 1

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[_Place]:
        """Held until the work is done; but if that takes long, others get it, as long as there are spare ones."""
        await self._places.acquire()
        place = _Place(self._lend)
        try:
            yield place
        finally:
            if place.back():
                self._spare += 1
            else:
                self._places.release()

    def _lend(self) -> bool:
        if not self._spare:
            return False
        self._spare -= 1
        self._places.release()
        return True

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
        """For what waits or comes next, unless it did enough, or nothing waits and there is another for each place."""
        enough = len(self._idle) >= self._count and self._asked <= len(self._busy)
        if self._is_closed or worker.done >= MAX_TASKS or enough:
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
