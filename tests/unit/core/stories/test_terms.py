"""The telling words of a report: what is stored of them, and how alike two reports are by them."""

import pytest

from monitor.core.stories.terms import Terms, likeness, stem_hash, terms, weighed
from monitor.core.types import Fields
from tests.unit.core.stories.judged import WEIGHTS
from tests.unit.core.stories.told import TOLD


def test_telling_words_come_back_from_the_store() -> None:
    found = terms(TOLD.fields, WEIGHTS)
    back = Terms.unpacked(found.packed())
    assert back.all == found.all and len(back.title) == len(found.title)
    assert back.norm == pytest.approx(found.norm)
    assert len(found.packed()) == 5 + 4 * len(found.all)
    empty = terms(Fields("", "", ""), WEIGHTS)
    assert Terms.unpacked(empty.packed()) == empty == Terms((), (), 0.0)


def test_one_word_in_common_is_no_likeness_and_oneself_is_all_alike() -> None:
    def alike(one: str, other: str) -> float:
        ours, theirs = (terms(Fields(title, "", ""), WEIGHTS) for title in (one, other))
        return likeness(weighed(ours, WEIGHTS), ours.norm, theirs, WEIGHTS)

    assert alike("Afrin burns", "Afrin") == alike("Breaking news", "Breaking news") == alike("", "") == 0.0
    assert alike("Afrin burns", "Afrin burns") == pytest.approx(1.0)


def test_forms_of_a_word_have_one_stem() -> None:
    assert stem_hash("observation") == stem_hash("observations") == stem_hash("observatory")
    assert stem_hash("المعارضة") == stem_hash("والمعارضة") == stem_hash("معارضة")
    assert stem_hash("hama") != stem_hash("hamas")
