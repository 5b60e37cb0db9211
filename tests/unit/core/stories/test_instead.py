"""Headlines that are the same but for a word or two."""

import pytest

from monitor.core.types import VerdictKind
from tests.unit.core.stories.told import headlines


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Police arrest architect over Northport mill fire", "Police arrest mayor over Northport mill fire", "mayor"),
        ("Airstrike on Lirquen kills 5 guards", "Airstrike on Temuco kills 5 guards", "temuco"),
        ("Northport canal closed to tankers", "Northport canal open to tankers", "open"),
        ("Power cut in Northport mill", "Power rationed in Northport mill", "rationed"),
        ("Polizei sucht Müller nach Brand in Celle", "Polizei sucht Bäcker nach Brand in Celle", "backer"),
        ("Détention du maire de Lirac prolongée", "Détention du juge de Lirac prolongée", "juge"),
        ("Detenido el alcalde de Temuco por fraude", "Detenido el obispo de Temuco por fraude", "obispo"),
        ("Мост в Умани закрыт для машин", "Мост в Умани открыт для машин", "открыт"),
        ("Міст в Умані закрито для машин", "Міст в Умані відкрито для машин", "відкрито"),
        ("Tebas köprüsü trafiğe kapandı bugün", "Tebas köprüsü trafiğe açıldı bugün", "acildi"),
        ("إغلاق جسر طبس أمام الشاحنات", "افتتاح جسر طبس أمام الشاحنات", "افتتاح"),
    ],
)
def test_another_word_in_the_same_headline_is_news(told: str, new: str, what: str) -> None:
    found = headlines(new, told)
    assert found.kind is VerdictKind.UPDATE and f"says {what} instead of" in found.why, found.why
    assert headlines(told, told).kind is not VerdictKind.UPDATE


@pytest.mark.parametrize(
    ("told", "text", "new"),
    [
        ("Police arrest architect of Northport mill", "", "Police detain architect of Northport mill"),
        ("Strike hits Hassakeh mill at night", "", "Strike hits Hasakah mill at night"),
        ("Fire at mill of Northport kills guard", "The blaze began at noon.", "Blaze at mill of Northport kills guard"),
        ("Northport mill burns", "", "Northport mill closed"),
        ("Mill of Northport burns, mayor says", "", "Mill of Northport burns, mayor confirms"),
    ],
    ids=[
        "another verb for it",
        "another spelling",
        "what a text said",
        "too little is the same",
        "one says, one confirms",
    ],
)
def test_another_word_for_the_same_in_a_headline_is_no_news(told: str, text: str, new: str) -> None:
    assert "instead of" not in headlines(new, told, text).why
