"""Small writes that wait at the same time, in one transaction: a commit costs more than what most of them do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Executor

from monitor.store.database import Database, Transaction

Work = Callable[[Transaction], None]
_Waiting = tuple[Work, "asyncio.Future[None]"]


class Together:
    """``writer`` is the one thread that writes. Use it from one event loop."""

    def __init__(self, database: Database, writer: Executor) -> None:
        self._database, self._writer = database, writer
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []

    async def write(self, work: Work) -> None:
        """Returns when it is committed; raises what ``work`` raised, or StoreError."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        with self._lock:
            self._waiting.append((work, future))
            is_first = len(self._waiting) == 1
        if is_first:
            self._writer.submit(self._commit, loop)
        await future

    def _commit(self, loop: asyncio.AbstractEventLoop) -> None:
        """In the writer's thread: all that has come until now."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        if not self._try(loop, waiting) and len(waiting) > 1:
            for one in waiting:  # so that each fails or holds by itself
                self._try(loop, [one])

    def _try(self, loop: asyncio.AbstractEventLoop, waiting: list[_Waiting]) -> bool:
        problem: Exception | None = None
        try:
            with self._database.writing() as tx:
                for work, _ in waiting:
                    work(tx)
        except Exception as error:
            if len(waiting) > 1:
                return False
            problem = error
        for _, future in waiting:
            loop.call_soon_threadsafe(_settle, future, problem)
        return True


def _settle(future: asyncio.Future[None], problem: Exception | None) -> None:
    if future.done():  # who waited was cancelled
        return
    if problem is None:
        future.set_result(None)
    else:
        future.set_exception(problem)
