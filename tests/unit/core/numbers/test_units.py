"""Which words count people: asked of the frequent words of the languages in which that is known."""

import pytest
from wordfreq import top_n_list

from monitor.core.numbers.words.units import PEOPLE, unit_of
from monitor.core.text.fold import fold_text

FREQUENT = 6_000


@pytest.mark.parametrize(
    ("language", "people"),
    [
        (
            "en",
            "death killed died dead kill die killing deaths killer dies kills hurt injury injured injuries wounded wound "
            "arrested arrest captured capture prisoners prisoner refugees homeless",
        ),
        (
            "fr",
            "mort morts tuer tué morte décès tue tués décédé die arrête arrêté arrestation arrêtés détention blessé "
            "blessés blessure blessures réfugiés",
        ),
        (
            "tr",
            "şehit öldürüldü öldürür öldürdü öldüren öldürmek öldürülen gözaltına tutuklandı tutuklu esir yaralı "
            "yaralandı göç göçmen",
        ),
        (
            "ru",
            "погиб погибли скончался убить жертв погибших убит убил убили жертвы задержали арестован задержан арест "
            "арестовали ранен пострадали умер умерла",
        ),
        (
            "ar",
            "قتل وفاة مقتل القتل الشهيد قتلوا الشهداء ضحايا الضحايا وقتل الوفاة شهداء قتلت شهيد اللاجئين الإصابة "
            "إصابة أصيب المصابين مصاب اعتقال توفي يقتل تقتل جثة",
        ),
        (
            "es",
            "muerte muerto muertos murió asesinato muere mata heridas asesinado detenido presos heridos asesino "
            "murieron herido muerta muertes prisioneros captura herida asesinatos mataron detenidos detuvo secuestro "
            "mueren matan refugiados falleció fallecido cadáver",
        ),
        (
            "pt",
            "morte morreu mortos morto mata morta presos mortes matou morre morreram assassinado feridos ferido "
            "captura feridas mortas",
        ),
        (
            "it",
            "morte morto morti tue ucciso vittime vittima morta uccidere arrestato muore arresto ferito die "
            "ferite uccide feriti uccisi prigionieri ferita profughi uccisa prigioniero killer rifugiati arresti cadavere",
        ),
        (
            "de",
            "die dies toll flüchtlinge verletzt sterben gestorben starb getötet toten tote stirbt töten "
            "flüchtlingen verhaftet ermordet erschossen tue festgenommen verletzte starben",
        ),
        (
            "pl",
            "zmarł uchodźców aresztowany zginął zginęło zabija zmarła rannych zabije",
        ),
        (
            "uk",
            "помер загинув загиблих загинули вбити померла затримання жертв поранення загинуло загибелі поранених "
            "жертви полонених постраждали померли поранений",
        ),
    ],
)
def test_of_the_frequent_words_only_these_count_people(language: str, people: str) -> None:
    found = {word for word in top_n_list(language, FREQUENT) if unit_of(fold_text(word)) in PEOPLE}
    assert found - set(people.split()) == set()
    assert set(people.split()) - found == set()


@pytest.mark.parametrize(
    "word",
    [
        "الأسر",
        "والأسر",
        "Tuesday",
        "fleet",
        "détente",
        "mortgage",
        "oldu",
        "goccia",
        "mato",
        "zabıta",
        "Feride",
        "загибается",
    ],
)
def test_words_that_begin_alike_count_nobody(word: str) -> None:
    assert unit_of(fold_text(word)) not in PEOPLE


@pytest.mark.parametrize("word", ["أسرى", "الأسرى", "أسير"])
def test_prisoners_are_held(word: str) -> None:
    assert unit_of(fold_text(word)) == "held"
