"""A document of any kind: what breaks its reader, dates, links, files that their server sends packed."""

import gzip
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.sources import document
from monitor.sources.document import parse_document
from monitor.sources.fast_feed import read_fast
from monitor.sources.limits import MAX_UNPACKED
from monitor.sources.types import Parsed, ParseFailed
from monitor.sources.workers import Workers
from tests.make import Entry, rss
from tests.unit.sources.parsed import SITEMAP, URL, items, json_feed, parse

PODCAST = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<link>http://a.example/show/</link>
<item><itunes:title>The harbour, part 1</itunes:title><guid>12345</guid></item>
<item><title>Part 2</title><itunes:title>2</itunes:title><guid isPermaLink="true">no address</guid></item>
<item><title>Part 3</title><guid>/parts/3</guid></item>
<item><title>Part 4</title><link></link><guid>http://a.example/4</guid></item>
<item><title>Part 5</title><link>parts/5</link><guid>parts/5</guid></item>
</channel></rss>"""


def test_a_guid_that_is_no_address_is_no_link_and_a_podcast_may_have_its_title_for_itunes_alone() -> None:
    """One link for two items in two feeds of a host would make one item of them."""
    found = items(PODCAST)
    assert [(one.title, one.url) for one in found] == [
        ("The harbour, part 1", ""),
        ("Part 2", ""),
        ("Part 3", "http://a.example/parts/3"),
        ("Part 4", "http://a.example/4"),
        ("Part 5", "http://a.example/show/parts/5"),
    ]
    fast, _ = read_fast(PODCAST.encode(), "application/rss+xml", URL, 100)
    assert fast.items == found


def test_a_section_of_text_whose_marks_are_escaped_is_its_text() -> None:
    """To whoever reads markup it is a comment: the headline was empty, and no rule met it."""
    body = """<rss version="2.0"><channel><title>H</title><link>http://a.example/</link>
<item><guid>1</guid><title>&lt;![CDATA[Ferries wait]]&gt;</title><description>
 &lt;![CDATA[&lt;p&gt;In &lt;b&gt;Northport&lt;/b&gt; &amp;amp; Eastport.&lt;/p&gt;]]></description></item>
<item><guid>2</guid><title>What &lt;![CDATA[ is for]]&gt; in XML</title></item>
</channel></rss>"""
    found = items(body)
    assert (found[0].title, found[0].summary) == (
        "Ferries wait",
        "<p>In <b>Northport</b> &amp; Eastport.</p>",
    )
    assert found[1].title.startswith("What")
    fast, _ = read_fast(body.encode(), "application/rss+xml", URL, 100)
    assert fast.items == found


@pytest.mark.parametrize(
    ("reader", "body"),
    [("parse_json_feed", json_feed()), ("parse_news_sitemap", "<urlset>"), ("parse_feed", rss([]))],
)
def test_a_document_that_breaks_its_reader_is_a_failed_one(
    reader: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise ValueError("no address " * 100)

    monkeypatch.setattr(document, reader, breaks)
    found = parse(body)
    assert isinstance(found, ParseFailed) and len(found.reason) == 200
    assert found.reason.startswith("the reader broke on it (ValueError: no address ")


def test_that_the_memory_does_not_suffice_is_for_others_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    def needs_much(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(document, "parse_feed", needs_much)
    with pytest.raises(MemoryError):
        parse(rss([]))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-07-15T10:00:00+0530", datetime(2026, 7, 15, 4, 30, tzinfo=UTC)),
        ("2026-07-15T10:00:00.000-0330", datetime(2026, 7, 15, 13, 30, tzinfo=UTC)),
        ("2026-07-15 10:00:00 UTC", datetime(2026, 7, 15, 10, tzinfo=UTC)),
        ("2026/07/15 10:00", datetime(2026, 7, 15, 10, tzinfo=UTC)),
        ("2026.7.5", datetime(2026, 7, 5, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 10:00:00 +0300", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 10:00:00 TRT", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("Wed Jul 15 10:00:00 EEST 2026", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("2026-07-15 10:00 MSK", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 10:00:00 +0200 (TRT)", datetime(2026, 7, 15, 8, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 10:00:00 EDT", datetime(2026, 7, 15, 14, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 10:00:00", datetime(2026, 7, 15, 10, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 10:00:00 UTC+03:00", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 10:00:00 GMT+3", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 10:00:00 PM GMT", datetime(2026, 7, 15, 22, tzinfo=UTC)),
        ("Wed, Jul 15, 2026 12:05 a.m.", datetime(2026, 7, 15, 0, 5, tzinfo=UTC)),
        ("Wed, 15 Jul 2026 13:00 PM", datetime(2026, 7, 15, 13, tzinfo=UTC)),
        ("Wed,15-Jul-26 10:00:00.123 +03", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("Çar, 15 TEMMUZ 2026 10:00:00 +0300", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("15 Kasım 2026 10:00", datetime(2026, 11, 15, 10, tzinfo=UTC)),
        ("15 KASIM 2026 10:00", datetime(2026, 11, 15, 10, tzinfo=UTC)),
        ("5 EKİM 2026 10:00", datetime(2026, 10, 5, 10, tzinfo=UTC)),
        ("Ср, 15 июля 2026 10:00:00 +0300", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("mer. 15 juil. 2026 10:00:00 +0200", datetime(2026, 7, 15, 8, tzinfo=UTC)),
        ("Mi., 15. Juli 2026, 10:00", datetime(2026, 7, 15, 10, tzinfo=UTC)),
        ("miércoles, 15 de julio de 2026 10:00", datetime(2026, 7, 15, 10, tzinfo=UTC)),
        ("الأربعاء، 15 يوليو 2026 10:00:00 +0300", datetime(2026, 7, 15, 7, tzinfo=UTC)),
        ("segunda-feira, 15 de setembro de 2026 10:00", datetime(2026, 9, 15, 10, tzinfo=UTC)),
        ("mercoledì 15 luglio 2026", datetime(2026, 7, 15, tzinfo=UTC)),
        ("śr., 15 lip 2026 10:00:00 +0200", datetime(2026, 7, 15, 8, tzinfo=UTC)),
        ("15 липня 2026 р., 10:00", datetime(2026, 7, 15, 10, tzinfo=UTC)),
        ("woensdag 15 augustus 2026 10:00", datetime(2026, 8, 15, 10, tzinfo=UTC)),
        ("15 تشرين الثاني 2026", datetime(2026, 11, 15, tzinfo=UTC)),
        ("15 Foo 2026 10:00:00 +0300", None),
        ("15 Kas 2026 24:00", None),
        ("15 Kas 2026 10:75", None),
        ("29 Feb 2028 23:59", datetime(2028, 2, 29, 23, 59, tzinfo=UTC)),
        ("29 Feb 2026 23:59", None),
        ("Wed, 15 Jul 10:00:00", None),
        ("2026-W29-3", None),
        ("15-07-2026 10:00", None),
        ("1784109600", None),
        ("-0001-11-30T00:00:00Z", None),
    ],
)
def test_a_date_is_read_whole_or_not_at_all(text: str, read: datetime | None) -> None:
    """Half understood, it made today's items weeks old, and those never alert."""
    item = f"<item><guid>1</guid><title>Ferries wait</title><pubDate>{text}</pubDate></item>"
    found = parse(f'<rss version="2.0"><channel><title>H</title>{item}</channel></rss>')
    assert isinstance(found, Parsed) and found.items[0].published == read


async def test_addresses_within_one_another_are_looked_at_once() -> None:
    depth = 60_000
    head, _, _ = SITEMAP.partition("<url>")
    body = head + "<url><news:news>" * depth + "</news:news></url>" * depth + "</urlset>"
    workers = Workers(1, timedelta(seconds=20))
    try:
        found = await workers.run(parse_document, body.encode(), "", URL, depth)
        assert isinstance(found, Parsed) and len(found.items) == depth
    finally:
        workers.close()


@pytest.mark.parametrize(
    "body",
    [
        b"<!-- what it is and by whom -->\n" * 200 + b"<rss><channel><item><title>One</title></item></channel></rss>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>" + b"<!DOCTYPE a [" * 1_000_000,
    ],
    ids=["comments", "subsets without an end"],
)
async def test_what_begins_again_and_again_is_looked_at_once(body: bytes) -> None:
    workers = Workers(1, timedelta(seconds=20))
    try:
        found = await workers.run(parse_document, body, "", "http://h.example/", 10)
        assert isinstance(found, Parsed) or "declares XML entities" in found.reason
    finally:
        workers.close()


def test_a_packed_file_is_unpacked_up_to_a_limit() -> None:
    assert [item.title for item in items(gzip.compress(rss([Entry("1", "One")]).encode()))] == ["One"]
    whole = rss([Entry("1", "One"), Entry("2", "Two")]).encode()
    parts = gzip.compress(whole[:150]) + gzip.compress(whole[150:])
    assert [item.title for item in items(parts)] == ["One", "Two"], "packed in two parts, one file"
    assert parse(gzip.compress(b" " * MAX_UNPACKED, 1) + gzip.compress(b"  ")) == ParseFailed(
        "more than 100 MB when unpacked"
    )
    bomb = gzip.compress(b" " * (MAX_UNPACKED + 1), 1)
    assert parse(bomb) == ParseFailed("more than 100 MB when unpacked")
    broken = parse(b"\x1f\x8bnothing of the kind")
    assert isinstance(broken, ParseFailed) and broken.reason.startswith("packed, and cannot be unpacked: ")


@pytest.mark.parametrize(
    "document",
    [
        "<rss version='2.0'><channel><title>t</title><item><title>x</title><link>{}</link></item></channel></rss>",
        '{{"items": [{{"id": "1", "title": "x", "url": "{}"}}]}}',
    ],
)
@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("#x", "http://a.example/feed#x"),
        ("?id=5", "http://a.example/feed?id=5"),
        ("news/1?a=b", "http://a.example/news/1?a=b"),
        ("//b.example/1", "http://b.example/1"),
    ],
)
def test_a_relative_link_brings_no_secret_of_the_feeds_own_address(document: str, link: str, whole: str) -> None:
    found = parse_document(document.format(link).encode(), "", "http://me:s3cret@a.example/feed?key=s3cret#s3cret", 10)
    assert isinstance(found, Parsed) and [item.url for item in found.items] == [whole]
