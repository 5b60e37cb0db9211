"""The page in a real browser: what it shows, and that nothing from a feed becomes markup or script."""

from __future__ import annotations

import html
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from monitor.testing import FeedServer
from monitor.web.serve import serve
from tests.make import RULES, STORY, Entry, rss, workspace
from tests.running import Daemon, daemon, headlines, running

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=3000")  # fmt: skip
HOSTILE = html.escape("<script>document.title='broken in'</script><img src=x onerror=document.title='broken in'> Morek")
"""Escaped twice in the feed, so that markup is what its plain text says."""


def dom(address: str, folder: Path) -> str:
    """The page as the browser has it after its scripts ran."""
    assert CHROMIUM is not None
    done = subprocess.run(
        [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'browser'}", "--dump-dom", address],
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout


@contextmanager
def daemon_with_page(folder: Path, feeds: FeedServer, rules: str = RULES) -> Iterator[tuple[Daemon, str]]:
    """A daemon that has polled `/a`, which is empty as yet, and the address of its page; it ends well."""
    feeds.put("/a", rss([]))
    config = workspace(folder, {"a": f"{feeds.url}/a"}, rules=rules, web={"enabled": True, "port": 0})
    with daemon(config) as running:
        running.wait_for("polled")
        (page,) = running.wait_for("web page")
        yield running, page["address"]
        assert running.stop(signal.SIGTERM) == 0


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: `apt install chromium`")
def test_alerts_and_reasons_are_shown_and_hostile_titles_stay_text(tmp_path: Path, feed_server: FeedServer) -> None:
    with daemon_with_page(tmp_path, feed_server) as (running, page):
        now = datetime.now(UTC)
        hostile = Entry("h", HOSTILE, "Idlib.", "javascript:alert(1)", published=now)
        feed_server.put("/a", rss([hostile, Entry("1", "Shelling kills 21 in Morek", STORY, published=now)]))
        running.wait_for("sent", 2)
        shown = dom(page, tmp_path)
        assert "<title>broken in" not in shown and "<script" not in shown and "<img" not in shown
        assert "Shelling kills 21 in Morek" in shown and "&lt;script&gt;document" in shown
        assert 'href="javascript:' not in shown and "<b>2</b> items" in shown
        item = dom(page + "items/1", tmp_path)
        assert ("new story" in item and "Idlib is mentioned" in item) or "idlib-mention" in item
        with pytest.raises(urllib.error.HTTPError) as gone:
            urllib.request.urlopen(page + "items/999")
        assert gone.value.code == 404


def test_each_thing_that_is_new_has_a_line_of_its_own(tmp_path: Path, feed_server: FeedServer) -> None:
    with daemon_with_page(tmp_path, feed_server) as (running, page):
        now = datetime.now(UTC)
        first = Entry("1", "Shelling kills 21 in Morek", STORY, published=now)
        feed_server.put("/a", rss([first]))
        running.wait_for("sent", 1)
        more = f"{STORY.replace('21', '31')} The mayor called for a truce of three days."
        feed_server.put("/a", rss([Entry("2", "Toll of Morek shelling rises to 31", more, published=now), first]))
        running.wait_for("sent", 2)
        for path in ("", "items/2", "stories/1"):
            with urllib.request.urlopen(page + path) as answer:
                lines = re.findall(r'class="new">New: <bdi>([^<]*)<', answer.read().decode())
            assert lines == ["killed: 21 -&gt; 31", "The mayor called for a truce of three days."], path


def test_an_item_says_which_rules_hold_but_for_what_they_exclude_and_is_found_by_links_of_a_message(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    drill = "  drill: {title: Guns, severity: low, when: {words: [shelled], not: {words: [drill]}}}\n  idlib-mention:"
    with daemon_with_page(tmp_path, feed_server, RULES.replace("  idlib-mention:", drill)) as (running, page):
        held = Entry("1", "Garrison of Morek holds drill", "It shelled empty hills.", published=datetime.now(UTC))
        feed_server.put("/a", rss([held]))
        running.wait_for("sent", 1)
        with urllib.request.urlopen(page + "items/1") as answer:
            shown = html.unescape(answer.read().decode())
        assert 'drill holds for it but for what it excludes: not words "drill": »drill«' in shown
        assert '<option value="drill">Guns (drill)</option>' in shown
        with urllib.request.urlopen(page + "items/1?rule=drill") as answer:
            asked = html.unescape(answer.read().decode())
        assert 'value="drill" selected' in asked
        assert re.search(r"does not hold</span> Guns \(drill\), as it is now, \S*rules/rules.yaml:[0-9]+\s", asked)
        assert re.search(r'class="part bad" style="padding-left: 1.2rem">NO  not words "drill": »drill«<', asked)
        with urllib.request.urlopen(page + "items/1?rule=%3Cb%3E") as answer:
            assert "No rule in force is called “&lt;b&gt;”." in answer.read().decode()
        for link in (
            f"{page}items/1",
            f"{page}acts/snooze.1.1796598570.1ca5f93a.FeNShX",
            "alert 1 · key 0123456789abcdef",
        ):
            with urllib.request.urlopen(f"{page}find?{urlencode({'q': link})}") as answer:
                assert answer.url == f"{page}items/1", link


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: `apt install chromium`")
def test_a_word_that_is_longer_than_a_screen_widens_no_page(tmp_path: Path, feed_server: FeedServer) -> None:
    with daemon_with_page(tmp_path, feed_server) as (running, page):
        word = "x" * 400
        feed_server.put("/a", rss([Entry("1", f"Morek {word}", f"Idlib {word}.", published=datetime.now(UTC))]))
        running.wait_for("sent")
        for path in ("", "items/1", "stories/1"):
            with urllib.request.urlopen(page + path) as answer:
                shown = answer.read().decode()
            measured = (
                "<script>document.title = document.documentElement.scrollWidth > innerWidth ? 'wide' : 'fits'</script>"
            )
            (tmp_path / "page.html").write_text(shown.replace("</body>", f"{measured}</body>"), encoding="utf-8")
            assert word in shown and "<title>fits</title>" in dom(f"file://{tmp_path / 'page.html'}", tmp_path), path


async def test_without_its_port_messages_have_no_links_and_operations_are_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        web = {"enabled": True, "port": other.getsockname()[1]}
        config = workspace(tmp_path, {}, web=web, operations="console")
        async with running(config) as run:
            await serve(run.monitor)
            assert headlines(run.alerts()) == [f"No web page: port {web['port']} of 127.0.0.1 is taken or not allowed"]
            await run.deliver()
            assert "No web page" in run.console.getvalue() and "/acts/" not in run.console.getvalue()
