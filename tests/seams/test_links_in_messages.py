"""A message of the running daemon, and what its reader can do from it: each link followed over real HTTP."""

from __future__ import annotations

import asyncio
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.alerting.house import free_port
from monitor.core.alerts.links import Grant, Refusal, granted, token
from monitor.core.alerts.types import Act
from monitor.notify.webhook import signature
from monitor.store.link_key import link_key
from monitor.store.schema import open_store
from monitor.testing import FeedServer, WebhookServer
from tests.mailbox import Mailbox, mailbox
from tests.make import STORY, Entry, rss, workspace
from tests.running import command_here, daemon, until
from tests.timeline import HEAD, SUNDAY, day, rules

SECRET = "of this test"
READ, ACT = ("item", "story"), ("acknowledge", "snooze")


@dataclass
class Arrived:
    """One alert, as it came by webhook and as a letter. Links are by their act, or by their text."""

    folder: Path
    hook: WebhookServer
    message: dict[str, Any]
    letter: EmailMessage

    @property
    def links(self) -> dict[str, str]:
        return {link["act"]: link["url"] for link in self.message["links"]}

    def listed(self) -> dict[str, Any]:
        (alert,) = json.loads(command_here("alerts", "list", "--json", folder=self.folder).stdout)
        found: dict[str, Any] = alert
        return found

    def silences(self) -> list[Any]:
        found: list[Any] = json.loads(command_here("silences", "list", "--json", folder=self.folder).stdout)
        return found


@contextmanager
def arrived(folder: Path, box: Mailbox) -> Iterator[Arrived]:
    """The daemon runs, and has told one alert to both of its receivers."""
    port = free_port()
    with FeedServer() as feeds, WebhookServer() as hook:
        feeds.put("/a", rss([]))
        addresses = {"from": "monitor@example.org", "to": "desk@example.org"}
        mail = {"type": "email", "host": "127.0.0.1", "port": box.port, "security": "none", **addresses}
        config = workspace(
            folder,
            {"a": f"{feeds.url}/a"},
            receivers={"hook": {"type": "webhook", "url": hook.url, "secret": SECRET}, "mail": mail},
            routes=[{"to": ["hook", "mail"]}],
            web={"enabled": True, "port": port, "public_url": f"http://127.0.0.1:{port}"},
        )
        with daemon(config) as running:
            running.wait_for("web page")
            running.wait_for("polled")
            feeds.put("/a", rss([Entry("n", "Shelling kills 21 in Morek", STORY, published=datetime.now(UTC))]))
            hook.wait_for(1)
            until(lambda: bool(box.letters), "the letter came")
            (letter,) = box.letters
            assert isinstance(letter, EmailMessage)
            yield Arrived(folder, hook, hook.received[0], letter)


def opened(url: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and page; with ``fields`` by POST."""
    data = urlencode(fields).encode() if fields is not None else None
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Anchors(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def every_link_leads_somewhere_and_nothing_changes_by_looking(one: Arrived) -> None:
    plain, page = (one.letter.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None and page is not None
    base = one.links["item"].rpartition("/items/")[0]
    by_text = re.findall(rf"{base}\S+", plain.get_content())
    by_html = [link for link in Anchors(page.get_content()).found if link.startswith(base)]
    assert set(one.links) == {*READ, *ACT} and len(by_text) == 4 and sorted(by_html) == sorted(by_text)
    for link in (*one.links.values(), *by_text):
        status, shown = opened(link)
        assert status == 200 and "Shelling kills 21 in Morek" in shown, link
    assert "new story" in opened(one.links["item"])[1], "why this alert"
    assert one.listed()["acknowledged_by"] is None and one.silences() == []


def the_webhook_is_signed(one: Arrived) -> None:
    headers, body = one.hook.requests[0]
    at = int(headers["X-Monitor-Signature"].split(",")[0].removeprefix("t="))
    assert headers["X-Monitor-Signature"] == signature(SECRET.encode(), at, body)


def what_was_not_granted_is_refused_with_a_page(one: Arrived) -> None:
    database = open_store(f"sqlite:///{one.folder}/monitor.sqlite")
    key = link_key(database, lambda _: b"", datetime.now(UTC))
    database.close()
    link, alert = one.links["acknowledge"], one.message["alerts"][0]["id"]
    base = link.rpartition("/")[0]
    expired = token(Grant(Act.ACKNOWLEDGE, alert, datetime.now(UTC) - timedelta(seconds=1)), key)
    of_another = token(Grant(Act.ACKNOWLEDGE, alert, datetime.now(UTC) + timedelta(days=1)), b"another key" * 3)
    for wrong, status, says in (
        (link.replace("acknowledge.", "snooze."), 403, "it was altered"),
        (link[:-1] + ("A" if link[-1] != "A" else "B"), 403, "it was altered"),
        (link[:-4], 404, "part of it may have been cut off"),
        (f"{base}/{of_another}", 403, "it was altered"),
        (f"{base}/{expired}", 410, "this link has expired"),
    ):
        for answer in (opened(wrong), opened(wrong, {"by": "eve"})):
            assert answer[0] == status and says in answer[1] and "nothing was changed" in answer[1], wrong
    assert one.listed()["acknowledged_by"] is None


def the_button_acknowledges(one: Arrived) -> None:
    page = opened(one.links["acknowledge"])[1]
    assert '<form method="post"' in page and 'name="by"' in page
    status, said = opened(one.links["acknowledge"], {"by": "amal"})
    assert status == 200 and "Acknowledged by amal." in said
    assert one.listed()["acknowledged_by"] == "amal"
    shown = command_here("alerts", "list", folder=one.folder).stdout
    assert "amal" in shown
    (asked,) = re.findall(r'name="asked" value="([^"]+)"', opened(one.links["snooze"])[1])
    fields = {"by": "amal", "what": "", "hours": "1", "asked": asked.replace("&#43;", "+")}
    assert "Snoozed until" in opened(one.links["snooze"], fields)[1] and len(one.silences()) == 1


async def test_a_reader_gets_from_a_message_to_the_story_the_reasons_and_the_acts(tmp_path: Path) -> None:
    """One daemon for four checks, each of which asserts its part."""

    def read(box: Mailbox) -> None:
        with arrived(tmp_path, box) as one:
            the_webhook_is_signed(one)
            every_link_leads_somewhere_and_nothing_changes_by_looking(one)
            what_was_not_granted_is_refused_with_a_page(one)
            the_button_acknowledges(one)

    async with mailbox() as box:
        await asyncio.to_thread(read, box)


async def test_links_are_good_from_the_attempt_that_arrived_on_and_no_longer(tmp_path: Path) -> None:
    """A webhook that was down for three hours gets links that still do something, though one made first would not."""
    web = {"enabled": True, "port": 0, "public_url": "https://monitor.example", "links_for": "1h"}
    wishes = {"desk": {"type": "webhook", "secret": SECRET}}
    async with day(
        tmp_path,
        SUNDAY,
        rules=rules(),
        receivers=wishes,
        web=web,
        answers={"desk": lambda _: 503 if it.run.clock.now < it.moment("13:00") else 200},
    ) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await it.until("13:30")
        refused = json.loads(it.hooks["desk"].requests[0][1])
        (taken,) = (one for one in it.hooks["desk"].received if one["key"] == refused["key"])
        assert taken["attempt"] > 5
        key = it.run.monitor.link_key

        def stands(message: dict[str, Any], at: datetime) -> Grant | Refusal:
            links = {link["act"]: link["url"] for link in message["links"]}
            return granted(links["acknowledge"].rpartition("/")[2], key, at)

        arrived_at = datetime.fromisoformat(taken["sent"])
        assert isinstance(stands(taken, arrived_at + timedelta(minutes=59)), Grant)
        assert stands(taken, arrived_at + timedelta(hours=1)) is Refusal.EXPIRED
        assert stands(refused, arrived_at) is Refusal.EXPIRED


def test_a_summary_leads_to_its_alerts_on_the_page_where_each_is_acknowledged(tmp_path: Path) -> None:
    """Also once others came since."""
    port = free_port()
    with FeedServer() as feeds, WebhookServer() as hook:
        feeds.put("/a", rss([]))
        config = workspace(
            tmp_path,
            {"a": f"{feeds.url}/a"},
            receivers={"hook": {"type": "webhook", "url": hook.url, "secret": SECRET, "gather": "2s"}},
            routes=[{"to": ["hook"]}],
            web={"enabled": True, "port": port},
        )
        with daemon(config) as running:
            running.wait_for("web page")
            running.wait_for("polled")
            now = datetime.now(UTC)
            both = [
                Entry("n", "Shelling kills 21 in Morek", STORY, published=now),
                Entry("m", "Bread in Idlib", "Flour."),
            ]
            feeds.put("/a", rss(both))
            (message, *_) = hook.wait_for(1)
            feeds.put("/a", rss([*both, Entry("o", "Idlib bazaar opens again", "Rugs.", published=now)]))
            running.wait_for("polled", 3)
            assert message["form"] == "summary"
            ((act, link),) = ((one["act"], one["url"]) for one in message["links"])
            assert act == "page"
            with urllib.request.urlopen(link) as answer:
                shown = answer.read().decode()
            assert shown.count(">acknowledge</a>") == 2 and "Bread in Idlib" in shown and "bazaar" not in shown
            assert shown.count("hook sent") == shown.count("hook sent in a summary") == 2, "said once of each"
