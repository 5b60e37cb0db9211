"""Which countries a text names, by names, people and capitals."""

import pytest

from monitor.core.stories.another_country import of_another_country
from monitor.core.stories.countries import are_same, by_letters, countries


def codes(text: str, language: str) -> set[str]:
    return {"/".join(sorted(one)) for one in countries(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Turkey and Russia agree", "en", {"TR", "RU"}),
        ("Turkish troops; the Kremlin denies", "en", {"TR", "RU"}),
        ("Türkiye ile Rusya anlaştı", "tr", {"TR", "RU"}),
        ("Türk askeri Suriye'de", "tr", {"TR", "SY"}),
        ("Россия и турецкие военные", "ru", {"RU", "TR"}),
        ("الجيش السوري وروسيا والقوات التركية", "ar", {"SY", "RU", "TR"}),
        ("Damas et Moscou démentent", "fr", {"SY", "RU"}),
        ("Russland und die Türkei", "de", {"RU", "TR"}),
        ("Самолеты нанесли удар", "ru", set()),
        ("Turkmens fled north; Sam stayed", "en", set()),
        ("Эрдоган предупредил", "ru", set()),
        ("Months after the strike", "en", set()),
        ("anything", "xx", set()),
        ("anything", "", set()),
    ],
)
def test_countries_are_known_by_name_people_and_capital(text: str, language: str, named: set[str]) -> None:
    assert codes(text, language) == named


def test_what_begins_alike_is_left_open() -> None:
    assert {"NE", "NG"} in map(set, countries("Nigerian troops", "en"))


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ([["TR"]], [["TM", "TR"], ["RU"]], True),
        ([["SY"]], [["RU"]], False),
        ([], [["RU"]], True),
        ([["SY"]], [], False),
    ],
)
def test_each_must_be_one_of_the_other_text(ours: list[list[str]], theirs: list[list[str]], *, same: bool) -> None:
    assert are_same(frozenset(map(frozenset, ours)), frozenset(map(frozenset, theirs))) is same


@pytest.mark.parametrize(
    "text", ["US imposes sanctions", "U.S. strikes", "EE.UU. impone sanciones", "EUA impõem tarifa"]
)
def test_the_united_states_by_their_letters(text: str) -> None:
    assert by_letters(text) == {frozenset({"US"})}


@pytest.mark.parametrize("text", ["Let us go", "HELP US NOW", "USB sticks"])
def test_the_same_letters_as_a_word_are_no_country(text: str) -> None:
    assert not by_letters(text)


def test_who_is_named_by_letters_is_no_other_country_by_its_capital() -> None:
    told = ["US imposes sanctions on Rosneft over war in Ukraine", "Rosneft shares fall"]
    assert of_another_country("Washington blacklists Rosneft", "en", told) == ""
    assert of_another_country("Britain blacklists Rosneft", "en", told) == "United Kingdom"
