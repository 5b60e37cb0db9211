"""Headlines that are the same but for a word or two."""

import pytest

from monitor.core.types import VerdictKind
from tests.make import article
from tests.unit.core.stories.judged import verdict as stored_verdict
from tests.unit.core.stories.told import headlines


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Police arrest architect over Northport mill fire", "Police arrest mayor over Northport mill fire", "mayor"),
        ("Airstrike on Lirquen kills 5 guards", "Airstrike on Temuco kills 5 guards", "temuco"),
        ("Northport canal wide enough for tankers", "Northport canal deep enough for tankers", "deep"),
        ("Power cut in Northport mill", "Power rationed in Northport mill", "rationed"),
        ("Polizei sucht Müller nach Brand in Celle", "Polizei sucht Bäcker nach Brand in Celle", "backer"),
        ("Détention du maire de Lirac prolongée", "Détention du juge de Lirac prolongée", "juge"),
        ("Detenido el alcalde de Temuco por fraude", "Detenido el obispo de Temuco por fraude", "obispo"),
        ("Мост в Умани закрыт для машин", "Мост в Умани открыт для машин", "открыт"),
        ("Міст в Умані закрито для машин", "Міст в Умані відкрито для машин", "відкрито"),
        ("Tebas köprüsü trafiğe kapandı bugün", "Tebas köprüsü trafiğe açıldı bugün", "acildi"),
        ("إغلاق جسر طبس أمام الشاحنات", "افتتاح جسر طبس أمام الشاحنات", "افتتاح"),
        ("مقتل 15 مدنيا في قصف على سوق أم روابة", "مقتل 15 مدنيا في قصف على سوق كتم", "كتم"),
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
        (
            "Mayor of Northport sacks head of mill over new plan today",
            "",
            "Mayor of Northport sacks head of mill today",
        ),
        (
            "Mayor of Northport sacks head of mill over new plan today",
            "",
            "Mayor of Northport sacks head of mill in big row today",
        ),
    ],
    ids=[
        "another verb for it",
        "another spelling",
        "what a text said",
        "too little is the same",
        "one says, one confirms",
        "words that are left out",
        "three other words, and no name",
    ],
)
def test_another_word_for_the_same_in_a_headline_is_no_news(told: str, text: str, new: str) -> None:
    assert "instead of" not in headlines(new, told, text).why


ENTER = "Rebels {} the town of Bara in North Kordofan on Sunday morning, residents said by telephone."
ROAD = "The army said on Sunday that it had {} the road from Port Sudan to Atbara to all traffic."


@pytest.mark.parametrize("feed", ["a", "b"], ids=["its own outlet", "another"])
@pytest.mark.parametrize(
    ("told", "new", "instead"),
    [
        (
            ("Rebels enter Bara, residents say", ENTER.format("entered")),
            ("Rebels leave Bara, residents say", ENTER.format("left")),
            "leave instead of enter",
        ),
        (
            ("Army closes road from Port Sudan to Atbara", ROAD.format("closed")),
            ("Army opens road from Port Sudan to Atbara", ROAD.format("opened")),
            "opens instead of closes",
        ),
    ],
    ids=["leave", "opens"],
)
def test_the_words_of_a_known_text_with_another_verb_in_headline_and_text_are_news(
    feed: str, told: tuple[str, str], new: tuple[str, str], instead: str
) -> None:
    found = stored_verdict(article(*new, feed=feed), article(*told, feed="a"))
    assert found.kind is VerdictKind.UPDATE and f"its headline says {instead}" in found.why, found.why
    retitled = stored_verdict(article(new[0], told[1], feed=feed), article(*told, feed="a"))
    assert retitled.kind in (VerdictKind.SEEN, VerdictKind.COPY), "over the same text it is a matter of style"
