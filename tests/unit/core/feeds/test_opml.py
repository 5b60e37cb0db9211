"""OPML as readers write it, and as nobody should."""

from __future__ import annotations

import contextlib
import xml.etree.ElementTree as ElementTree

import pytest

from monitor.core.errors import InputError
from monitor.core.feeds.opml import OpmlFeed, read_opml, write_opml
from tests.conftest import SHARED
from tests.cost import takes_at_most


def opml(body: str, head: str = '<?xml version="1.0"?>\n<opml version="2.0">') -> bytes:
    return f"{head}<head><title>x</title></head><body>\n{body}\n</body></opml>".encode()


def facts(body: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(feed.url, feed.title, feed.tags) for feed in read_opml(opml(body), "x.opml")]


def test_folders_and_categories_are_tags() -> None:
    body = """<outline text="News"><outline text='Near &amp; far' title="">
      <outline text="A" xmlUrl="https://a.example/" category="/News/Local,/x" language="en-us" />
      <outline title="B" TEXT="b" xmlURL=" https://b.example/?a=1&amp;copy=2 "></outline>
    </outline></outline>
    <!-- <outline xmlUrl="https://not.example/"/> --><![CDATA[<outline xmlUrl="https://not.example/"/>]]>
    <outline text="C" type="rss" url="https://c.example/"/><outline text="a link" type="link" url="https://not.example/"/>"""
    assert facts(body) == [
        ("https://a.example/", "A", ("News", "Near & far", "Local", "x")),
        ("https://b.example/?a=1&copy=2", "B", ("News", "Near & far")),
        ("https://c.example/", "C", ()),
    ]
    first = read_opml(opml(body), "x.opml")[0]
    assert (first.language, first.line, first.column) == ("en-us", 4, 7)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<outline text="A & B" xmlUrl="https://a.example/?x=1&copy=2"/>', ("https://a.example/?x=1&copy=2", "A & B", ())),
        ('<outline text="a < b > c" xmlUrl="https://a.example/"/>', ("https://a.example/", "a < b > c", ())),
        ('<outline text="The "Gazette" of Northport" xmlUrl="https://a.example/"/>', ("https://a.example/", 'The "Gazette" of Northport', ())),
        ('<outline text="A" description="by <a href="https://b.example" rel="x">B</a>." xmlUrl="https://a.example/" />', ("https://a.example/", "A", ())),
        ('<outline text="A" xmlUrl=https://a.example/feed type=rss>', ("https://a.example/feed", "A", ())),
        ('<outline text="&#x41;&#66;&unknown;&#1114112;" xmlUrl="https://a.example/"/>', ("https://a.example/", "AB&unknown;\ufffd", ())),
        ('<outline text="No address" type="rss"/>', ("", "No address", ())),
    ],
)  # fmt: skip
def test_lists_that_are_no_xml_are_read_as_they_are_meant(body: str, found: tuple[str, str, tuple[str, ...]]) -> None:
    after = '<outline text="next"><outline text="Z" xmlUrl="https://z.example/"/></outline>'
    assert facts(body + after) == [found, ("https://z.example/", "Z", ("next",))]


def test_what_another_program_wrote_names_no_secret_and_no_file() -> None:
    body = '<outline text="${SECRET}"><outline text="file:secret"><outline text="A" xmlUrl="https://a.example/" monitor:name="${X}"/></outline></outline>'
    (feed,) = read_opml(opml(body), "x.opml")
    assert feed.tags == ("$ {SECRET}", "file secret") and feed.name == "$ {X}"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "x.opml:1:1: no OPML: expected <opml>"),
        (b"<rss><outline xmlUrl='https://a.example/'/></rss>", "x.opml:1:1: no OPML: expected <opml>"),
        (opml("<outline text='a'/>")[:-12], "x.opml:4:1: ends before </opml>: it is cut off"),
        (b"\xff\xfe\xff", "x.opml:1:1: not text in utf-16: save it as UTF-8"),
        (b"<?xml version='1.0' encoding='no-such'?><opml></opml>", "x.opml:1:1: not text in no-such: save it as UTF-8"),
        (b"<opml>\xff</opml>", "x.opml:1:1: not text in utf-8: save it as UTF-8"),
        (opml("", '<?xml version="1.0"?>\n<!DOCTYPE opml [<!ENTITY a "aaaa">]><opml>'), "x.opml:2:1: has a DOCTYPE that declares"),
        (opml("", '<!doctype opml SYSTEM "file:///etc/passwd"><opml>'), "x.opml:1:1: has a DOCTYPE that declares"),
        (b"<opml>" + b" " * 5_000_000, "x.opml:1:1: larger than 5 MB"),
    ],
)  # fmt: skip
def test_what_is_no_whole_list_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_opml(body, "x.opml")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-8-sig", "cp1252"),
        ("utf-8", "UTF-16"),  # as .NET writes from a string
        ("utf-8", "windows-1251"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-8"),
        ("cp1251", "cp1251"),
    ],
)
def test_encodings(encoding: str, said: str) -> None:
    text = f'<?xml version="1.0" encoding="{said}"?><!DOCTYPE opml><opml><outline text="Газета" xmlUrl="https://a.example/"/></opml>'
    assert read_opml(text.encode(encoding), "x.opml")[0].title == "Газета"


@pytest.mark.parametrize(
    "text",
    ["<outline ", "<!--", "<![CDATA[", '<outline a="b"c ', "<outline a=", "<outline a='", "<outline a a", '<outline a="b"> xmlurl=',
     '<outline text="a">', '<outline xmlUrl="a"/>', "<?", '"<outline a="'],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """What is quadratic takes minutes, and takes_at_most fails. Whether it is a list is not asked."""
    body = f"<opml>{text * (1_000_000 // len(text))}</opml>".encode()
    with takes_at_most(10), contextlib.suppress(InputError):
        read_opml(body, "x.opml")


def test_ascii_bytes_are_read_as_the_list_says() -> None:
    text = '<?xml version="1.0" encoding="iso-2022-jp"?><opml><outline text="港の火事" xmlUrl="https://a.example/"/></opml>'
    assert read_opml(text.encode("iso-2022-jp"), "x.opml")[0].title == "港の火事"


FEEDS = (
    OpmlFeed("https://a.example/?a=1&b=2", "a", ("local", "x"), "en", "a", "house <&> \"q\"", "2m"),
    OpmlFeed("https://b.example/", "الجزيرة '\"", (), "", "الجزيرة '\"", "", ""),
    OpmlFeed("https://c.example/", "c", ("with, comma", "a/b"), "", "c", "", "1h"),
    OpmlFeed("https://d.example/", "d", ("local",), "", "d", "", ""),
)  # fmt: skip


def test_what_is_written_is_opml_and_is_read_back() -> None:
    text = write_opml(FEEDS)
    root = ElementTree.fromstring(text)  # what we wrote ourselves, and a strict reader takes
    assert root.tag == "opml" and root.get("version") == "2.0"
    assert root.find("head/title") is not None
    assert [
        (one.get("type"), one.get("xmlUrl"), one.get("text")) for one in root.iter("outline") if one.get("xmlUrl")
    ] == [("rss", feed.url, feed.title) for feed in (FEEDS[0], FEEDS[3], FEEDS[1], FEEDS[2])]
    found = {
        (f.url, f.title, f.tags, f.language, f.name, f.owner, f.interval) for f in read_opml(text.encode(), "x.opml")
    }
    assert found == {(f.url, f.title, f.tags, f.language, f.name, f.owner, f.interval) for f in FEEDS}


@pytest.mark.shared
def test_of_real_lists_every_feed_is_found() -> None:
    files = sorted((SHARED / "data" / "opml").rglob("*.opml"))
    assert len(files) > 100
    for file in files:
        body = file.read_bytes()
        feeds = read_opml(body, file.name)
        assert len(feeds) == body.lower().count(b"xmlurl="), file
        assert all(feed.url.startswith("http") and not set(feed.url) & set('"<> ') for feed in feeds), file
