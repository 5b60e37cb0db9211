"""Numbers in words of Ukrainian, Polish, Spanish and Portuguese, and the words of other languages that look like them."""

import pytest

from monitor.core.numbers.figures import figures_in
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures
from monitor.core.rules.numbers.read import numbers_in, stated_in
from monitor.core.text.fold import fold


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("двадцять три людини загинули", [23]),
        ("п’ять загиблих, дев'ять поранених", [5, 9]),
        ("дев'яносто п'ять осіб", [95]),
        ("сто двадцять п'ять осіб", [125]),
        ("дві тисячі двісті осіб", [2200]),
        ("щонайменше вісімнадцять осіб", [18]),
        ("dwadzieścia trzy osoby", [23]),
        ("sto dwadzieścia pięć osób", [125]),
        ("dwa tysiące trzysta osób", [2300]),
        ("dwudziestu trzech rannych", [23]),
        ("5 tys. osób, 2 mln złotych", [5000]),
        ("veintitrés muertos", [23]),
        ("treinta y dos muertos", [32]),
        ("treinta y un muertos", [31]),
        ("cuarenta y tres mil desplazados", [43_000]),
        ("ciento veintitrés muertos", [123]),
        ("ciento once muertos", [111]),
        ("cien muertos y doscientos cincuenta heridos", [100, 250]),
        ("seis millones quinientos mil", [6_500_000]),
        ("vinte e três mortos", [23]),
        ("cento e vinte e dois mortos", [122]),
        ("duzentos mil deslocados", [200_000]),
        ("dezoito mortos", [18]),
        ("cuatro docenas de muertos", [48]),
    ],
)
def test_numbers_in_words_of_further_languages(text: str, values: list[int]) -> None:
    assert [number.value for number in numbers_in(fold(text))] == values


@pytest.mark.parametrize(
    "text",
    [
        "Il est très blessé",
        "The mayor spoke once again",
        "a morte dos soldados",
        "je dois partir à Sète",
        "nove žrtve",
        "Cem was killed",
        "Sto lat",
        "un veinte por ciento",
        "сім'я загинула",
        "quince de marzo",
        "15 de março",
        "a las cinco de la tarde",
        "двадцять п'ятий день",
        "двадцять відсотків",
        "diez millones de dólares",
    ],
)
def test_words_of_other_meanings_and_numbers_that_count_nothing(text: str) -> None:
    assert [number.value for number in numbers_in(fold(text))] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("cinquante très jeunes soldats", [50]),
        ("one hundred once more", [100]),
        ("murieron veinte y cinco resultaron heridos", [20, 5]),
        ("veinticinco cuatro", [25, 4]),
        ("300 mil açıkta", [300]),
    ],
)
def test_what_is_no_part_of_a_number_is_not_added_to_it(text: str, values: list[int]) -> None:
    assert [number.value for number in stated_in(fold(text))] == values


RULE = """
rules:
  toll:
    title: Ten or more killed
    severity: high
    when: {{number: {{of: {{words: [загиблих, загинули, osób, muertos, mortos]}}, at_least: 10, within: sentence}}}}
    tests:
      - {{text: "{text}", expect: {expect}}}
"""


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Двадцять три загиблих під Уманню.", "match"),
        ("П'ять загиблих під Уманню.", "no match"),
        ("Загинули за двадцять кілометрів від Умані.", "no match"),
        ("Zginęło trzydzieści dwie osób.", "match"),
        ("Po dwudziestu lat osób brak.", "no match"),
        ("Al menos treinta y dos muertos en Lirquén.", "match"),
        ("Cuatro muertos tras quince años.", "no match"),
        ("Pelo menos vinte e dois mortos.", "match"),
    ],
)
def test_a_rule_counts_by_them_and_knows_their_measures(text: str, expect: str) -> None:
    assert failures(compile_rules({"rule.yaml": RULE.format(text=text, expect=expect)})) == ()


def test_a_toll_in_ukrainian_words_is_the_figure_in_digits() -> None:
    assert [one.value for one in figures_in("Двадцять п'ять жертв", every=True)] == ["25"]


@pytest.mark.parametrize(
    ("headline", "killed"),
    [
        ("Treinta y tres muertos en Mocoa", "33"),
        ("Treinta y dos muertos en Mocoa", "32"),
        ("Sube a noventa y tres la cifra de muertos en Mocoa", "93"),
        ("Vinte e nove mortos em Mariana", "29"),
        ("Sobe a vinte e três o número de mortos", "23"),
        ("Ciento tres muertos en Mocoa", "103"),
    ],
)
def test_a_unit_behind_a_ten_is_no_number_of_its_own_before_people(headline: str, killed: str) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(headline)] == [(killed, "killed")]
