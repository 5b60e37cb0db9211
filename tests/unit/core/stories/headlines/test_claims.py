"""Headlines in which somebody says, decides or does something, and whether that was told."""

import pytest

from monitor.core.stories.headlines.claims import is_claim, told_so
from tests.unit.core.stories.told import headlines


@pytest.mark.parametrize(
    ("headline", "told", "so"),
    [
        ("Mayor drops ferry plan", "Mayor has dropped ferry plan", True),
        ("Mayor abandons ferry plan", "Mayor drops ferry plan", True),
        ("Mayor fires captain", "Mayor sacks captain", True),
        ("Port fires flares", "Port launches flares", True),
        ("Mayor drops ferry plan", "Drones over the ferry", False),
        ("Mayor bans ferries", "Bank of ferries", False),
        ("Mayor bans ferries", "Ferries banned", True),
        ("Council blames mayor, opens inquiry", "Council blames mayor", False),
        ("Council votes to admit Northport", "Northport vote of council", True),
        ("Captain says ferry was full", "Mayor says ferry was full", False),
        ("Captain says ferry was full", "Ferry was full, captain said", True),
        ("US condemns ferry plan", "Vilmark condemns ferry plan", False),
        ("US condemns ferry plan", "Ferry plan condemned by US", True),
        ("Mayor under fire amid calls for ferry plan", "Captain calls for ferry plan under fire", True),
        ("Captain says ferry was full", "Northport captain says ferry was overladen", True),
        ("Мэр заявил о пожаре", "Мэр заявила о пожаре", True),
    ],
)
def test_whether_it_was_told_that_they_do_it(headline: str, told: str, so: bool) -> None:
    assert told_so(headline, ["Ferry plan of Northport", told]) is so


def test_an_act_that_is_told_takes_nothing_off() -> None:
    told = "Northport mayor drops harbour ferry plan"
    again, act = (headlines(f"Harbour ferry plan: Northport mayor {does} it", told) for does in ("drops", "defends"))
    assert (again.features["claim"], act.features["claim"]) == (False, True)
    assert float(again.features["told"]) - float(act.features["told"]) > 0.1


def test_what_somebody_says_decides_or_does_is_a_claim() -> None:
    claims = (
        "Ankara condemns strike",
        "Mayor slams harbour strike",
        "Senator suggests closing the harbour",
        "Rebels say town is lost",
        "أنقرة تدين الغارة",
        "МИД осудил удар",
        "Ankara saldırıyı kınadı",
    )
    assert all(is_claim(title) for title in claims)
    assert all(map(is_claim, ("Province appeals for aid after flood", "Harbour bomber named", "Owner of ferry jailed")))
    assert not is_claim("Strike on Morek market")
