"""One number for the dead and others: of 74 killed or injured nobody says how many died."""

import pytest

from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.words.units import CASUALTIES, FEARED, KILLED, MISSING, WOUNDED
from monitor.core.types import VerdictKind
from tests.make import article
from tests.unit.core.stories.told import headlines, later, verdict


@pytest.mark.parametrize(
    "sentence",
    [
        "74 killed or injured in blast",
        "74 injured or killed in blast",
        "Blast leaves 74 dead or wounded",
        "74 people were killed and injured",
        "Seventy-four people were killed or seriously injured",
        "Strikes killed or wounded 74 people",
        "Strikes kill and injure 74",
        "Strikes in the town, killing or injuring at least 74",
        "74 dead and missing after floods",
        "74 dead or missing after floods",
        "74 missing or dead after floods",
        "74 fighters killed or captured",
        "74 prisoners killed or wounded",
        "The number of people killed or injured in the town has risen to 74",
        "74 tués et blessés",
        "74 morts ou blessés",
        "74 ölü ve yaralı",
        "74 kişi öldü veya yaralandı",
        "74 убитых и раненых",
        "погибли или ранены 74 человека",
        "سقوط 74 شخصا بين قتيل وجريح",
        "مقتل وإصابة 74 شخصا",
        "74 قتيلا وجريحا",
    ],
)
def test_a_number_of_dead_and_others_together_counts_no_dead(sentence: str) -> None:
    assert [(one.value, one.unit) for one in figures_in(sentence)] == [("74", CASUALTIES)]


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("12 killed and 30 wounded", [("12", KILLED), ("30", WOUNDED)]),
        ("12 killed or 30 wounded", [("12", KILLED), ("30", WOUNDED)]),
        ("Blast kills 12 and injures 30", [("12", KILLED), ("30", WOUNDED)]),
        ("12 dead and injured at least 30 others", [("12", KILLED), ("30", WOUNDED)]),
        ("12 killed and wounded dozens", [("12", KILLED)]),
        ("Man killed and 12 wounded", [("12", WOUNDED)]),
        ("12 killed or injured, 5 missing, 3 dead", [("12", CASUALTIES), ("5", MISSING), ("3", KILLED)]),
        ("31 feared dead or injured", [("31", FEARED)]),
        ("12 morts et 3 blessés", [("12", KILLED), ("3", WOUNDED)]),
        ("سقوط 12 قتيلا وجرحى", [("12", KILLED)]),
    ],
)
def test_those_who_have_a_number_of_their_own_are_counted_by_it(sentence: str, counted: list[tuple[str, str]]) -> None:
    assert [(one.value, one.unit) for one in figures_in(sentence)] == counted


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("21 killed in Northport mill fire", "74 killed or injured in Northport mill fire", "now says: 74 casualties"),
        ("74 killed or injured in Northport mill fire", "74 killed in Northport mill fire", "now says: 74 killed"),
        (
            "74 dead or injured in Northport mill fire",
            "90 dead or injured in Northport mill fire",
            "casualties: 74 -> 90",
        ),
    ],
)
def test_such_a_number_is_no_toll_of_the_dead_but_rises_as_one(told: str, new: str, what: str) -> None:
    found = headlines(new, told, "The mill stands by the river.")
    assert found.kind is VerdictKind.UPDATE and found.why.endswith(what), found.why


def test_as_many_dead_or_injured_are_no_news_after_as_many_dead() -> None:
    found = headlines("74 dead or injured in Northport mill fire", "74 dead in Northport mill fire")
    assert found.kind is VerdictKind.SAME_STORY, found.why


def test_nor_are_they_below_a_headline_where_the_dead_and_the_wounded_come_to_as_many() -> None:
    told = article("12 dead and 62 injured in Northport mill fire", "The mill stands by the river.", feed="wire")
    again = article(
        "12 dead, 62 injured in mill fire in Northport", "The fire left 74 people dead or injured.", feed="gazette"
    )
    assert verdict(later(again, 1), told).kind is VerdictKind.SAME_STORY
