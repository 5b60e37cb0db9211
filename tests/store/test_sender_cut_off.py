"""What sends goes on when PostgreSQL ends its session in the middle of a transaction, as at a restart."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import text
from structlog.testing import capture_logs

from monitor.delivery.deliver import Deliverer
from monitor.delivery.wishes import Wishes
from monitor.store.database import Database
from tests.make import NOW
from tests.seams.delivering import Channel, put
from tests.store.backends import only_postgresql

_OTHERS = "pid <> pg_backend_pid() AND datname = current_database()"


@only_postgresql
async def test_as_it_chooses_what_to_send_next(database: Database) -> None:
    """The message before is recorded all the same, and what went wrong is a line, not a traceback."""
    asked = 0

    def wishes(_receiver: str) -> Wishes:
        nonlocal asked
        asked += 1
        if asked == 2:  # how the first message ended is written, and the second is about to be chosen
            with database.reading() as tx:
                tx.connection.execute(
                    text(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE {_OTHERS}")
                )
        return Wishes()

    channel = Channel()
    for key in ("one", "two"):
        put(database, "desk", key=key)
    with capture_logs() as lines, ThreadPoolExecutor(1) as sender:
        deliverer = Deliverer(
            database, sender, lambda: {"desk": channel}, lambda: NOW, lambda: "token", lambda: 0.5, wishes
        )
        await asyncio.gather(*await deliverer.deliver_due())
        await asyncio.gather(*await deliverer.deliver_due())
        await deliverer.stop(timedelta(seconds=10))
    assert channel.told == ["one desk", "two desk"]
    assert [line for line in lines if line.get("exc_info")] == []
    assert [line["event"] for line in lines if line["log_level"] == "warning"] == [
        "cannot record yet how a delivery ended"
    ]
