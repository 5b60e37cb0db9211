"""Polling over real HTTP: what is asked, what is stored, what is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

import monitor.intake.intake as intake_module
from monitor.answers.asked import asked_for
from monitor.core.errors import MonitorError, StoreError
from monitor.core.types import AlertKind, Article
from monitor.intake.prepare import Prepared, prepare
from monitor.store import feeds, leases, quarantine
from monitor.testing import FeedServer, Handler
from tests.make import FRESH, NOW, OLD, RULES, STORY, Entry, rss, workspace
from tests.running import headlines, running
from tests.seams.test_web_acts import read_only


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


@pytest.mark.parametrize(("status", "value"), [(429, "7200"), (503, "7200"), (429, "60, 7200"), (503, "120 minutes")])
async def test_retry_after_is_obeyed(tmp_path: Path, feed_server: FeedServer, status: int, value: str) -> None:
    feed_server.put("/a", b"", status=status, headers={"Retry-After": value})
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        assert not await run.poll(minutes=119)
        assert await run.poll(minutes=1)


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
        with run.monitor.database.reading() as tx, pytest.raises(MonitorError) as said:
            asked_for(tx, "poison")
        assert "in quarantine since 2026-" in str(said.value) and "from a: ZeroDivisionError: a bug of" in str(
            said.value
        )


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


async def test_a_poll_that_the_database_did_not_take_is_made_again_soon(tmp_path: Path) -> None:
    """And not only when its lease, which is for long documents, runs out."""
    file, aside = tmp_path / "monitor.sqlite", tmp_path / "aside.sqlite"

    class TakesTheDatabaseAway(FeedServer):
        armed = False

        def _get(self, handler: Handler) -> None:
            if self.armed:
                file.rename(aside)
            super()._get(handler)

    with TakesTheDatabaseAway() as server, capture_logs() as logs:
        server.put("/a", rss([OLD]))
        async with running(workspace(tmp_path, {"a": f"{server.url}/a"})) as run:
            await run.poll()
            server.put("/a", rss([FRESH, OLD]))
            server.armed = True
            run.clock.move(minutes=1)
            (refused,) = await asyncio.gather(*await run.monitor.poller.poll_due())
            assert refused.outcome == "failed" and "moved or replaced" in refused.reason
            server.armed = False
            with pytest.raises(StoreError):
                await run.poll(seconds=1)
            aside.rename(file)
            await run.poll(seconds=1)
            assert headlines(run.alerts()) == [FRESH.title]
    said = [line["event"] for line in logs if "database" in line["event"] or "failed" in line["event"]]
    assert said == [f"what polls bring: {what}" for what in ("waiting for the database", "the database takes it again")]


async def test_what_the_database_refuses_is_said_once_and_not_of_each_feed(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    names = [f"f{number}" for number in range(5)]
    for name in names:
        feed_server.put(f"/{name}", rss([OLD]))
    async with running(workspace(tmp_path, {name: f"{feed_server.url}/{name}" for name in names})) as run:
        with capture_logs() as logs:
            run.clock.move(minutes=1)
            polls = await run.monitor.poller.poll_due()
            with read_only(run.monitor.database):
                outcomes = await asyncio.gather(*polls)
            assert [one.outcome for one in outcomes] == ["failed"] * len(names)
            waiting = run.monitor.refusals.longest()
            assert waiting is not None and "readonly" in waiting.why, "as the page and the heartbeat say it"
            await run.poll(seconds=2)
        said = [line["event"] for line in logs if line["event"] != "polled"]
        assert said == [
            f"what polls bring: {what}" for what in ("waiting for the database", "the database takes it again")
        ]
        assert run.monitor.refusals.longest() is None
