"""Feeds behind a password, a key or a proxy: what is secret reaches the feed's own place, and nothing else."""

from __future__ import annotations

import base64
import socket
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from yarl import URL

from monitor import logs
from monitor.core.feeds.access import is_same_place
from monitor.core.feeds.address import masked
from monitor.sources import resolver
from monitor.store import feeds
from monitor.testing import FeedServer
from tests.make import OLD, rss, workspace
from tests.running import command, command_here, running
from tests.seams.test_hostile_server import raw_server

FEED = rss([OLD])
LOCKED = {"headers": {"X-Api-Key": "k3y-of-mine", "User-Agent": "Gazette desk"}, "user": "desk", "password": "s3cret"}
BASIC = "Basic " + base64.b64encode(b"desk:s3cret").decode()


def sent(server: FeedServer, number: int = -1) -> dict[str, str]:
    return server.requests[number][1]


async def test_headers_and_password_are_sent_to_the_feed(tmp_path: Path, feed_server: FeedServer) -> None:
    url = feed_server.put("/a", FEED)
    async with running(workspace(tmp_path, {"a": {"url": url, "interval": "1s", **LOCKED}})) as run:
        await run.poll()
        await run.poll(seconds=2)
    for number in (0, 1):
        got = sent(feed_server, number)
        assert (got["X-Api-Key"], got["User-Agent"], got["Authorization"]) == ("k3y-of-mine", "Gazette desk", BASIC)
    assert "If-None-Match" in sent(feed_server)


@pytest.mark.parametrize("status", [301, 302])
async def test_a_password_in_the_url_is_sent_as_long_as_it_is_the_same_place(
    tmp_path: Path, feed_server: FeedServer, status: int
) -> None:
    with FeedServer() as elsewhere:
        elsewhere.put("/a", FEED)
        feed_server.put("/away", b"", status=302, headers={"Location": f"{elsewhere.url}/a"})
        feed_server.put("/new", FEED)
        feed_server.put("/old", b"", status=status, headers={"Location": "/new"})
        place = feed_server.url.replace("http://", "http://de%73k:s3cret@")
        urls = {"a": f"{place}/old", "b": f"{place}/away"}
        async with running(workspace(tmp_path, urls)) as run:
            for _ in range(5):  # for good: asked there directly from the fourth poll on
                await run.poll(seconds=2)
        assert {headers.get("Authorization") for _, headers in feed_server.requests} == {BASIC}
        assert not any("Authorization" in headers for _, headers in elsewhere.requests)
        assert elsewhere.requests


@pytest.mark.parametrize("status", [301, 302, 308])
async def test_they_follow_no_redirect_to_another_place(tmp_path: Path, feed_server: FeedServer, status: int) -> None:
    with FeedServer() as elsewhere:
        elsewhere.put("/a", FEED)
        feed_server.put("/b", b"", status=status, headers={"Location": f"{elsewhere.url}/a"})
        url = feed_server.put("/a", b"", status=302, headers={"Location": "/b"})
        async with running(workspace(tmp_path, {"a": {"url": url, "interval": "1s", **LOCKED}})) as run:
            for _ in range(5):  # for good: asked there directly from the fourth poll on
                await run.poll(seconds=2)
            assert len(run.items()) == 1
        assert {name for _, headers in elsewhere.requests for name in headers} & {"X-Api-Key", "Authorization"} == set()
        assert all(headers["User-Agent"].startswith("monitor/") for _, headers in elsewhere.requests)
        assert all(headers["X-Api-Key"] for _, headers in feed_server.requests)


@pytest.mark.parametrize("host", ["straße.example", "xn--strae-oqa.example", "xn--4gbrim.example", "موقع.example"])
async def test_a_host_in_letters_of_its_language_is_the_one_that_is_looked_up(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """It gets its password, and what it asks for by either of its names holds for both."""
    here = [(socket.AF_INET, socket.IPPROTO_TCP, "127.0.0.1")]
    monkeypatch.setattr(resolver, "_looked_up", lambda name, *_: here if name.isascii() else [])
    feed_server.put("/full", b"", status=429, headers={"Retry-After": "1000"})
    feed_server.put("/a", b"", status=302, headers={"Location": "/full"})
    for path in "bc":
        feed_server.put(f"/{path}", FEED)
    names = {"a": host, "b": str(URL.build(host=host).raw_host), "c": str(URL.build(host=host).host)}
    asked = {name: {"url": f"http://{its}:{feed_server.port}/{name}", **LOCKED} for name, its in names.items()}
    async with running(workspace(tmp_path, asked, polling={"concurrency": 1})) as run:
        assert (await run.poll())["a"].outcome == "failed"
        until = run.clock.now + timedelta(seconds=1_000)
        with run.monitor.database.reading() as tx:
            assert {one.not_before for one in feeds.listed(tx)} == {until}
    assert {headers.get("Authorization") for _, headers in feed_server.requests} == {BASIC}


def test_the_same_place() -> None:
    home = "http://news.example/feed"
    assert is_same_place(home, "http://NEWS.example:80/other")
    assert is_same_place(home, "https://news.example/feed"), "an upgrade"
    assert not is_same_place("https://news.example/feed", home), "a downgrade"
    assert not is_same_place("https://news.example:8443/feed", "http://news.example:8443/feed"), "one at the same port"
    for other in (
        "http://news.example:8080/",
        "http://www.news.example/",
        "https://news.example:8443/",
        "http:///",
        "",
    ):
        assert not is_same_place(home, other)


def test_a_secret_is_masked_wherever_it_stands_and_a_short_one_in_addresses_only() -> None:
    said = "no 1 at http://a.example/?key=s3cret%2Fkey&n=1: s3cret/key is wrong"
    assert masked(said, ["s3cret/key", "1"]) == "no 1 at http://a.example/?key=***&n=***: *** is wrong"


def test_no_log_or_list_shows_them(tmp_path: Path, feed_server: FeedServer) -> None:
    url = feed_server.put("/a", b"", status=401)
    workspace(tmp_path, {"a": {"url": url, "interval": "1s", **LOCKED, "password": "${FEED_PASSWORD}"}})
    polled = command("poll", "--verbose", folder=tmp_path, FEED_PASSWORD="s3cret")
    listed = command("feeds", "--json", folder=tmp_path, FEED_PASSWORD="s3cret")
    shown = polled.stdout + polled.stderr + listed.stdout + listed.stderr
    assert sent(feed_server)["Authorization"] == BASIC
    assert "HTTP 401" in shown and "s3cret" not in shown and "k3y" not in shown


@pytest.mark.parametrize("how", ["part", "whole"])
async def test_no_message_or_list_shows_what_is_secret_in_an_address(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    feed_server.put("/new?key=top/s3cret", FEED)
    feed_server.put("/a?key=top/s3cret", b"", status=301, headers={"Location": "/new?key=top%2Fs3cret"})
    place = feed_server.url.replace("http://", "http://me:s3cret@")
    monkeypatch.setenv("FEED_URL", f"{place}/a?key=top%2Fs3cret")
    monkeypatch.setenv("FEED_KEY", "top%2Fs3cret")
    url = "${FEED_URL}" if how == "whole" else place + "/a?key=${FEED_KEY}"
    async with running(workspace(tmp_path, {"a": url}, operations=["console"])) as run:
        for _ in range(3):
            await run.poll(seconds=3)
        await run.monitor.ticks.tell_troubles()
        await run.deliver()
        told = run.console.getvalue()
    listed = [command_here("feeds", *more, folder=tmp_path).stdout for more in ((), ("--json",))]
    assert f"for good to {feed_server.url}/new?key=***" in told
    for text in (told, *listed):
        assert "s3cret" not in text, text


@pytest.mark.parametrize("how", ["part", "whole"])
def test_no_command_shows_what_is_secret_in_an_address(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    feed_server.put("/a?key=top-s3cret", b"", status=401)
    place = feed_server.url.replace("http://", "http://me:s3cret@")
    monkeypatch.setenv("FEED_URL", f"{place}/a?key=top-s3cret")
    monkeypatch.setenv("FEED_KEY", "top-s3cret")
    workspace(tmp_path, {"a": "${FEED_URL}" if how == "whole" else place + "/a?key=${FEED_KEY}"})
    asked = command_here("check", "--feeds", folder=tmp_path).stdout
    removed = command_here("feeds", "remove", "a", folder=tmp_path).stdout
    assert f"({feed_server.url}/a?key=***)" in asked and "HTTP 401" in asked, asked
    assert f"removed a ({feed_server.url}/a?key=***)" in removed, removed


@pytest.mark.parametrize("how", ["part", "whole"])
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"HTTP/1.1 200 OK\r\nX-Policy: " + b"a" * 9_000 + b"\r\n\r\n", "breaks the rules of HTTP"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "breaks the rules of HTTP"),
        (b"HTTP/1.1 302 M\r\nLocation: ftp://x/" + b"a" * 270 + b"?key=top-s3cret\r\nContent-Length: 0\r\n\r\n", "ftp"),
        (b"HTTP/1.1 302 M\r\nLocation: http://[::1/?key=top-s3cret\r\nContent-Length: 0\r\n\r\n", "not a usable"),
        (b"HTTP/1.1 403 No top-s3cret here\r\nContent-Length: 0\r\n\r\n", "HTTP 403 No *** here"),
    ],
)
async def test_no_failure_shows_what_is_secret_in_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, answer: bytes, said: str
) -> None:
    log = StringIO()
    logs.configure(stream=log)
    with raw_server(lambda: iter([answer])) as place:
        monkeypatch.setenv("FEED_URL", f"{place}?key=top-s3cret")
        monkeypatch.setenv("FEED_KEY", "top-s3cret")
        url = "${FEED_URL}" if how == "whole" else place + "?key=${FEED_KEY}"
        config = workspace(tmp_path, {"a": {"url": url, "interval": "1s"}}, operations=["console"])
        async with running(config) as run:
            for _ in range(4):
                await run.poll(hours=7)
            await run.monitor.ticks.tell_troubles()
            await run.deliver()
            told = run.console.getvalue()
    listed = command_here("feeds", folder=tmp_path).stdout
    for text in (told, log.getvalue(), listed):
        assert said in text and "top" not in text.replace("stop", ""), text


@pytest.mark.parametrize("where", ["feed", "polling", "both"])
async def test_a_proxy_anywhere_is_asked_for_public_places_only(
    tmp_path: Path, feed_server: FeedServer, where: str
) -> None:
    """``feed_server`` is the proxy: it is asked for whole addresses. That of a feed comes before that of all."""
    feed_server.put("http://feeds.example/a", FEED)
    feed_server.put("http://feeds.example/b", b"", status=302, headers={"Location": "http://169.254.169.254/latest"})
    addresses = {
        "a": "http://feeds.example/a",
        "b": "http://feeds.example/b",
        "c": "http://10.0.0.7/",
        "d": "http://localhost/",
    }
    with FeedServer() as gone:
        down = {"proxy": gone.url}
    proxy = {"proxy": feed_server.url.replace("http://", "http://me:s3cret%21@")}
    feeds = {
        name: {"url": url, "interval": "1s", **({} if where == "polling" else proxy)} for name, url in addresses.items()
    }
    polling = {"allow_networks": [], **{"feed": {}, "polling": proxy, "both": down}[where]}
    async with running(workspace(tmp_path, feeds, polling=polling)) as run:
        polled = await run.poll()
        assert len(run.items()) == 1
    assert polled["a"].outcome == "changed"
    assert "169.254.169.254 is not asked for: it is a link-local address" in polled["b"].reason
    assert "10.0.0.7 is not asked for: it is a private address" in polled["c"].reason
    assert "localhost is not asked for: it is this host" in polled["d"].reason
    assert {path for path, _ in feed_server.requests} == {"http://feeds.example/a", "http://feeds.example/b"}
    assert sent(feed_server)["Proxy-Authorization"] == "Basic " + base64.b64encode(b"me:s3cret!").decode()


@pytest.mark.parametrize(
    "host", ["localhost.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "10.0.0.7.", "[::ffff:127.0.0.1]"]
)
async def test_a_proxy_is_not_asked_for_another_spelling_of_such_a_place(
    tmp_path: Path, feed_server: FeedServer, host: str
) -> None:
    polling = {"allow_networks": [], "proxy": feed_server.url}
    async with running(workspace(tmp_path, {"a": f"http://{host}/"}, polling=polling)) as run:
        assert "is not asked for: it is" in (await run.poll())["a"].reason
    assert feed_server.requests == []


async def test_a_proxy_that_refuses_or_is_down_is_named_without_its_password(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    with FeedServer() as gone:
        down = gone.url.replace("http://", "http://me:s3cret@")
    refuses = feed_server.url.replace("http://", "http://me:s3cret@")
    feeds = {
        "refuses": {"url": "https://feeds.example/a", "interval": "1s", "proxy": refuses},
        "down": {"url": "https://feeds.example/b", "interval": "1s", "proxy": down},
    }
    async with running(workspace(tmp_path, feeds)) as run:
        polled = await run.poll()
    assert polled["refuses"].reason.startswith("its proxy answers 501")
    assert polled["down"].reason.startswith("cannot connect to the proxy 127.0.0.1:")
    assert "s3cret" not in polled["refuses"].reason + polled["down"].reason


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"headers": {"Bad name": "x"}}, 'headers: "Bad name" is no name of a header'),
        ({"headers": {"Host": "x"}}, "headers: Host is written by the monitor itself: leave it out"),
        ({"headers": {"A": "1", "a": "2"}}, "headers: a stands twice"),
        ({"headers": {"Cookie": "a\nb"}}, "a header's value is one line of plain text"),
        ({"headers": {"Authorization": "x"}, "user": "me"}, "exclude each other"),
        ({"password": "s3cret"}, "a password needs a user"),
        ({"user": "a:b"}, "a user holds no colon"),
        ({"proxy": "socks5://s3cret@h:1"}, "a proxy's address is http://HOST:PORT"),
    ],
)
def test_what_cannot_be_sent_is_refused(tmp_path: Path, keys: dict[str, object], problem: str) -> None:
    workspace(tmp_path, {"a": {"url": "http://feeds.example/a", **keys}})
    said = command_here("check", folder=tmp_path)
    assert said.returncode == 1 and problem in said.stderr and "s3cret" not in said.stderr, said.stderr
