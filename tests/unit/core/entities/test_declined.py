"""Names in Polish cases that take the place of letters, and German adjectives of places: in texts of the language, of
entities that have a name in it."""

import json

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.types import Fields


def found(name: str, text: str, kind: str = "place", language: str = "pl", listed: str = "") -> list[str]:
    """What is found of ``name``, which is ``listed`` under the language of the text, or another."""
    names = json.dumps({listed or language: [name]})
    rules = compile_rules({"r.yaml": f"entities: {{e: {{name: E, kind: {kind}, names: {names}}}}}"})
    return [mention.text for mention in rules.entities_in(Fields("", "", text), language)]


@pytest.mark.parametrize(
    ("kind", "name", "forms"),
    [
        ("place", "Ukraina", "Ukrainy, Ukrainie, Ukrainę, Ukrainą, Ukraina"),
        ("place", "Awdijiwka", "Awdijiwki, Awdijiwce, Awdijiwkę"),
        ("place", "Syria", "Syrii, Syrię"),
        ("place", "Doha", "Dohy, Dohą"),
        ("place", "Ankara", "Ankary, Ankarze"),
        ("place", "Wołga", "Wołgi, Wołdze"),
        ("place", "Zaporoże", "Zaporoża, Zaporożu, Zaporożem"),
        ("place", "Bachmut", "Bachmucie, Bachmutu, Bachmutem"),
        ("place", "Belgrad", "Belgradzie, Belgradu"),
        ("place", "Wuhłedar", "Wuhłedarze, Wuhłedaru"),
        ("place", "Chersoń", "Chersonia, Chersoniu, Chersoniem"),
        ("place", "Morze Czarne", "Morza Czarnego, Morzu Czarnym"),
        ("place", "Strefa Gazy", "Strefy Gazy, Strefie Gazy, strefę Gazy"),
        ("person", "Wołodymyr Zełenski", "Wołodymyra Zełenskiego, Wołodymyrowi Zełenskiemu, Wołodymyrem Zełenskim"),
        ("person", "Ołena Zełenska", "Ołeny Zełenskiej, Ołenę Zełenską"),
        ("person", "Andrzej Duda", "Andrzeja Dudy, Andrzejowi Dudzie"),
        ("person", "Władimir Putin", "Władimira Putina, Władimirem Putinem"),
        ("person", "Zbigniew Ziobro", "Zbigniewa Ziobry"),
        ("group", "Grupa Wagnera", "Grupy Wagnera, Grupie Wagnera, grupę Wagnera"),
    ],
)
def test_a_polish_name_is_found_in_its_cases(kind: str, name: str, forms: str) -> None:
    assert found(name, forms, kind) == forms.split(", ")


def test_polish_cases_count_in_polish_texts_with_a_capital_of_entities_that_are_polish_too() -> None:
    assert found("Gaza", "Gazy i Gazie, gazy i gazie") == ["Gazy", "Gazie"]
    assert found("Gaza", "Gaze on Gazy", language="en", listed="pl") == []
    assert found("Ukraina", "do Ukrainy", listed="uk") == []
    assert found("Zełenski", "słowa Zełenskiego", "person", listed="en") == ["Zełenskiego"], "told by its letters"


def test_words_that_only_begin_as_a_polish_name_are_others() -> None:
    assert found("Ukraina", "Ukrainka, Ukraińcy, Ukrainistka") == []
    assert found("Duda", "Dudek, Dudkiewicz", "person") == []
    assert found("Lech Duda", "Lech i Duda. Lecha. Dudy", "person") == []


def test_a_short_form_has_polish_cases_too() -> None:
    entity = "{name: E, kind: person, names: {pl: [Andrzej Duda]}, short: [Duda]}"
    rules = compile_rules({"r.yaml": f"entities: {{e: {entity}}}"})
    mentions = rules.entities_in(Fields("", "", "Andrzej Duda i minister Dudy, dudy"), "pl")
    assert [mention.text for mention in mentions] == ["Andrzej Duda", "Dudy"]


def test_german_adjectives_of_places() -> None:
    assert found("Kiew", "Kiewer Truppen, den Kiewern", language="de") == ["Kiewer", "Kiewern"]
    assert found("Bremen", "Bremer Senat", language="de") == ["Bremer"]
    assert found("Karlsruhe", "Karlsruher Richter", language="de") == ["Karlsruher"]
    assert found("Tel Aviv", "Tel Aviver Flughafen", language="de") == ["Tel Aviver"]
    assert found("Kiew", "the Kiewer", language="en", listed="de") == []
    assert found("Kurt Beck", "Kurt Becker", "person", language="de") == [], "another person"
    assert found("Bern", "Bernhard", language="de") == []
