"""What is remembered of words, and what is not."""

from __future__ import annotations

from collections import Counter

import pytest

from monitor.core.entities import vocabulary
from monitor.core.entities.vocabulary import LONGEST_WORD, Vocabulary


class Counting:
    """Words with an ``a`` lead to their length."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def __call__(self, word: str) -> int | None:
        self.asked[word] += 1
        return len(word) if "a" in word else None


def test_a_word_is_worked_out_once_and_data_each_time() -> None:
    known, work_out = Vocabulary[int](), Counting()
    data = "a" * (LONGEST_WORD + 1)
    for _ in range(3):
        assert known.leading(["ab", "x", data, "ab"], work_out) == [2, False, len(data), 2]
    assert work_out.asked == {"ab": 1, "x": 1, data: 3}
    assert known.one("ab", work_out) == 2 and known.one("y", work_out) is False


def test_too_many_words_are_forgotten_and_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 3)
    known, work_out = Vocabulary[int](), Counting()
    assert known.leading(["a", "b", "c"], work_out) == [1, False, False]
    assert known.leading(["a", "d"], work_out) == [1, False]
    assert known.leading(["a", "d"], work_out) == [1, False]
    assert work_out.asked["a"] == 2 and work_out.asked["d"] == 1
