"""What a rule asks of the item and not of its text: its link, its age, the time of the week."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from monitor.core.errors import InputError
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.windows import hours
from monitor.core.types import Fields
from tests.make import NOW


def holds(
    when: str, *, title: str = "Fire", url: str = "", age: timedelta = timedelta(0), published: datetime = NOW
) -> bool:
    rules = compile_rules({"f.yaml": f"rules:\n  r: {{title: t, severity: low, when: {when}}}\n"})
    known = {"sources": frozenset[str](), "language": "en", "tags": frozenset[str]()}
    subject = rules.subject(Fields(title, "", ""), url=url, age=age, published=published, **known)  # type: ignore[arg-type]
    return bool(rules.match_subject(subject))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://gazette.example/politics/1", True),
        ("https://gazette.example/Politics/1", True),
        ("https://gazette.example/sport/1", False),
        ("", False),
    ],
)
def test_a_link_holds_a_text_whatever_its_capitals(url: str, expected: bool) -> None:
    assert holds("{words: [fire], url: [/Politics/, /world/]}", url=url) is expected


def test_so_long_ago_it_was_published_at_most() -> None:
    for age, expected in ((timedelta(hours=2), True), (timedelta(hours=2, seconds=1), False)):
        assert holds("{words: [fire], newer_than: 2h}", age=age) is expected


@pytest.mark.parametrize(
    ("asked", "at", "expected"),
    [
        ("hours: '09:00-17:00'", "sun 09:00", True),
        ("hours: '09:00-17:00'", "sun 08:59", False),
        ("hours: '09:00-17:00'", "sun 16:59", True),
        ("hours: '09:00-17:00'", "sun 17:00", False),
        ("hours: '17:00-24:00'", "sun 23:59", True),
        ("hours: '17:00-24:00'", "mon 00:00", False),
        ("hours: '22:00-06:00'", "sun 22:00", True),
        ("hours: '22:00-06:00'", "mon 05:59", True),
        ("hours: '22:00-06:00'", "mon 06:00", False),
        ("hours: '22:00-06:00', days: sun", "mon 05:59", True),  # the night that began on Sunday
        ("hours: '22:00-06:00', days: sun", "sun 05:59", False),
        ("hours: '22:00-06:00', days: sun", "mon 22:00", False),
        ("days: [sat, sun]", "sun 12:00", True),
        ("days: [sat, sun]", "mon 12:00", False),
        ("hours: '22:00-06:00', zone: Asia/Damascus", "sun 19:00", True),
        ("hours: '22:00-06:00', zone: Asia/Damascus", "sun 18:59", False),
        ("days: mon, zone: Asia/Damascus", "sun 21:00", True),
    ],
)
def test_times_of_the_week_by_the_clocks_of_a_zone(asked: str, at: str, expected: bool) -> None:
    day, _, clock = at.partition(" ")
    published = datetime.fromisoformat(f"2026-03-{1 + ('sun', 'mon').index(day):02}T{clock}+00:00")
    assert holds(f"{{words: [fire], during: {{{asked}}}}}", published=published) is expected


@pytest.mark.parametrize("text", ["22:00-22:00", "00:00-00:00", "24:00-06:00", "22:00", "7:00-09:00", "22:00-06:00\n"])
def test_what_are_no_hours(text: str) -> None:
    assert hours(text) is None


@pytest.mark.parametrize(
    ("title", "url", "genres"),
    [
        ("Fire destroys port office", "https://gazette.example/news/1", ""),
        ("Analysis: Why the fire was no accident", "", "comment"),
        ("Who profits from the fire?", "", "comment"),
        ("A fire on paper", "https://gazette.example/opinion/1", "comment"),
        ("A fire on paper", "", ""),
        ("Live: Fire at the port", "", "live"),
        ("Factbox: Fire and what came of it", "https://gazette.example/live/port", "comment live"),
        ("Kommentar: Fire war kein Zufall", "", "comment"),
    ],
)
def test_a_genre_is_known_by_headline_and_link(title: str, url: str, genres: str) -> None:
    for genre in ("comment", "live"):
        assert holds(f"{{words: [fire], genre: {genre}}}", title=title, url=url) is (genre in genres)
        assert holds(f"{{words: [fire], not: {{genre: {genre}}}}}", title=title, url=url) is (genre not in genres)
    assert holds("{words: [fire], genre: [comment, live]}", title=title, url=url) is bool(genres)


def test_an_unknown_genre_is_a_mistake_that_names_the_known() -> None:
    with pytest.raises(InputError) as found:
        holds("{words: [fire], genre: opinion}")
    assert "is not one of 'comment' or 'live'" in str(found.value), str(found.value)
