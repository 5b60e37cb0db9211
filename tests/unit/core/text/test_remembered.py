"""What is remembered of texts, and what is not."""

from __future__ import annotations

from collections import defaultdict

from monitor.core.numbers.figures import figures_in
from monitor.core.stories.terms import stem_hash, terms
from monitor.core.text.remembered import LONGEST, remembered
from monitor.core.types import Fields


def test_short_texts_are_made_once_and_long_ones_are_not_kept() -> None:
    made = []

    @remembered(2)
    def length(text: str) -> int:
        made.append(text)
        return len(text)

    for text in ("a", "a", "b" * LONGEST, "b" * LONGEST, "c" * (LONGEST + 1), "c" * (LONGEST + 1), "a"):
        assert length(text) == len(text)
    assert [text[0] for text in made] == ["a", "b", "c", "c"]
    length("d")
    length("b" * LONGEST)
    assert [text[0] for text in made] == ["a", "b", "c", "c", "d", "b"]


def test_a_word_without_an_end_is_not_kept_with_what_it_says() -> None:
    blob = "x" * 100_000
    (figure,) = figures_in(f"killed 12 {blob} people")
    assert figure.value == "12" and sum(map(len, figure.about)) < 1_000
    stem_hash.cache_clear()
    terms(Fields(blob, blob, blob), defaultdict(lambda: 1.0))
    stem_hash(blob[:50])
    assert stem_hash.cache_info().currsize == 1
