"""What a page says of itself, and which of its text is the article."""

from __future__ import annotations

import pytest

from monitor.core.text.article_page import decoded, read_page
from tests.cost import takes_at_most

PARAGRAPH = "Shelling hit the town before dawn on Tuesday, and two houses near the market came down, rescuers said."


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Fire &amp; smoke</title>", "", "Fire & smoke"),
        ("<title>Fire in the harbour - Gazette</title>", "<h1>The Gazette</h1><h1>Fire in the harbour</h1>", "Fire in the harbour"),
        ('<title>Site</title><meta property="og:title" content="Fire | Gazette">', "<h1>Gazette</h1>", "Fire | Gazette"),
        ('<meta property="og:title" content="a &lt;b&gt; c">', "", "a <b> c"),
        ("", "<h1>Only\n a heading</h1>", "Only a heading"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_headline(head: str, heading: str, title: str) -> None:
    assert read_page(f"<html><head>{head}</head><body>{heading}<p>{PARAGRAPH}</p></body></html>").title == title


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{}</nav>",
        "<aside>{}</aside>",
        "<footer>{}</footer>",
        "<ul><li><a href='/x'>{}</a></li></ul>",
        "<script>{}</script>",
        "<div><div><div><div><p>{}</p></div></div></div></div>",
    ],
)
def test_what_stands_around_an_article_is_no_part_of_it(around: str) -> None:
    other = around.format("Read also, in this very gazette, what was said of quite another thing on Monday.")
    text = f"<p>{PARAGRAPH}</p><div>{PARAGRAPH[::-1]} <a href='/y'>a link</a></div>"
    page = read_page(f"<body>{other}<main><article>{text}</article></main>{other}</body>")
    assert page.text == f"{PARAGRAPH}\n{PARAGRAPH[::-1]} a link"


def test_a_page_without_paragraphs_is_all_its_text() -> None:
    assert read_page("<body>one<br>two &lt;b&gt;<div>three</div></body>").text == "one\ntwo <b>\nthree"


@pytest.mark.parametrize(
    ("markup", "dates"),
    [
        ('<meta name="Date" content="2026-01-02"><meta property="article:published_time" content="2026-01-01">',
         ("2026-01-01", "2026-01-02")),
        ('<script type="application/ld+json">{"datePublished": "2026-01-03T10:00:00Z"}</script>', ("2026-01-03T10:00:00Z",)),
        ("<time datetime=2026-01-04></time><time datetime=2026-01-05></time>", ("2026-01-04",)),
        ("<p>1 January 2026</p>", ()),
    ],
)  # fmt: skip
def test_the_dates(markup: str, dates: tuple[str, ...]) -> None:
    assert read_page(markup).dates == dates


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), "", "é"),
        ("\ufeffé".encode(), "text/html", "é"),
        ("é".encode("latin-1"), "text/html; charset=ISO-8859-1", "é"),
        ('<meta charset="windows-1256">سورية'.encode("cp1256"), "text/html", '<meta charset="windows-1256">سورية'),
        ("é".encode("latin-1"), "text/html; charset=nonsense", "é"),
        (b"\x81\xff", "", "\ufffdÿ"),
    ],
)
def test_the_charset(body: bytes, content_type: str, text: str) -> None:
    assert decoded(body, content_type) == text


@pytest.mark.parametrize(
    "bomb",
    ["<div>" * 200_000, "<div>" * 90_000 + "x" + "</div>" * 90_000, "<p>a" * 200_000, "<a href=x>" * 100_000, "<", ""],
    ids=lambda bomb: bomb[:8],
)
def test_hostile_pages_end_soon(bomb: str) -> None:
    with takes_at_most(10):
        found = read_page(bomb)
    assert found.title == "" and len(found.text) <= len(bomb)
