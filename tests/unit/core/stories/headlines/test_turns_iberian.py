"""What headlines in Spanish, Portuguese and French turn, beside a told one of the same story; once."""

import pytest

from monitor.core.stories.headlines.reversals import turn
from tests.unit.core.stories.told import headlines

PRISON = "Motín en cárcel de Morek deja doce muertos"


@pytest.mark.parametrize(
    ("new", "told", "what"),
    [
        ("Se fugan veinte reos tras motín en cárcel de Morek", PRISON, "escapes (fugan)"),
        ("Ibama multa Petrobras por vazamento em Morek", "Vazamento da Petrobras em Morek", "is fined (multa)"),
        ("Gobierno acepta tregua en Morek", "Guerrilla ofrece tregua en Morek", "accepts (acepta)"),
        ("Criança de Morek é encontrada viva", "Corpos são encontrados em Morek", "lives (encontrada)"),
        ("Vuelve la luz a Morek", "Morek lleva horas a oscuras", "restores (vuelve)"),
        ("Tribunal absuelve a alcalde de Morek", "Condenan a alcalde de Morek", "frees (absuelve)"),
        ("Brasil fecha fronteira em Morek", "Brasil reforça fronteira em Morek", "closes (fecha)"),
        ("Incendio en la cárcel de Morek tras motín", PRISON, "tells of a fire (incendio)"),
        ("Hay niños entre los muertos del motín en cárcel de Morek", PRISON, "tells who is among those killed"),
        ("Confirman la muerte de un guía en motín de cárcel de Morek", PRISON, "tells of a later death (confirman)"),
        ("Controlado el motín en la cárcel de Morek", PRISON, "is contained (controlado)"),
        ("Trasladan a reos de la cárcel de Morek tras motín", PRISON, "transfers (trasladan)"),
        ("Detuvieron al director de la cárcel de Morek", PRISON, "arrests (detuvieron)"),
        (
            "Banda amenaza con matar a monjas secuestradas en Morek",
            "Secuestran a monjas en Morek",
            "threatens (amenaza)",
        ),
        ("Extraditan a jefe de banda que secuestró a monjas en Morek", "Secuestran a monjas en Morek", "extradites"),
        (
            "Réplica del sismo sacude Morek",
            "Sismo sacude Morek y deja cuatro muertos",
            "tells of an aftershock (replica)",
        ),
        (
            "Fallece una quinta persona por el sismo en Morek",
            "Sismo en Morek: cuatro muertos",
            "tells of a later death",
        ),
        ("Se rinden militares golpistas en Morek", "Militares intentan golpe en Morek", "surrenders (se)"),
        ("El cólera se extiende a las cárceles de Morek", "Cólera en Morek: siete muertos", "spreads (se)"),
        ("Escuelas de Morek cerradas por cólera", "Cólera en Morek: siete muertos", "closes (cerradas)"),
        ("Rebelião em presídio de Morek chega ao fim", "Presídio de Morek tem rebelião", "ends (ao)"),
        ("Diretor de presídio de Morek é preso após rebelião", "Presídio de Morek tem rebelião", "arrests (e)"),
        ("Diretor de presídio de Morek é afastado", "Presídio de Morek tem rebelião", "leaves office (afastado)"),
        ("Governo envia Força Nacional a Morek", "Presídio de Morek tem rebelião", "sends (envia)"),
        ("Des habitants lynchent un gang à Morek", "Attaque de gang à Morek", "tells of a lynching (lynchent)"),
        ("Les écoles fermées à Morek après l'attaque", "Attaque de gang à Morek", "closes (fermees)"),
    ],
)
def test_a_headline_turns_a_story_once(new: str, told: str, what: str) -> None:
    assert turn(new, [told]).startswith(what)
    assert turn(new, [told, new]) == ""
    assert headlines(new, told).kind != "same_story"


@pytest.mark.parametrize(
    "retold",
    [
        "Motín en la cárcel de Morek dejó doce fallecidos",
        "Cárcel de Morek: doce muertos deja un motín",
        "Así fue el motín",
    ],
)
def test_what_retells_turns_nothing(retold: str) -> None:
    assert turn(retold, [PRISON]) == ""


@pytest.mark.parametrize("other", ["Minister replica to union over docks", "Morek: hallo, libero prende Roma"])
def test_words_of_other_languages_turn_nothing(other: str) -> None:
    assert turn(other, ["Union walks out of Morek docks"]) == ""
