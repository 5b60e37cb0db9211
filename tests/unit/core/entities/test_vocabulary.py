"""What is remembered of words, and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from monitor.core.entities import vocabulary
from monitor.core.entities.vocabulary import LONGEST_WORD, Vocabulary


class Counting:
    """Words with an ``a`` lead to their length."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def __call__(self, words: Sequence[str], in_haste: bool) -> dict[str, int]:
        self.asked.update(words)
        return {word: len(word) for word in words if "a" in word and not (in_haste and "b" in word)}


def test_a_word_is_worked_out_once_and_data_each_time() -> None:
    known, work_out = Vocabulary[int](), Counting()
    data = "a" * (LONGEST_WORD + 1)
    for _ in range(3):
        assert known.leading(["ab", "x", data, "ab"], work_out) == ([0, 2, 3], [2, len(data), 2])
    assert work_out.asked == {"ab": 1, "x": 1, data: 3}
    assert known.leading([], work_out) == ([], [])


def test_too_many_words_are_forgotten_and_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 3)
    known, work_out = Vocabulary[int](), Counting()
    assert known.leading(["a", "aa", "b"], work_out) == ([0, 1], [1, 2])
    assert known.leading(["a", "ab", "ad", "b"], work_out) == ([0, 1, 2], [1, 2, 2])
    assert known.leading(["a", "ab"], work_out) == ([0, 1], [1, 2])
    assert work_out.asked["a"] == 2 and work_out.asked["ab"] == 2


def test_of_a_text_of_new_words_the_first_are_worked_out_with_care_and_only_they_are_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vocabulary, "MOST_NEW", 2)
    known, work_out = Vocabulary[int](), Counting()
    text = ["ab", "x", "abb", "aa"]
    assert known.leading(text, work_out) == ([0, 3], [2, 2]), "abb is not found in haste"
    assert known.leading(text, work_out) == ([0, 2, 3], [2, 3, 2]), "it is one of the first two now"
    assert work_out.asked == {"ab": 1, "x": 1, "abb": 2, "aa": 2}


@pytest.mark.parametrize("places", [1, 4, 1 << 10])
def test_words_that_want_one_place_of_the_table_are_told_apart(monkeypatch: pytest.MonkeyPatch, places: int) -> None:
    monkeypatch.setattr(vocabulary, "_PLACES", places)
    known, work_out = Vocabulary[int](), Counting()
    words = [f"{letter}{number}" for number in range(100) for letter in "ab"]
    for _ in range(2):
        numbers, lengths = known.leading(words, work_out)
        assert numbers == [at for at, word in enumerate(words) if "a" in word]
        assert lengths == [len(words[at]) for at in numbers]
    assert set(work_out.asked.values()) == {1}
