"""Alerts that are to be delivered, and the sending of what is due by channels of the test's own."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from monitor.core.alerts.types import Delivery, Sent
from monitor.delivery.deliver import Deliverer
from monitor.notify.types import Notifier
from monitor.store import alerts
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle, outbox
from monitor.store.schema import open_store
from monitor.testing import FeedServer
from tests.make import FRESH, NOW, an_alert, rss
from tests.running import Running


async def alerted(run: Running, feed_server: FeedServer) -> None:
    """The feed's baseline, then one item that alerts."""
    feed_server.put("/a", rss([]))
    await run.poll()
    feed_server.put("/a", rss([FRESH]))
    await run.poll(minutes=1)
    assert len(run.alerts()) == 1


def states(run: Running) -> dict[str, tuple[str, int]]:
    with run.monitor.database.reading() as tx:
        return {found.receiver: (found.state, found.attempts) for found in outbox.listed(tx, limit=10)}


def put(database: Database, receiver: str, now: datetime = NOW, key: str = "k") -> int:
    """One alert for one receiver; its id."""
    with database.writing() as tx:
        alert = alerts.insert(tx, an_alert(f"{key} {receiver}", group=f"about {key}", created=now), None)
        lifecycle.insert(tx, alert.id, [], receiver, f"{key} to {receiver}", now)
    return alert.id


class Channel:
    """A channel that ends when it may, or at once."""

    def __init__(self, may_end: threading.Event | None = None) -> None:
        self._may_end = may_end
        self.told: list[str] = []

    def send(self, delivery: Delivery) -> Sent:
        if self._may_end is not None:
            self._may_end.wait(60)
        more = f" and {delivery.more} more" if delivery.more else ""
        self.told.append(f"{delivery.alert.key}{more}")
        return Sent("ok")


@asynccontextmanager
async def delivering(folder: Path, channels: Mapping[str, Notifier]) -> AsyncIterator[tuple[Database, Deliverer]]:
    """Only what sends, with channels of the test's own."""
    database = open_store(f"sqlite:///{folder}/monitor.sqlite")
    with ThreadPoolExecutor(1) as sender:
        deliverer = Deliverer(database, sender, lambda: channels, lambda: NOW, lambda: "token", lambda: 0.5)
        yield database, deliverer
        await deliverer.stop(timedelta(seconds=10))
    database.close()
