"""JSON Feed: what it says, and what is JSON but no feed."""

from datetime import UTC, datetime

import pytest

from monitor.core.text.markup import plain
from monitor.core.types import Item
from monitor.sources.types import ParseFailed
from tests.unit.sources.parsed import items, json_feed, parse


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


def test_a_list_in_json_is_told_as_what_it_is() -> None:
    assert parse(b' [{"id": 1}]\n') == ParseFailed("JSON, but no JSON Feed: it is a list")
