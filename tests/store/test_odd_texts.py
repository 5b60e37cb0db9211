"""Texts of every script and of none come back as they were, and cost no other item."""

from __future__ import annotations

import pytest

from monitor.core.identity import articles_of
from monitor.core.types import Item, Origin
from monitor.intake import Result
from monitor.intake.types import State
from monitor.store import articles, quarantine
from monitor.store.database import Database
from monitor.store.deliveries import backlog
from tests.make import NOW, STORY
from tests.store.filled import intake, put_article, stored

SCRIPTS = {
    "emoji": "Shelling 🚑👨‍👩‍👧‍👦🇸🇾 near Idlib",
    "arabic": "قصف على إدلب يقتل ٢١ شخصًا",
    "mixed directions": "Idlib \u202eإدلب\u202c Идлиб 伊德利卜",
    "combining": "Idlı́b e\u0301 \u200d\ufeff",
    "last code point": "\U0010fffd Idlib \ue000",
    "quotes": "it's \"Idlib\" \\ % :x {0} ; -- ' OR 1=1",
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_text_of_any_script_comes_back_as_it_was(database: Database, text: str) -> None:
    values = {"guid": text, "url": text, "lead": text, "text": text * 1_000, "tags": [text], "owner": text}
    found = stored(database, put_article(database, text, **values))
    assert {name: getattr(found, name) for name in values} == values and found.title == text


def take(database: Database, item: Item) -> Result:
    found, broken = articles_of([item], ORIGIN, NOW)
    assert not broken
    return intake(database).take(found, NOW)


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_an_item_of_any_script_is_taken(database: Database, text: str) -> None:
    item = Item(f"guid {text}", f"http://a.example/{text}", text, f"{text} lead", f"{text}\n{STORY}", NOW, "", (text,))
    result = take(database, item)
    assert [taken.state for taken in result.taken] == [State.NEW] and result.alert_ids
    assert stored(database, result.taken[0].article_id).tags == ["front", text]
    assert [taken.state for taken in take(database, item).taken] == [State.UNCHANGED]


BESIDE = ["guid", "url", "language"]


def odd_item(field: str, odd: str) -> Item:
    """An item about Idlib of which one field beside its texts ends oddly."""
    texts = {"guid": "g1", "url": "http://a.example/1", "language": "en"}
    texts[field] += odd
    return Item(texts["guid"], texts["url"], "Shelling in Idlib", language=texts["language"])


ODD = {"NUL": "\0", "half a pair": "\ud83d", "the other half": "\ude00", "no character": "\uffff", "escape": "\x1b"}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_what_no_database_holds_is_taken_out_of_the_texts(database: Database, odd: str) -> None:
    item = Item("g1", "http://a.example/1", f"Shelling{odd}in Idlib", f"a{odd}b", f"{odd}{STORY}{odd}", NOW)
    result = take(database, item)
    assert [taken.state for taken in result.taken] == [State.NEW] and result.alert_ids
    found = stored(database, result.taken[0].article_id)
    assert (found.title, found.lead, found.text) == ("Shelling in Idlib", "a b", STORY)


@pytest.mark.parametrize("odd", ["\0", "\ud83d"], ids=["NUL", "half a pair"])
@pytest.mark.parametrize("field", BESIDE)
def test_an_oddity_beside_the_texts_costs_no_other_item_and_loses_none(
    database: Database, field: str, odd: str
) -> None:
    """What the database refuses is kept in quarantine."""
    good = Item(guid="g2", url="http://a.example/2", title="Another item about Idlib")
    found, _ = articles_of([odd_item(field, odd), good], ORIGIN, NOW)
    result = intake(database).take(found, NOW)
    assert {taken.article.guid: taken.state for taken in result.taken}["g2"] is State.NEW
    assert outbox_size(database) >= 2
    with database.reading() as tx:
        assert articles.count(tx) + quarantine.count(tx) == 2


def outbox_size(database: Database) -> int:
    with database.reading() as tx:
        return backlog.open_count(tx)


def test_odd_tags_are_kept(database: Database) -> None:
    tags = ("a\0b", "c\ud83d", "🚑")
    result = take(database, Item("g1", "http://a.example/1", "Shelling in Idlib", tags=tags))
    assert stored(database, result.taken[0].article_id).tags == ["front", *tags]


def test_a_text_of_a_megabyte_is_kept(database: Database) -> None:
    text = "Idlib إدلب 🚑 " * 100_000
    assert stored(database, put_article(database, text=text)).text == text


ORIGIN = Origin("a", "a.example", "a", "", ("front",))
