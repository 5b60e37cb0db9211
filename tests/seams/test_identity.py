"""Feeds whose guids or links cannot be trusted: nothing is told twice, nothing new is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor.store import feeds
from monitor.testing import FeedServer
from tests.make import NOW, OLD, Entry, rss, workspace
from tests.running import Running, command_here, headlines, running

PLACES = ("Idlib", "Morek", "Saraqib", "Binnish", "Sarmin", "Ariha", "Kafranbel")

STORMS = "rules: {storms: {title: Storms, severity: low, on_story: every, when: {words: [warning, shells]}}}"


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


@pytest.mark.parametrize("before", ["auto", "guid", "url", "title"])
@pytest.mark.parametrize("after", ["auto", "guid", "url", "title"])
async def test_another_policy_in_the_config_makes_nothing_new(
    tmp_path: Path, feed_server: FeedServer, before: str, after: str
) -> None:
    """Short headlines, so that nothing else than their keys tells that they are known."""
    known = [Entry(f"x-{n}", f"Idlib: {n}", "", published=NOW - timedelta(hours=n + 1)) for n in range(4)]
    url = feed_server.put("/a", rss(known))
    feed = {"url": url, "interval": "1s", "identity": before}
    async with running(workspace(tmp_path, {"a": feed})) as run:
        await run.poll()
        await run.monitor.in_force.reload(workspace(tmp_path, {"a": feed | {"identity": after}}))
        for number, item in enumerate(entries("y-", count=2), start=5):
            known.insert(0, item)
            feed_server.put("/a", rss(known))
            await run.poll(seconds=2)
            assert len(run.items()) == number


async def test_another_policy_while_the_feed_is_polled_holds_from_the_next_poll_on(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    known = [Entry(f"x-{n}", f"Idlib: {n}", "", published=NOW - timedelta(hours=n + 1)) for n in range(4)]
    url = feed_server.put("/a", rss(known))
    feed = {"url": url, "interval": "1s", "identity": "guid"}
    async with running(workspace(tmp_path, {"a": feed})) as run:
        (task,) = await run.monitor.poller.poll_due()
        await run.monitor.in_force.reload(workspace(tmp_path, {"a": feed | {"identity": "url"}}))
        await task
        assert identity(run) == "guid (config)"
        feed_server.put("/a", rss([*entries("y-", count=1), *known]))
        await run.poll(seconds=2)
        assert len(run.items()) == 5 and identity(run) == "url (config)"


async def test_what_names_an_item_may_come_later_or_change_while_its_text_stays(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """First its link, and then its guid: it is known by what it was called in between."""
    texts = entries("x-", count=3)
    called = [("x", "http://news.example/"), ("x", "http://news.example/a"), ("x", "http://news.example/b"),
              ("y", "http://news.example/b"), ("y", "http://news.example/c")]  # fmt: skip
    url = feed_server.put("/a", b"")
    async with running(workspace(tmp_path, {"a": url})) as run:
        for number, (guid, link) in enumerate(called):
            # Told in other words at last, so that only its keys name it.
            told = [
                (e.title, e.text) if number < 3 else (f"Roads, part {n}", f"Gravel {n}.") for n, e in enumerate(texts)
            ]
            shown = [
                Entry(f"{guid}-{n}", *told[n], link + (f"-{n}" if number else ""), e.published)
                for n, e in enumerate(texts)
            ]
            feed_server.put("/a", rss(shown))
            await run.poll(seconds=2)
            assert len(run.items()) == 3, number
            assert {item.url for item in run.items()} == {e.link for e in shown}


async def test_links_that_are_others_in_each_poll_do_not_fill_the_store(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    url = feed_server.put("/a", b"")
    async with running(workspace(tmp_path, {"a": url})) as run:
        for session in range(4):
            feed_server.put(
                "/a",
                rss(
                    [Entry(e.guid, e.title, e.text, f"{e.link};session={session}", e.published) for e in entries("x-")]
                ),
            )
            await run.poll(seconds=2)
        with run.monitor.database.reading() as tx:
            assert tx.connection.scalar(text("SELECT count(*) FROM item_key")) == 2 * len(PLACES)


async def test_behind_one_link_nothing_is_lost_where_guids_are_others_in_each_poll(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """As of a list of warnings that is written anew at each request: once its guids are not believed, its one link
    names none of its items either."""
    shown = [replace(one, link="http://news.example/warnings") for one in reversed(entries("", count=5))]
    url = feed_server.put("/a", b"")
    async with running(workspace(tmp_path, {"a": url}, rules=STORMS)) as run:
        for number in range(5):
            feed_server.put("/a", rss([replace(one, guid=f"{number}-{one.guid}") for one in shown]))
            await run.poll(seconds=2)
        assert identity(run).startswith("url (guids change")
        known = len(run.items())
        for number in range(5, 8):
            places = [f"Shells fell on {place} in Idlib ({number})" for place in ("Sarmin", "Ariha")]
            fresh = [Entry(place, place, f"{place}: nobody is hurt.", shown[0].link, run.clock.now) for place in places]
            shown = [*fresh, *shown]
            feed_server.put("/a", rss([replace(one, guid=f"{number}-{one.guid}") for one in shown]))
            await run.poll(minutes=10)
            known += 2
            assert len(run.items()) == known
            assert set(places) <= set(headlines(run.alerts()))


@pytest.mark.parametrize(
    ("guid", "link"), [("", "/warnings"), ("warning", "/warnings"), ("warning", ""), ("http://news.example/", "")]
)
async def test_what_names_nothing_in_a_document_of_several_names_nothing_else_where_one_stands_alone(
    tmp_path: Path, feed_server: FeedServer, guid: str, link: str
) -> None:
    def warning(number: int, place: str) -> Entry:
        where = f"http://news.example{link or f'/{place}'}"
        text = f"In {place} in Idlib gusts and hail are to be expected."
        return Entry(guid, f"Warning of storms for the town of {place}", text, where, NOW + timedelta(minutes=number))

    storms = [warning(number, place) for number, place in enumerate(PLACES[1:5], start=1)]
    calm = [warning(number, place) for number, place in ((-8, "Idlib"), (-9, "Jarabulus"))]
    url = feed_server.put("/a", rss(calm))
    async with running(workspace(tmp_path, {"a": url}, rules=STORMS)) as run:
        await run.poll()
        for shown in ([0], [1, 0], [1], [2, 1], [2], [3, 2], [3, 2, 1], [3], [3, 2]):
            run.clock.move(hours=1)
            feed_server.put("/a", rss([storms[number] for number in shown]))
            await run.poll()
        assert sorted(headlines(run.alerts())) == sorted(storm.title for storm in storms)
        assert len(run.items()) == len(calm) + len(storms) and all(item.edition_number == 1 for item in run.items())


async def test_guids_that_go_on_to_the_next_item_take_no_item_for_another(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """They count the places in the list."""
    shown = [Entry("", f"A council met {place} on roads", f"It spoke of {place}.", f"http://news.example/{place}",
                   NOW - timedelta(days=1)) for place in PLACES]  # fmt: skip
    url = feed_server.put("/a", b"")
    async with running(workspace(tmp_path, {"a": url}, rules=STORMS)) as run:
        for number, place in enumerate(("", "Jericho", "Hebron", "Nablus", "Tulkarm", "Jenin")):
            if place:
                title = f"Warning of storms for {place}"
                shown.insert(0, Entry("", title, f"In {place} too.", f"http://news.example/{place}", run.clock.now))
            feed_server.put("/a", rss([replace(one, guid=f"top-story-{n}") for n, one in enumerate(shown)]))
            await run.poll(minutes=10)
            items = run.items()
            assert len(items) == len(PLACES) + number and len(run.alerts()) == number
            assert all(item.edition_number == 1 for item in items)


@pytest.mark.parametrize("is_dated", [True, False])
async def test_without_guids_the_next_warning_in_the_place_of_the_one_before_is_another_item(
    tmp_path: Path, feed_server: FeedServer, is_dated: bool
) -> None:
    link = "http://news.example/warnings"
    url = feed_server.put("/a", rss([OLD]))
    async with running(workspace(tmp_path, {"a": url}, rules=STORMS)) as run:
        await run.poll()
        titles = [f"Severe storm warning for {place} county" for place in ("Ada", "Boise", "Elmore", "Ufa", "Van")]
        for title in titles:
            at = run.clock.now if is_dated else None
            for text in ("Hail is to be expected.", f"Hail and gusts are to be expected until {title[-8]}."):
                feed_server.put("/a", rss([Entry("", title, text, link, at), OLD]))
                await run.poll(minutes=31)
        assert headlines(run.alerts()) == titles
        assert [item.edition_number for item in run.items()] == [1, 2, 2, 2, 2, 2]


async def test_without_guids_headlines_that_change_are_edits_where_each_item_has_its_own_link(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """Prices, as one real feed has them: half of each headline stays."""
    url = feed_server.put("/a", rss([]))
    async with running(workspace(tmp_path, {"a": url}, rules=STORMS)) as run:
        for price in (101, 102, 103):
            coins = ("Ada", "Boise", "Elmore")
            found = [
                Entry("", f"{coin} ({coin}) - ${price}.5", "A price.", f"http://news.example/{coin}") for coin in coins
            ]
            feed_server.put("/a", rss(found))
            await run.poll(minutes=31)
        assert [item.edition_number for item in run.items()] == [3, 3, 3]
