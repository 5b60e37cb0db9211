"""Worker processes for parsing: one poisonous feed costs its deadline and its own process, nothing else."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

MEMORY_LIMIT = 1_500_000_000
"""Bytes of address space that a worker may map."""
MAX_TASKS = 2_000
"""Documents after which a worker is replaced, whatever it may have leaked."""
Result = TypeVar("Result")


class WorkerFailed(Exception):
    """The work did not end well: too slow, too large, or the worker died. The message is fit for a person."""


class Workers:
    """A pool of processes. Each call has a deadline; a process that misses it is killed and replaced."""

    def __init__(self, count: int, deadline: timedelta) -> None:
        self._count, self._deadline = count, deadline.total_seconds()
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["monitor.sources.document"])
        return ProcessPool(self._count, max_tasks=MAX_TASKS, initializer=_prepare, context=context)

    async def run(self, function: Callable[..., Result], *args: Any) -> Result:
        """``function(*args)`` in a worker. Raises WorkerFailed, or what the function raised."""
        try:
            future = self._pool.schedule(function, args=args, timeout=self._deadline)
        except RuntimeError:  # the pool itself broke, not a task of it: begin with a new one
            self.close()
            self._pool = self._new_pool()
            future = self._pool.schedule(function, args=args, timeout=self._deadline)
        try:
            return await asyncio.wrap_future(future)
        except TimeoutError:
            raise WorkerFailed(f"not read within {self._deadline:.0f} s (parse_deadline)") from None
        except MemoryError:
            raise WorkerFailed(f"needs more than {MEMORY_LIMIT // 1_000_000:,} MB of memory to read") from None
        except ProcessExpired as error:
            raise WorkerFailed(f"the worker reading it died (exit code {error.exitcode})") from None
        except BrokenProcessPool:
            raise WorkerFailed("the workers could not be started") from None
        except CancelledError:
            raise WorkerFailed("stopped while it was being read") from None

    def close(self) -> None:
        """Stop the workers, without waiting for what they do."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types it in part
        self._pool.join(timeout=5)


def _prepare() -> None:
    """In the worker: a memory limit, and no reaction to the terminal's Ctrl-C, which is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    soft = MEMORY_LIMIT
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard not in (resource.RLIM_INFINITY, -1):
        soft = min(soft, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ValueError, OSError):
        return  # macOS refuses some limits; the deadline still holds
