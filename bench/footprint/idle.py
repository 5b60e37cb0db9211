"""A daemon whose feeds have nothing new."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.alerting.house import RULES
from bench.consumption import cpu_seconds, family, resident_mb
from bench.news import Entry, fresh, rss
from bench.process import start, stop, until
from bench.workspace import workspace
from monitor.store import feeds
from monitor.store.schema import open_store
from monitor.testing import FeedServer

SLOWEST = 10
"""Feeds a second that the first polls may take, at least."""
SETTLES = 5.0
"""Seconds for what the first polls left to do."""


@dataclass(frozen=True, slots=True)
class Idle:
    """``polls`` fell into the time that was measured."""

    cpu_percent: float
    polls: int
    resident_mb: float
    with_workers_mb: float


def idle(folder: Path, count: int, seconds: float) -> Idle:
    """Feeds of one item and an interval of an hour. Memory is that of a daemon that polled each of them; CPU that of
    the next one, with polls spread over the hour, as they are after some hours."""
    with FeedServer() as server:
        text = rss([Entry("http://feed.example/1", *fresh("idle", "Quiet"), datetime.now(UTC))])
        config = _config(folder, [server.put(f"/{number}", text) for number in range(count)])
        daemon = start(config)
        until(lambda: len(server.statuses) >= count, "all is polled once", 60 + count / SLOWEST)
        time.sleep(SETTLES)
        memory = [resident_mb(one) for one in family(daemon.pid)]
        stop(daemon)
        _spread(folder, count)
        daemon = start(config)
        time.sleep(SETTLES)
        used, polls, began = cpu_seconds(daemon.pid), server.statuses.total(), time.monotonic()
        time.sleep(seconds)
        spent = (cpu_seconds(daemon.pid) - used) / (time.monotonic() - began)
        polls = server.statuses.total() - polls
        stop(daemon)
    return Idle(spent * 100, polls, memory[0], sum(memory))


def _spread(folder: Path, count: int) -> None:
    """Their next polls evenly over the hour."""
    database, now = open_store(f"sqlite:///{folder}/monitor.sqlite"), datetime.now(UTC)
    with database.writing() as tx:
        for number in range(count):
            feeds.make_due(tx, now + timedelta(hours=number / count), [f"feed-{number}"])
    database.close()


def _config(folder: Path, addresses: list[str]) -> Path:
    its = {f"feed-{number}": url for number, url in enumerate(addresses)}
    return workspace(folder, its, RULES, {"console": {"type": "console"}}, interval="1h", per_host=20)
