"""What befalls people in war and want turns a story the first time that a headline tells it."""

import pytest

from monitor.core.stories.headlines.reversals import turn

TOLD = "Fighting continues around Saraqib"


@pytest.mark.parametrize(
    ("headline", "what"),
    [
        ("Gas attack reported in Saraqib", "tells of poison or forbidden arms (gas)"),
        ("Chlorine dropped on Saraqib", "tells of poison or forbidden arms (chlorine)"),
        ("Serakib'de kimyasal saldırı iddiası", "tells of poison or forbidden arms (kimyasal)"),
        ("Химическая атака в Саракибе", "tells of poison or forbidden arms (химическая)"),
        ("استخدام الكلور في سراقب", "tells of poison or forbidden arms (الكلور)"),
        ("Attaque chimique à Saraqeb", "tells of poison or forbidden arms (attaque)"),
        ("Saraqib under curfew", "declares a curfew (curfew)"),
        ("Serakib'de sokağa çıkma yasağı ilan edildi", "declares a curfew (cikma)"),
        ("حظر تجول في سراقب", "declares a curfew (حظر)"),
        ("Famine declared in Saraqib", "tells of famine (famine)"),
        ("В Саракибе вспышка холеры", "tells of an epidemic (холеры)"),
        ("Power cut in Saraqib", "is without (power)"),
        ("Saraqeb privée d'eau", "is without (privee)"),
        ("Internet shut down in Saraqib", "is cut off (internet)"),
        ("Helicopter shot down over Saraqib", "is shot down (shot)"),
        ("Над Саракибом сбит вертолет", "is shot down (сбит)"),
        ("Rebel commander defects in Saraqib", "defects (commander)"),
        ("Prisoners executed in Saraqib", "tells of executions (executed)"),
        ("Women raped in Saraqib", "tells of rape (raped)"),
        ("Looters ransack Saraqib", "tells of looting (looters)"),
        ("Civilians trapped in Saraqib", "are trapped (trapped)"),
        ("Serakib'de siviller mahsur kaldı", "are trapped (mahsur)"),
        ("Mosque destroyed in Saraqib", "destroys (destroyed)"),
        ("Suicide bomber strikes in Saraqib", "tells of a planted bomb (suicide)"),
        ("سيارة مفخخة تنفجر في سراقب", "tells of a planted bomb (سياره)"),
        ("Drones over Saraqib for the first time", "happens for the first time (first)"),
        ("Türkiye Serakib'e asker gönderdi", "sends (asker)"),
        ("Rebels given 24 hours to leave Saraqib", "sets an ultimatum (given)"),
        ("Rebels lay down arms in Saraqib", "surrenders (lay)"),
        ("فتح ممر إنساني في سراقب", "opens a way out (ممر)"),
        ("Mutiny among troops in Saraqib", "mutinies (mutiny)"),
        ("Storm hits Northport", "makes landfall (storm)"),
        ("Dozens missing in Northport", "are missing (missing)"),
        ("Boy swept away in Northport", "is swept away (swept)"),
        ("President in coma", "tells of grave illness (in)"),
        ("President poisoned, doctors say", "tells of poisoning (poisoned)"),
        ("Prisoner swap under way near Saraqib", "exchanges prisoners (prisoner)"),
        ("Deal reached on hostages", "agrees (deal)"),
        ("Airport in Northport shut", "closes (airport)"),
        ("Vilmark cuts ties with Eastmere", "breaks off relations (cuts)"),
    ],
)
def test_what_befalls_people_is_news_once(headline: str, what: str) -> None:
    assert turn(headline, [TOLD]) == what
    assert turn(headline, [TOLD, headline]) == ""


@pytest.mark.parametrize(
    "headline",
    [
        "First-time voters queue in Saraqib",
        "Jet crashes into drone over Saraqib",
        "Fertiliser plant in Saraqib makes chemical products",
        "Iran sentences docker to execution in Saraqib",
        "Rebels take hours to reach Saraqib",
    ],
)
def test_words_that_are_something_else_too_turn_nothing(headline: str) -> None:
    assert turn(headline, [TOLD]) == ""


def test_an_execution_is_news_after_the_sentence() -> None:
    sentenced = "Iran sentences docker to death by execution"
    assert turn("Iran executes docker", [sentenced]) == "tells of executions (executes)"
