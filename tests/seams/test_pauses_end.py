"""A receiver that is left alone for its failures is tried again as soon as a person asks for it, and if it asked for
time, not for a start."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from monitor.acts import redelivery
from monitor.in_force.reload import Reload
from monitor.store.deliveries import attempts, outbox
from monitor.testing import FeedServer, WebhookServer
from tests.make import FRESH, NOW, Entry, report, rss, workspace
from tests.running import Running, running
from tests.seams.delivering import alerted, states


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
                assert len(attempts.of(tx, 1)) == (9 if mended else 8)


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


async def test_a_receiver_that_was_edited_is_tried_at_the_next_start_if_the_daemon_ended_in_the_middle(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    with WebhookServer(lambda _: 500) as broken:
        config = settings(tmp_path, feed_server, broken, "")
        async with paused(config, feed_server) as run:
            clock = run.clock
            settings(tmp_path, feed_server, webhook, "")
            with run.monitor.database.writing() as tx:  # where what waits would be made due, nothing follows
                ends = "CREATE TRIGGER ends BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'it ends here'); END"
                tx.connection.execute(text(ends))
            with pytest.raises(IntegrityError, match="it ends here"):
                await run.monitor.in_force.reload(config)
            with run.monitor.database.writing() as tx:
                tx.connection.execute(text("DROP TRIGGER ends"))
        async with running(config, clock) as run:
            await run.deliver(seconds=1)
            assert states(run)["hook"] == ("sent", 9)


def another(number: int) -> Entry:
    return Entry(f"n{number}", *report(number), published=NOW)


async def two_wait(run: Running, feed_server: FeedServer) -> None:
    """One message was tried; another came after it."""
    await alerted(run, feed_server)
    await run.deliver(seconds=1)
    feed_server.put("/a", rss([FRESH, another(1)]))
    await run.poll(minutes=1)
    assert len(run.alerts()) == 2


@pytest.mark.parametrize("then", ["nothing", "edited", "asked for", "it took one", "set back"])
async def test_a_receiver_that_asked_for_time_gets_it_over_a_start_also_from_what_was_not_tried_yet(
    then: str, tmp_path: Path, feed_server: FeedServer
) -> None:
    """Until its entry is edited, or a person asks for a message, or it took one, or the clock is another."""
    with WebhookServer(lambda number: 429 if number == 1 else 200, {"Retry_After": "7200"}) as webhook:
        config = settings(tmp_path, feed_server, webhook, "")
        async with running(config) as run:
            await two_wait(run, feed_server)
            if then == "it took one":
                redelivery.retry(run.monitor.database, 1, ["hook"], run.clock(), again=False)
                await run.deliver(seconds=1)
                assert webhook.attempts == 3
                feed_server.put("/a", rss([FRESH, another(1), another(2)]))
                await run.poll(minutes=1)
            if then == "set back":
                await run.monitor.ticks.notice_missed_time()
                run.clock.now -= timedelta(hours=1)
                await run.monitor.ticks.notice_missed_time()
            clock, before = run.clock, webhook.attempts
        if then == "edited":
            settings(tmp_path, feed_server, webhook, f"{webhook.url}?new")
        async with running(config, clock) as run:
            if then == "asked for":
                redelivery.retry(run.monitor.database, 2, ["hook"], run.clock(), again=False)
            await run.deliver(seconds=1)
            assert (webhook.attempts > before) is (then != "nothing")
            await run.deliver(hours=3)
            with run.monitor.database.reading() as tx:
                assert {one.state for one in outbox.listed(tx, limit=10)} == {"sent"}


def renamed(values: Any) -> None:
    values["receivers"]["bell"] = values["receivers"].pop("hook")
    values["routes"] = json.loads(json.dumps(values["routes"]).replace('"hook"', '"bell"'))


def with_other_hours(values: Any) -> None:
    values["receivers"]["hook"] |= {"quiet_hours": {"hours": "03:00-04:00"}, "cap": "off"}


@pytest.mark.parametrize("started_anew", [False, True], ids=["while it runs", "before a start"])
@pytest.mark.parametrize("edit", [renamed, with_other_hours])
async def test_a_receiver_that_is_no_other_gets_the_time_it_asked_for(
    edit: Callable[[Any], None], started_anew: bool, tmp_path: Path, feed_server: FeedServer
) -> None:
    with WebhookServer(lambda number: 429 if number == 1 else 200, {"Retry_After": "7200"}) as webhook:
        config = settings(tmp_path, feed_server, webhook, "")
        async with running(config) as run:
            await two_wait(run, feed_server)
            values = json.loads(config.read_text(encoding="utf-8"))
            edit(values)
            config.write_text(json.dumps(values), encoding="utf-8")
            if not started_anew:
                assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
                await after_a_while(run, webhook)
        if started_anew:
            async with running(config, run.clock) as run:
                await after_a_while(run, webhook)


async def after_a_while(run: Running, webhook: WebhookServer) -> None:
    await run.deliver(hours=1)
    assert webhook.attempts == 1
    await run.deliver(hours=2)
    assert {one for one, _ in states(run).values()} == {"sent"} and webhook.attempts == 3
