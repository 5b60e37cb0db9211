import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.text.fold import _EXPAND, _FOLDING, _TABLE_SIZE, _VOICING, _table, fold, fold_text
from monitor.core.text.lookalikes import unmixed


def test_spellings_of_one_word_fold_together() -> None:
    assert fold_text("İDLİB") == fold_text("Idlib") == fold_text("ıdlıb") == "idlib"
    assert fold_text("إِدْلِب") == fold_text("ادلب")
    assert fold_text("Хан‑Шейхун") == "хан шеихун"
    assert fold_text("d’Idlib") == "d'idlib"
    assert fold_text("ﻻ") == "لا"
    assert fold_text("ノル＝サキ") == fold_text("ノル゠サキ") == fold_text("ノル・サキ") == "ノル サキ"
    assert fold_text("شەوە") == fold_text("شه\u200cوه\u200c"), "Kurdish before it had a letter of its own"


def test_characters_that_become_several_keep_their_offsets() -> None:
    folded = fold("ﬁn… ½ Straße")
    assert folded.text == "fin... ½ strasse"
    assert [folded.span(i, i + 1) for i in (0, 1, 2, 3, 5)] == [(0, 1), (0, 1), (1, 2), (2, 3), (2, 3)]


def test_kana_and_indic_letters_fold_with_their_marks() -> None:
    assert fold_text("ｲﾄﾞﾘﾌﾞ") == fold_text("イド\u200bリフ\u3099") == "イドリブ"
    assert fold("ｲﾄﾞﾘﾌﾞ").span(1, 2) == (1, 3)
    assert fold_text("क़") == fold_text("क\u093c") == "क"


def test_a_tatweel_before_latin_letters_parts_words() -> None:
    assert fold_text("الطريق الـM5 وبـ50 مـــحـــمد") == "الطريق ال m5 وب 50 محمد"
    assert fold("لـ HTS، الـＭ4").text == "ل hts، ال m4"


def test_underscores_and_middle_dots_part_words() -> None:
    assert fold_text("#Khan_Sheikhoun 易卜拉欣·卡林") == "#khan sheikhoun 易卜拉欣 卡林"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Іdlib", "idlib"),
        ("Ιdlib", "idlib"),
        ("ИДЛИБa", "идлиба"),
        ("Москва IT-компания", "москва it компания"),
        ("idlibж", "idlibж"),
    ],
)
def test_look_alike_letters_only_in_words_of_mixed_script(written: str, expected: str) -> None:
    assert unmixed(fold_text(written)) == expected
    padded = fold_text(f"{written} " * 100)
    assert unmixed(padded) == f"{expected} " * 100


@given(st.text(alphabet="abeксаІΙhн x", max_size=300))
def test_look_alikes_keep_every_offset(text: str) -> None:
    folded = fold_text(text)
    assert len(unmixed(folded)) == len(folded)
    assert unmixed(unmixed(folded)) == unmixed(folded)


def test_a_span_ends_before_a_format_mark_and_after_a_vowel_sign() -> None:
    for text, expected in (("HTS\u200f fighters", "HTS"), ("إِدْلِبَ\u200f.", "إِدْلِبَ"), ("HT\u200bS", "HT\u200bS")):
        folded = fold(text)
        assert text[slice(*folded.span(0, len(fold_text(expected))))] == expected


@given(st.text(max_size=400))
def test_short_texts_fold_as_long_ones_do(text: str) -> None:
    assert fold(text).text == "".join(fold_text(text[i : i + 1]) for i in range(len(text))) or any(
        mark in text for mark in "ـ\u3099\u309a\uff9e\uff9f"
    )


def test_a_fraction_does_not_lengthen_the_number_before_it() -> None:
    assert fold_text("1½ km") == "1½ km"


def test_a_span_is_shown_in_the_text_as_published() -> None:
    text = "في إِدْلِب اليوم"
    folded = fold(text)
    start = folded.text.index("ادلب")
    assert text[slice(*folded.span(start, start + 4))] == "إِدْلِب"


@given(st.text(max_size=200))
def test_every_span_folds_to_what_was_found(text: str) -> None:
    folded = fold(text)
    for i in range(len(folded.text)):
        start, end = folded.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[i] in fold_text(text[start:end]) or text[start] == "ـ"


@given(st.text(alphabet="aé İıـßﬁ-\u200bإأлЙ½\nハは\u3099\uff8a\uff9e\uff9f", max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


def test_nothing_folds_to_a_character_that_becomes_several() -> None:
    codes = np.arange(_TABLE_SIZE)
    several = frozenset(codes[_table() == _EXPAND].tolist()) - set(map(ord, _VOICING))
    assert several.isdisjoint(_table().tolist())
    assert several.isdisjoint(ord(letter) for code in several for letter in _FOLDING[code])
