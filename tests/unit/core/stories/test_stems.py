"""Words of headlines are known again under the endings of their language."""

import pytest

from monitor.core.stories.terms import stem_hash
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens


def stems(text: str) -> list[int]:
    return [stem_hash(word) for word in tokens(fold_text(text))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Лирск пост", "Лирске посты"),
        ("Лирская мина", "Лирскую минами"),
        ("Рамлан", "Рамланом"),
        ("Морек İdlib", "Морека İdlib'de"),
        ("Ramlan", "Ramlan'daki"),
        ("Ramlan", "Ramlan’a"),
    ],
)
def test_endings_of_cases_make_no_other_word(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"), [("мина", "мир"), ("дом", "дым"), ("won", "won't"), ("AB", "AB'de"), ("dell'alba", "dell'orto")]
)
def test_short_words_and_english_contractions_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)
