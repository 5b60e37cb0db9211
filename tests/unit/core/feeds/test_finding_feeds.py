"""Where a site's feeds are: by the address of what a person looks at, by what a page says, by likelihood."""

from __future__ import annotations

import pytest

from monitor.core.errors import MonitorError
from monitor.core.feeds.address import address_key, as_address, written
from monitor.core.feeds.likely import feeds_named_in, sitemaps_of, usual_addresses
from monitor.core.feeds.name import feed_name
from monitor.core.feeds.sites import feed_of_profile, feed_of_site
from monitor.core.text.feed_likeness import is_like_a_feed
from monitor.core.text.feed_links import read_links

VIDEOS = "https://www.youtube.com/feeds/videos.xml"
CHANNEL = "UCXuqSBlHAE6Xw-yeJA0Tunw"


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"{VIDEOS}?channel_id={CHANNEL}"),
        (f"http://m.youtube.com/channel/{CHANNEL}/videos?view=0", f"{VIDEOS}?channel_id={CHANNEL}"),
        ("https://www.youtube.com/user/LinusTechTips/featured", f"{VIDEOS}?user=LinusTechTips"),
        ("https://youtube.com/playlist?list=PL8mG-RkN2uTzFN0A", f"{VIDEOS}?playlist_id=PL8mG-RkN2uTzFN0A"),
        ("https://www.youtube.com/watch?v=abc&list=PLx", f"{VIDEOS}?playlist_id=PLx"),
        ("https://www.youtube.com/@LinusTechTips", ""),  # only its page names the channel
        ("https://www.youtube.com/watch?v=abc", ""),
        ("https://www.youtube.com/channel/short", ""),
        (f"https://youtube.com.evil.example/channel/{CHANNEL}", ""),
        (f"{VIDEOS}?channel_id={CHANNEL}", ""),  # is a feed itself
        ("https://www.reddit.com/r/syriancivilwar", "https://www.reddit.com/r/syriancivilwar/.rss"),
        ("https://old.reddit.com/r/syriancivilwar/", "https://www.reddit.com/r/syriancivilwar/.rss"),
        ("https://reddit.com/r/a+b/top/?t=week&x=1", "https://www.reddit.com/r/a+b/top/.rss?t=week"),
        ("https://www.reddit.com/u/some-one", "https://www.reddit.com/user/some-one/.rss"),
        ("https://www.reddit.com/user/some-one/m/news", "https://www.reddit.com/user/some-one/m/news/.rss"),
        ("https://www.reddit.com/r/x/comments/1abc/a_title/", "https://www.reddit.com/r/x/comments/1abc/a_title/.rss"),
        ("https://www.reddit.com/r/x/.rss", "https://www.reddit.com/r/x/.rss"),
        ("https://www.reddit.com/", ""),
        ("https://www.reddit.com/r/x/wiki/index", ""),
        ("https://notreddit.com/r/x", ""),
        ("https://[broken/r/x", ""),
    ],
)
def test_sites_that_are_known(address: str, feed: str) -> None:
    assert feed_of_site(address) == feed


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("https://mastodon.example/@alice", "https://mastodon.example/@alice.rss"),
        ("https://mastodon.example:8443/@alice.b/with_replies", "https://mastodon.example:8443/@alice.b.rss"),
        ("https://mastodon.example/@bob@home.example", "https://home.example/@bob.rss"),
        ("https://mastodon.example/users/alice", "https://mastodon.example/users/alice.rss"),
        ("https://mastodon.example/tags/idlib/", "https://mastodon.example/tags/idlib.rss"),
        ("https://mastodon.example/@alice/1098", ""),
        ("https://mastodon.example/about", ""),
        ("https://[broken/@alice", ""),
    ],
)
def test_profiles(address: str, feed: str) -> None:
    assert feed_of_profile(address) == feed


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://gazette.example/feed", "https://gazette.example/feed"),
        ("gazette.example", "https://gazette.example"),
        ("gazette.example:8080/feed", "https://gazette.example:8080/feed"),
        ("//gazette.example/feed", "https://gazette.example/feed"),
        ("feed://gazette.example/feed", "https://gazette.example/feed"),
        ("feed:http://gazette.example/feed", "http://gazette.example/feed"),
        ("feed://https://gazette.example/feed", "https://gazette.example/feed"),
        (" http://gazette.example/ ", "http://gazette.example/"),
    ],
)
def test_an_address_as_people_give_it(given: str, address: str) -> None:
    assert as_address(given) == address


@pytest.mark.parametrize(
    "given", ["", "ftp://a.example/", "file:///etc/passwd", "javascript:x", "http://", "http://a.example:0/", "a b", "http://[x/",
              "http://a.example:99999/", "http://a.example/\x1b", "https://a.example/${X}"]
)  # fmt: skip
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(MonitorError, match=r"expected one such as|the config would replace"):
        as_address(given)


def test_the_address_of_another_names_no_secret() -> None:
    assert written("https://evil.example/?x=${DB_PASSWORD}") == "https://evil.example/?x=$%7BDB_PASSWORD}"


def test_spellings_of_one_address() -> None:
    one = address_key("https://gazette.example/feed?b=2&a=1")
    same = ["http://gazette.example/feed?a=1&b=2", "https://www.Gazette.example/feed/?a=1&b=2",
            "https://gazette.example:443/f%65ed?a=1&b=2", "https://gazette.example./feed?a=1&b=2",
            "https://gazette.example/feed?utm_source=rss&a=1&b=2&UTM_medium=feed"]  # fmt: skip
    other = ["https://gazette.example/feed", "https://gazette.example/Feed?a=1&b=2", "https://gazette.example:8/feed?a=1&b=2",
             "https://u:p@gazette.example/feed?a=1&b=2", "https://gazette.example/feed?a=1&b=3"]  # fmt: skip
    assert [address_key(url) == one for url in (*same, *other)] == [True] * len(same) + [False] * len(other)
    assert address_key("https://münchen.example/") == address_key("https://xn--mnchen-3ya.example")


PAGE = """<!doctype html><html><head><base href="/sub/">
<link rel="canonical" href="https://gazette.example/">
<link rel="alternate" type="application/feed+json" href="/feed.json" title="JSON">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
<link rel="alternate" type="application/rss+xml" href="comments/feed/" title="Gazette &raquo; Comments Feed">
<LINK REL="Alternate Home" TYPE="Application/RSS+xml; charset=utf-8" HREF="feed.xml#top" TITLE="The &lt;b&gt;Gazette">
<link rel=alternate type=application/atom+xml href=//other.example/atom.xml>
<link rel="alternate" type="application/rss+xml" href="feed.xml">
<link rel="alternate" hreflang="fr" href="/fr/">
<link rel="stylesheet" type="text/xml" href="/style.xml">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" type="application/rss+xml" href="http://[broken">
</head><body></body></html>"""


def test_what_a_page_says_of_its_feeds() -> None:
    links = read_links(PAGE, "https://gazette.example/news/today.html")
    assert [(link.url, link.title, link.comments) for link in links.feeds] == [
        ("https://gazette.example/sub/comments/feed/", "Gazette » Comments Feed", True),
        ("https://gazette.example/sub/feed.xml", "The Gazette", False),
        ("https://other.example/atom.xml", "", False),
        ("https://gazette.example/feed.json", "JSON", False),
    ]
    assert links.canonical == "https://gazette.example/"
    assert read_links("<div>" * 100_000, "https://gazette.example/").feeds == ()


@pytest.mark.parametrize(
    ("content", "to"),
    [
        ("0; url=/news/", "https://gazette.example/news/"),
        ("0;URL='https://m.gazette.example/'", "https://m.gazette.example/"),
        ("5, /news/", "https://gazette.example/news/"),
        ("0.5; url=news", "https://gazette.example/news"),
        ("300; url=/news/", ""),  # is there to be read
        ("0; url=/", ""),
        ("300", ""),
        ("0; url=javascript:alert(1)", ""),
        ("0;", ""),
        ("0; url=''", ""),
    ],
)
def test_a_page_that_only_leads_on_to_another_one(content: str, to: str) -> None:
    markup = f'<html><head><meta http-equiv="Refresh" content="{content}"></head></html>'
    assert read_links(markup, "https://gazette.example/").leads_to == to


@pytest.mark.parametrize(
    ("url", "is_like_one"),
    [
        ("https://gazette.example/rss.php", True),
        ("https://feeds.gazette.example/world", True),
        ("https://gazette.example/?feed=rss2", True),
        ("https://gazette.example/index.php?format=feed&type=atom", True),
        ("https://gazette.example/feedback", False),
        ("https://gazette.example/seed-feeding", False),
        ("https://gazette.example/", False),
    ],
)
def test_links_that_may_lead_to_a_feed(url: str, is_like_one: bool) -> None:
    assert is_like_a_feed(url) is is_like_one


def test_usual_paths_sitemaps_and_what_they_name() -> None:
    usual = usual_addresses("https://gazette.example/blog/post.html")
    assert usual[0] == "https://gazette.example/feed" and len(usual) == len(set(usual)) == 9
    assert usual_addresses("https://gazette.example/blog")[0] == "https://gazette.example/blog/feed"
    robots = "User-agent: *\nDisallow: /\nSitemap: https://gazette.example/a.xml\n sitemap : /b.xml\nSitemap: ftp://c/"
    assert sitemaps_of(robots, "https://gazette.example/robots.txt") == (
        "https://gazette.example/a.xml",
        "https://gazette.example/b.xml",
    )
    assert sitemaps_of("", "https://gazette.example/robots.txt") == ("https://gazette.example/sitemap.xml",)
    sitemap = "<urlset><url><loc> https://e.example/rss.php?a=1&amp;b=2 </loc></url><url><loc>https://e.example/feedback</loc></url>"
    assert feeds_named_in(sitemap) == ("https://e.example/rss.php?a=1&b=2",)
    assert feeds_named_in("<loc>ftp://e.example/rss</loc><loc>http://[/rss</loc><loc>/rss</loc>") == ()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("BBC News - Middle East", "bbc-news-middle-east"),
        ("The Harbour's <b>Times</b> &amp; Post", "the-harbours-times-post"),
        ("الجزيرة نت", "الجزيرة-نت"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("  \u202e\x1b[31m ", "31m"),
        ("${DB_PASSWORD}", "db-password"),
        ("", "news.example"),
        ("a " * 100, "a-" * 19 + "a"),
        ("x" * 100, "x" * 40),
        ("taken", "taken-3"),
    ],
)
def test_a_name_is_made_from_the_title(title: str, name: str) -> None:
    assert feed_name(title, "https://www.news.example/feed", {"taken", "taken-2"}) == name.replace(
        "news.example", "news-example"
    )
