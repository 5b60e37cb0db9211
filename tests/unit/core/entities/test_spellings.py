"""Which other spellings of a name are found: of Arabic and Cyrillic names in Latin letters, with Abd, in America."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.core.entities.inflection.scripts import Ending
from monitor.core.entities.romanised import romanised_pattern
from monitor.core.entities.terms import Also, Term
from monitor.core.entities.types import Kind
from monitor.core.entities.variants import variants
from tests.cost import takes_at_most
from tests.unit.core.entities.forms import found, found_as_name, found_as_word


@pytest.mark.parametrize(
    "form",
    [
        *("Maaret al-Numan's", "Ma'arat al-Numan", "Ma’arrat al-Nu’man", "Maarat an-Nouman", "Maarat Numan"),
        *("Khan-Sheikhoun", "Khân Chaykhoun", "Khan Chaikhoon", "KhanSheikhoun", "Edlib", "IDLYB", "Idlip'te"),
        *("Hayat Tahrir el-Cham", "Hayat Tahrir ush-Sham", "Hayat Tahrir Al Cham", "Kalın, Ibrahim", "Ibrahim Kalen"),
    ],
)
def test_regular_spellings_of_an_arabic_name(form: str) -> None:
    assert found(f"in {form} now") == [form]


@pytest.mark.parametrize(
    ("kind", "names", "forms"),
    [
        ("person", "Oleh Zelensky, Олег Зеленський", "Oleh Zelenskyy, Oleh Zelenskiy, Oleh Zelenskyi's"),
        ("person", "Yevgeny Hrytsenko, Євген Гриценко", "Evgeny Hrytsenko, Yevgeniy Hrytsenko, Ievgenii Hrytsenko"),
        ("person", "Valerii Zaluzhnyi, Валерий Залужный", "Valeriy Zaluzhny, Valery Zaluzhnyy, Valerii Zaluzhnyi"),
        ("person", "Sergei Volkov, Сергей Волков", "Sergey Volkov, Sergej Volkov'un"),
        ("person", "Yulia Hnatenko, Юлія Гнатенко", "Yuliia Hnatenko, Iuliia Hnatenko, Yuliya Hnatenko"),
        ("place", "Mykolaiv, Миколаїв", "Mykolayiv, Mykolaiv's"),
        ("place", "Avdiivka, Авдіївка", "Avdiyivka"),
        ("place", "Pokrovsk, Покровськ", "Pokrovs'k, Pokrovs’k"),
        ("place", "Zaporizhzhia, Запоріжжя", "Zaporizhzhya, Zaporizhia"),
    ],
)
def test_regular_spellings_of_a_cyrillic_name(kind: str, names: str, forms: str) -> None:
    for form in forms.split(", "):
        assert found_as_name(names, f"in {form} today", kind) == [form]


@pytest.mark.parametrize(
    ("kind", "names", "forms"),
    [
        ("place", "Deir ez-Zor, دير الزور", "Deir ez-Zour, Deir el-Zour, Deir al-Zor, Deirezzour"),
        ("place", "Daraa, درعا", "Dar'a, Dar’aa, Dara'a, Dar'a's"),
        ("person", "Ahmed Hasan, أحمد حسن", "Ahmad Hasan, Ahmad Hassan"),
        ("person", "Hasan Mohammed, حسن محمد", "Hasan Muhammad, Hasan Mohamad, Hassan Mohammed"),
        ("place", "Abu Kamal, البوكمال", "Abou Kamal, Abou Kamal's"),
        ("person", "Salim Hasani, سليم الحسني", "Salim al-Hasani, Salim El Hassani, Saleem Hasani"),
        ("group", "Zeitounis, الزيتوني", "Zeitouni, Zeitounis, Zaytuni, Zeitouni's"),
        ("place", "Umm Durman, أم درمان", "Oumm Durman, Omm Dourman"),
        ("person", "Abu Omar al-Hasan, أبو عمر الحسن", "Abou Omar al-Hasan, Abou Oumar el-Hassan"),
    ],
)
def test_other_regular_spellings_of_arabic_names(kind: str, names: str, forms: str) -> None:
    for form in forms.split(", "):
        assert found_as_name(names, f"in {form} today", kind) == [form]
    assert found_as_name("Nour, نور", "Nor Nur", "place") == []
    assert found_as_name("Hamad Ali, حمد علي", "Hamed Ali", "person") == []


@pytest.mark.parametrize(
    ("kind", "names", "forms"),
    [
        ("place", "Jisr al-Qamar, جسر القمر", "Dschisr al-Qamar, Djisr al-Kamar, Jeesr al-Qamar"),
        ("place", "Bashariya, بشارية", "Baschariya, Bachariya"),
        (
            "group",
            "Ansar al-Shams, أنصار الشمس",
            "Ansar asch-Schams, Ansar al-Schams, Ansar'ush Shams, Ansaru'sh-Shams",
        ),
        ("place", "Bab al-Hana, باب الهنا", "Bab al-Hanah, Baab al-Hana, Babu'l Hana, Babu'l-Hana, Bab'ul Hana"),
        ("person", "Samir al-Din, سمير الدين", "Samir al-Dine, Samir al-Deen, Sameer ad-Deen's"),
        ("person", "Samir Jolan, سمير جولان", "Samir Jawlan, Samir Joulan, Samir Dscholan"),
        ("place", "Jawbar al-Sharqi, جوبر الشرقي", "Jobar al-Sharqi, Joubar ash-Sharqi, Jaubar al-Charqi"),
    ],
)
def test_arabic_names_as_other_languages_write_them(kind: str, names: str, forms: str) -> None:
    """German sch and dsch, French dj, Turkish 'uş and u'l, aw and o, long vowels of short words."""
    for form in forms.split(", "):
        assert found_as_name(names, f"in {form} today", kind) == [form]


@pytest.mark.parametrize(
    "text", ["Jisr al-Qamarah", "Jasr al-Qamar", "jeesr al-Qamar", "Disr al-Qamar", "Jisr'd al-Qamar", "Jisr al Aqmar"]
)
def test_no_other_words_for_what_other_languages_write(text: str) -> None:
    assert found_as_name("Jisr al-Qamar, جسر القمر", f"in {text} today") == []
    assert found_as_name("al-Nareh, النرعا", "in al-Naara") == []


def test_an_article_goes_with_the_last_name() -> None:
    assert found_as_name("Salim al-Hasani", "al-Hasani, Salim; Hasani, Salim", "person") == [
        "al-Hasani, Salim",
        "Hasani, Salim",
    ]


def test_only_a_cyrillic_name_has_such_spellings() -> None:
    assert found_as_name("Oleh Zelensky", "Oleh Zelenskyy", "person") == []
    assert found_as_name("Zelensky Dam, Дамба", "Zelenskyy Dam", "thing") == []


@pytest.mark.parametrize(
    ("names", "forms"),
    [
        (
            "عبد الفتاح البرهان, Abdel Fattah al-Burhan",
            "عبد الفتاح البرهان, عبدالفتاح البرهان, لعبدالفتاح البرهان, عبدالفتّاح البرهان, Abdul Fattah al-Burhan, "
            "Abdulfattah al-Burhan, Abdel-Fattah al-Burhan, Abdelfattah Al Burhan, Abd al-Fattah al-Burhan, "
            "Abd el-Fattah Burhan, Abdel Fatah al-Burhan, Abdoul Fattah Al-Bourhane, Abdal Fattah al-Burhan",
        ),
        ("عبدالله أوجلان, Abdullah Öcalan", "عبد الله أوجلان, Abdallah Ocalan, Abd Allah Ocalan, Abdoullah Ocalan"),
        (
            "عبد الرحمن صالح, Abdul Rahman Saleh",
            "عبدالرحمن صالح, Abderrahmane Saleh, Abd ar-Rahman Saleh, Abdurrahman Saleh, Abdel-Rahman Saleh",
        ),
        ("عبدالعزيز, Abdelaziz", "عبد العزيز, وعبد العزيز, Abdul Aziz, Abd al-Aziz, Abdulaziz, Abdelazeez"),
        ("محمد عبد الله عبدالعزيز", "محمد عبدالله عبدالعزيز, محمد عبد الله عبد العزيز, محمد عبدالله عبد العزيز"),
        ("Abd al-Fattah al-Burhan, عبد الفتاح البرهان", "Abdel Fattah al-Burhan, Abdulfattah al-Burhan"),
        ("Abdullah, عبد الله", "Abdulla, Abdullah, عبدالله"),
    ],
)
def test_names_with_abd(names: str, forms: str) -> None:
    for form in forms.split(", "):
        assert found_as_name(names, f"(x) {form}.", "person") == [form]


@pytest.mark.parametrize(
    "text", ["abdul fattah al-burhan", "Abdi Fattah al-Burhan", "Abdallah al-Burhan", "عبده الفتاح البرهان", "عبد فتاح"]
)
def test_no_other_names_with_abd(text: str) -> None:
    assert found_as_name("عبد الفتاح البرهان, Abdel Fattah al-Burhan", text, "person") == []


@pytest.mark.parametrize(
    "text",
    ["edlib", "idlyb", "khan shaikhun", "Tones", "Seeney", "Sinne", "Khan; Sheikhoun fell", "Khan", "Netional Front"],
)
def test_no_other_words_for_regular_spellings(text: str) -> None:
    assert found(text) == []


@given(st.lists(st.from_regex("[hkrstz]?[aeiouy]'?[aeiouybdhkclnqrstz]{2,7}", fullmatch=True), min_size=1, max_size=4))
@example(["aaa", "ach", "aaa"])
def test_a_name_is_among_its_own_spellings(words: list[str]) -> None:
    text = " ".join(words)
    pattern = romanised_pattern(tuple(words), Ending.NAME)
    if len(words) > 1 or len(words[0]) >= 5:
        assert pattern is not None and pattern.match(text, 0, "") == (0, len(text))
    else:
        assert pattern is None


@pytest.mark.parametrize("alias", ["b" + "u'" * 55, "xal" + " al" * 38, "bo" * 60, "ka" * 60, "an sha " * 17])
def test_a_hostile_name_ends_in_time(alias: str) -> None:
    with takes_at_most(2):
        pattern = romanised_pattern(tuple(alias.split()), Ending.NAME)
        assert pattern is not None
        for text in (alias + "!x", alias[:-2] + "?", alias * 2, alias.replace("'", ""), alias.replace(" ", "")):
            pattern.match(text, 0, "")


def test_the_plural_of_a_group_that_is_not_arabic() -> None:
    assert found_as_name("Nouris", "the Nouri family", "group") == []


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Ministry of Defence", "Ministry of Defense"),
        ("Defense Ministry", "defence ministry's"),
        ("World Food Programme", "World Food Program"),
        ("National Mobilization Forces", "National Mobilisation Force"),
        ("Relief Organisation Centre", "relief-organization center"),
        ("Dock Labor Union", "Dock Labour Unions"),
        ("9th Mechanized Brigade", "9th Mechanised Brigade"),
        ("Specialised Dock Unit", "specialized dock units"),
    ],
)
def test_british_and_american_spelling(name: str, form: str) -> None:
    assert found_as_name(name, f"the {form} said", "group") == [form]
    assert found_as_name("Pearl Harbor", "Pearl Harbour", "place") == []


@pytest.mark.parametrize(
    ("term", "form", "source"),
    [
        (
            Term("e", "Oleh Zelensky", of=Kind.PERSON, also=Also(arabic=False, cyrillic=True)),
            "Oleh Zelenskyy",
            "spelling",
        ),
        (Term("e", "Ministry of Defence", of=Kind.GROUP), "Ministry of Defense", "spelling"),
        (Term("e", "gözlem noktası", of=Kind.THING), "Gozlem Noktalari", "plural"),
        (Term("e", "الحوثي", of=Kind.GROUP), "الحوثيين", "case form"),
    ],
)
def test_forms_are_called_what_they_are(term: Term, form: str, source: str) -> None:
    assert [one.source for one in variants(term, 3) if one.written == form] == [source]


@pytest.mark.parametrize(
    ("kind", "name", "forms"),
    [
        ("place", "трасса М7", "трассе M7, трассу М-7, трассой M-7, трассы М 7"),
        ("place", "M7 highway", "M-7 highway, M 7 highway"),
        ("place", "M-7 highway", "M7 highway, M-7 highway's"),
        ("place", "M7公路", "M7 公路, Ｍ７公路"),
        ("place", "M7 公路", "M7公路"),
        ("group", "第47旅", "第 47 旅"),
        ("place", "طريق M7", "طريق الـM7, وطريق الـ M7, طريق M-7"),
        ("thing", "K-90", "K90, К90"),
        ("thing", "К-90", "K90, К90"),
    ],
)
def test_letters_and_a_number(kind: str, name: str, forms: str) -> None:
    for form in forms.split(", "):
        assert found_as_name(name, f"- {form}, here", kind) == [form]


@pytest.mark.parametrize(
    ("name", "text"),
    [("C-300", "с 300 солдатами"), ("M7", "5 m 7"), ("M7 highway", "M77 highway"), ("M7 highway", "М7 highway"),
     ("трасса М7", "трасса М77"), ("трасса М-7", "трасса ма 7"), ("K90", "K 90")],
)  # fmt: skip
def test_other_letters_or_another_number(name: str, text: str) -> None:
    assert found_as_name(name, text, "thing") == []


@pytest.mark.parametrize(
    ("kind", "name", "forms"),
    [
        ("group", "القوات الأمريكية", "القوات الأميركية, والقوات الاميركية, للقوات الأميركية"),
        ("group", "الحزب الديموقراطي", "الحزب الديمقراطي, بالحزب الديمقراطي"),
        ("group", "هيئة النجوم", "هيأة النجوم, لهيأة النجوم"),
        ("group", "جبهة سوريا الجديدة", "جبهة سورية الجديدة"),
        ("person", "أبو سعيد النجار", "أبي سعيد النجار, لأبي سعيد النجار, أبا سعيد النجار"),
        ("place", "أبو النجوم", "أبي النجوم, بأبي النجوم"),
        ("person", "سامي غوردن", "سامي جوردن, لسامي جوردن"),
        ("person", "سامي مالين", "سامي مالن"),
    ],
)
def test_arabic_words_as_others_spell_them(kind: str, name: str, forms: str) -> None:
    for form in forms.split(", "):
        assert found_as_name(name, f"قال {form} اليوم", kind) == [form]


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [("person", "علي حسن", "علي حسين"), ("place", "سوريا", "قوات سورية"), ("group", "جبهة غزال", "جبهة جزال"),
     ("person", "سامي بدر", "سامي بدير"), ("place", "حي مالن", "حي مالين")],
)  # fmt: skip
def test_other_arabic_words(kind: str, name: str, text: str) -> None:
    assert found_as_name(name, text, kind) == []


def test_arabic_list_words_as_others_spell_them() -> None:
    assert found_as_word("أمريكي", "بالأميركي") == ["بالأميركي"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Nordische Nationalgarde", "der Nordischen Nationalgarde"),
        ("Nordischer Bund", "des Nordischen Bundes"),
        ("nördlicher Wachposten", "am nördlichen Wachposten"),
        ("Nationale Seefront", "der Nationalen Seefront"),
    ],
)
def test_german_cases_of_adjectives(name: str, text: str) -> None:
    assert found_as_name(name, text, "group") == [text.partition(" ")[2]]
    assert found_as_name("Tische Nord", "Tischen Nord", "group") == []


def test_the_singular_of_words_that_are_all_plurals() -> None:
    assert found_as_name("Casques jaunes", "un Casque jaune", "group") == ["Casque jaune"]
    assert found_as_name("Cascos Pardos", "un casco pardo", "group") == ["casco pardo"]
    assert found_as_name("Casques jaunes", "un Casque jaune", "place") == []
    assert found_as_name("News Boards", "a new board", "group") == []


def test_the_plural_of_three_words_that_all_show_it() -> None:
    assert found_as_name("camion militaire gris", "deux camions militaires gris", "thing") == [
        "camions militaires gris"
    ]
    assert found_as_name("brigada tecnica roja", "las brigadas tecnicas rojas", "thing") == ["brigadas tecnicas rojas"]
    assert found_as_name("Camion Militaire Gris", "Camions Militaires Gris", "person") == []


def test_the_article_of_a_person_in_hebrew() -> None:
    assert found_as_name("סמיר נג'אר, سمير النجار", "עם סמיר אל-נג'אר", "person") == ["סמיר אל-נג'אר"]
    assert found_as_name("סמיר אל-נג'אר, سمير النجار", "עם סמיר נג'אר", "person") == ["סמיר נג'אר"]
    assert found_as_name("סמיר נג'אר", "עם סמיר אל-נג'אר", "person") == []
