"""A receiver that is left alone for its failures is tried again as soon as a person asks for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from monitor.acts import redelivery
from monitor.in_force.reload import Reload
from monitor.store import outbox
from monitor.testing import FeedServer, WebhookServer
from tests.make import workspace
from tests.running import Running, running
from tests.seams.test_deliver import alerted, states


def settings(folder: Path, feed_server: FeedServer, webhook: WebhookServer, url: str) -> Path:
    receivers = {"hook": {"type": "webhook", "url": url or webhook.url, "secret": "s" * 16}}
    return workspace(folder, {"a": f"{feed_server.url}/a"}, receivers=receivers, routes=[{"to": "hook"}])


@asynccontextmanager
async def paused(config: Path, feed_server: FeedServer) -> AsyncIterator[Running]:
    """A daemon whose only receiver failed so often that it is left alone for a long time."""
    async with running(config) as run:
        await alerted(run, feed_server)
        for _ in range(8):
            await run.deliver(hours=1)
        await run.deliver(seconds=1)
        assert states(run)["hook"] == ("pending", 8)
        yield run


async def test_a_retry_by_hand_is_sent_at_once(tmp_path: Path, feed_server: FeedServer) -> None:
    with WebhookServer(lambda number: 500 if number <= 9 else 200) as webhook:
        config = settings(tmp_path, feed_server, webhook, "")
        async with paused(config, feed_server) as run:
            database = run.monitor.database
            redelivery.retry_all(database, "hook", ["hook"], run.clock(), dead=False)
            await run.deliver(seconds=1)
            assert states(run)["hook"] == ("pending", 9), "it was tried"
            await run.deliver(seconds=1)
            assert states(run)["hook"] == ("pending", 9), "one retry is one attempt"
            redelivery.retry(database, 1, ["hook"], run.clock(), again=False)
            await run.deliver(seconds=1)
            assert states(run)["hook"] == ("sent", 10)


@pytest.mark.parametrize("mended", [True, False])
async def test_a_receiver_that_was_edited_is_tried_at_once(
    mended: bool, tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    with WebhookServer(lambda _: 500) as broken:
        config = settings(tmp_path, feed_server, broken, "")
        async with paused(config, feed_server) as run:
            settings(tmp_path, feed_server, webhook, "" if mended else broken.url)
            assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
            await run.deliver(seconds=1)
            assert states(run)["hook"] == (("sent", 9) if mended else ("pending", 8))
            with run.monitor.database.reading() as tx:
                assert len(outbox.attempts(tx, 1)) == (9 if mended else 8)


@pytest.mark.parametrize("mended", [True, False])
async def test_a_receiver_that_was_edited_while_the_daemon_was_down_is_tried_at_its_start(
    mended: bool, tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """One that was not waits on: a start is no reason to ask a service sooner than it wants."""
    with WebhookServer(lambda _: 500) as broken:
        config = settings(tmp_path, feed_server, broken, "")
        async with paused(config, feed_server) as run:
            clock = run.clock
        settings(tmp_path, feed_server, webhook, "" if mended else broken.url)
        async with running(config, clock) as run:
            await run.deliver(seconds=1)
            assert states(run)["hook"] == (("sent", 9) if mended else ("pending", 8))
