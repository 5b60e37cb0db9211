"""The fast reading of feeds: whatever it does not refuse is what feedparser reads, in every field."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

import feedparser.api
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.sources import fast_names as names
from monitor.sources.fast_entry import Refused
from monitor.sources.fast_feed import read_fast
from monitor.sources.feed import parse_feed
from monitor.sources.types import Parsed
from tests.make import STORY, Entry, rss

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser")
TYPE, ADDRESS = "application/rss+xml", "http://gazette.example/feed"
SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "harbour": "http://harbour.example/terms",
}
DECLARED = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in SPACES.items())
PARTS = (
    *(
        "title",
        "link",
        "description",
        "guid",
        "id",
        "pubDate",
        "updated",
        "published",
        "summary",
        "content",
        "category",
    ),
    *("author", "name", "source", "enclosure", "comments", "language", "keywords", "ttl", "lastBuildDate", "creator"),
    *("content:encoded", "dc:title", "dc:date", "dc:subject", "dc:description", "dc:creator", "dcterms:modified"),
    *("media:group", "media:content", "media:title", "media:description", "media:category", "media:keywords"),
    *("media:thumbnail", "itunes:summary", "itunes:subtitle", "itunes:keywords", "itunes:category", "itunes:author"),
    *("atom:link", "atom:updated", "harbour:berth", "harbour:title", "image", "sy:updatePeriod", "sy:updateFrequency"),
    *("dc_date", "b", "itunes:title"),
)
TEXTS = (
    *("", " ", "Fire in the harbour", "  two sheds\n burnt down ", "<p>Crews &amp; boats</p>", "يوم في المرفأ"),
    *("caf\u00c3\u00a9", "it\u0092s late", "Sun, 01 Mar 2026 08:00:00 +0100", "2026-03-01T09:30:00Z", "yesterday"),
    *("http://gazette.example/a?b=1&c=2", "http:////gazette.example/b", "/c", "tag:gazette.example,2026:1", "en_GB"),
    *("60", "hourly", "port, ships ,,cranes", "&nbsp;", "]]&gt;"),
)
ATTRIBUTES = (
    *({"type": "html"}, {"type": "text"}, {"isPermaLink": "false"}, {"isPermaLink": "true"}, {"text": "News"}),
    *(
        {"href": "http://gazette.example/d"},
        {"rel": "self", "href": "/e"},
        {"rel": "alternate", "type": "text/html", "href": "/f"},
    ),
    *(
        {"url": "/g"},
        {"term": "ships"},
        {"domain": "topics"},
        {"term": "", "label": "Ships"},
        {"scheme": "s", "term": "t"},
    ),
    *({"xml:lang": "tr"}, {"lang": "ku"}, {"xml:lang": ""}),
)
ODD = (
    *({"type": "xhtml"}, {"type": ""}, {"type": "image/jpeg"}, {"xml:base": "http://other.example/"}, {"LANG": "ru"}),
    *({"harbour:href": "/h"}, {"mode": "escaped"}, {"href": ""}),
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(st.sampled_from(PARTS))
    chance = draw(st.integers(0, 30))
    given_attributes = draw(st.sampled_from(ODD if not chance else ATTRIBUTES)) if chance < 12 else {}
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in given_attributes.items())
    text = draw(st.sampled_from(TEXTS))
    inside = f"<![CDATA[{text}]]>" if draw(st.integers(0, 4)) == 0 and "]]" not in text else escape(text)
    if draw(st.integers(0, 9)) == 0:
        inside = (
            f"{inside[: len(inside) // 2] if '&' not in inside and 'CDATA' not in inside else ''}<!-- c -->{inside}"
        )
    if depth < 2 and (
        name.startswith(("media:group", "media:content", "author", "harbour")) or draw(st.integers(0, 14)) == 0
    ):
        inside += "".join(draw(st.lists(elements(depth + 1), max_size=3)))
    return f"<{name}{attributes}>{inside}</{name}>"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    kind = draw(st.sampled_from(("rss", "rss", "atom", "rdf")))
    about = "".join(draw(st.lists(elements(), max_size=4)))
    bodies = ["".join(draw(st.lists(elements(), max_size=8))) for _ in range(draw(st.integers(1, 3)))]
    language = draw(st.sampled_from(("", " xml:lang='en_GB'", " lang='fr'")))
    head = draw(st.sampled_from(("", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='utf-8'?>\n")))
    if kind == "atom":
        entries = "".join(f"<entry{language}>{body}</entry>" for body in bodies)
        return f"{head}<feed xmlns='{SPACES['atom']}'{DECLARED}{language}>{about}{entries}</feed>".encode()
    if kind == "rdf":
        entries = "".join(f"<item rdf:about='u{number}'>{body}</item>" for number, body in enumerate(bodies))
        space = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
        return f"{head}<rdf:RDF {space}{DECLARED}><channel>{about}</channel>{entries}</rdf:RDF>".encode()
    entries = "".join(f"<item{language}>{body}</item>" for body in bodies)
    return f"{head}<rss version='2.0'{DECLARED}{language}><channel>{about}{entries}</channel></rss>".encode()


def fast(body: bytes, content_type: str = TYPE) -> Parsed:
    return read_fast(body, content_type, ADDRESS, 100)[0]


def refused(body: str, content_type: str = TYPE) -> str:
    with pytest.raises(Refused) as caught:
        fast(body.encode(), content_type)
    return str(caught.value)


@settings(max_examples=200, deadline=None)
@given(documents())
def test_equal_or_refused(body: bytes) -> None:
    try:
        found = fast(body)
    except Refused:
        return
    assert found == parse_feed(body, TYPE, ADDRESS, 100)


def test_an_ordinary_feed_is_read_whole() -> None:
    entries = [Entry(f"g{number}", f"Дорога <b>{number}</b> إدلب", STORY) for number in range(5)]
    body = rss(entries).encode()
    assert fast(body) == parse_feed(body, TYPE, ADDRESS, 100)
    assert [item.guid for item in fast(body).items] == ["g0", "g1", "g2", "g3", "g4"]
    assert read_fast(body, TYPE, ADDRESS, 2)[0] == parse_feed(body, TYPE, ADDRESS, 2)
    dated = [Entry(f"g{day}", "t", published=datetime(2026, 3, day, tzinfo=UTC)) for day in range(1, 6)]
    body = rss(dated).encode()
    oldest_first = read_fast(body, TYPE, ADDRESS, 2)[0]
    assert oldest_first == parse_feed(body, TYPE, ADDRESS, 2) and oldest_first.items[-1].guid == "g5"


ITEM = "<item><title>t</title></item>"


@pytest.mark.parametrize(
    "body",
    [
        f"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel>{ITEM}</channel></rss>",
        f"<!DOCTYPE rss><rss><channel>{ITEM}</channel></rss>",
        f"<rss xml:base='http://a.example/'><channel>{ITEM}</channel></rss>",
        f"<rss><channel>{ITEM}<item><media:title>t</media:title></item></channel></rss>",
        f"<rss><channel>{ITEM}</channel>",
        f"<rss><channel>{ITEM}<item><title>&nbsp;</title></item></channel></rss>",
        f"<?xml version='1.1'?><rss><channel>{ITEM}</channel></rss>",
        f"<?xml version='1.0' encoding='iso-8859-9'?><rss><channel>{ITEM}</channel></rss>",
        f" <rss><channel>{ITEM}</channel></rss>",
        f"<channel>{ITEM}</channel>",
        f"<rss><channel>{ITEM}<item><image><title>x</title></image></item></channel></rss>",
        "<rss><channel><title>t</title></channel></rss>",
        "{}",
        "",
    ],
)
def test_what_is_in_doubt_is_refused(body: str) -> None:
    assert refused(body)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (f"<rss><channel><title>é</title>{ITEM}</channel></rss>".encode("latin-1"), TYPE),
        (f"<rss><channel><title>é</title>{ITEM}</channel></rss>".encode(), "text/xml"),
        (f"<rss><channel><title>é</title>{ITEM}</channel></rss>".encode(), "application/xml; charset=windows-1254"),
        (f"<rss><channel><title>é</title>{ITEM}</channel></rss>".encode("utf-16"), TYPE),
    ],
)
def test_an_encoding_in_doubt_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(Refused):
        fast(body, content_type)


def test_all_that_feedparser_knows_has_its_place() -> None:
    """A newer feedparser that takes more elements into account must not go unnoticed."""
    known = {
        name.partition("_")[2].partition("_")[2]
        for name in dir(feedparser.api.StrictFeedParser)
        if name.startswith(("_start_", "_end_")) and name == name.lower()
    }
    placed = names.TAKEN | names.OF_NO_ACCOUNT | names.AROUND | names.NOT_UNDERSTOOD | {"source"}
    assert known <= placed
    spaces = {uri.lower(): prefix for uri, prefix in feedparser.api.StrictFeedParser.namespaces.items()}
    assert {uri: spaces[uri] for uri in names.KNOWN} == names.KNOWN
    plain = {uri for uri, prefix in spaces.items() if not prefix} - {""}
    assert plain <= names.KNOWN.keys() | names.DOUBTFUL
