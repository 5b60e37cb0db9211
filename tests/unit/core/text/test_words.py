import pytest

from monitor.core.text.document import document
from monitor.core.text.fold import fold_text
from monitor.core.text.spaced import spaced_words
from monitor.core.text.words import script_language, sentences, tokens
from monitor.core.types import Fields
from tests.cost import takes_at_most


@pytest.mark.parametrize(
    "text",
    [
        "Five were killed when U.S. aircraft bombed a house in Idlib",
        "J. Smith and Dr. Jones met Lt. Col. Brown near St. Mary",
        "Shell No. 5 fell on Nov. 3 in the valley",
        "В г. Идлиб на ул. Ленина, площадь им. Асада, погибли 3 тыс. человек",
        "قال د. أحمد إن القصف توقف",
        "Dün Doç. Kaya konuştu",
        "İdlib'de 2. Ordu konvoyuna saldırı: 3 asker şehit",
        "İdlib'deki 9. gözlem noktasına saldırı",
        "Operasyonun 12. Gününde saldırı",
        "Im Dorf am 5. März wurde Feuer gelegt",
        "Der Kommandeur der 2. Armee fiel",
    ],
)
def test_a_full_stop_that_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]
    read = document(Fields(text, "", ""))
    assert min(read.sentences.starts) == read.folded.text.index("\n") + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Idlib is calm. Two were killed.", ["Idlib is calm.", "Two were killed."]),
        ("It is Idlib's. Then more", ["It is Idlib's.", "Then more"]),
        ("Prices rose by 5m. Then they fell", ["Prices rose by 5m.", "Then they fell"]),
        ("He said no. Then he left", ["He said no.", "Then he left"]),
        ("Who? U.S. troops! Yes…", ["Who?", "U.S. troops!", "Yes…"]),
        ("Rep. Ann Lee (D-Calif.) said so.", ["Rep. Ann Lee (D-Calif.) said so."]),
        ("It ended (in May.) More came.", ["It ended (in May.)", "More came."]),
        ("'Mr. Wonderful' pays. I don't. He does.", ["'Mr. Wonderful' pays.", "I don't.", "He does."]),
        ("他来了。他走了", ["他来了。", "他走了"]),
        ("هل توقف القصف؟ نعم.", ["هل توقف القصف؟", "نعم."]),
        ("One\nTwo", ["One", "Two"]),
        ("It began in 2019. The fire", ["It began in 2019.", "The fire"]),
        ("Killed 12. The army", ["Killed 12.", "The army"]),
        ("Killed 12. Gunmen fled", ["Killed 12.", "Gunmen fled"]),
        ("It rose at 12.30. shed", ["It rose at 12.30.", "shed"]),
        ("Ölü sayısı 12. Saldırı sürüyor", ["Ölü sayısı 12.", "Saldırı sürüyor"]),
        ("He called it “illegitimate.” After that he left.", ["He called it “illegitimate.”", "After that he left."]),
        ("„Nein.“ Sie ging. ”Nej.” »Ja!« Er kam.", ["„Nein.“", "Sie ging.", "”Nej.”", "»Ja!«", "Er kam."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_sentences_are_found_in_linear_time() -> None:
    with takes_at_most(2):
        assert len(sentences("a. " * 70_000)) == 1
        assert len(sentences("word. " * 35_000)) == 35_000


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("İdlibli siviller", "tr"),
        ("Vali Kaya köyde konuştu", "tr"),
        ("Sözcü, “the end of the war” yazılı bir kâğıdı ağır ağır kaldırdı, sustu", "tr"),
        ("Mayor Şahin spoke of the bridge", ""),
        ("Uğur Şahin and Ayşe Yıldız opened the bridge, " + "said the town hall of the river people, " * 12, ""),
        ("Der Bürgermeister Uğur Şahin und die Stadt bauen nicht", ""),
        ("Le pont du village", ""),
    ],
)
def test_turkish_is_told_by_its_letters_unless_other_words_say_more(text: str, language: str) -> None:
    assert script_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["कोशी नदीमा बाढी आयो", "गाँव में पानी भर गया", "নদীর পানি বেড়ে গেছে", "ஆற்றில் வெள்ளம்", "ගංවතුර නිසා", "ꯏꯁꯤꯡ ꯏꯆꯥꯎ"],
)
def test_vowel_signs_part_no_words(text: str) -> None:
    folded = fold_text(text)
    assert tokens(folded) == spaced_words(folded).words == folded.split()
    assert len(document(Fields(text, "", "")).words.starts) == len(text.split())


def test_a_letter_with_its_marks_is_one_character_where_no_spaces_part_words() -> None:
    assert tokens(fold_text("မြို့တွင်")) == ["မြို့တွ", "တွင်"]
    assert tokens(fold_text("น้ำท่วม")) == ["น้ำ", "ำท่", "ท่ว", "วม"]
    assert tokens(fold_text("台風3号")) == ["台風", "風3", "3号"]
    assert len(document(Fields("မြို့တွင်", "", "")).words.starts) == 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال مسؤولون إن الطريق مغلق منذ أيام", "ar"),
        ("پلیس می‌گوید جاده بسته است", "fa"),
        ("پولیس نے کہا ہے کہ سڑک بند ہے", "ur"),
        ("پۆلیس دەڵێت ڕێگاکە داخراوە", "ckb"),
        ("Полиция говорит, что дорога закрыта", "ru"),
        ("Поліція каже, що дорогу закрито", "uk"),
        ("警方说道路关闭", "zh"),
        ("警察によると道路は閉鎖された", "ja"),
        ("경찰은 도로가 폐쇄됐다고 말했다", "ko"),
        ("पुलिस ने कहा है कि सड़क बंद है", "hi"),
        ("प्रहरीले सडक बन्द भएको बतायो", ""),
        ("পুলিশ বলছে রাস্তা বন্ধ", "bn"),
        ("Η αστυνομία λέει ότι ο δρόμος είναι κλειστός", "el"),
        ("המשטרה אומרת שהכביש סגור", "he"),
        ("პოლიცია ამბობს, რომ გზა დაკეტილია", "ka"),
        ("The village of Ελιά on the road", ""),
        ("约翰・史密斯与玛丽・琼斯会面", "zh"),
        ("شركة گوگل تغلق مكتبها", "ar"),
        ("إغلاق الطريق في مدينة چالوس ومحافظة گيلان", "ar"),
        ("На стене: «Їжте більше яблук», сказал сторож", "ru"),
        ("«Їжте більше яблук»", "uk"),
    ],
)
def test_a_language_is_told_by_its_letters(text: str, language: str) -> None:
    assert script_language(text) == language
