"""monitor feeds add: a site's feed is found over HTTP, shown, and written into the config, where nothing else changes."""

from __future__ import annotations

import difflib
import os
import pty
import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.core.errors import MonitorError
from monitor.files import replace_text
from monitor.testing import FeedServer
from tests.make import NOW, Entry, rss, workspace
from tests.running import MONITOR, command_here, daemon, until

FEED = rss(
    [
        Entry("3", "Shelling in Idlib", "Residents heard it.", published=NOW),
        Entry("1", "Markets were open", "All day.", published=NOW - timedelta(hours=3)),
        Entry("2", "Quiet in Idlib", "Again.", published=NOW - timedelta(hours=1)),
        Entry("0", "No date"),
    ]
).replace("<title>t</title>", "<title>The Gazette &amp;amp; Post</title>")
CONFIG = """\
# What we read. The comments stay.
polling: {first_poll_within: 1s, allow_networks: 127.0.0.1}   # soon

feeds:
  - name: old    # the first
    url: ${OLD_URL}
    # its address is a secret

web: {enabled: false}
store: {url: "sqlite:///monitor.sqlite"}
"""
HTML = {"content_type": "text/html; charset=utf-8"}
SECRET = {"OLD_URL": "https://old.example/feed?key=secret"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace(tmp_path, {})
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def page(*links: str, body: str = "") -> str:
    heads = "".join(f'<link rel="alternate" type="application/rss+xml" {link}>' for link in links)
    return f"<!doctype html><html><head><title>x</title>{heads}</head><body>{body}</body></html>"


def add(folder: Path, *arguments: str) -> str:
    """Standard output of a call that must work."""
    done = command_here("feeds", "add", *arguments, folder=folder, **SECRET)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(folder: Path, *arguments: str) -> str:
    """The one line of a call that must not work, and that nothing is changed."""
    before = (folder / "config.yaml").read_bytes()
    done = command_here("feeds", "add", *arguments, folder=folder, **SECRET)
    assert done.returncode == 1 and (folder / "config.yaml").read_bytes() == before
    (line,) = done.stderr.splitlines()
    return line


def added_lines(folder: Path, before: str = CONFIG) -> str:
    """What the config has now and had not before; fails if anything is gone."""
    after = (folder / "config.yaml").read_text(encoding="utf-8")
    changed = [line for line in difflib.ndiff(before.splitlines(True), after.splitlines(True)) if line[0] != " "]
    assert all(line.startswith("+ ") for line in changed), changed
    return "".join(line[2:] for line in changed)


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


def test_the_first_link_of_a_page_that_is_no_comments_feed_is_taken_and_the_others_are_named(
    folder: Path, feed_server: FeedServer
) -> None:
    address = feed_server.put(
        "/",
        page('href="/comments/feed" title="Comments"', 'href="a.xml" title="All"', 'href="b.xml" title="Sport"'),
        **HTML,
    )
    url, other = feed_server.put("/a.xml", FEED), feed_server.put("/b.xml", FEED)
    told = add(folder, address, "--yes", "--name", "mine")
    assert told.startswith(
        f"feed   {url}: the first that the page names\nleft   these are offered too; to have one, give its address:\n"
        f"  {feed_server.url}/comments/feed  Comments  (comments)\n  {other}  Sport\n"
    )
    assert added_lines(folder) == f"  - name: mine\n    url: {url}\n"
    assert [path for path, _ in feed_server.requests] == ["/", "/a.xml"]


def test_if_the_first_link_is_dead_no_other_is_taken_in_its_place(folder: Path, feed_server: FeedServer) -> None:
    address = feed_server.put("/", page('href="gone.xml"', 'href="b.xml"'), **HTML)
    feed_server.put("/b.xml", FEED)
    line = refused(folder, address, "--yes")
    assert line == (
        f"monitor: {address}: its feed {feed_server.url}/gone.xml (the first that the page names) cannot be read: "
        "HTTP 404 Not Found; others are found there: give the address of one"
    )
    usual = feed_server.put("/feed", FEED.replace("Gazette", "Herald"))
    listed = command_here("feeds", "add", address, "--yes", folder=folder, **SECRET).stdout
    assert [one.split()[0] for one in listed.splitlines()] == [usual, f"{feed_server.url}/b.xml"]
    address = feed_server.put("/", page('href="gone.xml"'), **HTML)
    assert refused(folder, address, "--yes").endswith(
        "HTTP 404 Not Found; others are found there: give the address of one"
    )


def test_a_page_without_a_link_has_the_feed_that_the_front_page_of_its_site_names(
    folder: Path, feed_server: FeedServer
) -> None:
    """Whoever adds a site has an article of it open."""
    article = feed_server.put("/2026/story", page(), **HTML)
    feed_server.put("/", page('href="/comments/feed" title="Comments"', 'href="/all.xml"', 'href="/b.xml"'), **HTML)
    url, other = feed_server.put("/all.xml", FEED), feed_server.put("/b.xml", FEED)
    told = add(folder, article, "--dry-run")
    assert told.startswith(f"feed   {url}: the first that the site's front page names, this page names none\nleft ")
    assert other in told


@pytest.mark.parametrize(
    ("shown", "path"),
    [
        ('<link rel="alternate" href="/x.rss">', "/x.rss"),
        ('<a href="/syndication/17">RSS</a>', "/syndication/17"),
        ("", "/feed.json"),
    ],
    ids=["no type", "by its text", "JSON"],
)
def test_a_feed_that_is_named_in_passing_is_found(folder: Path, feed_server: FeedServer, shown: str, path: str) -> None:
    address = feed_server.put("/", page(body=shown), **HTML)
    url = feed_server.put(path, FEED)
    assert add(folder, address, "--dry-run").startswith(f"feed   {url}: ")


def test_without_a_link_the_usual_paths_are_tried_and_one_feed_under_two_of_them_is_one(
    folder: Path, feed_server: FeedServer
) -> None:
    address = feed_server.put("/", page('href="/comments" title="Comments feed"'), **HTML)
    feed_server.put("/feed.xml", FEED)
    feed_server.put("/feed", FEED)
    feed_server.put("/rss", page(), **HTML)
    told = add(folder, address, "--yes")
    assert told.startswith(f"feed   {feed_server.url}/feed: at a usual path, the page names none\nleft ")
    assert added_lines(folder) == f"  - name: the-gazette-post\n    url: {feed_server.url}/feed\n"


def test_among_several_feeds_a_person_chooses(folder: Path, feed_server: FeedServer) -> None:
    address = feed_server.put("/", page(), **HTML)
    one = feed_server.put("/feed", FEED)
    other = feed_server.put("/atom.xml", FEED.replace("Gazette", "Herald"))
    done = command_here("feeds", "add", address, "--yes", folder=folder, **SECRET)
    assert done.returncode == 1
    assert done.stdout == f"  {one}  The Gazette &amp; Post\n  {other}  The Herald &amp; Post\n".replace("&amp;", "&")
    assert done.stderr == f"monitor: {address}: several feeds are found there: choose one and give its address\n"
    add(folder, other, "--yes")
    assert added_lines(folder) == f"  - name: the-herald-post\n    url: {other}\n"


def test_links_of_the_page_are_tried_if_it_names_no_feed(folder: Path, feed_server: FeedServer) -> None:
    """Outlets have a page that lists their feeds for people."""
    links = '<a href="/world.rss">World</a> <a href="/feedback">Write to us</a> <a href="comments/feed">Comments</a>'
    address = feed_server.put("/feeds.html", page(body=links), **HTML)
    world = feed_server.put("/world.rss", FEED)
    feed_server.put("/comments/feed", FEED.replace("Gazette", "Readers"))
    assert add(folder, address, "--dry-run").startswith(f"feed   {world}: a link of the page, which names none\n")
    assert "/feedback" not in [path for path, _ in feed_server.requests]
    many = "".join(f'<a href="/{number}.rss">Section {number}</a>' for number in range(12))
    address = feed_server.put("/feeds.html", page(body=many), **HTML)
    for number in range(12):
        feed_server.put(f"/{number}.rss", FEED.replace("Gazette", f"Gazette {number}"))
    done = command_here("feeds", "add", address, "--yes", folder=folder, **SECRET)
    assert done.returncode == 1 and "several feeds are found there: choose one" in done.stderr
    listed = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert [url for url, _ in listed] == [f"{feed_server.url}/{number}.rss" for number in range(12)]
    assert listed[-1][1] == "Section 11" and ("/11.rss", 200) not in feed_server.statuses


def test_a_site_that_shows_its_pages_to_browsers_only_may_show_its_feed(folder: Path, feed_server: FeedServer) -> None:
    address = feed_server.put("/", b"", status=403)
    closed = feed_server.put("/sport/rss.xml", b"", status=403)
    url = feed_server.put("/feed", FEED)
    told = add(folder, address, "--dry-run")
    assert told.startswith(f"feed   {url}: at a usual path, the page is refused\n")
    assert refused(folder, closed, "--yes") == f"monitor: {closed}: cannot fetch it: HTTP 403 Forbidden"
    feed_server.put("/atom.xml", FEED.replace("Gazette", "Herald"))
    line = refused(folder, address, "--yes")
    assert line.endswith("HTTP 403 Forbidden; several feeds are found there: choose one and give its address")


def test_a_page_that_only_leads_on_is_followed(folder: Path, feed_server: FeedServer) -> None:
    def leads_to(path: str) -> str:
        return f'<html><head><meta http-equiv="refresh" content="0; url={path}"></head></html>'

    address = feed_server.put("/", leads_to("/news/"), **HTML)
    feed_server.put("/news/", page('href="all.xml"'), **HTML)
    url = feed_server.put("/news/all.xml", FEED)
    assert add(folder, address, "--dry-run").startswith(f"feed   {url}: the first that the page names\n")
    feed_server.put("/", leads_to("/news/all.xml"), **HTML)
    assert add(folder, address, "--dry-run").startswith(f"feed   {url}: the page leads on to it\n")
    feed_server.put("/", leads_to("/gone/"), **HTML)
    feed_server.put("/feed", FEED)
    assert add(folder, address, "--dry-run").startswith(f"feed   {feed_server.url}/feed: at a usual path")
    feed_server.put("/", leads_to("/again"), **HTML)
    feed_server.put("/again", leads_to("/"), **HTML)
    assert add(folder, address, "--dry-run").startswith(f"feed   {feed_server.url}/feed: at a usual path")


def test_sitemaps_are_read_last(folder: Path, feed_server: FeedServer) -> None:
    address = feed_server.put("/news", page(), **HTML)
    feed_server.put("/robots.txt", f"User-agent: *\nSitemap: {feed_server.url}/map.xml\n", content_type="text/plain")
    map_ = f"<urlset><url><loc>{feed_server.url}/story</loc></url><url><loc>{feed_server.url}/news/rss.php</loc></url></urlset>"
    feed_server.put("/map.xml", map_, content_type="application/xml")
    url = feed_server.put("/news/rss.php", FEED)
    told = add(folder, address, "--yes")
    assert told.startswith(f"feed   {url}: in a sitemap, the page names none\n")
    assert ("/story", 404) not in feed_server.statuses


def test_a_profile_of_a_mastodon_server(folder: Path, feed_server: FeedServer) -> None:
    address = feed_server.put("/@alice", page(), **HTML)
    url = feed_server.put("/@alice.rss", FEED)
    assert add(folder, address, "--dry-run").startswith(f"feed   {url}: by the rules of Mastodon\n")
    closed = feed_server.put("/@bob", b"", status=403)
    assert refused(folder, closed, "--yes") == f"monitor: {closed}: cannot fetch it: HTTP 403 Forbidden"
    other = feed_server.put("/@bob.rss", FEED)
    assert add(folder, closed, "--dry-run").startswith(f"feed   {other}: by the rules of Mastodon\n")


def test_of_a_known_site_only_its_feed_is_asked(folder: Path, feed_server: FeedServer) -> None:
    """Through a proxy on loopback, which refuses: what it was asked for is what would have been fetched."""
    proxy = {"HTTPS_PROXY": feed_server.url, "https_proxy": feed_server.url, "NO_PROXY": "", "no_proxy": ""}
    done = command_here("feeds", "add", "https://old.reddit.com/r/idlib/", "--yes", folder=folder, **SECRET, **proxy)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert "its feed https://www.reddit.com/r/idlib/.rss (by the rules of its site) cannot be read: " in done.stderr


def test_the_page_of_a_handle_names_its_channel_by_its_canonical_address(folder: Path, feed_server: FeedServer) -> None:
    channel = "https://www.youtube.com/channel/UCXuqSBlHAE6Xw-yeJA0Tunw"
    head = f'<!doctype html><html><head><link rel="canonical" href="{channel}"></head></html>'
    address = feed_server.put("/@handle", head, **HTML)
    done = command_here(
        "feeds", "add", address, "--yes", folder=folder, **SECRET, HTTPS_PROXY=feed_server.url, NO_PROXY="127.0.0.1"
    )
    assert "videos.xml?channel_id=UCXuqSBlHAE6Xw-yeJA0Tunw (by the rules of its site) cannot be read: " in done.stderr


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
