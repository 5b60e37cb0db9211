"""What the parts of a running daemon share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from monitor.in_force.current import InForce
from monitor.store.database import Database, Transaction
from monitor.store.refusals import Refusals

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Shared:
    """``writer`` has the one thread in which they write to the database, ``on_told`` is called when a message is to be
    sent, ``refusals`` are what the database refuses."""

    database: Database
    writer: Executor
    in_force: Callable[[], InForce]
    now: Callable[[], datetime]
    on_told: Callable[[], None]
    refusals: Refusals

    async def in_writer(self, work: Callable[..., Value], *args: Any) -> Value:
        """``work(*args)`` in the writer's thread. Raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self.writer, work, *args)

    async def write(self, work: Callable[[Transaction], Value]) -> Value:
        """What ``work`` gives of a transaction in the writer's thread. Raises what it raises, or StoreError."""
        return await self.database.write_in(self.writer, work)
