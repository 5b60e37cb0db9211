"""Documents of more items than one transaction takes: others write between, and what changes meanwhile holds."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import monitor.intake.intake as intake_module
from monitor.core.types import Article
from monitor.in_force.reload import Reload
from monitor.intake.prepare import Prepared, prepare
from monitor.intake.taking import CHUNK
from monitor.sources.types import Fetched, Parsed, ParseFailed
from monitor.store import leases
from monitor.store.database import Transaction
from monitor.store.deliveries import due
from monitor.store.pages import WantedPage
from monitor.testing import FeedServer
from tests.make import FRESH, NOW, Entry, rss, workspace
from tests.running import Clock, Running, running
from tests.watched_feed import watching

MINUTE = timedelta(minutes=1)


@contextmanager
def between_chunks(run: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The first chunk of the feed ``long`` is prepared once something else waits for the writer; the event is set when
    it begins."""
    begun, waited_for = threading.Event(), threading.Event()
    submit = run.monitor._writer.submit

    def heard(work: Callable[..., Any], *given: Any) -> Future[Any]:
        if begun.is_set():
            waited_for.set()
        return submit(work, *given)

    def slowly(article: Article, *given: Any) -> Prepared:
        if article.origin.feed == "long":
            begun.set()
            assert waited_for.wait(20)
        return prepare(article, *given)

    monkeypatch.setattr(run.monitor._writer, "submit", heard)
    monkeypatch.setattr(intake_module, "prepare", slowly)
    yield begun


def long_document(count: int, text: str = "Nothing of note.") -> str:
    first = NOW - timedelta(minutes=count)
    return rss(
        [Entry(f"n{n:03}", f"Note {n:03}", f"{text} {n}", published=first + n * MINUTE) for n in range(count)][::-1]
    )


async def test_a_long_document_lets_others_write_after_each_chunk(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = {name: feed_server.put(f"/{name}", rss([])) for name in ("long", "short")}
    async with running(workspace(tmp_path, urls)) as run:
        await run.poll()
        feed_server.put("/long", long_document(2 * CHUNK + 5))
        feed_server.put("/short", rss([FRESH]))
        source, both = run.monitor.poller._poll._source, {}
        with between_chunks(run, monkeypatch) as begun:
            parse = source.parse

            async def later(fetched: Fetched, *given: Any) -> Parsed | ParseFailed:
                if fetched.url.endswith("short"):
                    assert await asyncio.to_thread(begun.wait, 20)
                return await parse(fetched, *given)

            monkeypatch.setattr(source, "parse", later)
            both = await run.poll(minutes=1)
        assert {polled.outcome for polled in both.values()} == {"changed"}
        notes = [f"Note {n:03}" for n in range(2 * CHUNK + 5)]
        assert [item.title for item in run.items()] == [*notes[:CHUNK], FRESH.title, *notes[CHUNK:]]


async def test_what_is_reloaded_between_chunks_holds_for_the_next(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def config(receiver: str) -> Path:
        feeds_ = {"long": f"{feed_server.url}/long"}
        return workspace(tmp_path, feeds_, receivers={receiver: {"type": "console"}}, routes=[{"to": receiver}])

    feed_server.put("/long", rss([]))
    async with running(config("old")) as run:
        await run.poll()
        feed_server.put("/long", long_document(CHUNK + 5, "Shells fell on Idlib in the morning, at house"))
        with between_chunks(run, monkeypatch) as begun:
            run.clock.move(minutes=1)
            (poll,) = await run.monitor.poller.poll_due()
            assert await asyncio.to_thread(begun.wait, 20)
            assert await run.monitor.in_force.reload(config("new")) is Reload.SWAPPED
            assert (await poll).outcome == "changed"
        with run.monitor.database.reading() as tx:
            assert set(due.waiting(tx, run.clock.now + timedelta(days=1))) == {"new"}
        assert len(run.items()) == CHUNK + 5


async def test_a_page_that_is_read_between_chunks_stays_with_its_item(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_server.put("/long", long_document(CHUNK + 5, "It began ..."))
    page = "The whole story of the day, which goes on for longer than what its feed gave of it. " * 20
    async with running(workspace(tmp_path, {"long": f"{feed_server.url}/long"})) as run:
        await run.poll()
        last = run.items()[-1]
        feed_server.put("/long", long_document(CHUNK + 5, "It began at dawn ..."))
        with between_chunks(run, monkeypatch) as begun:
            run.clock.move(minutes=1)
            (poll,) = await run.monitor.poller.poll_due()
            assert await asyncio.to_thread(begun.wait, 20)
            wanted = WantedPage(last.id, "long", last.url, "x", last.edition, 1, 20)
            take = run.monitor.pages._take
            taken = await asyncio.get_running_loop().run_in_executor(run.monitor._writer, take, wanted, page)
            assert taken is not None and (await poll).outcome == "changed"
        item = run.items()[-1]
        assert item.id == last.id and item.lead.startswith("It began at dawn") and "whole story" in item.text


async def test_the_lease_of_a_long_document_is_renewed(tmp_path: Path, feed_server: FeedServer) -> None:
    """Each look at the clock takes four minutes: without it the lease would be over in the middle."""
    many = [
        Entry(f"n{n}", f"Item {n} of {n * 7}", f"Text {n}.", published=NOW - timedelta(hours=n)) for n in range(450)
    ]
    feed_server.put("/a", rss(many))

    class Slow(Clock):
        def __call__(self) -> datetime:
            self.move(minutes=4)
            return self.now

    async with running(watching(tmp_path, f"{feed_server.url}/a"), Slow()) as run:
        until: list[datetime] = []
        renew = leases.renew

        def noted(tx: Transaction, name: str, token: str, moment: datetime) -> None:
            until.append(moment)
            renew(tx, name, token, moment)

        with patch.object(leases, "renew", noted):
            polled = await run.poll()
        assert polled["a"].outcome == "changed" and len(run.items()) == 450
        assert len(until) == 450 // CHUNK and until[-1] - until[0] >= timedelta(minutes=8)
