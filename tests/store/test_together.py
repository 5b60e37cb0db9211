"""Small writes share a transaction, and fail alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from monitor.store.database import Database, Transaction
from monitor.store.together import Together


async def test_writes_that_wait_at_the_same_time_are_one_commit_and_fail_alone(database: Database) -> None:
    with database.writing() as tx:
        tx.connection.execute(text("CREATE TABLE counted (number INTEGER)"))
    writer, busy, seen = ThreadPoolExecutor(1), threading.Event(), list[list[int]]()

    def insert(tx: Transaction, numbers: Sequence[int]) -> None:
        seen.append(list(numbers))
        for number in numbers:
            tx.connection.execute(text(f"INSERT INTO counted VALUES ({number})"))
            if number == 3:
                raise ValueError("three")

    together = Together(database, writer, insert)
    writer.submit(busy.wait)
    tasks = [asyncio.create_task(together.write(number)) for number in (1, 2, 4)]
    await asyncio.sleep(0)
    busy.set()
    await asyncio.gather(*tasks)
    assert seen == [[1, 2, 4]], "one transaction"
    busy.clear()
    writer.submit(busy.wait)
    tasks = [asyncio.create_task(together.write(number)) for number in (3, 5)]
    await asyncio.sleep(0)
    busy.set()
    with pytest.raises(ValueError, match="three"):
        await tasks[0]
    await tasks[1]
    with database.reading() as tx:
        assert sorted(tx.connection.scalars(text("SELECT number FROM counted"))) == [1, 2, 4, 5]
    writer.shutdown()
