"""A feed whose documents are read by feedparser, until the fast reading has proved itself on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.feeds.evidence import NEEDED, SAMPLED
from monitor.core.types import Item
from monitor.sources import verified
from monitor.sources.document import parse_document
from monitor.sources.fast_feed import read_fast
from monitor.sources.feed import parse_feed
from monitor.sources.types import Parsed
from monitor.sources.workers import Workers
from monitor.store import feeds
from monitor.store.feeds import FeedState
from monitor.testing import FeedServer
from tests.make import NOW, Entry, rss, workspace
from tests.running import Running, command, running


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """By which parsers each document was read, in this process, where they can be watched."""
    found: list[str] = []

    def watched(name: str, parser: Callable[..., Any]) -> Callable[..., Any]:
        def parse(*args: Any) -> Any:
            found.append(name)
            return parser(*args)

        return parse

    async def run(self: Workers, function: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.to_thread(function, *args)

    monkeypatch.setattr(Workers, "run", run)
    monkeypatch.setattr(verified, "parse_feed", watched("feedparser", parse_feed))
    monkeypatch.setattr(verified, "read_fast", watched("fast", read_fast))
    yield found


def document(number: int, *, more: str = "") -> str:
    """The feed after ``number`` new items."""
    entries = [Entry(f"g{n}", f"Ship {n} enters the harbour", f"It came from port {n}.", published=NOW + timedelta(minutes=n)) for n in range(number, max(-1, number - 3), -1)]  # fmt: skip
    return rss(entries).replace("</item>", f"{more}</item>")


async def poll(run: Running, server: FeedServer, number: int, *, more: str = "") -> FeedState:
    server.put("/a", document(number, more=more))
    polled = (await run.poll(minutes=1))["a"]
    assert polled.outcome == "changed" and polled.result is not None
    assert polled.result.counts["new"] == 1, "no item is lost"
    with run.monitor.database.reading() as tx:
        state = feeds.get(tx, "a")
    assert state is not None
    return state


async def test_a_feed_becomes_fast_falls_back_when_its_shape_changes_and_is_sampled(
    tmp_path: Path, feed_server: FeedServer, read: list[str]
) -> None:
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    async with running(config) as run:
        for number in range(NEEDED):
            state = await poll(run, feed_server, number)
        assert read == ["fast", "feedparser"] * NEEDED and state.evidence.described == "fast"
        read.clear()
        await poll(run, feed_server, NEEDED)
        assert read == ["fast"]
    async with running(config) as run:  # what is known outlives a restart
        run.clock.move(hours=1)
        await poll(run, feed_server, NEEDED + 1)
        assert read == ["fast"] * 2
        read.clear()
        state = await poll(run, feed_server, NEEDED + 2, more="<category>ships</category>")
        assert read == ["fast", "feedparser"]
        assert state.evidence.described == f"feedparser (1 of {NEEDED} documents read alike)"
        for number in range(NEEDED + 3, 2 * NEEDED + 2):
            await poll(run, feed_server, number, more="<category>ships</category>")
        read.clear()
        for number in range(2 * NEEDED + 2, 2 * NEEDED + 3 + SAMPLED - NEEDED):
            await poll(run, feed_server, number, more="<category>ships</category>")
        assert read.count("feedparser") == 1 and read[-2:] == ["fast", "feedparser"], "the twentieth is read by both"
    said = command("feeds", "--json", folder=tmp_path)
    assert '"reader": "fast"' in said.stdout and "fast_known" not in said.stdout


async def test_a_difference_is_counted_and_never_served(
    tmp_path: Path, feed_server: FeedServer, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> tuple[Parsed, Any]:
        found, shape = read_fast(*args)
        items = tuple(Item(item.guid, item.url, item.title.upper(), item.summary) for item in found.items)
        return Parsed(items, title=found.title), shape

    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        monkeypatch.setattr(verified, "read_fast", broken)
        for number in range(NEEDED + 3):
            state = await poll(run, feed_server, number)
        assert (state.fast_agreed, state.fast_differed) == (0, NEEDED + 3)
        assert state.evidence.described == f"feedparser, the fast one differed {NEEDED + 3} times"
        assert all(item.fields.title.startswith("Ship") for item in run.items())
        monkeypatch.setattr(verified, "read_fast", lambda *_: 1 / 0)
        state = await poll(run, feed_server, NEEDED + 3)
        assert state.fast_differed == NEEDED + 4


async def test_it_can_be_switched_off_and_what_it_refuses_is_read_all_the_same(
    tmp_path: Path, feed_server: FeedServer, read: list[str]
) -> None:
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, polling={"fast_parser": False})) as run:
        state = await poll(run, feed_server, 0)
        assert read == [] and state.fast_agreed == 0
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        run.clock.move(hours=1)
        state = await poll(run, feed_server, 1, more="<image><title>x</title></image>")
        assert read == ["fast", "feedparser"] and state.fast_agreed == 0


def test_without_evidence_feedparser_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verified, "read_fast", lambda *_: 1 / 0)
    found = parse_document(document(1).encode(), "", "", 10)
    assert isinstance(found, Parsed) and found.evidence is None
