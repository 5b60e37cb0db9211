"""The first poll of a feed, or of another site under its name: known from then on, and not told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import monitor.intake.intake as intake_module
from monitor.store import feeds, leases
from monitor.testing import FeedServer
from tests.make import FRESH, NOW, OLD, Entry, report, rss, workspace
from tests.running import Running, headlines, running


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


async def test_first_poll_alerts_lets_the_latest_through(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([FRESH, OLD]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, polling={"first_poll_alerts": "2h"})
    async with running(config) as run:
        await run.poll()
        assert set(headlines(run.alerts())) == {FRESH.title}


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


async def test_another_part_of_a_site_under_an_old_name_begins_with_a_first_poll_and_loses_nothing(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    feed_server.put("/z", rss([FRESH]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        flood = Entry("flood", "Floods in Idlib", "Rain.", published=run.clock.now + timedelta(minutes=2))
        feed_server.put("/z", rss([flood, FRESH]))
        await run.monitor.in_force.reload(workspace(tmp_path, {"a": f"{feed_server.url}/z"}))
        await run.poll(minutes=5)
        assert len(run.items()) == 3 and headlines(run.alerts()) == [flood.title], "what came since it was asked last"


async def test_a_feed_that_its_publisher_gives_up_for_another_one_begins_there_with_a_first_poll(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, operations=["console"])) as run:
        await run.poll()
        flood = Entry("flood", "Floods in Idlib", "Rain.", published=run.clock.now + timedelta(minutes=2))
        feed_server.put("/a", b"", status=301, headers={"Location": "/main"})
        feed_server.put("/main", rss([flood, FRESH]))
        await run.poll(minutes=5)
        assert len(run.items()) == 3 and headlines(run.alerts()) == [flood.title], "what came since it answered last"
        await run.monitor.ticks.tell_troubles()
        assert "1 feed gap (a)" in headlines(run.alerts())
        later = Entry("later", "Snow blocks a pass in Idlib", "Ploughs.", published=NOW - timedelta(hours=1))
        feed_server.put("/main", rss([later, flood, FRESH]))
        await run.poll(minutes=5)
        assert headlines(run.alerts())[-1] == later.title, "and then goes on"


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


async def test_what_a_cut_document_left_out_after_a_long_silence_is_no_old_news(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """It was published while nobody asked, as what the first half of the document brought."""
    missed = [
        Entry(f"n{n}", f"Idlib {report(n)[0]}", report(n)[1], published=NOW + timedelta(hours=hours))
        for n, hours in enumerate((80, 40, 2, 1))
    ]
    whole = rss([*missed, OLD])
    feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()
        feed_server.put("/a", whole[: whole.index(missed[2].title)])
        await run.poll(hours=84)
        assert len(run.alerts()) == 2
        feed_server.put("/a", whole)
        await run.poll(minutes=5)
        assert sorted(headlines(run.alerts())) == sorted(one.title for one in missed)
