"""Plays the scenario on loopback servers while the real daemon reads them, and compares with what was expected."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.app import Monitor
from monitor.clock import utc_now
from monitor.config import Config
from monitor.core.types import Outcome
from monitor.demo.scenario import Scenario, load_scenario, page
from monitor.in_force.load import load_files
from monitor.run.local import run
from monitor.store import alerts, articles, feeds
from monitor.store.database import Transaction
from monitor.store.schema import open_store
from monitor.testing import FeedServer

SETTLE_SECONDS = 6.0
"""After the last event, so that it is polled and told."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event of the scenario and what came of it."""

    at: float
    feed: str
    title: str
    expected: str
    got: str
    why: str

    @property
    def as_expected(self) -> bool:
        return self.expected == self.got


async def play(
    folder: Path,
    starter: Path,
    speed: float,
    beside: Callable[[Config], Sequence[Callable[[Monitor], Coroutine[None, None, None]]]],
) -> list[Row]:
    """Run the whole scenario in ``folder`` (a throw-away), ``speed`` times as fast. A row for each live event; none if
    somebody stops it before its end."""
    scenario = load_scenario()
    with FeedServer() as server:
        start = utc_now()
        _show(scenario, server, 0, start)
        config = _write_config(folder, starter, scenario, server.url)
        files = load_files(config)
        database = open_store(files.config.store_url)
        monitor = Monitor(files, database)
        player = asyncio.create_task(_unfold(scenario, server, start, speed, monitor))
        try:
            await run(monitor, config, beside=beside(files.config))
            if not player.done():
                return []
            await player
            with database.reading() as tx:
                return _rows(tx, scenario)
        finally:
            player.cancel()
            database.close()


async def _unfold(scenario: Scenario, server: FeedServer, start: datetime, speed: float, monitor: Monitor) -> None:
    """Let every feed have its first poll, publish event after event, then stop the daemon as Ctrl-C would."""
    # The store raises no event when a feed has had its first poll.
    while not await asyncio.to_thread(_all_polled, monitor, len(scenario.feeds)):  # noqa: ASYNC110 - the store tells nobody
        await asyncio.sleep(0.1)
    clock = asyncio.get_running_loop().time
    began = clock()
    for at in sorted({event.at for event in scenario.events if event.at > 0}):
        await asyncio.sleep(max(0.0, began + at / speed - clock()))
        _show(scenario, server, at, start)
    await asyncio.sleep(SETTLE_SECONDS)
    os.kill(os.getpid(), signal.SIGINT)


def _all_polled(monitor: Monitor, count: int) -> bool:
    with monitor.database.reading() as tx:
        return sum(state.baseline_at is not None for state in feeds.listed(tx)) == count


def _show(scenario: Scenario, server: FeedServer, elapsed: float, start: datetime) -> None:
    for feed in scenario.feeds:
        shown = page(scenario, feed, elapsed, start, server.url)
        server.put(shown.path, shown.body)


def _write_config(folder: Path, starter: Path, scenario: Scenario, server: str) -> Path:
    """JSON is YAML: the config needs no template."""
    feeds = [
        {
            "name": feed.name,
            "url": f"{server}/{feed.name}.xml",
            "owner": feed.owner,
            "language": feed.language,
            "interval": "1s",
        }
        for feed in scenario.feeds
    ]
    values = {
        "feeds": feeds,
        "rules": str((starter / "rules").resolve()),
        "seeds": str((starter / "seeds").resolve()),
        "store": {"url": f"sqlite:///{(folder / 'demo.sqlite').resolve()}"},
        "polling": {"first_poll_within": "1s", "stop_within": "5s", "allow_networks": "127.0.0.1", "host_gap": "0s"},
        "web": {"port": 0},
    }
    path = folder / "config.yaml"
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return path


def _rows(tx: Transaction, scenario: Scenario) -> list[Row]:
    rows = []
    stored = {(article.feed, article.guid): article for article in articles.listed(tx, limit=10_000)}
    for event in sorted(scenario.events, key=lambda event: event.at):
        if event.at == 0:
            continue
        article = stored.get((event.feed, event.id))
        edition = 2 if event.edit else 1
        matches = [m for m in alerts.matches_of(tx, article.id) if m.edition_number == edition] if article else []
        alerted = [m for m in matches if m.outcome == Outcome.ALERT]
        why = (alerted or matches)[0].why if matches else "no rule matches" if article else "not stored"
        rows.append(Row(event.at, event.feed, event.title, event.expect, "alert" if alerted else "silent", why))
    return rows
