from hypothesis import given
from hypothesis import strategies as st

from monitor.core.text.fold import fold, fold_text


def test_spellings_of_one_word_fold_together() -> None:
    assert fold_text("İDLİB") == fold_text("Idlib") == fold_text("ıdlıb") == "idlib"
    assert fold_text("إِدْلِب") == fold_text("ادلب")
    assert fold_text("Хан‑Шейхун") == "хан шеихун"
    assert fold_text("d’Idlib") == "d'idlib"
    assert fold_text("ﻻ") == "لا"


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
        assert folded.text[i] in fold_text(text[start:end])


@given(st.text(alphabet="aé İıßﬁ-\u200bإأлЙ½\n", max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
