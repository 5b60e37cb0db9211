"""Which headlines deny."""

from __future__ import annotations

import pytest

from monitor.core.stories.headlines.denials import denies


@pytest.mark.parametrize(
    "headline",
    [
        "Army denies that El Fasher fell",
        "L'armée dément la chute d'El-Facher",
        "الجيش السوداني ينفي سقوط الفاشر",
        "Ordu El Faşir'in düştüğünü yalanladı",
        "Армия опровергла падение Эль-Фашера",
        "军方否认城市失守",
    ],
)
def test_it_denies(headline: str) -> None:
    assert denies(headline)


@pytest.mark.parametrize(
    "headline",
    [
        "Aid convoy denied entry to El Fasher",
        "Hospital denied medicine for weeks",
        "Nie żyje gubernator",
        "Confirmation of the fall of El Fasher",
        "",
    ],
)
def test_it_denies_nothing(headline: str) -> None:
    assert not denies(headline)
