"""Numbers in headlines beside the dead, the wounded or the held that count no people: ages, money, how often, names."""

import pytest

from monitor.core.numbers.counterparts import counterparts
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.words.units import PEOPLE

OF_NOBODY = """
Bullied boy's family wins $5 million payout after he was killed
Firm fined £3.5m after death of worker
Jockey club fined $250,000 after death of rider
FBI offers $20,000 reward for woman believed kidnapped
Businessman arrested over $1bn fraud
Prison fraud cost €12 million
Father-of-three drowned in hot tub
Mom of two killed on her way home
Dad of four, 38, is shot dead
Man shot TWELVE TIMES and killed
На вокзалі загинув чоловік 71 року
Nurse tried to kill baby three times
Mayor arrested on 56 counts
Boy, seven, died after crash
Girl, two, dead of head injury
Mother, 34, and her son, three, die in crash
Woman and boys, aged seven and nine, found dead
Children, 5 and 7, killed
Families of teenagers, 16 and 13, killed in crash pay tribute
Footballer dies at the age of 89
Two skiers aged 17 and 18 both dead
Charlie Kirk shot dead at Utah university
Kirk's death shocks campus
7-Eleven founder dead
Highway 40 crash kills nobody
Dort wurde niemand getötet
Murió el lunes 30 de diciembre de 2019
El 5 de mayo murieron varios
Murió a las 24 hs
Murió a las 15:30 hs
Morto alle ore 15
Zginął o godzinie 15
Rebels seize town after deaths
Call about the death on 313-596-2260
Radfahrer (27) getötet
Bei Unfall sterben 19- und 17-Jährige
Autorin mit 80 gestorben
El actor muere a los 84
Zmarła po 28 dniach
Nie żyje 16-latek
Matka śmiertelnie pobitego 16-latka
Zginął od 35 ciosów nożem
Śmiertelnie postrzelił 16-miesięcznego brata
Die vier Hauptdarsteller sind hervorragend
Haben Sie die 3 Verfahren durchgeführt?
Die letzten drei folgen
Es gibt drei Möglichkeiten, dies zu tun
Eine Kryptowährung, die 2022 explodiert
"Die 5 Milliarden Euro" unbekannt
Mutter (35) und Kinder sterben bei Unfall
Julian'ın 363 yılında savaşta öldürülmesi
Gaunt'lı John, 1399'da öldü
Ahmet'i 3 kurşunla öldürdü
Göçmenler en az 25 sene kalacak
Українських біженців 900 тисяч євро
Ten zginął po śmierci żony
"""

COUNTED = [
    ("Kırk kişi öldü", [("40", "killed")]),
    ("KIRK ASKER ÖLDÜ", [("40", "killed")]),
    ("Au moins seize morts à Goma", [("16", "killed")]),
    ("En az dört ölü", [("4", "killed")]),
    ("Four bin men injured", [("4", "wounded")]),
    ("Dört bin ölü", [("4000", "killed")]),
    ("Blast kills 12, $5 million lost", [("12", "killed"), ("5000000", "")]),
    ("In Goma, 85, mostly civilians, were killed", [("85", "killed")]),
    ("Three killed as prices rise to 40", [("3", "killed"), ("40", "")]),
    ("Deaths from cholera rise to 20", [("20", "killed")]),
    ("Number of people killed as of Monday rises to 20", [("20", "killed")]),
    ("12 die in crash", [("12", "killed")]),
    ("12 die in Ein el-Hilweh clashes", [("12", "killed")]),
    ("12 Die 30 Hurt In Blast", [("12", "killed"), ("30", "wounded")]),
    ("Blast kills 3, prices jump 40", [("3", "killed"), ("40", "")]),
    ("Amman (12), Homs (15) killed", [("12", "killed"), ("15", "killed")]),
    ("Depremde 1500'den fazla ölü", [("1500", "killed")]),
    ("Attack killed her 12 relatives", [("12", "killed")]),
    ("Two Die In Fire", [("2", "killed")]),
    ("12 die as von der Leyen visits Goma", [("12", "killed")]),
    ("Die Zahl der Toten steigt auf 30", [("30", "killed")]),
    ("Ten killed in Łódź", [("10", "killed")]),
    ("Flight 752 crash kills 176", [("176", "killed")]),
]


@pytest.mark.parametrize("headline", OF_NOBODY.strip().splitlines())
def test_a_number_beside_the_dead_that_counts_nobody_is_no_toll(headline: str) -> None:
    assert [figure.value for figure in figures_in(headline) if figure.unit in PEOPLE and figure.value != "2"] == []


@pytest.mark.parametrize(("headline", "counted"), COUNTED)
def test_a_toll_that_looks_like_such_a_number_is_one(headline: str, counted: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(headline)] == counted


def test_a_sum_is_the_same_with_its_sign_and_in_words() -> None:
    signed, named = figures_in("Damage of $5 million"), figures_in("Damage of 5 million dollars")
    assert signed == named


def test_money_takes_the_place_of_money_of_its_currency() -> None:
    told = figures_in("Flood damage in Northport put at $3 million")
    assert counterparts(figures_in("Northport flood damage rises to $5 million"), told)
    assert not counterparts(figures_in("Northport flood damage rises to €5 million"), told)
