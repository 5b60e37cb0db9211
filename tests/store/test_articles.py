"""Articles as they are stored: rows, editions, times, stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import SQLModel

from monitor.core.alerts.types import Alert
from monitor.core.types import Decision, Match, Outcome, Severity
from monitor.store import alerts, articles, editions, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Database
from monitor.store.statement import AT_A_TIME
from tests.make import NOW
from tests.store.backends import only_sqlite, plans_of, queries_asked
from tests.store.filled import HOUR, article_values, content, put_alert, put_article, stored


@only_sqlite
def test_items_are_counted_without_reading_their_texts(database: Database) -> None:
    """The page and /healthz count them at each request."""
    asked: list[str] = []
    with database.reading() as tx:
        event.listen(tx.connection, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
        assert articles.count(tx) == 0
        for statement in list(asked):
            plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement.replace('?', '0')}").all()
            assert all("COVERING INDEX" in step[-1] for step in plan), plan


@only_sqlite
def test_seeds_are_read_without_the_texts_of_items(database: Database) -> None:
    """At each reload."""
    asked: list[str] = []
    with database.reading() as tx:
        event.listen(tx.connection, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
        assert articles.seeds(tx) == {}
        plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}").all()
    assert all("USING INDEX ix_article_seed" in step[-1] for step in plan), plan


# Rows


def test_what_is_put_in_comes_out(database: Database) -> None:
    values = article_values(
        "A title",
        guid="g1",
        url="http://a.example/1",
        lead="The lead.",
        text="The text.",
        language="en",
        tags=["one", "two"],
        published_known=False,
        baseline=True,
        prints=b"\x00\xff",
        story_id=7,
        poll="poll 1",
    )
    with database.writing() as tx:
        article_id = articles.insert(tx, values)
        assert editions.poll_of(tx, article_id) == editions.first_poll_of(tx, article_id) == "poll 1"
    found = stored(database, article_id)
    known = {name: getattr(found, name) for name in StoredArticle.__dataclass_fields__ if name in values}
    assert known == {name: value for name, value in values.items() if name != "poll"}
    assert (found.edition_number, found.verdict, found.seed, found.name) == (1, "", "", f"item {article_id}")
    assert (found.fields.title, found.fields.lead, found.fields.text) == ("A title", "The lead.", "The text.")


def test_an_unknown_id_is_nothing(database: Database) -> None:
    with database.reading() as tx:
        assert articles.get(tx, 1) is None
        assert articles.by_ids(tx, []) == []


def test_many_are_read_by_id_in_id_order_each_once(database: Database) -> None:
    with database.writing() as tx:
        ids = [articles.insert(tx, article_values(f"item {number}")) for number in range(1_100)]
        wanted = [*reversed(ids), *ids, max(ids) + 1]
        assert [found.id for found in articles.by_ids(tx, wanted)] == ids


def test_listed_shows_the_newest_items_by_feed_and_by_match(database: Database) -> None:
    one, two = put_article(database, "one", feed="a"), put_article(database, "two", feed="b")
    three = put_article(database, "three", feed="a")
    put_article(database, "a seed", origin="seed", seed="s", feed="seeds:")
    match = Match("idlib-mention", "Idlib", Severity.LOW, ())
    with database.writing() as tx:
        for _ in range(2):
            alerts.record_match(tx, one, 1, match, Decision(Outcome.SUPPRESSED, "told"), "v1", None, NOW)
    with database.reading() as tx:
        assert [found.id for found in articles.listed(tx, limit=9)] == [three, two, one]
        assert [found.id for found in articles.listed(tx, limit=2)] == [three, two]
        assert [found.id for found in articles.listed(tx, limit=9, feed="a")] == [three, one]
        assert [found.id for found in articles.listed(tx, limit=9, matched_only=True)] == [one]
        assert articles.listed(tx, limit=9, feed="b", matched_only=True) == []
        assert (articles.count(tx), articles.count_by_feed(tx)) == (3, {"a": 2, "b": 1})
        assert list(articles.seeds(tx)) == ["s"] and articles.seeds(tx)["s"].name == "seed:s"


def test_a_story_knows_its_first_and_its_latest(database: Database) -> None:
    ids = [put_article(database, f"item {number}", story_id=5) for number in range(4)]
    put_article(database, "another", story_id=6)
    with database.reading() as tx:
        assert articles.first_of_story(tx, 5) == ids[0] and articles.first_of_story(tx, 99) is None
        assert [found.id for found in articles.of_story(tx, 5, 3)] == [ids[3], ids[2], ids[1]]


# Editions


def test_an_edit_keeps_what_was_and_shows_what_is(database: Database) -> None:
    article_id = put_article(database, "One", lead="lead 1", text="text 1", edition="e1", guid="g", poll="p1")
    later = NOW + HOUR
    with database.writing() as tx:
        values = {"title": "Two", "lead": "lead 2", "text": "text 2", "edition": "e2", "poll": "p2"}
        assert editions.put(tx, stored(database, article_id), later, "edited", values) == 2
    found = stored(database, article_id)
    assert (found.title, found.text, found.edition, found.edition_number, found.guid) == ("Two", "text 2", "e2", 2, "g")
    with database.writing() as tx:
        values |= {"title": "Three", "edition": "e3", "poll": "p3"}
        assert editions.put(tx, found, later + HOUR, "edited again", values) == 3
    with database.reading() as tx:
        assert editions.listed(tx, article_id) == [
            (1, later, "One", "edited"),
            (2, later + HOUR, "Two", "edited again"),
        ]
        assert articles.count(tx) == 1
        assert editions.listed(tx, 99) == []
        assert editions.first_poll_of(tx, article_id) == "p1" and editions.poll_of(tx, article_id) == "p3"
    names = [column.name for column in SQLModel.metadata.tables["edition"].columns]
    kept = [dict(zip(names, row, strict=True)) for row in content(database)["edition"]]
    assert [(row["lead"], row["text"], row["edition"]) for row in kept] == [
        ("lead 1", "text 1", "e1"),
        ("lead 2", "text 2", "e2"),
    ]


def test_earlier_editions_are_known_by_article_and_hash(database: Database) -> None:
    one, two = put_article(database, "one", edition="e1"), put_article(database, "two", edition="e1")
    with database.writing() as tx:
        editions.put(tx, stored(database, one), NOW, "edited", {"edition": "e2"})
        assert editions.had(tx, one, "e1")
        others = [(one, "e2"), (two, "e1"), (one, "nosuch"), (1_000, "e1")]
        assert not any(editions.had(tx, article, edition) for article, edition in others)


def test_the_first_tellers_of_a_story_in_their_own_words_are_named(database: Database) -> None:
    """Many tell a story; one of them has more to say than is read at a time."""
    for number in range(AT_A_TIME + 10):
        put_article(database, f"a{number}", owner="first", story_id=1)
    put_article(database, "copied", owner="copies", story_id=1, verdict="copy")
    put_article(database, "other", owner="elsewhere", story_id=2)
    with_news: dict[str, Any] = {"new": [], "material": [], "possibly_of": None, "features": {"new_in_old": 0.9}}
    put_article(database, "its", owner="adds", story_id=1, verdict="update", verdict_of=1, verdict_detail=with_news)
    put_article(database, "alone", owner="adds", story_id=4, verdict="update", verdict_of=1, verdict_detail=with_news)
    credits_it = with_news | {"features": {"credit": "AFP"}}
    put_article(database, "wire", owner="times", story_id=5, verdict="new", verdict_detail=credits_it)
    put_article(database, "wires", owner="post", story_id=5, verdict="update", verdict_detail=credits_it)
    with database.reading() as tx:
        assert articles.owners_of_story(tx, 1) == ("first",)
        assert articles.owners_of_story(tx, 4) == ("adds",), "the text it has is in another story"
        assert articles.owners_of_story(tx, 5) == ("AFP",)
    for number in range(2 * articles.MAX_OWNERS):
        put_article(database, f"b{number}", owner=f"o{number:02}", story_id=1)
    with database.reading() as tx:
        named = articles.owners_of_story(tx, 1)
        assert named == ("first", *(f"o{number:02}" for number in range(articles.MAX_OWNERS - 1)))
        assert articles.owners_of_story(tx, 2) == ("elsewhere",) and articles.owners_of_story(tx, 3) == ()


# Times


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5, minutes=30)), timezone(-timedelta(hours=8))])
def test_times_come_back_aware_in_utc_to_the_microsecond(database: Database, zone: timezone) -> None:
    at = datetime(2026, 3, 1, 0, 15, 30, 123456, tzinfo=zone)
    found = stored(database, put_article(database, at=at)).published_at
    assert found == at and found.tzinfo is UTC and found.microsecond == 123456


def test_a_time_without_a_zone_is_a_bug_and_is_not_stored(database: Database) -> None:
    with pytest.raises(Exception, match="a time without a zone"):
        put_article(database, at=datetime(2026, 3, 1))  # noqa: DTZ001 - that is the point
    assert not any(content(database).values())


def test_an_alert_comes_back_as_it_went_in(database: Database) -> None:
    kept = put_alert(database, "k1", article_id=42)
    with database.reading() as tx:
        found = alerts.get(tx, kept.id)
        assert isinstance(found, Alert) and found == kept and found.created.tzinfo is UTC
        assert alerts.article_of(tx, kept.id) == 42 and alerts.get(tx, kept.id + 1) is None
        assert alerts.listed(tx, limit=5) == [kept] and alerts.listed(tx, limit=5, rule="other") == []


# Stories


def test_a_story_keeps_figures_and_who_told_it(database: Database) -> None:
    with database.writing() as tx:
        story_id = stories.start(tx, "headline", NOW, ())
        assert stories.told_by(tx, story_id) == frozenset() and stories.figures_of(tx, [story_id, 99]) == {story_id: ()}
        for _ in range(2):
            stories.set_told(tx, story_id, "one", "alert", NOW)
        stories.set_told(tx, story_id, stories.EVERY_RULE, "seed", NOW)
    with database.reading() as tx:
        assert stories.told_by(tx, story_id) == {"one", "*"} and stories.told_by(tx, 99) == frozenset()


def test_the_stories_of_any_number_of_articles(database: Database) -> None:
    with database.writing() as tx:
        one, other = (stories.start(tx, headline, NOW, ()) for headline in ("One", "Other"))
    ids = [put_article(database, title, story_id=story) for title, story in (("a", other), ("b", one), ("c", None))]
    with database.reading() as tx:
        assert articles.stories_of(tx, [*range(1_000, 70_000), *ids, *ids]) == [one, other]


def test_of_a_feed_the_latest_are_found_and_not_all_that_was_ever_stored_is_read(database: Database) -> None:
    of_a = [put_article(database, f"a{number}") for number in range(3)]
    others = [put_article(database, f"b{number}", feed="b") for number in range(4)]
    with database.reading() as tx:

        def found(limit: int, among: int) -> list[int]:
            return [one.id for one in articles.latest_of_feed(tx, "a", limit, among)]

        assert found(9, 9) == of_a[::-1] and found(2, 9) == of_a[:0:-1]
        assert found(9, len(others) + 1) == of_a[2:] and found(9, len(others)) == []
        if not tx.is_postgresql:
            with queries_asked(tx) as asked:
                found(9, 4)
            assert not [step for step in plans_of(tx, asked) if step.startswith("SCAN article")]
