"""Words for many and about so many, in Ukrainian, Russian, Polish and German; and numbers in words and digits that are
part of a name or an adjective."""

import pytest

from monitor.core.rules.numbers.read import numbers_in
from monitor.core.text.fold import fold


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Кілька десятків загиблих", [20]),
        ("Декілька сотень загиблих", [200]),
        ("Кілька тисяч загиблих", [2_000]),
        ("Десятки тисяч загиблих", [20_000]),
        ("Близько сотні загиблих", [100]),
        ("Сотні загиблих", [200]),
        ("Понад сотню людей загинули", [100]),
        ("Близько десятка загиблих", [10]),
        ("Півсотні загиблих", [50]),
        ("Дванадцятеро загинули", [12]),
        ("Герої Небесної Сотні, загиблі за волю", []),
        ("Десяток погибших", [10]),
        ("Первая десятка лучших", []),
        ("Около десятка убитых", [10]),
        ("Полсотни погибших", [50]),
        ("Kilkanaście osób zginęło", [11]),
        ("Kilkadziesiąt osób zginęło", [20]),
        ("Kilkaset ofiar, kilkadziesiąt tysięcy rannych", [200, 20_000]),
        ("Ponad sto osób zginęło", [100]),
        ("Na sto procent", []),
        ("Około stu osób", [100]),
        ("Blisko setka ofiar", [100]),
        ("Rund hundert Tote", [100]),
        ("Mehrere hundert Tote, mehr als tausend Verletzte", [200, 1_000]),
        ("Hundert Prozent", []),
        ("20 Prozent, w 20 procentach, 20 per cento, 20 процентами", []),
        ("قتل 20 في المئة منهم، و30 في المائة", []),
        ("20 אחוז", []),
    ],
)
def test_about_so_many(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(fold(text))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A five-storey block, a ten-member council", []),
        ("One hundred-odd people, twenty-five dead", [100, 25]),
        ("Killed on Road 60 by Unit 8200", []),
        ("On the road 60 people were killed", [60]),
        ("Blast in Sector 22 people killed", [22]),
    ],
)
def test_what_is_called_or_made_of_a_number_counts_nothing(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(fold(text))] == values
