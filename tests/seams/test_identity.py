"""Feeds whose guids or links cannot be trusted: nothing is told twice, nothing new is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.store import feeds
from monitor.testing import FeedServer
from tests.make import NOW, Entry, rss, workspace
from tests.running import Running, command_here, headlines, running

PLACES = ("Idlib", "Morek", "Saraqib", "Binnish", "Sarmin", "Ariha", "Kafranbel")


def entries(prefix: str, *, path: str = "news", count: int = 7) -> list[Entry]:
    return [
        Entry(f"{prefix}{n}", f"A council in Idlib met {place} on roads", f"The council of {place} spoke of roads.",
              f"http://news.example/{path}/{n}", NOW - timedelta(hours=n + 1))
        for n, place in enumerate(PLACES[:count])
    ]  # fmt: skip


def identity(run: Running) -> str:
    with run.monitor.database.reading() as tx:
        state = feeds.get(tx, "a")
    assert state is not None
    return state.identity


@pytest.mark.parametrize("path", ["news", "2026/articles"])
async def test_a_new_publishing_system_brings_nothing_new(tmp_path: Path, feed_server: FeedServer, path: str) -> None:
    url = feed_server.put("/a", rss(entries("old-")))
    async with running(workspace(tmp_path, {"a": url})) as run:
        await run.poll()
        fresh = Entry(
            "new-9", "Shells fell on Idlib at noon today", "Residents spoke of two.", "http://news.example/9", NOW
        )
        for _ in range(3):
            feed_server.put("/a", rss([fresh, *entries("new-", path=path)]))
            await run.poll(seconds=2)
        assert len(run.items()) == 8 and headlines(run.alerts()) == [fresh.title]
        feed_server.put(
            "/a",
            rss(
                [
                    fresh,
                    *(
                        Entry(e.guid, e.title, e.text, f"{e.link}?page=2", e.published)
                        for e in entries("new-", path=path)
                    ),
                ]
            ),
        )
        await run.poll(seconds=2)
        assert len(run.items()) == 8, "known by their new guids"
        assert identity(run) == "guid and url", "one change of all guids is none of their habits"


async def test_guids_that_change_with_each_edit_are_not_believed_after_a_while(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    url = feed_server.put("/a", rss(entries("0-")))
    async with running(workspace(tmp_path, {"a": url})) as run:
        for number in range(5):
            some = entries(f"{number}-")[:2] + entries("0-")[2:]
            feed_server.put(
                "/a", rss([Entry(e.guid, f"{e.title} {number}", e.text, e.link, e.published) for e in some])
            )
            await run.poll(seconds=2)
        assert len(run.items()) == 7 and identity(run).startswith("url (guids change under their links, in ")
        other = Entry("9-1", "Parliament votes about budgets", "Another text.", entries("0-")[0].link, NOW)
        feed_server.put("/a", rss([other, *entries("0-")[1:]]))
        await run.poll(seconds=2)
        assert len(run.items()) == 7, "known by its link alone"
    assert "url (guids change" in command_here("feeds", "--json", folder=tmp_path).stdout


async def test_the_config_may_say_it(tmp_path: Path, feed_server: FeedServer) -> None:
    one = entries("x-", count=1)[0]
    for policy, expected in (("guid", 2), ("url", 1), ("title", 2), ("auto", 2)):
        url = feed_server.put(f"/{policy}", rss([one]))
        config = workspace(tmp_path / policy, {"a": {"url": url, "interval": "1s", "identity": policy}})
        async with running(config) as run:
            await run.poll()
            other = Entry("y-0", "Parliament votes about budgets", "Another text.", one.link, NOW)
            feed_server.put(f"/{policy}", rss([other]))
            await run.poll(seconds=2)
            assert len(run.items()) == expected, policy
            assert policy == "auto" or identity(run) == f"{policy} (config)"
