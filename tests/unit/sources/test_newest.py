"""Of a document with too many entries the newest are read."""

from datetime import UTC, datetime

import pytest

from monitor.sources.types import Parsed
from tests.make import Entry, rss
from tests.unit.sources.parsed import SITEMAP, json_feed, parse


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
