"""Items whose feed gives them cut: told as they are, their pages read politely, once, as an edit."""

from __future__ import annotations

import asyncio
import json
import socket
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from monitor import logs
from monitor.answers.explanation import explanation
from monitor.config import FeedConfig
from monitor.core.text.cut import why_cut
from monitor.core.types import Fields, VerdictKind
from monitor.sources.types import FetchFailed
from monitor.store import editions, pages
from monitor.store.pages import WantedPage
from monitor.testing import FeedServer
from tests.make import NOW, Entry, rss, workspace
from tests.running import Running, command, headlines, running

OLD = Entry("old", "A quiet week", "Markets were open, and the bakeries too.", published=NOW - timedelta(hours=5))
BODY = [
    "Shells fell on the town before dawn on Tuesday, residents said, and the market was closed for the day.",
    "The mayor of Morek in Idlib province told reporters that 21 people were killed when two houses collapsed.",
    "Rescue teams worked until noon with their bare hands, as the only digger had no fuel, a volunteer said.",
    "A Turkish observation post on the hill above was not hit, its garrison told reporters on the telephone.",
]


def page(paragraphs: list[str] = BODY, title: str = "Shells on a town") -> str:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/aleppo'>Aleppo</a></li></ul></nav>"
    return f"<!doctype html><html><head><title>{title}</title></head><body>{menu}<article><h1>{title}</h1>{text}</article></body></html>"


class Desk:
    """A feed with one old item; then another one, cut, with its page."""

    def __init__(self, folder: Path, server: FeedServer, **feed: object) -> None:
        self.server, self.entries = server, [OLD]
        server.put("/a", rss(self.entries))
        feeds = {"a": {"url": f"{server.url}/a", "interval": "1s", "full_text": True, **feed}}
        self.config = workspace(folder, feeds, polling={"alert_window": "3650d"})

    def publish(self, text: str = "Shells fell on the town before dawn ...", guid: str = "new") -> None:
        entry = Entry(guid, "Shells on a town", text, f"{self.server.url}/{guid}.html", NOW)
        self.entries = [entry, *(one for one in self.entries if one.guid != guid)]
        self.server.put("/a", rss(self.entries))

    def asked(self, path: str = "/new.html") -> int:
        return [one for one, _ in self.server.requests].count(path)


async def read(run: Running) -> None:
    """Read what pages are due now."""
    while tasks := await run.monitor.pages.read_due():
        for task in tasks:
            await task


def shown(run: Running) -> str:
    """What is said of the newest item's rules."""
    with run.monitor.database.reading() as tx:
        return "\n".join(explanation(tx, run.items()[-1], run.clock.now).rules_lines)


def waiting(run: Running) -> int:
    with run.monitor.database.reading() as tx:
        return pages.count(tx)


async def test_a_page_is_read_once_and_what_it_says_is_matched(tmp_path: Path, feed_server: FeedServer) -> None:
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", page(), content_type="text/html")
    async with running(desk.config) as run:
        await run.poll()
        await read(run)
        assert desk.asked("/old") == 0, "of the first poll no page is read"
        desk.publish()
        await run.poll(seconds=2)
        assert run.alerts() == [] and waiting(run) == 1, "what the feed gave meets no rule"
        await read(run)
        assert headlines(run.alerts()) == ["Shells on a town"]
        assert "21 people were killed" in run.items()[-1].text and "Aleppo" not in run.items()[-1].text
        for _ in range(3):  # the feed goes on to give it cut
            desk.publish(guid=f"other-{_}", text="Nothing of interest.")
            await run.poll(seconds=2)
            await read(run)
        assert desk.asked() == 1 and len(run.alerts()) == 1
        assert next(one for one in run.items() if one.guid == "new").edition_number == 2


async def test_the_page_of_a_copy_is_no_edit_by_its_feed(tmp_path: Path, feed_server: FeedServer) -> None:
    desk = Desk(tmp_path, feed_server)
    for path in ("/new.html", "/again.html"):
        feed_server.put(path, page(), content_type="text/html")
    async with running(desk.config) as run:
        await run.poll()
        desk.publish()
        await run.poll(seconds=2)
        desk.publish(guid="again")
        await run.poll(seconds=2)
        await read(run)
        again = run.items()[-1]
        assert (again.verdict, again.edition_number) == (VerdictKind.SEEN, 2), again.verdict_why
        with run.monitor.database.reading() as tx:
            ((_, _, _, why),) = editions.listed(tx, again.id)
        assert why == "its page was read: nothing material is new"


async def test_an_alert_does_not_wait_for_the_page_nor_come_again_with_it(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", page(), content_type="text/html")
    async with running(desk.config) as run:
        await run.poll()
        desk.publish("Shells fell on Morek in Idlib province before dawn ...")
        await run.poll(seconds=2)
        before = [(alert.rule, alert.id) for alert in run.alerts()]
        assert before and desk.asked() == 0
        await read(run)
        after = [(alert.rule, alert.id) for alert in run.alerts()]
        assert after[: len(before)] == before and len({rule for rule, _ in after}) == len(after), "none twice"


async def test_an_edit_by_the_feed_keeps_the_text_of_the_page(tmp_path: Path, feed_server: FeedServer) -> None:
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", page(), content_type="text/html")
    async with running(desk.config) as run:
        await run.poll()
        desk.publish()
        await run.poll(seconds=2)
        await read(run)
        desk.publish("Shells fell on the town before dawn on Tuesday ...")
        await run.poll(seconds=2)
        item = run.items()[-1]
        assert item.lead.endswith("on Tuesday ...") and "21 people" in item.text and item.edition_number == 3
        assert len(run.alerts()) == 1


@pytest.mark.parametrize("status", [200, 404, 500])
async def test_an_edit_while_its_page_is_read_has_the_page_read_again(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", page(), content_type="text/html", status=status)
    async with running(desk.config) as run:
        edited, reader = asyncio.Event(), run.monitor.pages
        text_of = reader._text

        async def slowly(wanted: WantedPage, config: FeedConfig) -> str | FetchFailed:
            found = await text_of(wanted, config)
            await edited.wait()
            return found

        monkeypatch.setattr(reader, "_text", slowly)
        await run.poll()
        desk.publish()
        await run.poll(seconds=2)
        (task,) = await reader.read_due()
        desk.publish("Shells fell on the town before dawn on Tuesday ...")
        await run.poll(seconds=2)
        edited.set()
        await task
        assert waiting(run) == 1, "the later edition's"
        feed_server.put("/new.html", page(), content_type="text/html")
        run.clock.move(seconds=2)
        await read(run)
        assert desk.asked() == 2 and waiting(run) == 0 and "21 people" in run.items()[-1].text


@pytest.mark.parametrize(
    ("answer", "attempts"),
    [
        ({"status": 403}, 1),
        ({"status": 500}, 3),
        ({"status": 429}, 3),
        ({"status": 408}, 3),
        ({"status": 404, "headers": {"Retry-After": "60"}}, 3),
        ({"content_type": "application/pdf"}, 1),
        ({"body": "<html><body><p>Please subscribe.</p></body></html>"}, 1),
        ({"status": 302, "headers": {"Location": "/"}}, 1),
    ],
)
async def test_what_cannot_be_read_leaves_the_item_as_it_is(
    tmp_path: Path, feed_server: FeedServer, answer: dict[str, object], attempts: int
) -> None:
    log = StringIO()
    logs.configure(stream=log)
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/", page(title="The front page"), content_type="text/html")
    document = {"body": page(), "content_type": "text/html"} | answer
    feed_server.put("/new.html", **document)  # type: ignore[arg-type]
    async with running(desk.config) as run:
        await run.poll()
        desk.publish("Shells fell on Morek in Idlib province before dawn ...")
        await run.poll(seconds=2)
        alerts = headlines(run.alerts())
        for _ in range(5):
            await read(run)
            run.clock.move(minutes=30)
        assert desk.asked() == attempts and waiting(run) == 0
        assert headlines(run.alerts()) == alerts and run.items()[-1].edition_number == 1
        given_up = next(line for line in log.getvalue().splitlines() if "stays as its feed gave it" in line)
        tried = f"{attempts} attempt{'s' * (attempts > 1)}"
        assert f"its page could not be read ({tried}): {json.loads(given_up)['reason']}" in shown(run)
    said = [event for line in log.getvalue().splitlines() if "page not read" in (event := json.loads(line)["event"])]
    again, given_up = "page not read, will be tried again", "page not read, the item stays as its feed gave it"
    assert said == [again] * (attempts - 1) + [given_up]


async def test_a_page_that_breaks_its_reader_is_not_asked_for_again_and_again(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.polling.pages.text_of_page", json.loads)
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", page(), content_type="text/html")
    async with running(desk.config) as run:
        await run.poll()
        desk.publish("Shells fell on Morek in Idlib province before dawn ...")
        await run.poll(seconds=2)
        for _ in range(6):
            await read(run)
            run.clock.move(hours=1)
        assert desk.asked() == 3 and waiting(run) == 0
        assert "its page could not be read (3 attempts): internal error: TypeError: " in shown(run)


async def test_pages_have_turns_with_polls_of_their_host(tmp_path: Path, feed_server: FeedServer) -> None:
    desk = Desk(tmp_path, feed_server)
    values = desk.config.read_text().replace('"host_gap": "0s"', '"host_gap": "10s"')
    desk.config.write_text(values)
    for number in range(3):
        feed_server.put(f"/n{number}.html", page(), content_type="text/html")
    async with running(desk.config) as run:
        await run.poll()
        for number in range(3):
            desk.publish(guid=f"n{number}")
        await run.poll(seconds=11)
        read_ = [len(await run.monitor.pages.read_due())]
        for _ in range(5):
            run.clock.move(seconds=10)
            tasks = await run.monitor.pages.read_due()
            for task in tasks:
                await task
            read_.append(len(tasks))
        assert max(read_) == 1 and sum(read_) == 3


@pytest.mark.parametrize(("feeds", "hosts"), [("a", ["127.0.0.1", "127.1"]), ("ac", ["127.0.0.1"])])
async def test_pages_that_hang_hold_up_no_other_feed_or_host(
    tmp_path: Path, feed_server: FeedServer, feeds: str, hosts: list[str]
) -> None:
    feed_server.put("/new.html", page(), content_type="text/html")
    values = {
        name: {"url": feed_server.put(f"/{name}", rss([OLD])), "interval": "1s", "full_text": True}
        for name in (*feeds, "b")
    }
    config = workspace(tmp_path, values, polling={"allow_networks": ["127.0.0.1", "::1"], "alert_window": "3650d"})
    cut = "Shells fell on the town before dawn ..."
    with socket.create_server(("127.0.0.1", 0)) as hangs:
        port = hangs.getsockname()[1]
        async with running(config) as run:
            await run.poll()
            for name in feeds:
                links = [f"http://{host}:{port}/{name}{number}" for number in range(10) for host in hosts]
                feed_server.put(f"/{name}", rss([Entry(link, f"On {link}", cut, link, NOW) for link in links]))
            await run.poll(seconds=2)
            await run.monitor.pages.read_due()
            read_ = f"http://localhost:{feed_server.port}/new.html"
            feed_server.put("/b", rss([Entry("new", "Shells on a town", cut, read_, NOW)]))
            await run.poll(seconds=2)
            await asyncio.gather(*await run.monitor.pages.read_due())
            assert headlines(run.alerts()) == ["Shells on a town"]


async def test_a_host_that_asks_a_poll_for_time_is_not_asked_for_pages_either(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", page(), content_type="text/html")
    async with running(desk.config) as run:
        await run.poll()
        desk.publish()
        await run.poll(seconds=2)
        feed_server.put("/a", b"", status=429, headers={"Retry-After": "1000"})
        await run.poll(seconds=2)
        await read(run)
        run.clock.move(seconds=990)
        await read(run)
        assert desk.asked() == 0 and waiting(run) == 1
        run.clock.move(seconds=11)
        await read(run)
        assert desk.asked() == 1


async def test_a_host_that_asks_for_time_at_the_last_attempt_for_a_page_is_left_alone_too(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", b"", status=503)
    async with running(desk.config) as run:
        await run.poll()
        desk.publish()
        await run.poll(seconds=2)
        for _ in range(2):
            await read(run)
            run.clock.move(minutes=30)
        feed_server.put("/new.html", b"", status=503, headers={"Retry-After": "1000"})
        await read(run)
        polls = desk.asked("/a")
        assert (desk.asked(), waiting(run)) == (3, 0)
        await run.poll(seconds=990)
        assert desk.asked("/a") == polls
        await run.poll(seconds=11)
        assert desk.asked("/a") == polls + 1


async def test_pages_in_hand_survive_a_restart(tmp_path: Path, feed_server: FeedServer) -> None:
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", page(), content_type="text/html")
    async with running(desk.config) as run:
        await run.poll()
        desk.publish()
        await run.poll(seconds=2)
        clock = run.clock
        assert f"its page is still to be read: due {clock.now:%Y-%m-%d} " in shown(run)
    feed_server.put("/new.html", b"", status=500)
    async with running(desk.config, clock) as run:
        await read(run)
        assert "to be read (1 attempt so far, the last failed: HTTP 500 Internal Server Error): due" in shown(run)
        feed_server.put("/new.html", page(), content_type="text/html")
        run.clock.move(minutes=1)
        await read(run)
        assert headlines(run.alerts()) == ["Shells on a town"]
        assert "its page" not in shown(run)


def test_poll_reads_them_before_it_ends(tmp_path: Path, feed_server: FeedServer) -> None:
    desk = Desk(tmp_path, feed_server)
    feed_server.put("/new.html", page(), content_type="text/html")
    command("poll", folder=tmp_path)
    desk.publish()
    command("poll", folder=tmp_path)
    assert "Shells on a town" in command("alerts", "list", folder=tmp_path).stdout and desk.asked() == 1


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Word. " * 200, False),
        ("Word. " * 20, True),
        ("Word. " * 200 + "and then [...]", True),
        ("Word. " * 200 + "and then the… ", True),
        ("Word. " * 200 + "Continue reading at the Gazette", True),
        ("كلمة. " * 200 + "اقرأ المزيد", True),
        ("Слово. " * 200 + "Читать далее", True),
        ("Word. " * 200 + "They read more. He left.", False),
    ],
)
def test_which_text_is_cut(text: str, cut: bool) -> None:
    assert bool(why_cut(Fields("", "", text))) is cut
