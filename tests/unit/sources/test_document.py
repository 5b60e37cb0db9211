"""Feeds of other kinds: JSON Feed, news sitemaps, files that their server sends packed."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.core.text.markup import plain
from monitor.core.types import Item
from monitor.sources import document
from monitor.sources.document import parse_document
from monitor.sources.fast_feed import read_fast
from monitor.sources.limits import MAX_UNPACKED
from monitor.sources.types import Parsed, ParseFailed
from monitor.sources.workers import Workers
from tests.make import Entry, rss

URL = "http://a.example/feed"


def parse(body: str | bytes, most: int = 100) -> Parsed | ParseFailed:
    return parse_document(body.encode() if isinstance(body, str) else body, "", URL, most)


def items(body: str | bytes) -> tuple[Item, ...]:
    found = parse(body)
    assert isinstance(found, Parsed), found
    return found.items


def json_feed(*entries: Any, **more: Any) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": entries} | more)


def test_a_json_feed_gives_what_it_says() -> None:
    entry = {
        "id": "1",
        "url": "/one",
        "title": "Shelling in Morek",
        "summary": "short",
        "content_html": "<p>long</p>",
        "date_published": "2026-11-22T07:00:00+03:00",
        "language": "tr",
        "tags": ["war", 7, ""],
    }
    (item,) = items(json_feed(entry, home_page_url="http://h.example/news/"))
    assert item == Item(
        guid="1",
        url="http://h.example/one",
        title="Shelling in Morek",
        summary="short",
        content="<p>long</p>",
        published=datetime(2026, 11, 22, 4, tzinfo=UTC),
        language="tr",
        tags=("war",),
    )


def test_a_json_feed_that_says_little_or_something_else_is_read_as_far_as_it_goes() -> None:
    odd = {
        "id": 12,
        "external_url": "http://b.example/2",
        "content_text": "plain",
        "date_modified": "2026-11-22",
        "title": None,
    }
    first, second = items(json_feed(odd, "no object", {"tags": "x", "date_published": "yesterday"}, language="en"))
    assert (first.guid, first.url, first.content, first.title) == ("12", "http://b.example/2", "plain", "")
    assert first.published == datetime(2026, 11, 22, tzinfo=UTC) and first.language == "en"
    assert second == Item(language="en")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (1_772_359_200, "2026-03-01T10:00:00+00:00"),
        (1_772_359_200.5, "2026-03-01T10:00:00.500000+00:00"),
        (1_772_359_200_000, "2026-03-01T10:00:00+00:00"),
        ("1772359200", "2026-03-01T10:00:00+00:00"),
        ("1772359200000", "2026-03-01T10:00:00+00:00"),
        ("20260301", "2026-03-01T00:00:00+00:00"),
        *(
            (odd, None)
            for odd in (0, 1, -1_772_359_200, True, 10**30, 10**400, float("nan"), float("inf"), [1_772_359_200], "12")
        ),
    ],
)
def test_a_date_of_a_json_feed_may_be_a_number_of_seconds_or_milliseconds(written: object, read: str | None) -> None:
    first, other = items(json_feed({"id": "1", "date_published": written}, {"id": "2", "date_modified": written}))
    assert [one.published.isoformat() if one.published else None for one in (first, other)] == [read, read]


def test_the_plain_text_of_a_json_feed_is_no_markup() -> None:
    said = "Levels a < b, and <tag> &amp; stays.\n\nSecond <script>paragraph</script>"
    as_text, as_html = items(json_feed({"content_text": said}, {"content_html": "<p>one</p><p>two</p>"}))
    assert plain(as_text.content) == said.replace("\n\n", "\n")
    assert plain(as_html.content) == "one\ntwo"


def test_an_id_of_a_json_feed_is_a_text_or_a_number_and_its_link_if_there_is_no_other() -> None:
    link = "https://a.example/5"
    found = items(json_feed({"id": True}, {"id": False}, {"id": 1.5}, {"id": [1]}, {"id": link}, {"id": "a b"}))
    assert [(one.guid, one.url) for one in found] == [("", "")] * 2 + [
        ("1.5", ""), ("", ""), (link, link), ("a b", ""),
    ]  # fmt: skip


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


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('{"items": [', "not JSON: expecting value (line 1, column 12)"),
        ('{"title": "no items"}', "JSON, but no JSON Feed: it has no list of items"),
        ('{"items": {}}', "JSON, but no JSON Feed: it has no list of items"),
        ('{"a":' * 100_000, "not JSON: nested too deep (line 1, column 1)"),
    ],
)
def test_what_is_json_but_no_feed_is_said(body: str, reason: str) -> None:
    assert parse(body) == ParseFailed(reason)


def test_a_home_page_that_is_no_address_costs_a_json_feed_nothing() -> None:
    one, other = items(json_feed({"url": "/one"}, {"url": "http://b.example/2"}, home_page_url="http://["))
    assert (one.url, other.url) == ("http://a.example/one", "http://b.example/2")


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


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made each minute -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>http://h.example/a</loc><news:news><news:publication><news:name>The N</news:name><news:language>ar</news:language>
</news:publication><news:publication_date>2026-11-22T06:00:00Z</news:publication_date><news:title> قصف على إدلب </news:title>
<news:keywords>Syria, Idlib</news:keywords></news:news></url>
<url><loc>http://h.example/about</loc></url>
</urlset>"""


def test_a_news_sitemap_is_a_feed() -> None:
    found = parse(SITEMAP)
    assert found == Parsed(
        (
            Item(
                guid="http://h.example/a",
                url="http://h.example/a",
                title="قصف على إدلب",
                published=datetime(2026, 11, 22, 6, tzinfo=UTC),
                language="ar",
                tags=("Syria", "Idlib"),
            ),
        ),
        title="The N",
    )


def test_a_news_sitemap_without_any_address_has_no_news_now() -> None:
    """They hold what is two days old at most: at a small outlet that is nothing, after a weekend."""
    found = parse('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>')
    assert isinstance(found, Parsed) and found.items == ()


def test_a_sitemap_without_news_and_one_with_entities_are_refused() -> None:
    plain = parse('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>x</loc></url></urlset>')
    assert isinstance(plain, ParseFailed) and "not of news" in plain.reason
    bomb = '<!DOCTYPE urlset [<!ENTITY a "ha">]>' + SITEMAP.partition("?>")[2]
    assert isinstance(parse(bomb), ParseFailed)
    assert isinstance(parse(SITEMAP.removesuffix("</urlset>")), ParseFailed)


@pytest.mark.parametrize("encoding", ["harbour", "gbk", "idna"])
def test_a_sitemap_in_an_encoding_that_cannot_be_read_says_so(encoding: str) -> None:
    """Good UTF-8 is read whatever it says; this is none."""
    found = parse(SITEMAP.replace("UTF-8", encoding).encode("cp1256"))
    assert isinstance(found, ParseFailed) and found.reason.startswith("a sitemap that is no XML: ")


@pytest.mark.parametrize(
    "changed",
    [
        SITEMAP.replace("<!-- made", '<?xml-stylesheet type="text/xsl" href="/news.xsl"?>\n<!-- made'),
        "\n  " + SITEMAP,
        "\ufeff\n" + SITEMAP,
        SITEMAP.replace("http://www.", "https://www."),
        SITEMAP.replace("sitemap-news/0.9", "sitemap-news/0.9/"),
        SITEMAP.replace("www.sitemaps.org/schemas/sitemap/0.9", "www.google.com/schemas/sitemap/0.84"),
    ],
    ids=["style sheet", "empty line", "mark and empty line", "https", "slash", "old namespace"],
)
def test_a_news_sitemap_is_known_however_its_publisher_begins_it(changed: str) -> None:
    assert parse(changed) == parse(SITEMAP)
    assert isinstance(parse(changed), Parsed)


HARBOUR = "Пожар в порту Северном"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("declares", [True, False])
@pytest.mark.parametrize("content_type", ["", "application/rss+xml", "text/xml; charset=utf-8"])
def test_utf_16_is_read_whatever_is_said_of_it(encoding: str, declares: bool, content_type: str) -> None:
    """Its last entry was left out for ever, as if the document ended in the middle."""
    text = rss([Entry("1", HARBOUR, "", "/1"), Entry("2", "Ferries wait", "", "/2")])
    text = text[text.index("<rss") :]
    body = ('<?xml version="1.0" encoding="utf-16"?>' * declares + text).encode(encoding)
    found = parse_document(body, content_type, "http://a.example/feed", 100)
    assert isinstance(found, Parsed) and not found.cut_off
    assert [item.title for item in found.items] == [HARBOUR, "Ferries wait"]


def test_json_and_sitemaps_may_be_in_utf_16_too() -> None:
    feed = parse(json.dumps({"items": [{"id": "1", "title": HARBOUR}]}, ensure_ascii=False).encode("utf-16"))
    assert isinstance(feed, Parsed) and feed.items[0].title == HARBOUR
    assert parse(SITEMAP.replace("UTF-8", "UTF-16").encode("utf-16")) == parse(SITEMAP)


@pytest.mark.parametrize("said", ["windows-1251", "windows-1256", "koi8-r", "gbk", "iso-8859-9"])
@pytest.mark.parametrize("where", ["declaration", "header"])
def test_good_utf_8_is_read_as_such_under_an_old_label(said: str, where: str) -> None:
    """Its publisher changed over and left the label: no name is found in what the label makes of it."""
    text = rss([Entry("1", HARBOUR, "", "/1")])
    text = text[text.index("<rss") :]
    label = f'<?xml version="1.0" encoding="{said}"?>' if where == "declaration" else ""
    kind = "application/rss+xml" + (f"; charset={said}" if where == "header" else "")
    found = parse_document((label + text).encode(), kind, "http://a.example/feed", 100)
    assert isinstance(found, Parsed) and found.items[0].title == HARBOUR


ARABIC, TURKISH = (
    "العاصفة تصل إلى المرفأ القديم وسط تحذيرات كثيرة",
    "Fırtına eski limana ulaşıyor, şiddetli yağış sürüyor",
)
ICELANDIC = "Stormurinn nær gömlu höfninni í dag, þjóðin býður eftir viðvörunum og það verður hvasst"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((HARBOUR, one) for one in ("windows-1251", "koi8-r", "iso-8859-5")),
        *((ARABIC, one) for one in ("windows-1256", "iso-8859-6")),
        *((TURKISH, one) for one in ("windows-1254", "iso-8859-9")),
        *((one, "windows-1252") for one in (ICELANDIC, "Größe, naïve – déjà très forte à l’été")),
    ],
)
@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("iso-8859-1", "text/xml"),
        ("windows-1252", "text/xml; charset=utf-8"),
        ("utf-8", "text/xml; charset=ISO-8859-1"),
        ("", "text/xml; charset=iso-8859-1"),
        (None, "text/xml; charset=iso-8859-1"),
    ],
)
def test_a_western_label_on_another_script_is_not_believed(
    text: str, encoding: str, declared: str | None, kind: str
) -> None:
    """It is what servers say that nobody told otherwise. ``declared`` is the truth if None."""
    document = rss([Entry("1", text, f"{text}. {text}", "/1")])
    said = f'<?xml version="1.0" encoding="{declared or encoding}"?>' if declared != "" else ""
    body = (said + document[document.index("<rss") :]).encode(encoding)
    found = parse_document(body, kind, "http://a.example/feed", 100)
    assert isinstance(found, Parsed) and found.items[0].title == text


def test_a_bad_byte_in_good_utf_8_makes_no_other_charset_of_it() -> None:
    body = rss([Entry("1", ARABIC, ARABIC, "/1")]).encode().replace(b"</title><desc", b"\xff</title><desc")
    found = parse_document(body, "text/xml; charset=iso-8859-1", "http://a.example/feed", 100)
    assert isinstance(found, Parsed) and found.items[0].title.startswith(ARABIC)


def test_text_that_is_what_its_label_says_is_read_by_it() -> None:
    text = rss([Entry("1", HARBOUR, "", "/1")])
    body = ('<?xml version="1.0" encoding="windows-1251"?>' + text[text.index("<rss") :]).encode("cp1251")
    found = parse_document(body, "text/xml", "http://a.example/feed", 100)
    assert isinstance(found, Parsed) and found.items[0].title == HARBOUR


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


def test_the_language_of_a_sitemap_stands_with_the_publication_or_the_news() -> None:
    assert [item.language for item in items(SITEMAP)] == ["ar"]
    moved = SITEMAP.replace("<news:language>ar</news:language>", "").replace(
        "<news:publication_date>", "<news:language>ku</news:language><news:publication_date>"
    )
    assert [item.language for item in items(moved)] == ["ku"]


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


def test_a_list_in_json_is_told_as_what_it_is() -> None:
    assert parse(b' [{"id": 1}]\n') == ParseFailed("JSON, but no JSON Feed: it is a list")


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


def dated(kind: str, days: list[int | None]) -> str:
    """A document of items 0, 1, 2 ... of these days of March."""
    when = [day and datetime(2026, 3, day, tzinfo=UTC) for day in days]
    if kind == "rss":
        return rss([Entry(str(number), "t", published=at or None) for number, at in enumerate(when)])
    if kind == "json":
        return json_feed(
            *({"id": str(number), "date_published": at.isoformat() if at else None} for number, at in enumerate(when))
        )
    entries = "".join(
        f"<url><loc>{number}</loc><news:news><news:publication_date>{at.isoformat() if at else ''}"
        "</news:publication_date></news:news></url>"
        for number, at in enumerate(when)
    )
    return SITEMAP[: SITEMAP.index("<url>")] + entries + "</urlset>"


@pytest.mark.parametrize("kind", ["rss", "json", "sitemap"])
@pytest.mark.parametrize(
    ("days", "kept"),
    [
        ([*range(1, 31)], ["28", "29"]),
        ([1, *range(1, 29), 28, None], ["29", "30"]),
        ([9, *range(1, 29), 27, 30], ["29", "30"]),
        ([*range(30, 0, -1)], ["0", "1"]),
        ([1, 30, 2, 29, 3, 28, 4], ["0", "1"]),
        ([None, None, None, None, 1, 2], ["0", "1"]),
        ([7, 7, 7], ["0", "1"]),
    ],
    ids=[
        "oldest first",
        "but one without date",
        "but a pinned one",
        "newest first",
        "any order",
        "no dates",
        "one day",
    ],
)
def test_of_a_feed_sorted_oldest_first_the_end_is_read(kind: str, days: list[int | None], kept: list[str]) -> None:
    found = parse(dated(kind, days), 2)
    assert isinstance(found, Parsed) and found.left_out == len(days) - 2
    assert [item.guid for item in found.items] == kept
    whole = parse(dated(kind, days))
    assert isinstance(whole, Parsed) and [item.guid for item in whole.items] == [str(n) for n in range(len(days))]


def test_entries_beyond_the_most_are_counted() -> None:
    found = parse(json_feed({"id": "1"}, {"id": "2"}, {"id": "3"}), most=2)
    assert isinstance(found, Parsed) and len(found.items) == 2 and found.left_out == 1


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
