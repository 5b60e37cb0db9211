"""Which countries a text names, by names, people and capitals."""

import pytest

from monitor.core.stories.countries import are_same, countries


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
