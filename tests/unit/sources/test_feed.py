"""Bytes to items. The suites of peers come with the sources issue; here is what the spine promises."""

import pytest

from monitor.sources.feed import parse_feed
from monitor.sources.types import Parsed, ParseFailed
from tests.conftest import SHARED
from tests.make import Entry, rss


def parse(body: bytes | str, content_type: str = "application/rss+xml") -> Parsed | ParseFailed:
    return parse_feed(body.encode() if isinstance(body, str) else body, content_type, "http://a.example/feed", 100)


def test_an_item_is_read_as_published() -> None:
    found = parse(rss([Entry("1", "Strike & more", "<b>Text</b>", "/relative/1")]))
    assert isinstance(found, Parsed)
    (item,) = found.items
    assert (item.guid, item.title, item.summary) == ("1", "Strike & more", "<b>Text</b>")
    assert item.url == "http://news.example/relative/1"


def test_references_that_are_none_cost_no_feed() -> None:
    found = parse(rss([Entry("1", "Idlib REF")]).replace("REF", "&#abcd;&#abcd; &#xabcd;&#abcd;"))
    assert isinstance(found, Parsed)
    assert found.items[0].title.startswith("Idlib")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("<html><body>503</body></html>", "web page"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ("just words", "no feed in it (no XML: syntax error)"),
        (
            "<?xml version='1.0'?>\n<opml version='2.0'><body/></opml>",
            "a list of feeds (OPML), not a feed: `monitor feeds import`",
        ),
        ("<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "a list of sitemaps, not a feed"),
    ],
)
def test_what_is_no_feed_is_an_error_with_a_reason(body: str, reason: str) -> None:
    found = parse(body, "text/html")
    assert isinstance(found, ParseFailed) and reason in found.reason


def test_entity_bombs_are_not_expanded() -> None:
    bomb = (
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>" + rss([Entry("1", "T", "x")]).split("?>")[1]
    )
    found = parse(bomb.replace(">x<", ">&b;<"))
    assert isinstance(found, Parsed) and "aaaa" not in found.items[0].summary


def test_the_half_read_last_entry_of_a_cut_document_is_left_out() -> None:
    whole = rss([Entry("1", "One", "text"), Entry("2", "Two", "a text that will be cut in its middle")])
    found = parse(whole[: whole.index("middle")])
    assert isinstance(found, Parsed) and found.cut_off
    assert [item.guid for item in found.items] == ["1"]


def test_an_empty_channel_is_a_feed() -> None:
    assert parse(rss([])) == Parsed((), title="t")


def test_entries_beyond_the_limit_are_counted() -> None:
    found = parse(rss([Entry(str(n), f"t{n}") for n in range(120)]))
    assert isinstance(found, Parsed) and (len(found.items), found.left_out) == (100, 20)


@pytest.mark.shared
def test_real_feeds_are_read() -> None:
    files = sorted(file for file in (SHARED / "data" / "feeds" / "real").iterdir() if len(file.name) == 16)
    assert len(files) >= 80
    for file in files:
        found = parse(file.read_bytes(), "")
        assert isinstance(found, Parsed) and found.items and not found.cut_off, file.name
