"""Documents that are cut off, too large or written wrongly: nothing of them is lost, and nothing else suffers."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from monitor.testing import FeedServer
from tests.make import FRESH, OLD, STORY, Entry, rss, workspace
from tests.running import command_here, headlines, running


async def test_a_document_cut_off_loses_nothing(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        whole = rss([OLD, FRESH])
        feed_server.put("/a", whole[: whole.index("Rescue teams")])
        cut = (await run.poll(minutes=1))["a"]
        assert "cut off" in cut.reason and len(run.items()) == 1, "half an item is no item"
        feed_server.put("/a", whole)
        await run.poll(minutes=1)
        assert [item.text or item.lead for item in run.items()] == [OLD.text, STORY]
        assert set(headlines(run.alerts())) == {FRESH.title}


async def test_a_feed_that_is_a_bomb_costs_only_itself(tmp_path: Path, feed_server: FeedServer) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    feed_server.put("/bomb", f'<!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]>' + rss([Entry("x", "&e11;")]))
    feed_server.put("/zip", b" " * 3_000_000)
    feed_server.put("/a", rss([OLD]))
    urls = {name: f"{feed_server.url}/{name}" for name in ("bomb", "zip", "a")}
    config = workspace(tmp_path, urls, polling={"max_bytes": 1_000_000, "parse_deadline": "5s"})
    async with running(config) as run:
        done = await run.poll()
        assert done["zip"].reason == "larger than max_bytes (1,000,000 bytes)"
        assert done["a"].outcome == "changed"
        assert done["bomb"].outcome in ("failed", "changed")
        assert all(len(item.title) < 1_000 for item in run.items())


async def test_a_truncated_gzip_body_fails_and_stores_nothing(tmp_path: Path, feed_server: FeedServer) -> None:
    packed = zlib.compress(rss([OLD]).encode())[:-20]
    feed_server.put("/a", packed, headers={"Content-Encoding": "deflate"})
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        assert (await run.poll())["a"].outcome == "failed"
        assert not run.items()


async def test_more_items_than_allowed_are_left_out_and_said(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([Entry(str(n), f"Report number {n}") for n in range(30)]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, polling={"max_items": 20})
    async with running(config) as run:
        assert (await run.poll())["a"].reason == "10 entries beyond max_items left out"
        (state,) = json.loads(command_here("feeds", "--json", folder=tmp_path).stdout)
        assert state["health"] == "ok; 10 entries beyond max_items left out"
        assert (await run.poll(minutes=1))["a"].outcome == "unchanged"
        (state,) = json.loads(command_here("feeds", "--json", folder=tmp_path).stdout)
        assert state["health"] == "ok; 10 entries beyond max_items left out", "it is the document of before"
        assert len(run.items()) == 20


async def test_what_follows_the_end_of_a_document_does_not_cut_it_off(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD, FRESH]) + "<!-- " + "x" * 3_000 + "\n<p>unclosed & wrong")
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        assert len(run.items()) == 2


async def test_references_to_no_character_cost_one_character(tmp_path: Path, feed_server: FeedServer) -> None:
    emoji, wrong = Entry("1", "Idlib &amp;#55357;&amp;#56832;"), Entry("2", "Idlib &amp;#xD800; &amp;#99999999999;")
    feed_server.put("/a", rss([emoji, wrong]).replace("&amp;amp;", "&"))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        assert {item.title for item in run.items()} == {"Idlib \U0001f600", "Idlib \ufffd \ufffd"}


async def test_a_validator_that_is_no_ascii_is_not_kept(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]), headers={"ETag": '"\xe9"'}, validators=False)
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        assert (await run.poll())["a"].outcome == "changed"
        assert (await run.poll(minutes=1))["a"].outcome == "unchanged"
