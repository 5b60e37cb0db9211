"""Reports of one event in several languages: one story where people counted and watched entities agree."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.stories.facts import counted, index_keys
from monitor.core.types import ANY_MATERIAL, VerdictKind
from monitor.intake.types import Taken
from monitor.store import prints
from monitor.store.database import Database
from tests.make import NOW, article, ruleset
from tests.store.filled import HOUR, POLICY, intake

RULES = ruleset("""
entities:
  idlib: {name: Idlib, kind: place, names: [Idlib, إدلب, Идлиб]}
  ariha: {name: Ariha, kind: place, names: [Ariha, Eriha, أريحا, Ариха]}
rules:
  idlib: {title: Idlib, severity: low, when: {entity: idlib}, tests: [{text: Idlib, expect: match}]}
""")
ENGLISH = article(
    "Air strike on Ariha market kills 21",
    "An air strike on the market of Ariha in Idlib province killed 21 people and wounded 40 on Tuesday.",
    feed="wire",
    language="en",
)
SAME = {
    "ar": ("مقتل 21 في قصف على سوق أريحا", "قتل 21 مدنيا وأصيب 40 بجروح في غارة على سوق مدينة أريحا بريف إدلب."),
    "tr": (
        "Eriha pazarına hava saldırısı: 21 ölü",
        "İdlib'in Eriha ilçesinde pazara düzenlenen saldırıda 21 kişi öldü.",
    ),
    "ru": ("Удар по рынку Арихи: 21 погибший", "В городе Ариха в провинции Идлиб погибли 21 человек, ранены 40."),
}


def told(database: Database, title: str, text: str, language: str, after: timedelta = HOUR) -> Taken:
    """What becomes of a report that comes ``after`` the English one."""
    both = intake(database, RULES, POLICY)
    both.take([replace(ENGLISH, published=NOW - after)], NOW - after)
    (taken,) = both.take([article(title, text, feed="other", language=language)], NOW).taken
    return taken


@pytest.mark.parametrize("language", SAME)
def test_the_same_toll_and_places_in_another_language_are_the_same_story(database: Database, language: str) -> None:
    taken = told(database, *SAME[language], language)
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.SAME_STORY, taken.verdict
    assert "21 killed" in taken.verdict.why and "Ariha, Idlib" in taken.verdict.why
    assert taken.story_id == 1


def test_what_the_story_has_not_counted_at_all_has_no_count_before_it(database: Database) -> None:
    taken = told(database, "مقتل 21 في قصف على سوق أريحا", "قتل 21 مدنيا ونزح 900 شخص من أريحا بريف إدلب.", "ar")
    assert taken.verdict is not None and taken.verdict.new == ("900 displaced",), taken.verdict


def test_a_higher_toll_in_another_language_is_an_update_that_names_it(database: Database) -> None:
    taken = told(
        database, "ارتفاع حصيلة قصف سوق أريحا", "ارتفع عدد القتلى إلى 31 قتيلا وأصيب 40 في أريحا بريف إدلب.", "ar"
    )
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.UPDATE, taken.verdict
    assert taken.verdict.new == ("killed: 21 -> 31",) and taken.story_id == 1
    assert taken.verdict.material == ANY_MATERIAL, "what else it says is not compared"


@pytest.mark.parametrize(
    "headline", ["Erdogan trahit Moscow", "Erdogan dément", "trois bateaux coulés, Erdogan pleure"]
)
def test_what_an_update_in_another_language_says_may_be_news_by_anything(database: Database, headline: str) -> None:
    """Its words are not compared with those of the story, whatever made it an update."""
    both = intake(database, RULES, POLICY)
    both.take([article("Moscow and Ankara: Idlib, Ariha truce, Erdogan says", "", feed="wire", language="en")], NOW)
    (taken,) = both.take([article(f"Ankara, Idlib, Ariha: {headline}", "", feed="other", language="fr")], NOW).taken
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.UPDATE and taken.story_id == 1
    assert taken.verdict.material == ANY_MATERIAL, taken.verdict


RISES = "ارتفاع حصيلة قصف سوق أريحا إلى 31 قتيلا"


def rising(database: Database, english: tuple[str, str], text: str = SAME["ar"][1]) -> Taken:
    """What becomes of an Arabic headline that counts 31 after one that counted 21, with an English report between."""
    both = intake(database, RULES, POLICY)
    reports = (
        ENGLISH,
        article(*SAME["ar"], feed="other", language="ar"),
        article(*english, feed="gazette", language="en"),
        article(RISES, text, feed="third", language="ar"),
    )
    for hour, report in enumerate(reports):
        now = NOW + hour * HOUR
        (taken,) = both.take([replace(report, published=now)], now).taken
        assert taken.story_id == 1, taken.verdict
    return taken


def test_a_count_that_a_headline_in_another_language_told_is_not_told_again(database: Database) -> None:
    taken = rising(database, ("Air strike on Ariha market: toll rises to 31 killed", ENGLISH.fields.text), "")
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.SAME_STORY, taken.verdict
    assert taken.verdict.why.endswith("another headline of the story has told 31 killed")


def test_nor_is_it_told_again_above_a_text_that_is_a_copy(database: Database) -> None:
    taken = rising(database, ("Air strike on Ariha market: toll rises to 31 killed", ENGLISH.fields.text))
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.COPY, taken.verdict


def test_above_a_copied_text_a_count_is_told_once_and_from_the_highest(database: Database) -> None:
    text = SAME["ar"][1].replace("21", "31")
    taken = rising(database, ("Air strike on Ariha market: toll rises to 25 killed", "A hospital said so."), text)
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.UPDATE, taken.verdict
    assert [new for new in taken.verdict.new if "->" in new] == ["killed: 25 -> 31"]


@pytest.mark.parametrize(
    ("english", "change"),
    [
        (
            ("Air strike on Ariha market: 21 dead buried", "In 2016 air strikes had killed 31 there."),
            "killed: 21 -> 31",
        ),
        (("Air strike on Ariha market: toll rises to 25 killed", "A hospital said so."), "killed: 25 -> 31"),
    ],
    ids=["in the background", "fewer"],
)
def test_a_count_that_no_headline_told_is_news_after_the_highest_that_one_did(
    database: Database, english: tuple[str, str], change: str
) -> None:
    taken = rising(database, english, "")
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.UPDATE, taken.verdict
    assert taken.verdict.new[0] == change


OTHERS = {
    "another toll": ("مقتل 14 في قصف على سوق أريحا", "قتل 14 مدنيا في غارة على سوق مدينة أريحا بريف إدلب.", HOUR),
    "no watched entity": ("مقتل 21 في حادث سير", "قتل 21 شخصا وأصيب 40 في حادث على طريق سريع.", HOUR),
    "three days later": (*SAME["ar"], 72 * HOUR),
}


def test_a_toll_and_one_entity_alert_as_possibly_the_same(database: Database) -> None:
    taken = told(database, "مقتل 21 في إدلب", "قتل 21 شخصا في غارة على محافظة إدلب.", "ar")
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.NEW
    assert taken.verdict.possibly_of == 1 and taken.story_id == 2, taken.verdict.why


@pytest.mark.parametrize(
    ("toll", "kind"), [("", VerdictKind.UPDATE), (" Après la frappe, 21 morts et 40 blessés.", VerdictKind.SAME_STORY)]
)
def test_names_alone_keep_no_report_in_another_language_silent(
    database: Database, toll: str, kind: VerdictKind
) -> None:
    """Its words are the names of the first: what it says of them nobody has compared, but what it counts."""
    both = intake(database, RULES, POLICY)
    first = "Moscow and Ankara: Idlib, Ariha truce, Erdogan says"
    text = "After a strike 21 people were killed and 40 wounded."
    both.take([article(first, text, feed="wire", language="en")], NOW - HOUR)
    again = article("Ankara, Idlib, Ariha: Erdogan trahit Moscow", toll, feed="other", language="fr")
    (taken,) = both.take([again], NOW).taken
    assert taken.verdict is not None and taken.story_id == 1
    assert taken.verdict.kind is kind, taken.verdict.why


@pytest.mark.parametrize("case", OTHERS)
def test_another_event_in_another_language_is_new(database: Database, case: str) -> None:
    title, text, after = OTHERS[case]
    taken = told(database, title, text, "ar", after)
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.NEW
    assert taken.verdict.possibly_of is None and taken.story_id == 2, taken.verdict.why


def test_an_edit_takes_its_old_toll_out_of_the_index(database: Database) -> None:
    first = article("Two blasts", "The blasts in Ariha, Idlib killed 21 people.", guid="g", feed="a", language="en")
    edited = article("Two blasts", "The blasts in Ariha, Idlib killed 33 people.", guid="g", feed="a", language="en")
    for one in (first, edited):
        intake(database, RULES, POLICY).take([one], NOW)
    with database.reading() as tx:
        assert prints.sharing(tx, index_keys(counted(first.fields)), 9) == {}
        assert len(prints.sharing(tx, index_keys(counted(edited.fields)), 9)) == 1
