"""In which charset a document is read, whatever it or its server says."""

import json

import pytest

from monitor.sources.document import parse_document
from monitor.sources.types import Parsed
from tests.make import Entry, rss
from tests.unit.sources.parsed import SITEMAP, parse

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
