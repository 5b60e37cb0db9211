"""A headline that says that something is not so, or not there, which its story has told."""

import pytest

from monitor.core.stories.headlines.reversals import turn


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Crack in dam: villages evacuated", "Mayor: no crack in dam"),
        ("Barajda çatlak: köyler boşaltılıyor", "Vali: Barajda çatlak yok"),
        ("Трещина в плотине", "Мэр: трещин в плотине нет"),
        ("Трещина в плотине", "Нет трещин в плотине, заявил мэр"),
        ("تصدع في سد", "العمدة: لا تصدع في السد"),
        ("Grieta en la presa", "Alcalde: no hay grieta en la presa"),
        ("Riss im Staudamm", "Minister: kein Riss im Staudamm"),
        ("Fissure au barrage", "Le maire : aucune fissure au barrage"),
    ],
)
def test_what_was_told_and_is_not_there_is_denied_once(told: str, new: str) -> None:
    assert turn(new, [told]).startswith("denies (not ... ")
    assert turn(new, [told, new]) == ""


@pytest.mark.parametrize(
    ("told", "retold"),
    [
        (["Turkish post shelled"], "Turkish post No. 9 shelled, no casualties"),
        (["Talks on Northport zone"], "Northport to be no-fly zone"),
        (["Crack in dam of Northport"], "No injuries in Northport after crack in dam"),
        (["Crack in dam of Northport", "Mayor: no crack in dam"], "There is no crack in Northport dam, mayor says"),
        (["Трещина в плотине", "Мэр: трещин в плотине Нортпорта нет"], "Мэр: нет трещин в плотине"),
    ],
)
def test_no_other_no_denies_anything(told: list[str], retold: str) -> None:
    assert turn(retold, told) == ""
