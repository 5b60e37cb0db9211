"""A hospital, a school, a bridge that is struck is news where a story has told of other strikes."""

import pytest

from monitor.core.stories.headlines.first_struck import first_struck
from monitor.core.stories.terms import stem_hash

TOLD = ["Army shells Saraqib", "Strikes on Saraqib go on"]


@pytest.mark.parametrize(
    ("headline", "what"),
    [
        ("Hospital in Saraqib hit", "a hospital"),
        ("Serakib'de hastane vuruldu", "a hospital"),
        ("قصف مستشفى في سراقب", "a hospital"),
        ("Un hôpital touché à Saraqeb", "a hospital"),
        ("В Саракибе разрушена больница", "a hospital"),
        ("School bombed in Saraqib", "a school"),
        ("Bridge in Saraqib blown up", "a bridge"),
        ("Serakib'de köprü havaya uçuruldu", "a bridge"),
        ("Red Cross convoy attacked in Saraqib", "a convoy"),
        ("Shelling hits market in Saraqib", "a market"),
    ],
)
def test_what_is_struck_first_is_told(headline: str, what: str) -> None:
    assert first_struck(headline, TOLD, ()) == f"tells first that {what} was struck"
    assert first_struck(headline, [*TOLD, headline], ()) == ""


def test_what_a_text_below_has_named_is_known() -> None:
    assert first_struck("Hospital in Saraqib hit", TOLD, {stem_hash("hospital")}) == ""


@pytest.mark.parametrize(
    "headline",
    [
        "Hospital staff strike in Saraqib",
        "Camp of candidate hits back",
        "Strikes hit stock market",
        "Missiles and warship seen near Saraqib",
        "Hospital opens in Saraqib",
    ],
)
def test_where_nothing_is_struck_nothing_is_told(headline: str) -> None:
    assert first_struck(headline, TOLD, ()) == ""
