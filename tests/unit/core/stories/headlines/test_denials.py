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
        "Army denies El Fasher was captured after RSF claim",
        "Army denies that 30 were killed",
        "军方否认城市失守",
        "Es falso que haya golpe de Estado en Caracas",
        "Governo diz que é falsa a notícia de golpe em Caracas",
        "Gobierno desmiente golpe de Estado tras rumores en redes",
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
        "Iran denies role as drone kills 30",
        "Army denies any involvement in the fall of El Fasher",
        "Army denies attack after 30 people are killed in El Fasher market",
        "L'Iran dément toute implication dans l'attaque",
        "Россия отрицает причастность к удару",
        "الجيش ينفي مسؤوليته عن قصف السوق",
        "ELN niega autoría de masacre en Cauca",
        "Facção nega envolvimento em ataque a presídio",
        "Gobierno niega ataque tras muerte de 12 civiles: 12 muertos en Cauca",
        "Advogado e falso médico presos após mortes em Caracas",
        "Detienen a falso médico tras muertes en Cauca",
        "Confirmation of the fall of El Fasher",
        "",
    ],
)
def test_it_denies_nothing(headline: str) -> None:
    assert not denies(headline)
