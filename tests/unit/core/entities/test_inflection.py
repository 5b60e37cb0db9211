"""Which written forms of an entity's names are found, by script."""

import pytest

from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Fields
from monitor.rulebook import load_rules
from tests.conftest import ROOT
from tests.unit.core.entities.forms import found, found_as_name, found_as_word


@pytest.fixture(scope="module")
def shipped() -> RuleSet:
    return load_rules(ROOT / "rules")


@pytest.mark.parametrize(
    "form",
    ["للقوات التركية", "وللقوات التركية", "للجيش السوري", "فللجيش السوري", "بالجيش السوري", "للطامنة", "واللطامنة"],
)
def test_the_arabic_preposition_that_swallows_the_alef(form: str) -> None:
    assert found(f"تعزيزات {form} اليوم") == [form]


def test_arabic_proclitics_end_where_the_word_ends() -> None:
    assert found("بإدلب وبإدلب فلإدلب") == ["بإدلب", "وبإدلب", "فلإدلب"]
    assert found("متدلب ادلبة لللقوات التركية لالقوات التركية معرة النعمانية") == []


@pytest.mark.parametrize(
    ("kind", "name", "forms"),
    [
        ("group", "المتمردون", "المتمردون, المتمردين, بالمتمردين, للمتمردين, وللمتمردين"),
        ("group", "الإخوان المسلمون", "الإخوان المسلمون, الإخوان المسلمين, للإخوان المسلمين"),
        ("group", "الحوثي", "الحوثي, الحوثية, الحوثيون, الحوثيين, للحوثيين"),
        ("thing", "حاجز عسكري", "حاجز عسكري, حاجزا عسكريا, وحاجزا عسكريا"),
        ("place", "صنعاء", "صنعاء, صنعا, بصنعا, صنعاءَ"),
        ("group", "الخوذ البيضاء", "الخوذ البيضاء, الخوذ البيضا, للخوذ البيضا"),
        ("group", "النوريون", "النوريون, النوريين, للنوريين, نوريون, نورية, النوري"),
        ("person", "سليم شامي", "سليم شامي, سليم الشامي, وسليم الشامي"),
    ],
)
def test_arabic_cases(kind: str, name: str, forms: str) -> None:
    assert found_as_name(name, forms, kind) == forms.split(", ")


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("group", "حماس", "حماسا"),
        ("person", "ماكرون", "ماكرين"),
        ("place", "مارب", "ماربا"),
        ("place", "دماء", "دما"),
        ("thing", "درع", "درعا"),
        ("thing", "روسي", "روسيا"),
        ("thing", "سجون", "سجين"),
    ],
)
def test_words_that_are_no_arabic_case(kind: str, name: str, text: str) -> None:
    assert found_as_name(name, text, kind) == []


def test_arabic_cases_of_words() -> None:
    assert found_as_word("هجوم", "شن هجوما") == ["هجوما"]
    assert found_as_word("متظاهرون", "اعتقال متظاهرين") == ["متظاهرين"]


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\u2069", "\u200b", "\u00ad"])
def test_an_acronym_beside_or_around_a_format_mark(mark: str) -> None:
    assert found(f"HTS{mark} fighters") == ["HTS"]
    assert found(f"({mark}HTS{mark})") == ["HTS"]
    assert found(f"H{mark}TS") == [f"H{mark}TS"]
    assert found(f"hts{mark} Hts{mark}") == []


@pytest.mark.parametrize("form", ["ＨＴＳ", "H.T.S", "HTŞ"])
def test_an_acronym_written_otherwise(form: str) -> None:
    assert found(f"{form}. fighters") == [form]


def test_an_acronym_stands_alone_and_in_capitals() -> None:
    assert found("rights, flights, HTSA, h.t.s., Hts") == []


@pytest.mark.parametrize("name", ["groupe Faucon", 'groupe "Faucon"'])
def test_a_word_of_a_name_in_quotes(name: str) -> None:
    assert found_as_name(name, 'le groupe "Faucon", un groupe Faucon', "group") == ['groupe "Faucon"', "groupe Faucon"]
    assert found_as_name(name, 'du groupe, "Faucon", un groupe "Fauconnier"', "group") == []


def test_quotes_that_begin_a_name() -> None:
    assert found_as_name("Falcon brigade", 'the "Falcon" brigade', "group") == ['"Falcon" brigade']
    assert found_as_name("бригада Сокол", "«бригады» Сокола", "group") == ["«бригады» Сокола"]
    assert found_as_name("Yeşil Vadi Harekâtı", "bu «Yeşil Vadi» Harekâtı’nda") == ["«Yeşil Vadi» Harekâtı’nda"]
    assert found_as_name("Falcon brigade", '"Falcon", brigade and "the Falcon" brigade', "group") == []


def test_quotes_inside_a_name() -> None:
    assert found_as_name("لواء الصقر", "للواء «الصقر»", "group") == ["للواء «الصقر»"]
    assert found_as_name("The Sea Hawk Club", "the «Sea Hawk» club", "group") == ["the «Sea Hawk» club"]
    assert found_as_name("Hawk Club", 'the "Hawk club" is', "group") == ["Hawk club"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("မန္တလေး", "မန္တလေးမြို့တွင်"), ("ភ្នំពេញ", "នៅភ្នំពេញថ្ងៃនេះ"), ("ວຽງຈັນ", "ຢູ່ວຽງຈັນມື້ນີ້")],
)
def test_scripts_without_spaces(name: str, text: str) -> None:
    assert found_as_name(name, text) == [name]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("राम", "रामायण, राम, रामको", ["राम"]),
        ("বন", "বনাম, বন", ["বন"]),
        ("பல", "பலா, பல", ["பல"]),
        ("कोशी ब्यारेज*", "कोशी ब्यारेजमा", ["कोशी ब्यारेजमा"]),
    ],
)
def test_a_vowel_sign_ends_no_word(name: str, text: str, expected: list[str]) -> None:
    assert found_as_name(name, text) == expected


@pytest.mark.parametrize("name", ["نور علی سپهری", "نور\u200cعلی سپهری"])
def test_two_words_of_a_name_in_one(name: str) -> None:
    for written in ("نور علی سپهری", "نور\u200cعلی سپهری", "نورعلی سپهری", "نور علی\u200cسپهری"):
        assert found_as_name(name, f"آقای {written} گفت", "person") == [written]
    assert found_as_name(name, "نور سپهری، علی سپهری", "person") == []


def test_a_name_of_two_short_words_with_a_non_joiner() -> None:
    assert found_as_name("شاه\u200cرخ", "شاهرخ، شاه رخ، شاه\u200cرخ", "person") == ["شاهرخ", "شاه رخ", "شاه\u200cرخ"]


def test_the_hebrew_apostrophe() -> None:
    assert found_as_name("ג'נין", "בג׳נין, ג’נין") == ["בג׳נין", "ג’נין"]


def test_a_place_that_ends_in_a_vowel_has_no_plural() -> None:
    assert found("Hamas and Hama's") == ["Hama's"]
    assert found("die Straßen Idlibs", "de") == ["Idlibs"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#NorthportHarbour #northportharbour", ["NorthportHarbour", "northportharbour"]),
        ("#Northport_Harbour", ["Northport_Harbour"]),
        ("the Turkish observation-post", ["Turkish observation-post"]),
        ("在北港，北·港，北・港", ["北港", "北·港", "北・港"]),
        ("ｲﾄﾞﾘﾌﾞの町", ["ｲﾄﾞﾘﾌﾞ"]),
        ("בנורדפורט ונורדפורט", ["בנורדפורט", "ונורדפורט"]),
        ("Іdlib Idlіb Ιdlib Идлибa", ["Іdlib", "Idlіb", "Ιdlib", "Идлибa"]),
        ("معرة\u200cالنعمان معرةالنعمان", ["معرة\u200cالنعمان", "معرةالنعمان"]),
        ("Hayat  Tahrir al-Sham", ["Hayat  Tahrir al-Sham"]),
        ("\u200eIdlib\u200f إِدْلِبَ\u200f", ["Idlib", "إِدْلِبَ"]),
    ],
)
def test_ways_to_write(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_german_s() -> None:
    assert found_as_name("Sarmada", "Sarmadas Altstadt, Sarmada's", language="de") == ["Sarmadas", "Sarmada's"]
    assert found_as_name("Sarmada", "Sarmadas", language="en") == []
    assert found_as_name("Hama", "Hamas", language="de") == []


def test_polish_endings() -> None:
    text = "do Grodna, w Grodnie, grodneński; do Idliba, w Idlibie, Idlibem, idlibski, idlibskiego"
    assert found_as_name("Idlib", text, language="pl") == ["Idliba", "Idlibie", "Idlibem", "idlibski", "idlibskiego"]
    assert found_as_name("Idlib", text, language="en") == []


def test_turkish_words_for_a_language_are_no_place() -> None:
    assert found_as_name("Mar", "Marca, Marce, Mar'ca, Marda", language="tr") == ["Mar'ca", "Marda"]


def test_bare_turkish_endings() -> None:
    assert found("İdliblilerin İdlibdekiler Idlibden", "tr") == ["İdliblilerin", "İdlibdekiler", "Idlibden"]
    assert found("Idlibden", "en") == []
    assert found("İdlibliler'in İdlibli'nin İdlibye'den", "tr") == ["İdlibliler'in", "İdlibli'nin"]


def test_bare_kurdish_endings() -> None:
    text = "li Idlibê, Idliba, Idlibîyan, Idlibiyên, Idlibeyan, Idlibdan"
    assert found(text, "ku") == ["Idlibê", "Idliba", "Idlibîyan", "Idlibiyên"]
    assert found(text, "kmr") == ["Idlibê", "Idliba", "Idlibîyan", "Idlibiyên"]
    assert found("li Idlibê", "fr") == []


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("gözlem noktası", "gözlem noktası; gözlem noktaları; gözlem noktaları'nda"),
        ("sınır kapısı", "sınır kapıları"),
        ("çevre karayolu", "çevre karayolları"),
        ("hava köprüsü", "hava köprüleri"),
    ],
)
def test_plurals_of_turkish_compounds(name: str, forms: str) -> None:
    for form in forms.split("; "):
        assert found_as_name(name, f"bu {form} var", "thing") == [form]
    assert found_as_name("Ali Hasani", "Ali Hasanlari", "person") == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("в Хан-Шейхуне", "khan-sheikhoun"),
        ("из Сармина в Сирии", "sarmin-near-syria"),
        ("близ Сарманы и Сармады", "sarmada"),
        ("в Идлибской зоне", "idlib"),
        ("под Эль-Латамной", "latamneh"),
        ("в Баб-эль-Хаве", "bab-al-hawa"),
        ("в Эрихе близ Идлиба", "ariha-near-idlib"),
        ("правительственных войск Сирии", "syrian-government-forces"),
        ("للقوات التركية", "turkish-forces"),
        ("Ma'arat al-Numan", "maarat-al-numan"),
    ],
)
def test_forms_of_the_shipped_entities(shipped: RuleSet, text: str, entity: str) -> None:
    mentions = shipped.entities_in(Fields("", "", text), "")
    assert entity in {m.entity for m in mentions}


@pytest.mark.parametrize(
    "text", ["Эрих Мария Ремарк", "Эриха Марии Ремарка", "банкомат АТМ", "HTS wires, superconducting"]
)
def test_words_that_are_no_shipped_entity(shipped: RuleSet, text: str) -> None:
    assert not shipped.entities_in(Fields("", "", text), "")


@pytest.mark.parametrize("name", ['צה"ל', "צה״ל"])
def test_a_hebrew_acronym_is_found_with_two_apostrophes_for_its_quote(name: str) -> None:
    text = "צה''ל תקף, בצה''ל, צה״ל, וצה\"ל, צה’’ל, צהל"
    assert found_as_name(name, text, "group") == ["צה''ל", "בצה''ל", "צה״ל", 'וצה"ל', "צה’’ל"]
    assert found_as_word(f"'{name}'", "חיילי צה''ל") == ["צה''ל"]
