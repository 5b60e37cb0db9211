"""A feed under another name in the config: it keeps what it knows, whenever it gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.core.errors import StoreError
from monitor.in_force import edits
from monitor.in_force.reload import Reload
from monitor.store import configured, quarantine
from monitor.testing import FeedServer
from tests.make import FRESH, NOW, OLD, RULES, Entry, rss, workspace
from tests.running import headlines, running


async def test_a_feed_renamed_in_the_config_keeps_what_it_knows(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
    feed_server.put("/a", rss([FRESH, OLD]))
    async with running(workspace(tmp_path, {"renamed": f"{feed_server.url}/a"})) as run:
        await run.poll(hours=1)
        assert len(run.items()) == 2 and set(headlines(run.alerts())) == {FRESH.title}


async def test_a_feed_renamed_while_it_is_polled_is_polled_again_under_its_new_name(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    async with running(config) as run:
        await run.poll()
        feed_server.put("/a", rss([FRESH, OLD]))
        run.clock.move(minutes=1)
        (task,) = await run.monitor.poller.poll_due()
        workspace(tmp_path, {"b": f"{feed_server.url}/a"})
        with run.monitor.database.writing() as tx:
            configured.sync(tx, [("b", f"{feed_server.url}/a", run.clock.now)])
        assert (await task).outcome == "failed" and len(run.items()) == 1
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        assert (await run.poll())["b"].outcome == "changed"
        assert {item.feed for item in run.items()} == {"b"} and set(headlines(run.alerts())) == {FRESH.title}


async def test_a_feed_is_polled_by_its_old_name_until_a_reload_succeeds(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bool:
        raise StoreError("the disk is full")

    feed_server.put("/a", rss([OLD]))
    feed_server.put("/other", rss([OLD]))
    urls = {"a": f"{feed_server.url}/a", "other": f"{feed_server.url}/other"}
    config = workspace(tmp_path, urls)
    async with running(config) as run:
        await run.poll()
        workspace(tmp_path, {"b": urls["a"], "other": urls["other"]})
        with monkeypatch.context() as patched:
            patched.setattr(edits, "keep", broken)
            assert await run.monitor.in_force.reload(config) is Reload.WAITING
        assert set(await run.poll(hours=1)) == {"a", "other"}
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        assert set(await run.poll(hours=1)) == {"b", "other"}


async def test_feeds_whose_names_a_reload_cannot_swap_are_who_they_were_until_it_succeeds(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the items of one had the owner of the other."""

    def broken(*_: object) -> bool:
        raise StoreError("the disk is full")

    urls = {name: feed_server.put(f"/{name}", rss([Entry(name, f"Idlib, told by {name}")])) for name in ("a", "b")}
    config = workspace(tmp_path, urls)
    async with running(config) as run:
        workspace(tmp_path, {"a": urls["b"], "b": urls["a"]})
        with monkeypatch.context() as patched:
            patched.setattr(edits, "keep", broken)
            assert await run.monitor.in_force.reload(config) is Reload.WAITING
        assert set(await run.poll()) == {"a", "b"}
        assert {(item.feed, item.guid) for item in run.items()} == {("a", "a"), ("b", "b")}
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        assert {(item.feed, item.guid) for item in run.items()} == {("a", "b"), ("b", "a")}


async def test_a_feed_renamed_beside_a_new_one_at_its_old_name_loses_nothing(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    feed_server.put("/sport", rss([Entry("s", "A race through Idlib", "Forty ran.", published=NOW)]))
    async with running(workspace(tmp_path, {"wire": f"{feed_server.url}/a"})) as run:
        await run.poll()
        feed_server.put("/a", rss([FRESH, OLD]))
        urls = {"wire": f"{feed_server.url}/sport", "wire-world": f"{feed_server.url}/a"}
        await run.monitor.in_force.reload(workspace(tmp_path, urls))
        await run.poll(minutes=1)
        assert len(run.items()) == 3 and headlines(run.alerts()) == [FRESH.title]


async def test_what_one_feed_told_by_a_name_that_is_another_feeds_now_is_told_by_that_too(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """The rule asks for every report, and both bring the item under one guid."""
    rules = RULES.replace("severity: low\n", "severity: low\n    on_story: every\n")
    urls = {name: feed_server.put(f"/{name}", rss([OLD])) for name in ("a", "b")}
    config = workspace(tmp_path, urls, rules=rules)
    async with running(config) as run:
        await run.poll()
        feed_server.put("/a", rss([FRESH, OLD]))
        await run.poll(minutes=1)
        workspace(tmp_path, {"a": urls["b"], "b": urls["a"]}, rules=rules)
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        feed_server.put("/b", rss([FRESH, OLD]))
        await run.poll(minutes=1)
        with run.monitor.database.reading() as tx:
            assert quarantine.listed(tx, limit=9) == []
        assert headlines(run.alerts()) == 2 * [FRESH.title]
