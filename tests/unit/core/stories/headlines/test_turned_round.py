"""Who is struck strikes back: the same words, the other way round, are of another event."""

import pytest

from monitor.core.stories.headlines.told_apart import told_apart
from monitor.core.types import VerdictKind
from tests.make import article
from tests.unit.core.stories.judged import verdict


@pytest.mark.parametrize(
    ("headline", "told", "who"),
    [
        ("Rebels bomb army positions in Morek", "Syrian army bombs rebel positions in Morek", "Rebels ... army"),
        ("Pakistan shells Indian posts", "India shells Pakistani posts", "Pakistan ... Indian"),
        ("Northland fires missiles at U.S. base", "US strikes Northland port", "Northland ... US"),
        (
            "Southland forces shell Northland forces at border",
            "Northland forces shell Southland forces",
            "Southland ... Northland",
        ),
        (
            "Northland fires missile at Southland after strike on port",
            "Southland strikes Northland port",
            "Northland ... Southland",
        ),
        (
            "Eastmere accuses Westmere of raid",
            "Westmere accuses Eastmere of raids on villages",
            "Eastmere ... Westmere",
        ),
        ("Les rebelles bombardent l'armée à Morek", "L'armée bombarde les rebelles à Morek", "rebelles ... armée"),
        ("Rebeldes atacan al ejército en Cauca", "Ejército ataca a los rebeldes en Cauca", "Rebeldes ... ejército"),
        ("الفصائل تقصف مواقع الجيش في مورك", "الجيش السوري يقصف مواقع الفصائل في مورك", "الفصائل ... الجيش"),
    ],
)
def test_what_is_done_in_return_is_of_another_event(headline: str, told: str, who: str) -> None:
    assert told_apart(headline, told) == f"the other way round: {who}"


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Rebel port hit in army strike", "Army strikes rebel port"),
        ("Rebel port of Morek struck by army", "Army strikes rebel port of Morek"),
        ("Army strikes on rebel port kill four", "Rebel port struck, army says"),
        ("Army strikes kill four rebels", "Rebels strike deal with army"),
        ("Army: rebels shell base", "Rebels shell army base"),
        ("Northland strikes Southland port", "Northland strikes Southland port of Morek"),
        ("Fire hits rebel port", "Rebels fire at port"),
        ("Government forces attack rebel forces", "Air forces attack government depot"),
        ("Man attacks officer in Northport", "Officer shoots man in Northport"),
    ],
)
def test_what_says_the_same_the_other_way_round_is_not(headline: str, told: str) -> None:
    assert told_apart(headline, told) == ""


def test_a_strike_in_return_is_no_retelling_of_the_first() -> None:
    first = article(
        "Syrian army bombs rebel positions in Morek", "The army bombed the rebels in Morek on Friday, residents said."
    )
    back = article("Rebels bomb army positions in Morek", "The rebels bombed the army in Morek, residents said Friday.")
    found = verdict(back, first)
    assert found.kind is VerdictKind.NEW and "the other way round" in found.why, found.why
    again = article(
        "Syrian army bombs positions of rebels in Morek", "Residents said the army bombed rebels on Friday."
    )
    assert verdict(again, first).kind is VerdictKind.SAME_STORY
