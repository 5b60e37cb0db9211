"""Polling over real HTTP: what is asked, what is stored, what is told, and what a bad feed cannot do."""

from __future__ import annotations

import asyncio
import json
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import monitor.intake.intake as intake_module
from monitor.core.errors import StoreError
from monitor.core.types import AlertKind, Article
from monitor.in_force import edits
from monitor.in_force.reload import Reload
from monitor.intake.intake import CHUNK
from monitor.intake.prepare import Prepared, prepare
from monitor.sources.types import Fetched, Parsed, ParseFailed
from monitor.store import deliveries, feeds, leases, quarantine
from monitor.store.pages import WantedPage
from monitor.testing import FeedServer
from tests.make import NOW, RULES, STORY, Entry, report, rss, workspace
from tests.running import Clock, Running, command_here, headlines, running

MINUTE = timedelta(minutes=1)
OLD = Entry("old", "A quiet week in Idlib", "Markets in Idlib were open.", published=NOW - timedelta(hours=5))
FRESH = Entry("fresh", "Shelling kills 21 in Morek", STORY, published=NOW - timedelta(minutes=5))
WHAT_IS_READ = "What feeds dropped meanwhile was not seen; what they still hold is read now."
NO_ALERT = "What of it was published more than 12 days ago does not alert."


async def test_the_first_poll_tells_nothing_and_what_comes_later_is_told_once(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        first = (await run.poll())["a"]
        assert (first.outcome, len(run.items()), run.alerts()) == ("changed", 1, [])
        assert first.result is not None
        assert [s.decision.why for s in first.result.taken[0].settled] == [
            "in the feed's first poll: known from now on, counts as told"
        ]
        feed_server.put("/a", rss([FRESH, OLD]))
        await run.poll(minutes=1)
        assert [(alert.rule, alert.headline) for alert in run.alerts()] == [("idlib-mention", FRESH.title)]
        feed_server.put("/a", rss([Entry("other", "Rain is due"), FRESH, OLD]))
        await run.poll(minutes=1)
        assert len(run.alerts()) == 1, "an item that stays in the feed is told once"


async def test_unchanged_feeds_cost_a_304_or_a_compared_body(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    feed_server.put("/plain", rss([OLD]), validators=False)
    urls = {"a": f"{feed_server.url}/a", "plain": f"{feed_server.url}/plain"}
    async with running(workspace(tmp_path, urls)) as run:
        await run.poll()
        again = await run.poll(minutes=1)
        assert (again["a"].outcome, again["a"].reason) == ("unchanged", "304")
        assert (again["plain"].outcome, again["plain"].reason) == ("unchanged", "same body")
        asked = [headers for path, headers in feed_server.requests if path == "/a"]
        assert "If-None-Match" not in asked[0] and asked[1]["If-None-Match"] and asked[1]["If-Modified-Since"]
        assert "gzip" in asked[0]["Accept-Encoding"] and asked[0]["User-Agent"].startswith("monitor/")


async def test_a_web_page_instead_of_a_feed_fails_with_its_reason_and_is_no_first_poll(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", "<!doctype html><html><body>We are moving</body></html>", content_type="text/html")
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        failed = (await run.poll())["a"]
        assert (failed.outcome, failed.reason) == ("failed", "a web page, not a feed")
        feed_server.put("/a", rss([FRESH]))
        await run.poll(minutes=1)
        assert len(run.items()) == 1 and not run.alerts(), "the first successful poll is the baseline"


async def test_failures_back_off_and_a_success_heals(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", b"", status=500)
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        waits = []
        for _ in range(4):
            assert (await run.poll())["a"].reason.startswith("HTTP 500")
            with run.monitor.database.reading() as tx:
                due = leases.next_due(tx, run.clock.now)
            assert due is not None
            waits.append((due - run.clock.now).total_seconds())
            run.clock.now = due
        assert all(later == pytest.approx(2 * sooner) for sooner, later in pairwise(waits))
        feed_server.put("/a", rss([OLD]))
        assert (await run.poll())["a"].outcome == "changed"
        with run.monitor.database.reading() as tx:
            state = feeds.get(tx, "a")
        assert state is not None and (state.failures, state.error) == (0, "")


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_obeyed(tmp_path: Path, feed_server: FeedServer, status: int) -> None:
    feed_server.put("/a", b"", status=status, headers={"Retry-After": "7200"})
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        assert not await run.poll(minutes=119)
        assert await run.poll(minutes=1)


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


async def test_an_edit_is_an_edit_and_a_higher_toll_a_follow_up(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        feed_server.put("/a", rss([FRESH]))
        await run.poll(minutes=1)
        told = len(run.alerts())
        typo = STORY.replace("Rescue teams", "The rescue teams")
        feed_server.put("/a", rss([Entry("fresh", FRESH.title, typo, published=FRESH.published)]))
        await run.poll(minutes=1)
        assert len(run.alerts()) == told and run.items()[-1].edition_number == 2
        more = STORY.replace("21 people", "31 people")
        feed_server.put("/a", rss([Entry("fresh", "Toll rises in Morek", more, published=FRESH.published)]))
        await run.poll(minutes=1)
        follow_ups = run.alerts()[told:]
        assert {alert.kind for alert in follow_ups} == {AlertKind.FOLLOW_UP}
        assert follow_ups[0].new[0] == "killed: 21 -> 31"
        assert len(run.items()) == 2, "edits are no new items"


async def test_a_copy_at_another_outlet_is_silent_and_names_the_original(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    for path in ("/a", "/b"):
        feed_server.put(path, rss([OLD]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a", "b": f"{feed_server.url}/b"})
    async with running(config) as run:
        await run.poll()
        feed_server.put("/a", rss([FRESH]))
        await run.poll(minutes=1)
        told = len(run.alerts())
        retitled = Entry("77", "Guns hit a town in the north", STORY, link="http://b.example/77", published=NOW)
        feed_server.put("/b", rss([retitled]))
        await run.poll(minutes=1)
        assert len(run.alerts()) == told
        copy = run.items()[-1]
        assert copy.verdict in ("copy", "seen") and copy.verdict_of == run.items()[-2].id, copy.verdict_why


async def test_old_news_is_stored_and_shown_but_not_told(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, polling={"alert_window": "2d"})
    async with running(config) as run:
        await run.poll()
        dated = Entry("late", FRESH.title, STORY, published=NOW - timedelta(days=9))
        feed_server.put("/a", rss([dated]))
        polled = (await run.poll(minutes=1))["a"]
        assert polled.result is not None and not run.alerts() and len(run.items()) == 2
        why = polled.result.taken[0].settled[0].decision.why
        assert why == "published 9 days ago, longer than alert_window (2 days)"


async def test_what_came_out_while_nothing_was_polled_is_told_however_long_that_was(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """Stopped over a long weekend, then for a month."""
    feed_server.put("/a", rss([]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, operations=["console"])
    clock = Clock()
    async with running(config, clock) as run:
        await run.poll()
    for days, after, heard in ((4.0, 0.1, True), (30.0, 19.0, True), (30.0, 17.0, False)):
        begun, number = clock.now, int(days + after)
        came = begun + timedelta(days=after)
        archive = Entry(f"old {number}", *report(number), published=begun - timedelta(days=9))
        feed_server.put("/a", rss([archive, Entry(f"new {number}", *report(number + 100), published=came)]))
        clock.move(days=days)
        async with running(config, clock) as run:
            await run.monitor.ticks.notice_missed_time()
            before = headlines(run.alerts())
            polled = (await run.poll())["a"]
            told = headlines(run.alerts())[len(before) :]
            assert told == ([report(number + 100)[0]] if heard else [])
            *_, missed = (alert for alert in run.alerts() if alert.kind is AlertKind.OPERATIONS)
            assert missed.lines[-1] == (NO_ALERT if days > 12 else WHAT_IS_READ)
            assert polled.result is not None
            why = {one.article.guid: one.settled[0].decision.why for one in polled.result.taken}
            assert "alert_window (3 days)" in why[f"old {number}"]
            if not heard:
                gap = "published 13 days ago, longer than alert_window (3 days) and 9 days in which its feed was not heard"
                assert why[f"new {number}"] == gap


async def test_what_came_out_while_a_feed_was_down_is_told(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([]))
    clock = Clock()
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}), clock) as run:
        await run.poll()
        begun = clock.now
        feed_server.put("/a", b"", status=503)
        for _ in range(20):
            await run.poll(hours=6)
        feed_server.put("/a", rss([Entry("1", *report(1), published=begun + timedelta(hours=1))]))
        await run.poll(hours=6)
        assert headlines(run.alerts()) == [report(1)[0]]


async def test_first_poll_alerts_lets_the_latest_through(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([FRESH, OLD]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, polling={"first_poll_alerts": "2h"})
    async with running(config) as run:
        await run.poll()
        assert set(headlines(run.alerts())) == {FRESH.title}


async def test_an_item_that_breaks_our_own_code_holds_up_nothing(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(article: Article, *more: Any) -> Prepared:
        if article.fields.title == "poison":
            raise ZeroDivisionError("a bug of ours")
        return prepare(article, *more)

    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        monkeypatch.setattr(intake_module, "prepare", breaks)
        feed_server.put("/a", rss([FRESH, Entry("p", "poison", "text"), OLD]))
        polled = (await run.poll(minutes=1))["a"]
        assert polled.outcome == "changed" and set(headlines(run.alerts())) == {FRESH.title}
        with run.monitor.database.reading() as tx:
            kept = quarantine.listed(tx, limit=10)
        assert [(entry.reason, entry.item["title"]) for entry in kept] == [
            ("ZeroDivisionError: a bug of ours", "poison")
        ]


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
            assert set(deliveries.waiting(tx, run.clock.now + timedelta(days=1))) == {"new"}
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


async def test_redirects_are_followed_and_loops_end(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/new", rss([OLD]))
    feed_server.put("/old", b"", status=301, headers={"Location": "/new"})
    feed_server.put("/loop", b"", status=302, headers={"Location": "/loop"})
    urls = {name: f"{feed_server.url}/{name}" for name in ("old", "loop")}
    async with running(workspace(tmp_path, urls)) as run:
        done = await run.poll()
        assert done["old"].outcome == "changed" and done["loop"].reason == "more than 8 redirects"


async def test_only_public_addresses_are_dialled_unless_a_network_is_allowed(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    port = feed_server.port
    hosts = {"literal": "127.0.0.1", "name": "localhost", "six": "[::1]", "mapped": "[::ffff:127.0.0.1]"}
    urls = {name: f"http://{host}:{port}/a" for name, host in hosts.items()}
    async with running(workspace(tmp_path / "no", urls, polling={"allow_networks": []})) as run:
        for polled in (await run.poll()).values():
            assert " is not dialled: it is this host, and feeds are read from public ones" in polled.reason, polled
        assert polled.reason.endswith("(polling.allow_networks)")
    assert feed_server.requests == []
    async with running(workspace(tmp_path / "yes", {"a": urls["name"], "b": urls["literal"]})) as run:
        assert [polled.outcome for polled in (await run.poll()).values()] == ["changed", "changed"]


async def test_a_redirect_does_not_lead_where_the_feed_itself_may_not(tmp_path: Path, feed_server: FeedServer) -> None:
    targets = {
        "inside": "http://127.0.0.2:1/secret",
        "metadata": "http://169.254.169.254/latest",
        "file": "file:///etc",
    }
    for name, target in targets.items():
        feed_server.put(f"/{name}", b"", status=302, headers={"Location": target})
    async with running(workspace(tmp_path, {name: f"{feed_server.url}/{name}" for name in targets})) as run:
        done = await run.poll()
        assert done["inside"].reason.startswith("127.0.0.2 is not dialled: it is this host")
        assert done["metadata"].reason.startswith("169.254.169.254 is not dialled: ")
        assert done["file"].reason == "redirected to file:///etc: only http and https are read"


async def test_a_host_that_is_down_is_one_clear_reason(tmp_path: Path, feed_server: FeedServer) -> None:
    with FeedServer() as gone:
        url = f"{gone.url}/a"
    async with running(workspace(tmp_path, {"a": url})) as run:
        assert "cannot connect to 127.0.0.1" in (await run.poll())["a"].reason


async def test_undated_and_future_items_count_from_when_they_are_seen(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        undated = Entry("u", "Idlib without a date", "A report on Idlib that gives no date at all.")
        future = Entry(
            "f", "Tomorrow in Idlib", "A report from next year on Idlib roads.", published=NOW + timedelta(366)
        )
        feed_server.put("/a", rss([undated, future]))
        await run.poll(minutes=1)
        assert set(headlines(run.alerts())) == {undated.title, future.title}
        assert {item.published_at for item in run.items()[1:]} == {run.clock.now}
        assert not any(item.published_known for item in run.items()[1:])


async def test_a_feed_renamed_in_the_config_keeps_what_it_knows(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
    feed_server.put("/a", rss([FRESH, OLD]))
    async with running(workspace(tmp_path, {"renamed": f"{feed_server.url}/a"})) as run:
        await run.poll(hours=1)
        assert len(run.items()) == 2 and set(headlines(run.alerts())) == {FRESH.title}


@pytest.mark.parametrize("is_other", [True, False])
async def test_another_site_under_an_old_name_begins_with_a_first_poll_and_one_that_moved_does_not(
    tmp_path: Path, feed_server: FeedServer, is_other: bool
) -> None:
    feed_server.put("/a", rss([OLD]))
    allowed = {"allow_networks": ["127.0.0.1", "::1"]}
    there = [FRESH, *([] if is_other else [OLD])]
    feed_server.put("/z", rss(there, host="http://other.example" if is_other else "http://news.example"))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, polling=allowed)) as run:
        await run.poll()
        urls = {"a": f"http://localhost:{feed_server.port}/z"}
        await run.monitor.in_force.reload(workspace(tmp_path, urls, polling=allowed))
        await run.poll(minutes=1)
        assert len(run.items()) == 2
        assert headlines(run.alerts()) == ([] if is_other else [FRESH.title])
        await run.monitor.ticks.tell_troubles()
        flood = Entry("flood", "Floods in Idlib", "Rain.", published=run.clock.now)
        feed_server.put("/z", rss([flood, *there]))
        await run.poll(minutes=1)
        assert headlines(run.alerts())[-1] == flood.title, "and then goes on"


async def test_a_feed_that_moved_after_days_tells_what_was_published_since_it_last_answered(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    def config(url: str) -> Path:
        polling = {"allow_networks": ["127.0.0.1", "::1"], "alert_window": "2d"}
        return workspace(tmp_path, {"a": url}, polling=polling, operations=["console"])

    feed_server.put("/a", rss([OLD]))
    async with running(config(f"{feed_server.url}/a")) as run:
        await run.poll()
        feed_server.put("/a", b"", status=503)
        for hours in (12, 12):
            await run.poll(hours=hours)
        there = [
            Entry("new", "Floods cut roads in Idlib", "Rain.", published=NOW + timedelta(hours=3)),
            Entry("undated", "Bakery reopens in Idlib", "Bread."),
            Entry("older", "Snow blocks a pass near Idlib", "Cold.", published=NOW - timedelta(hours=1)),
        ]
        feed_server.put("/z", rss(there))
        await run.monitor.in_force.reload(config(f"http://localhost:{feed_server.port}/z"))
        await run.poll(minutes=1)
        assert len(run.items()) == 4 and set(headlines(run.alerts())) == {there[0].title, there[1].title}
        await run.monitor.ticks.tell_troubles()
        (line,) = run.alerts()[-1].lines
        assert "1 item is taken as its first poll" in line


@pytest.mark.parametrize("how", ["cut off", "lease lost"])
async def test_another_site_whose_first_poll_ends_half_way_tells_nothing_of_the_rest(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    allowed = {"allow_networks": ["127.0.0.1", "::1"]}
    titles = ("Bakery reopens", "Snow blocks a pass", "Court frees nine", "Locusts arrive", "Doctors strike")
    entries = [Entry(f"n{n}", f"{title} in Idlib", f"{title}.", published=NOW) for n, title in enumerate(titles)]
    whole = rss(entries, host="http://other.example")
    feed_server.put("/a", rss([OLD]))
    feed_server.put("/z", whole[: whole.index("Locusts")] if how == "cut off" else whole)
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, polling=allowed)) as run:
        await run.poll()
        await run.monitor.in_force.reload(
            workspace(tmp_path, {"a": f"http://localhost:{feed_server.port}/z"}, polling=allowed)
        )
        monkeypatch.setattr(intake_module, "CHUNK", 3)
        with monkeypatch.context() as patched:
            if how == "lease lost":
                answers = iter([True])
                patched.setattr(leases, "holds", lambda *_: next(answers, False))
            await run.poll(minutes=1)
        assert len(run.items()) == 4, "with the one of before"
        feed_server.put("/z", whole)
        await run.poll(hours=1)
        assert len(run.items()) == 6 and not run.alerts()
        flood = Entry("flood", "Floods in Idlib", "Rain.", published=run.clock.now)
        feed_server.put("/z", rss([flood, *entries], host="http://other.example"))
        await run.poll(hours=1)
        assert headlines(run.alerts()) == [flood.title], "and then goes on"


async def test_a_first_poll_of_half_a_document_is_no_baseline(tmp_path: Path, feed_server: FeedServer) -> None:
    entries = [Entry(f"n{n}", f"Idlib, report {n}", f"Words {n}.", published=NOW) for n in range(6)]
    whole = rss(entries)
    feed_server.put("/a", whole[: whole.index("Words 3")])
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        feed_server.put("/a", whole)
        await run.poll(minutes=1)
        assert len(run.items()) == 6 and not run.alerts()


async def test_a_feed_that_is_always_cut_off_alerts_after_two_polls_and_is_told(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    old = Entry("tail", "The tail", "Never read.", published=NOW - timedelta(hours=9))
    entries = [Entry(f"n{n}", f"Idlib, report {n}", f"Words {n}.", published=NOW) for n in range(4)]

    def health(run: Running) -> str:
        with run.monitor.database.reading() as tx:
            return next(state.trouble for state in feeds.listed(tx))

    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        for number, (alerts, trouble) in enumerate([(0, ""), (0, "cut off"), (1, "cut off"), (2, "cut off")]):
            whole = rss([*entries[number::-1], old])
            feed_server.put("/a", whole[: whole.index("Never")])
            await run.poll(hours=1)
            assert (len(run.items()), len(run.alerts()), health(run)) == (number + 1, alerts, trouble)
            feed_server.put("/a", b"", status=500)
            await run.poll(hours=1)
        feed_server.put("/a", rss([*entries, old]))
        await run.poll(hours=4)
        assert health(run) == ""


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


async def test_a_headline_that_goes_back_and_forth_alerts_each_time_it_is_asked_to_and_blocks_nothing(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    rules = RULES.replace("severity: low", "severity: low\n    on_story: every").replace("parts: true", "in: title")
    rules = rules.replace(
        '{text: "Shelling in Idlib", expect: match, highlight: [Idlib]}', "{title: Idlib, expect: match}"
    )
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, rules=rules)) as run:
        await run.poll()
        for number, title in enumerate(("Idlib is quiet", "The north is quiet", "Idlib is quiet")):
            feed_server.put("/a", rss([Entry("x", title, STORY), Entry(f"n{number}", f"Other {number}"), OLD]))
            await run.poll(minutes=1)
        assert headlines(run.alerts()) == ["Idlib is quiet"] * 2 and len(run.items()) == 5


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
            feeds.sync(tx, [("b", f"{feed_server.url}/a", run.clock.now)])
        assert (await task).outcome == "failed" and len(run.items()) == 1
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        assert (await run.poll())["b"].outcome == "changed"
        assert {item.feed for item in run.items()} == {"b"} and set(headlines(run.alerts())) == {FRESH.title}


async def test_a_feed_renamed_by_half_a_reload_is_polled_as_soon_as_the_reload_succeeds(
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
        assert set(await run.poll(hours=1)) == {"other"}
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        assert set(await run.poll(seconds=1)) == {"b"}


async def test_a_reload_that_the_database_cannot_take_leaves_the_running_files(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    async with running(config) as run:
        workspace(tmp_path, {"a": f"{feed_server.url}/a", "b": f"{feed_server.url}/b"})
        run.monitor.database.engine.dispose()
        (tmp_path / "monitor.sqlite").rename(tmp_path / "away")
        (tmp_path / "monitor.sqlite").mkdir()
        assert await run.monitor.in_force.reload(config) is Reload.WAITING
        assert [feed.name for feed in run.monitor.files.config.file.feeds] == ["a"]
        (tmp_path / "monitor.sqlite").rmdir()
        (tmp_path / "away").rename(tmp_path / "monitor.sqlite")
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        assert [feed.name for feed in run.monitor.files.config.file.feeds] == ["a", "b"]
