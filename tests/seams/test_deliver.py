"""Delivery to real receivers: nothing lost to one that is down, nothing repeated unmarked."""

from __future__ import annotations

import asyncio
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import logs
from monitor.app import Monitor
from monitor.delivery.claim import claim_next
from monitor.delivery.wishes import Wishes
from monitor.in_force.load import load_files
from monitor.run import local
from monitor.store.deliveries import outbox
from monitor.store.schema import open_store
from monitor.testing import FeedServer, WebhookServer
from tests.make import NOW, Entry, rss, workspace
from tests.running import running
from tests.seams.delivering import alerted, put, states


def watching(folder: Path, feed_server: FeedServer, receiver: str) -> Path:
    """A workspace whose alerts all go to one address."""
    urls = {"a": f"{feed_server.url}/a"}
    return workspace(folder, urls, receivers={"hook": {"url": receiver}}, routes=[{"to": "hook"}])


async def test_a_message_says_what_happened_why_and_where(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = workspace(
        tmp_path,
        {"a": f"{feed_server.url}/a"},
        receivers={"hook": {"url": webhook.apprise_url}, "console": {"type": "console"}},
        routes=[{"to": ["hook", "console"]}],
    )
    async with running(config) as run:
        await alerted(run, feed_server)
        await run.deliver()
        (message,) = webhook.wait_for(1)
        assert message["title"] == "[LOW] Shelling kills 21 in Morek"
        lines = message["message"].splitlines()
        assert lines[0] == "127.0.0.1, 2026-03-01 11:55 UTC, rule: Idlib is mentioned (idlib-mention)"
        assert "»Morek«" in message["message"] and "http://news.example/fresh" in lines
        assert "Why: new story: no stored article shares a passage or the headline with it" in lines
        shown = run.console.getvalue()
        assert "[LOW] Shelling kills 21 in Morek" in shown and "»Morek«" in shown
        await run.deliver(hours=1)
        assert len(webhook.received) == 1, "sent is sent"


async def test_a_receiver_that_is_down_is_tried_again_and_delays_no_other(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    with WebhookServer(lambda number: 500 if number <= 3 else 200) as down, WebhookServer() as good:
        receivers = {"down": {"url": down.apprise_url}, "good": {"url": good.apprise_url}}
        config = workspace(
            tmp_path, {"a": f"{feed_server.url}/a"}, receivers=receivers, routes=[{"to": ["down", "good"]}]
        )
        async with running(config) as run:
            await alerted(run, feed_server)
            await run.deliver()
            assert states(run) == {"down": ("pending", 1), "good": ("sent", 1)}
            await run.deliver()
            assert down.attempts == 1, "not before its time"
            for _ in range(3):
                await run.deliver(hours=1)
            assert states(run) == {"down": ("sent", 4), "good": ("sent", 1)}
            assert len(down.received) == 1 and len(good.received) == 1
            assert "possible repeat" not in down.received[0]["message"], "a refusal is no repeat"


async def test_an_attempt_that_was_never_recorded_makes_the_next_a_marked_repeat_with_the_same_key(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = watching(tmp_path, feed_server, webhook.apprise_url)
    async with running(config) as run:
        await alerted(run, feed_server)
        # The attempt is counted, and then the process dies.
        with run.monitor.database.writing() as tx:
            claimed = claim_next(tx, "hook", Wishes(), run.clock.now, "dead", timedelta(minutes=2))
            assert claimed is not None
    async with running(config) as run:
        await run.deliver(minutes=2)
        (message,) = webhook.wait_for(1)
        assert "possible repeat" in message["message"] and claimed.key in message["message"]


@pytest.mark.parametrize("stays", [True, False])
async def test_what_waits_when_the_daemon_stops_is_sent_by_the_next(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, stays: bool
) -> None:
    receivers = {"hook": {"url": webhook.apprise_url}, "console": {"type": "console"}}
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, receivers=receivers, routes=[{"to": "hook"}])
    async with running(config) as run:
        await alerted(run, feed_server)
    if not stays:
        receivers = {"console": {"type": "console"}}
        config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, receivers=receivers, routes=[{"to": "console"}])
    async with running(config) as run:
        await run.deliver(hours=1)
        assert states(run) == {"hook" if stays else "console": ("sent", 1)}
        assert ("»Morek«" in run.console.getvalue()) is not stays
    assert len(webhook.received) == (1 if stays else 0)


async def test_why_a_receiver_refused_is_kept(tmp_path: Path, feed_server: FeedServer) -> None:
    logs.configure()
    with WebhookServer(lambda _: 403) as refusing:
        config = watching(tmp_path, feed_server, refusing.apprise_url)
        async with running(config) as run:
            await alerted(run, feed_server)
            await run.deliver()
            with run.monitor.database.reading() as tx:
                (state,) = outbox.listed(tx, limit=1)
            assert "403" in state.error


async def test_many_messages_go_to_one_receiver_in_their_order(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = watching(tmp_path, feed_server, webhook.apprise_url)
    async with running(config) as run:
        feed_server.put("/a", rss([]))
        await run.poll()
        places = ("bridge", "market", "school", "depot", "clinic", "mill", "bakery")
        entries = [
            Entry(
                f"n{n}", f"Report {n} from the Idlib {place}", f"The {place} {n}.", published=NOW - timedelta(minutes=n)
            )
            for n, place in enumerate(places)
        ]
        feed_server.put("/a", rss(entries))
        await run.poll(minutes=1)
        await asyncio.gather(run.deliver(), run.deliver())
        titles = [message["title"] for message in webhook.wait_for(len(places))]
        told = [title.removeprefix("[LOW] ").removeprefix("follow-up: ") for title in titles]  # one story or several
        assert told == [entry.title for entry in reversed(entries)], "oldest first, each once"


async def test_a_tick_that_waits_for_the_writer_delays_no_delivery(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_server.put("/a", rss([]))
    config = watching(tmp_path, feed_server, webhook.apprise_url)
    files = load_files(config)
    database = open_store(files.config.store_url)
    monitor, waits, may_end = Monitor(files, database), asyncio.Event(), asyncio.Event()

    async def wait_for_the_writer() -> None:
        waits.set()
        await may_end.wait()

    monkeypatch.setattr(monitor.ticks, "notice_missed_time", wait_for_the_writer)
    daemon = asyncio.create_task(local.run(monitor, config))
    await asyncio.wait_for(waits.wait(), 30)
    try:
        put(database, "hook", datetime.now(UTC))
        assert len(await asyncio.to_thread(webhook.wait_for, 1)) == 1 and not may_end.is_set()
    finally:
        may_end.set()
        signal.raise_signal(signal.SIGTERM)
        await daemon
        database.close()
