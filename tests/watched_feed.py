"""One feed with the interval that its rhythm gives: its state, what operations hear of it, what is asked of its server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from monitor.store import feeds
from monitor.store.feeds import FeedState
from monitor.testing import FeedServer
from tests.make import workspace
from tests.running import Running


def watching(folder: Path, url: str, **polling: Any) -> Path:
    """One feed, ``a``, with the interval that its rhythm gives."""
    return workspace(folder, {"a": {"url": url}}, polling=polling, operations=["console"])


def state(run: Running, name: str = "a") -> FeedState:
    with run.monitor.database.reading() as tx:
        found = feeds.get(tx, name)
    assert found is not None
    return found


async def told(run: Running) -> list[str]:
    """Operations' headlines so far."""
    await run.monitor.ticks.tell_troubles()
    return [alert.headline for alert in run.alerts() if alert.group == "operations"]


def asked(server: FeedServer) -> list[str]:
    return [path for path, _ in server.requests]
