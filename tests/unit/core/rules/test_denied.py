"""A find that is denied beside it counts nobody, so that a number in its sentence is of something else."""

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures

RULE = """
rules:
  toll:
    title: Ten or more killed
    severity: high
    when:
      number:
        of: {{words: [killed, dead, deaths, fatalities, mort, morts, Tote, Toten, Toter, zginął, zabity, zabitych, загиблий,
                     загинув, погибший, погибли, muertos, قتلى, ölen, ölü, הרוגים]}}
        at_least: 10
        within: sentence
    tests: [{{text: "{text}", expect: {expect}}}]
"""


def holds(text: str, expect: str) -> bool:
    return failures(compile_rules({"rule.yaml": RULE.format(text=text, expect=expect)})) == ()


@pytest.mark.parametrize(
    "text",
    [
        "No deaths as 20 rockets land",
        "20 missiles fired, no dead",
        "20 rockets hit the town; no immediate fatalities",
        "Pas de morts malgré 20 roquettes",
        "20 roquettes, sans faire de morts",
        "Keine Toten bei Angriff mit 20 Raketen",
        "Ohne Tote: 20 Raketen auf Kiew",
        "Nikt nie zginął, spadło 20 rakiet",
        "Nie ma zabitych, spadło 20 rakiet",
        "Ніхто не загинув, випущено 30 ракет",
        "Загиблих немає, збито 15 дронів",
        "Погибших нет, сбито 15 беспилотников",
        "Нет погибших, сбито 15 беспилотников",
        "Sin muertos tras 20 cohetes",
        "لا قتلى، سقوط 20 صاروخا",
        "لم يسقط قتلى رغم 20 صاروخا",
        "20 roket düştü, ölen yok",
        "ללא הרוגים, 20 רקטות",
    ],
)
def test_what_is_denied_takes_no_number(text: str) -> None:
    assert holds(text, "no match")


@pytest.mark.parametrize(
    "text",
    [
        "No fewer than 20 dead",
        "No camp is safe: 20 killed",
        "Pas moins de 20 morts",
        "Nicht weniger als 20 Tote",
        "Nie mniej niż 20 zabitych",
        "Погибли не менее 20 человек",
        "О 15 погибших нет данных",
        "15 погибших, нет связи",
        "ما لا يقل عن 20 قتلى",
        "20 ölü, yaralı yok",
        "15 killed on Monday, no deaths since",
    ],
)
def test_what_is_not_denied_takes_it(text: str) -> None:
    assert holds(text, "match")


@pytest.mark.parametrize(("language", "expect"), [("pt", "match"), ("en", "no match")])
def test_what_denies_in_english_is_a_place_in_portuguese(language: str, expect: str) -> None:
    rule = RULE.replace("expect: {expect}", "language: {language}, expect: {expect}").replace("ölü,", "ölü, ataque,")
    text = rule.format(text="20 vítimas no ataque", language=language, expect=expect)
    assert failures(compile_rules({"rule.yaml": text})) == ()
