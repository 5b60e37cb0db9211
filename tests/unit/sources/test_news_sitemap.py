"""News sitemaps: how they are known, and what they say."""

from datetime import UTC, datetime

import pytest

from monitor.core.types import Item
from monitor.sources.types import Parsed, ParseFailed
from tests.unit.sources.parsed import SITEMAP, items, parse


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


def test_the_language_of_a_sitemap_stands_with_the_publication_or_the_news() -> None:
    assert [item.language for item in items(SITEMAP)] == ["ar"]
    moved = SITEMAP.replace("<news:language>ar</news:language>", "").replace(
        "<news:publication_date>", "<news:language>ku</news:language><news:publication_date>"
    )
    assert [item.language for item in items(moved)] == ["ku"]
