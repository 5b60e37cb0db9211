"""Small writes that wait at the same time, in one transaction: a commit costs more than what most of them do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Generic, TypeVar

from monitor.store.database import Database, Transaction

Job = TypeVar("Job")
GATHERED = 0.02
"""Seconds that the first waits for others: nobody hears of it sooner, and a commit serves more."""


class Together(Generic[Job]):
    """``writer`` is the one thread that writes, ``do`` is what is done with the jobs of a transaction. Use it from one
    event loop."""

    def __init__(self, database: Database, writer: Executor, do: Callable[[Transaction, Sequence[Job]], None]) -> None:
        self._database, self._writer, self._do = database, writer, do
        self._lock = threading.Lock()
        self._waiting: list[tuple[Job, asyncio.Future[None]]] = []

    async def write(self, job: Job) -> None:
        """Returns when it is committed; raises what ``do`` raised for it, or StoreError. What is cancelled is committed
        all the same."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        with self._lock:
            self._waiting.append((job, future))
            is_first = len(self._waiting) == 1
        if is_first:  # it begins the commit of all that come until then
            try:
                await asyncio.sleep(GATHERED)
            finally:  # though it be cancelled meanwhile: the others wait for that commit
                self._writer.submit(self._commit, loop)
        await future

    def _commit(self, loop: asyncio.AbstractEventLoop) -> None:
        """In the writer's thread: all that has come until now."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        problem = self._try([job for job, _ in waiting])
        problems = [problem] * len(waiting)
        if problem is not None and len(waiting) > 1:  # so that each fails or holds by itself
            problems = [self._try([job]) for job, _ in waiting]
        futures = [future for _, future in waiting]
        loop.call_soon_threadsafe(_settle, futures, problems)

    def _try(self, jobs: Sequence[Job]) -> Exception | None:
        try:
            with self._database.writing() as tx:
                self._do(tx, jobs)
        except Exception as error:  # each job hears of its own
            return error
        return None


def _settle(futures: Sequence[asyncio.Future[None]], problems: Sequence[Exception | None]) -> None:
    for future, problem in zip(futures, problems, strict=True):
        if future.done():  # who waited was cancelled
            continue
        if problem is None:
            future.set_result(None)
        else:
            future.set_exception(problem)
