"""monitor feeds add: a feed is shown and written into the config, where nothing else changes."""

from __future__ import annotations

import os
import pty
import subprocess
import threading
from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.core.errors import MonitorError
from monitor.files import replace_text
from monitor.testing import FeedServer
from tests.make import rss, workspace
from tests.running import MONITOR, command_here, daemon, until
from tests.seams.adding import CONFIG, FEED, HTML, SECRET, add, added_lines, page, refused, with_old_feed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_old_feed(tmp_path)


def test_a_feed_is_shown_with_the_rules_that_would_have_matched_and_only_its_lines_are_added(
    folder: Path, feed_server: FeedServer
) -> None:
    url = feed_server.put("/feed.xml", FEED)
    told = add(folder, url, "--tag", "local", "--tag", "a, b", "--language", "en", "--interval", "2m", "--yes")
    assert (
        told
        == f"""\
feed   {url}: it is a feed
title  The Gazette & Post
name   the-gazette-post
items  4; the newest 4:
  2026-03-01 12:00  Shelling in Idlib
  2026-03-01 11:00  Quiet in Idlib
  2026-03-01 09:00  Markets were open
  without a date    No date
rules  1 of 2 would have matched:
  idlib-mention (low): 2 of 4
    2026-03-01 12:00  Shelling in Idlib
    2026-03-01 11:00  Quiet in Idlib
config.yaml:8:5: added the-gazette-post ({url})
a running daemon polls it from now on, `monitor run` from its start
"""
    )
    assert added_lines(folder) == (
        f'  - name: the-gazette-post\n    url: {url}\n    language: en\n    tags: [local, "a, b"]\n    interval: 2m\n'
    )
    assert feed_server.requests[0][1]["User-Agent"].startswith("monitor/")


def test_what_stands_already_is_refused_with_its_place(folder: Path, feed_server: FeedServer) -> None:
    url = feed_server.put("/feed.xml?b=2&a=1", FEED)
    add(folder, url, "--yes", "--name", "mine")
    asked = len(feed_server.requests)
    again = url.replace("?b=2&a=1", "/?a=1&b=2")
    assert refused(folder, again, "--yes") == 'config.yaml:9:10: this feed stands here already, as "mine"'
    taken = 'config.yaml:8:11: the name "mine" is taken by this feed: choose another'
    assert refused(folder, f"{feed_server.url}/other.xml", "--name", "mine", "--yes") == taken
    assert len(feed_server.requests) == asked
    page_url = feed_server.put("/", page('href="/feed.xml?a=1&amp;b=2"'), **HTML)
    feed_server.put("/feed.xml?a=1&b=2", FEED)
    assert refused(folder, page_url, "--yes") == 'config.yaml:9:10: this feed stands here already, as "mine"'
    moved = feed_server.put("/moved", b"", status=301, headers={"Location": "/feed.xml?b=2&a=1"})
    assert refused(folder, moved, "--yes") == 'config.yaml:9:10: this feed stands here already, as "mine"'
    line = refused(folder, "old.example/feed?key=secret", "--yes")
    assert line == 'config.yaml:6:10: this feed stands here already, as "old"'  # and no secret in it


def test_an_address_that_redirects_elsewhere_is_kept_and_a_better_spelling_is_taken(
    folder: Path, feed_server: FeedServer
) -> None:
    real = feed_server.put("/real.xml", FEED)
    moved = feed_server.put("/moved", b"", status=302, headers={"Location": "/real.xml"})
    slash = feed_server.put("/real.xml/", b"", status=301, headers={"Location": "/real.xml"})
    assert f"answers from {real}\n" in add(folder, moved, "--dry-run")
    add(folder, slash, "--yes")
    assert added_lines(folder) == f"  - name: the-gazette-post\n    url: {real}\n"


def test_a_second_feed_of_one_title_gets_a_free_name(folder: Path, feed_server: FeedServer) -> None:
    for path in ("/a", "/b"):
        add(folder, feed_server.put(path, FEED), "--yes")
    assert [feed.name for feed in load_config(folder / "config.yaml", SECRET).file.feeds] == [
        "old", "the-gazette-post", "the-gazette-post-2",
    ]  # fmt: skip


def test_a_hostile_title_and_address_neither_name_a_secret_nor_act_on_the_terminal(
    folder: Path, feed_server: FeedServer
) -> None:
    hostile = FEED.replace("The Gazette &amp;amp; Post", "${OLD_URL}: \x1b[31m\n- {name: x}").replace(
        "Shelling", "She\x1b]0;x\x07lling\u202e"
    )
    address = feed_server.put("/", page('href="/feed?k=${OLD_URL}"'), **HTML)
    feed_server.put("/feed?k=$%7BOLD_URL%7D", hostile)
    told = add(folder, address, "--yes")
    assert not {"\x1b", "\x07", "\u202e"} & set(told)
    assert "secret" not in told and all("secret" not in path for path, _ in feed_server.requests)
    assert "${" not in added_lines(folder)
    (_, new) = load_config(folder / "config.yaml", SECRET).file.feeds
    assert new.name == "old-url-31m-name-x" and new.url.startswith(f"{feed_server.url}/feed?k=$%7BOLD_URL")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["ftp://a.example/"], "monitor: ftp://a.example/: no address: expected one such as https://gazette.example/"),
        (["{url}/none"], "monitor: {url}/none: cannot fetch it: HTTP 404 Not Found"),
        (["{url}/pdf"], "monitor: {url}/pdf: neither a feed nor a page: "),
        (["{url}/empty"], "monitor: {url}/empty: no feed is found: the page names none, nor are there any at the usual paths or in its sitemaps"),
        (["http://127.0.0.1:1/"], "monitor: http://127.0.0.1:1/: cannot fetch it: cannot connect to 127.0.0.1:1: Connection refused"),
        (["{url}/feed", "--interval", "soon"], "monitor: --interval: a duration is a number and a unit: 30s, 5m, 2h, 7d (found 'soon')"),
        (["{url}/feed", "--interval", "1.5"], "monitor: --interval: a duration is a number and a unit: 30s, 5m, 2h, 7d (found '1.5')"),
        (["{url}/feed", "--name", "a:"], "monitor: --name: a feed's name is one line of plain text and does not end with a colon (found 'a:')"),
        (["{url}/feed", "--tag", "${{OLD_URL}}"], "monitor: --tag: the config would replace ${{OLD_URL}}: leave it out"),
        (["{url}/feed", "--tag", "file:x"], "monitor: --tag: the config would replace file:x: leave it out"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_changes_nothing(
    folder: Path, feed_server: FeedServer, arguments: list[str], line: str
) -> None:
    feed_server.put("/feed", FEED)
    feed_server.put("/pdf", b"%PDF-1.4", content_type="application/pdf")
    feed_server.put("/empty", page(), **HTML)
    if "empty" in arguments[0]:
        feed_server.put("/feed", page(), **HTML)
    told = refused(folder, *(one.format(url=feed_server.url) for one in arguments), "--yes")
    assert told.startswith(line.format(url=feed_server.url))


def test_a_bad_config_or_bad_rules_are_told_before_anything_is_fetched(folder: Path, feed_server: FeedServer) -> None:
    url = feed_server.put("/feed", FEED)
    (folder / "config.yaml").write_text("feeds:\n  - name: a\n", encoding="utf-8")
    assert refused(folder, url, "--yes").startswith('config.yaml:2:5: "url" is missing')
    (folder / "config.yaml").write_text("", encoding="utf-8")
    (folder / "rules" / "rules.yaml").write_text("rules: {x: {}}\n", encoding="utf-8")
    done = command_here("feeds", "add", url, folder=folder)
    assert done.returncode == 1 and "rules.yaml:1:" in done.stderr and "Traceback" not in done.stderr
    assert not feed_server.requests and (folder / "config.yaml").read_text() == ""


def test_nothing_is_written_unless_a_person_agrees(folder: Path, feed_server: FeedServer) -> None:
    url = feed_server.put("/feed", FEED)
    assert add(folder, url, "--dry-run").endswith("nothing is written\n")
    assert refused(folder, url) == "monitor: no terminal to ask at, so nothing is written: give --yes to write it"
    assert command_here("feeds", "add", url, "--yes", "--dry-run", folder=folder, **SECRET).returncode == 2
    assert answered(folder, url, "n").endswith("nothing is written") and added_lines(folder) == ""
    assert "added the-gazette-post" in answered(folder, url, "y")
    assert added_lines(folder) == f"  - name: the-gazette-post\n    url: {url}\n"


def answered(folder: Path, url: str, answer: str) -> str:
    """What is told on a terminal where a person gives ``answer``."""
    ours, theirs = pty.openpty()
    try:
        done = subprocess.Popen(
            [*MONITOR, "feeds", "add", url],
            cwd=folder,
            env=os.environ | SECRET,
            stdin=theirs,
            stdout=subprocess.PIPE,
            text=True,
        )
        os.write(ours, f"{answer}\n".encode())
        out, _ = done.communicate(timeout=60)
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 0
    return out.strip()


def test_a_daemon_takes_the_feed_over_at_once(tmp_path: Path, feed_server: FeedServer) -> None:
    config = workspace(tmp_path, {"a": feed_server.put("/a", rss([]))})
    with daemon(config) as running:
        running.wait_for("watching")
        add(tmp_path, feed_server.put("/feed", FEED), "--yes", "--interval", "1s")
        running.wait_for("reloaded")
        until(lambda: any(line["feed"] == "the-gazette-post" for line in running.lines("polled")), "it is polled")
        assert not running.lines("not reloaded")


# The write


def test_links_mode_and_a_byte_order_mark_stay(folder: Path, feed_server: FeedServer) -> None:
    real, link = folder / "elsewhere.yaml", folder / "config.yaml"
    real.write_bytes(b"\xef\xbb\xbf" + CONFIG.replace("\n", "\r\n").encode())
    real.chmod(0o640)
    link.unlink()
    link.symlink_to("elsewhere.yaml")
    url = feed_server.put("/feed", FEED)
    add(folder, url, "--yes")
    assert link.is_symlink() and real.stat().st_mode & 0o777 == 0o640
    lines = CONFIG.splitlines(keepends=True)
    lines[7:7] = ["  - name: the-gazette-post\n", f"    url: {url}\n"]
    assert real.read_bytes() == b"\xef\xbb\xbf" + "".join(lines).replace("\n", "\r\n").encode()
    assert sorted(path.name for path in folder.iterdir()) == ["config.yaml", "elsewhere.yaml", "rules"]


def test_whoever_reads_meanwhile_has_the_old_or_the_new_whole_and_one_edit_does_not_undo_another(
    tmp_path: Path,
) -> None:
    path = tmp_path / "config.yaml"
    texts = ["# 0\n" + "a" * 300_000, "# 1\n" + "b" * 600_000]
    path.write_text(texts[0], encoding="utf-8")
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_text(encoding="utf-8"))

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(60):
        replace_text(path, texts[turn % 2], texts[1 - turn % 2])
    done.set()
    reader.join()
    assert seen <= set(texts)
    with pytest.raises(MonitorError, match="was changed meanwhile and is left as it is: run the command again"):
        replace_text(path, texts[1], "mine")
    assert path.read_text(encoding="utf-8") == texts[0]


def test_a_file_that_cannot_be_replaced_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MonitorError, match=r"cannot write it \(no space left on device\): it is as it was"):
        replace_text(path, "old", "new")
    assert [one.name for one in tmp_path.iterdir()] == ["config.yaml"] and path.read_text() == "old"
