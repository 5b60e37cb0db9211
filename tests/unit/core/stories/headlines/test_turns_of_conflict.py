"""A convoy, a post, a crossing, a talk of which readers know: what happens to it next is told, what retells it is not."""

import pytest

from monitor.core.numbers.counts.figure import Tolls
from monitor.core.stories.headlines.many import many_more
from monitor.core.stories.headlines.reversals import turn
from monitor.core.stories.headlines.told_apart import told_apart
from tests.unit.core.stories.told import headlines

CONVOY = "Turkish convoy enters Morek"
POST = "Turkish observation post in Morek surrounded"
TALKS = "Ceasefire talks on Morek begin in Ankara"


@pytest.mark.parametrize(
    ("told", "new"),
    [
        (CONVOY, "Turkish convoy attacked in Morek"),
        (CONVOY, "New Turkish convoy enters Morek"),
        (POST, "Turkish observation post in Morek hit by shells"),
        ("Morek crossing closed", "Morek crossing shelled"),
        ("Le Parlement de Morek débat de la loi", "Le Parlement de Morek adopte la loi"),
        ("Morek'te ebola şüphesi", "Morek'te ebola doğrulandı"),
        ("Плотина у Морека дала трещину", "Плотина у Морека прорвана"),
        ("Ebola-Verdacht in Morek", "Ebola in Morek bestätigt"),
        ("Una presa se agrieta cerca de Morek", "La presa cerca de Morek se derrumba"),
        ("Tanker hit by drone off Morek", "Tanker sinks off Morek after drone hit"),
        ("UN aid convoy reaches Morek", "UN aid convoy to Morek blocked"),
        ("Syrian army enters Morek", "Syrian army surrounds Turkish post near Morek"),
        (TALKS, "Ceasefire talks on Morek end without deal"),
        ("Clashes erupt between Lions and Hawks in Morek", "Lions and Hawks in Morek sign truce"),
        ("Protests in Morek against Hawks", "Army fires on protesters in Morek"),
        ("Aid worker kidnapped in Morek", "Ransom demanded for aid worker kidnapped in Morek"),
        ("Earthquake hits Morek, dozens feared dead", "Aftershock hits Morek"),
        ("Hundreds flee Morek", "Thousands flee Morek"),
        ("Fire in Morek camp kills 2 children", "Fire in Morek camp: third child dies"),
        ("Measles outbreak in Morek camp", "Measles outbreak in Morek camp contained"),
        ("Bread prices double in Morek", "Bread riots in Morek"),
        (
            "Protests in Morek as premier forces through bill",
            "Morek protests: Clashes after premier forces bill through",
        ),
        ("Hawks detain journalist in Morek", "Journalist detained by Hawks on hunger strike"),
        ("Mass grave found near Morek", "Bodies exhumed from mass grave near Morek"),
        ("Joint patrol begins in Morek", "Blast hits joint patrol in Morek"),
        ("Putin, Erdogan speak by phone on Morek", "Putin, Erdogan to meet on Morek"),
        ("Landmine kills farmer in Morek", "Landmine injures truffle hunters in Morek"),
        ("Morek university exams postponed", "Morek university exams to go ahead"),
        ("رتل تركي يدخل مورك", "تعرض رتل تركي لهجوم في مورك"),
        ("رتل تركي يدخل مورك", "رتل تركي جديد يدخل مورك"),
        ("وصول قافلة مساعدات إلى مورك", "منع قافلة مساعدات من دخول مورك"),
        ("قوات النظام تدخل مورك", "قوات النظام تحاصر نقطة تركية قرب مورك"),
        ("خطف عامل إغاثة في مورك", "خاطفو عامل إغاثة في مورك يطلبون فدية"),
        ("Türk konvoyu Morek'e girdi", "Morek'te Türk konvoyuna saldırı"),
        ("Türk konvoyu Morek'e girdi", "Morek'te Türk konvoyu engellendi"),
        ("Türk konvoyu Morek'e girdi", "Morek'e yeni Türk konvoyu girdi"),
        ("Morek görüşmeleri Ankara'da başladı", "Morek görüşmeleri anlaşma sağlanamadan sona erdi"),
        ("Турецкая колонна вошла в Морек", "Турецкая колонна в Мореке попала под обстрел"),
        ("Турецкая колонна вошла в Морек", "Новая турецкая колонна вошла в Морек"),
        ("Переговоры по Мореку начались в Анкаре", "Переговоры по Мореку завершились безрезультатно"),
        ("Un poste turc encerclé à Morek", "Un poste turc visé par des tirs à Morek"),
        ("Pourparlers sur Morek ouverts à Ankara", "Les pourparlers sur Morek s'achèvent sans accord"),
    ],
)
def test_what_happens_next_is_an_update_once(told: str, new: str) -> None:
    assert headlines(new, told).kind == "update"
    assert headlines(new, new).kind == "same_story"


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Turkish convoy attacked in Morek", "Turkish convoy ambushed in Morek"),
        ("Shells fall on Turkish post in Morek", "Turkish post in Morek shelled"),
        ("Снаряды упали у турецкого поста в Мореке", "Турецкий пост в Мореке попал под обстрел"),
        ("مقتل أربعة بغارات جوية على مورك", "غارات على مورك"),
        ("Deputy assaulted in Morek", "Deputy attacked in Morek"),
        ("Thousands flee Morek", "Morek: thousands fled"),
    ],
)
def test_the_same_by_another_word_happens_once(told: str, new: str) -> None:
    assert turn(new, [told]) == many_more(new, [told], Tolls(())) == ""


@pytest.mark.parametrize(
    ("new", "told", "why"),
    [
        ("Flood in Morek camp", "Fire in Morek camp", "of another disaster: a flood, not a fire"),
        ("Morek'te kampta sel", "Morek'te kampta yangın", "of another disaster: a flood, not a fire"),
        ("Shelling of Morek mosque", "Shelling of Morek market", "something else was struck: a mosque, not a market"),
        ("قصف المسجد في مورك", "قصف سوق في مورك", "something else was struck: a mosque, not a market"),
        (
            "Container ship hit off Morek",
            "Tanker hit off Morek",
            "something else was struck: a container ship, not a tanker",
        ),
        (
            "Un vraquier touché par un missile",
            "Un porte-conteneurs visé par un missile",
            "something else was struck: a bulk carrier, not a container ship",
        ),
        (
            "هجوم على سفينة حاويات قرب مورك",
            "هجوم على فرقاطة قرب مورك",
            "something else was struck: a container ship, not a warship",
        ),
        ("Cargo ship hit off Morek", "Tanker hit off Morek", ""),
        ("Tanker towed to Morek", "Ferry towed to Morek", ""),
        ("Shelling of Morek mosque and market", "Shelling of Morek market", ""),
        ("Morek mosque reopens", "Morek market reopens", ""),
        ("Floods and fire in Morek", "Fire in Morek", ""),
        ("Blast in Morek", "Fire in Morek", ""),
        ("Flood in Morek", "Storm in Morek", ""),
    ],
)
def test_a_fire_is_no_flood_and_a_market_no_mosque(new: str, told: str, why: str) -> None:
    assert told_apart(new, told) == why


def test_thousands_are_more_than_hundreds_of_the_same_people() -> None:
    assert many_more("Thousands flee Morek", ["Hundreds flee Morek"], Tolls(())) == "tells of thousands displaced"
    assert headlines("Thousands flee Morek", "2,000 flee Morek").kind == "same_story"
    assert many_more("Thousands flee Morek", ["Hundreds wounded in Morek"], Tolls(())) == ""
    assert many_more("Hundreds flee Morek", ["Thousands flee Morek"], Tolls(())) == ""


def test_blocks_of_flats_block_nothing() -> None:
    told = "At least nine killed in missile strike on Morek"
    assert turn("Missile strike on Morek apartment blocks", [told]) == ""
    assert turn("Army blocks road to Morek", [told]) == "blocks"
