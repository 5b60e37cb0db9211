"""What is remembered of texts, and what is not."""

from __future__ import annotations

from collections import defaultdict

from monitor.core.numbers.figures import figures_in
from monitor.core.stories.terms import stem_hash, terms
from monitor.core.text.remembered import LONGEST, remembered
from monitor.core.types import Fields


def test_many_short_texts_are_remembered_and_of_long_ones_as_few_as_are_compared() -> None:
    made = []

    @remembered(3)
    def length(text: str) -> int:
        made.append(text[0])
        return len(text)

    def of(letters: str, size: int) -> list[str]:
        """What is made anew for texts of these letters."""
        made.clear()
        assert [length(letter * size) for letter in letters] == [size] * len(letters)
        return list(made)

    assert of("aabbaccab", 1) == ["a", "b", "c"]
    assert of("abcabc", LONGEST) == ["a", "b", "c"]
    assert of("aabbab", LONGEST + 1) == ["a", "b"]
    assert of("cab", LONGEST + 1) == ["c", "a", "b"], "the latest two"
    assert of("abc", LONGEST) == [], "long ones take no place of short ones"


def test_a_word_without_an_end_is_not_kept_with_what_it_says() -> None:
    blob = "x" * 100_000
    (figure,) = figures_in(f"killed 12 {blob} people")
    assert figure.value == "12" and sum(map(len, figure.about)) < 1_000
    stem_hash.cache_clear()
    terms(Fields(blob, blob, blob), defaultdict(lambda: 1.0))
    stem_hash(blob[:50])
    assert stem_hash.cache_info().currsize == 1
