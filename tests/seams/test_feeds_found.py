"""monitor feeds add: which feed of a site is found over HTTP, by its pages, usual paths, sitemaps and known sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.testing import FeedServer
from tests.running import command_here
from tests.seams.adding import FEED, HTML, SECRET, add, added_lines, page, refused, with_old_feed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_old_feed(tmp_path)


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
