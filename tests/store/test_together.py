"""Small writes share a transaction, and fail alone."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from monitor.store.database import Database, Transaction
from monitor.store.together import Together, Work


def insert(number: int, seen: list[object]) -> Work:
    def work(tx: Transaction) -> None:
        seen.append(tx)
        if number == 3:
            raise ValueError("three")
        tx.connection.execute(text(f"INSERT INTO counted VALUES ({number})"))

    return work


async def test_writes_that_wait_at_the_same_time_are_one_commit_and_fail_alone(database: Database) -> None:
    with database.writing() as tx:
        tx.connection.execute(text("CREATE TABLE counted (number INTEGER)"))
    writer, busy, seen = ThreadPoolExecutor(1), threading.Event(), list[object]()
    together = Together(database, writer)
    writer.submit(busy.wait)
    tasks = [asyncio.create_task(together.write(insert(number, seen))) for number in (1, 2, 4)]
    await asyncio.sleep(0)
    busy.set()
    await asyncio.gather(*tasks)
    assert len(seen) == 3 and len(set(map(id, seen))) == 1, "one transaction"
    busy.clear()
    writer.submit(busy.wait)
    tasks = [asyncio.create_task(together.write(insert(number, seen))) for number in (3, 5)]
    await asyncio.sleep(0)
    busy.set()
    with pytest.raises(ValueError, match="three"):
        await tasks[0]
    await tasks[1]
    with database.reading() as tx:
        assert sorted(tx.connection.scalars(text("SELECT number FROM counted"))) == [1, 2, 4, 5]
    writer.shutdown()
