"""Truces and talks, sanctions and prices, ships that are held or aground: what happens next is told once."""

import pytest

from monitor.core.stories.headlines.reversals import turn
from tests.unit.core.stories.told import headlines

TRUCE = "Mediators offer rebels 60-day truce in Eastport"
TREVE = "Une trêve de 60 jours à Estville proposée aux rebelles"
RUHE = "Verhandlungen über Waffenruhe in Ostheim"
CAP = "EU discusses lower Eastland oil price cap"
DECKEL = "EU berät über Preisdeckel für Öl aus Ostland"
TANKER = "Eastland forces seize oil tanker Talara in strait"
TANKSCHIFF = "Ostland setzt Tanker Talara in Meerenge fest"
CANAL = "Ship aground in Eastland Canal blocks traffic"


@pytest.mark.parametrize(
    ("told", "new"),
    [
        (TRUCE, "Rebels turn down Eastport truce offer"),
        (TRUCE, "Rebels say no to Eastport truce offer"),
        (TRUCE, "Rebels say yes to Eastport truce offer"),
        (TRUCE, "Rebels agree to Eastport truce"),
        (TRUCE, "Eastport truce starts"),
        (TRUCE, "Eastport truce in force"),
        (TRUCE, "Eastport truce breached"),
        (TRUCE, "Eastport truce prolonged"),
        (TRUCE, "Eastport truce holds"),
        (TREVE, "Le chef rebelle dit oui à la trêve à Estville"),
        (TREVE, "Estville : la trêve débute"),
        (TREVE, "Estville : la trêve violée, selon les rebelles"),
        (TREVE, "Estville : la trêve prolongée"),
        (TREVE, "Estville : la trêve reconduite"),
        (RUHE, "Waffenruhe in Ostheim beginnt"),
        (RUHE, "Waffenruhe in Ostheim hält"),
        (RUHE, "Waffenruhe in Ostheim läuft aus"),
        (RUHE, "Verhandlungen über Waffenruhe in Ostheim stocken"),
        (RUHE, "Verhandlungen über Waffenruhe in Ostheim unterbrochen"),
        ("حماس تدرس مقترح هدنة في غزة", "حماس توافق على مقترح الهدنة في غزة"),
        (CAP, "EU lowers Eastland oil price cap"),
        (CAP, "EU raises Eastland oil price cap"),
        (CAP, "EU freezes Eastland oil price cap"),
        (CAP, "US joins EU in lower Eastland oil price cap"),
        (CAP, "Eastland bans oil sales under EU price cap"),
        (DECKEL, "EU senkt Preisdeckel für Öl aus Ostland"),
        (DECKEL, "EU beschließt Preisdeckel für Öl aus Ostland"),
        (DECKEL, "Preisdeckel für Öl aus Ostland tritt in Kraft"),
        (DECKEL, "Keine Einigung der EU auf Preisdeckel für Öl aus Ostland"),
        (TANKER, "Eastland lets oil tanker Talara go"),
        (TANKER, "Owner loses contact with oil tanker Talara in strait"),
        (TANKER, "Eastland to release oil tanker Talara"),
        (TANKSCHIFF, "Ostland gibt Tanker Talara frei"),
        (TANKSCHIFF, "Ostland beschlagnahmt Öl von Tanker Talara"),
        (TANKSCHIFF, "Ostland setzt weiteren Tanker in Meerenge fest"),
        (CANAL, "Ship aground in Eastland Canal refloated"),
        (CANAL, "Eastland Canal traffic back to normal"),
        ("Estlandia captura el petrolero Talara", "Zarpa de Estlandia el petrolero Talara"),
    ],
)
def test_what_happens_next_is_an_update_once(told: str, new: str) -> None:
    assert headlines(new, told).kind == "update"
    assert headlines(new, new).kind == "same_story"
    assert turn(new, [told]), "by what it does, whatever likeness says"


@pytest.mark.parametrize(
    ("told", "retold"),
    [
        ("Rebels reject Eastport truce offer", "Rebels turn down Eastport truce offer"),
        ("Eastport truce takes effect", "Eastport truce begins"),
        ("Eastport truce violated", "Eastport truce breached"),
        ("Eastland frees tanker Talara", "Eastland to release tanker Talara"),
        ("Eastport truce extended", "Eastport truce prolonged"),
    ],
)
def test_the_same_in_another_word_is_no_news(told: str, retold: str) -> None:
    assert turn(retold, [told]) == ""
