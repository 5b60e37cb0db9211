"""Corrections in the store, on both databases: what is apart stays apart whatever becomes of the stories, and alerts
know their story."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from monitor.acts import corrections
from monitor.core.alerts.types import Alert
from monitor.core.errors import MonitorError
from monitor.core.types import AlertKind, Article
from monitor.intake import Taken
from monitor.store import alerts, stories
from monitor.store.database import Database
from monitor.store.tables import AlertRow, StoryChangeRow
from tests.make import NOW, article
from tests.store.filled import HOUR, intake, put_article

FIRE = article("Blaze destroys grain warehouse beside Morek market", "Flames lit the sky.", guid="fire")
DOWN = article("Grain warehouse beside Morek market burns down", "The owner wept.", feed="b", guid="down")
BOTH = article("Grain warehouse beside Morek market destroyed in blaze", "Nothing was saved.", feed="c", guid="both")
"""So like either of the two that the judge makes their stories one."""


def take(database: Database, *found: Article) -> list[Taken]:
    """What becomes of the articles, all in one call."""
    return list(intake(database).take(found, NOW).taken)


def put_stories(database: Database, *headlines: str) -> list[int]:
    """A story with one article for each headline."""
    with database.writing() as tx:
        made = [stories.start(tx, headline, NOW, ()) for headline in headlines]
    for headline, story in zip(headlines, made, strict=True):
        put_article(database, headline, story_id=story)
    return made


def are_apart(database: Database, one: int, other: int) -> bool:
    with database.reading() as tx:
        return stories.are_apart(tx, one, other) and stories.are_apart(tx, other, one)


def judged_one(database: Database, gone: int, into: int) -> None:
    with database.writing() as tx:
        stories.merge(tx, gone, into, by=stories.JUDGE, why="a headline", now=NOW)


def listed(database: Database) -> list[Alert]:
    with database.reading() as tx:
        return alerts.listed(tx, limit=100)[::-1]


def two_stories(database: Database) -> None:
    """Stories 1 and 2, each told, that a third report may make one: as if the second had come alone."""
    take(database, FIRE)
    take(database, DOWN)
    corrections.split(database, 1, [2], NOW)
    with database.writing() as tx:
        tx.connection.exec_driver_sql("DELETE FROM apart")


def test_what_is_apart_from_a_story_is_apart_from_the_one_that_it_becomes_part_of(database: Database) -> None:
    older, kept, other = put_stories(database, "older", "kept", "other")
    put_article(database, "taken out", story_id=kept)
    taken_out = corrections.split(database, kept, [4], NOW)
    judged_one(database, taken_out, older)
    assert are_apart(database, older, kept) and not are_apart(database, older, other)
    corrections.merge(database, older, other, NOW)
    assert are_apart(database, other, kept)


def test_what_moved_with_a_story_is_recorded_in_the_order_in_which_it_came(database: Database) -> None:
    older, other, third = put_stories(database, "older", "other", "third")
    judged_one(database, older, other)  # PostgreSQL puts what changed behind the others
    judged_one(database, other, third)
    with database.reading() as tx:
        assert [change.articles for change in stories.changes(tx)] == [[1], [1, 2]]


def test_what_is_taken_out_twice_is_apart_from_all_that_it_was_taken_from(database: Database) -> None:
    (story,) = put_stories(database, "one")
    for title in ("two", "three"):
        put_article(database, title, story_id=story)
    second, third = (corrections.split(database, story, [item], NOW) for item in (2, 3))
    assert all(are_apart(database, *pair) for pair in ((story, second), (story, third), (second, third)))


def test_a_person_makes_one_what_a_person_took_apart_and_nothing_else(database: Database) -> None:
    (story,) = put_stories(database, "one")
    for title in ("two", "three"):
        put_article(database, title, story_id=story)
    second, third = (corrections.split(database, story, [item], NOW) for item in (2, 3))
    corrections.merge(database, second, third, NOW)
    assert are_apart(database, story, third)
    with pytest.raises(MonitorError, match=f"story {second} is part of story {third} now"):
        corrections.merge(database, second, story, NOW)


def test_a_report_like_two_stories_makes_them_one_unless_a_person_took_them_apart(database: Database) -> None:
    two_stories(database)
    (both,) = take(database, BOTH)
    with database.reading() as tx:
        assert [one.items for one in stories.listed(tx, limit=9)] == [3] and both.story_id == 1
    corrections.split(database, 1, [2], NOW)
    take(database, article(f"{BOTH.fields.title} at dawn", "It was dry.", feed="d", guid="dawn"))
    with database.reading() as tx:
        assert sorted(one.items for one in stories.listed(tx, limit=9)) == [1, 3]


@pytest.mark.parametrize("by", [stories.JUDGE, stories.PERSON])
def test_alerts_are_of_the_story_that_theirs_became_part_of(database: Database, by: str) -> None:
    """Whoever made the stories one: what is new of either is a follow-up of both."""
    take(database, article("Turbines for Idlib power station arrive", "It waits.", guid="one"))
    take(database, article("Seedlings for orchard nursery leave", "Idlib waits.", guid="two"))
    if by == stories.JUDGE:
        judged_one(database, 2, 1)
    else:
        corrections.merge(database, 2, 1, NOW)
    assert [alert.group for alert in listed(database)] == ["story:1", "story:1"]
    more = article("Seedlings for orchard nursery leave, 3 killed in Idlib", "A truck fell.", feed="b", guid="more")
    (found,) = take(database, more)
    told = listed(database)[-1]
    assert (told.headline, told.kind, told.group) == (more.fields.title, AlertKind.FOLLOW_UP, "story:1")
    assert found.story_id == 1


def test_alerts_on_another_matter_than_a_story_stay_on_it(database: Database) -> None:
    take(database, article("Turbines for Idlib power station arrive", "It waits.", guid="one"))
    take(database, article("Seedlings for orchard nursery leave", "Idlib waits.", guid="two"))
    with database.writing() as tx:
        table = AlertRow.__table__  # type: ignore[attr-defined]
        tx.connection.execute(update(table).where(table.c.id == 2).values(group="entity:idlib"))
    corrections.merge(database, 2, 1, NOW)
    assert [alert.group for alert in listed(database)] == ["story:1", "entity:idlib"]


def test_who_told_only_the_story_that_is_gone_has_told_the_other(database: Database) -> None:
    """The rule met nothing of the story that stays: it is not told as first again."""
    (quiet,) = take(database, article("Convoy of grain lorries overturns beside bridge", "A tyre burst.", guid="q"))
    (loud,) = take(database, article("Farmers of Idlib plant olive saplings", "They sang.", guid="l"))
    assert quiet.story_id and loud.story_id and len(listed(database)) == 1
    judged_one(database, loud.story_id, quiet.story_id)
    take(
        database, article("Convoy of grain lorries overturns beside bridge in Idlib, 2 killed", "Both drove.", feed="b")
    )
    assert [alert.kind for alert in listed(database)] == [AlertKind.FIRST, AlertKind.FOLLOW_UP]


def test_alerts_go_with_their_article_into_the_story_that_is_split_off(database: Database) -> None:
    taken = take(database, FIRE, article("Farmers of Idlib plant olive saplings", "They sang.", guid="l"))
    corrections.merge(database, 2, 1, NOW)
    moved = [found.article_id or 0 for found in taken if found.story_id == 2]
    new = corrections.split(database, 1, moved, NOW)
    assert {alert.group for alert in listed(database)} == {"story:1", f"story:{new}"}
    (again,) = [alert for alert in listed(database) if alert.group == f"story:{new}"]
    with database.reading() as tx:
        assert alerts.article_of(tx, again.id) == moved[0] and alerts.get(tx, again.id) == again


def test_an_edit_goes_on_in_the_story_that_its_own_became_part_of_a_moment_before(database: Database) -> None:
    """In one poll: a report that makes stories 1 and 2 one, then an edit of the item that began story 2."""
    two_stories(database)
    edit = article(
        DOWN.fields.title,
        "The owner wept. At least 5 people were killed in the grain warehouse beside the market.",
        feed="b",
        guid="down",
    )
    both = article(BOTH.fields.title, "Nothing was saved.", feed="b", guid="both", published=NOW - HOUR)
    found = {one.article.guid: one for one in take(database, both, edit)}
    assert {one.story_id for one in found.values()} == {1}
    assert found["down"].verdict is not None and found["down"].verdict.new[0] == "5 killed"
    with database.reading() as tx:
        assert "5" in {figure.value for figure in stories.figures_of(tx, [1])[1]}
    assert listed(database)[-1].group == "story:1"


def test_a_story_that_went_through_a_thousand_others_is_found(database: Database) -> None:
    row = {"at": NOW, "by": stories.JUDGE, "kind": "merge", "articles": [], "why": ""}
    with database.writing() as tx:
        chain = [row | {"story_id": number - 1, "other_id": number} for number in range(2, 1_200)]
        tx.connection.execute(StoryChangeRow.__table__.insert(), chain)  # type: ignore[attr-defined]
        assert [stories.went_into(tx, story) for story in (1_199, 2, 1)] == [1, 1, None]
