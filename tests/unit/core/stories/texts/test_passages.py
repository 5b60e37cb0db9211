"""The passages that two texts share, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.stories.texts.passages import longest, shared_passages
from monitor.core.types import Fields

STRIKES = "Air strikes hit Morek at dawn, and two bombs fell near a post."
TOLL = "The mayor said 31 were killed there on Monday."


def test_a_passage_is_told_with_its_place_in_both_texts() -> None:
    ours = Fields("Strikes on Morek", f"(AFP) {STRIKES.replace('hit', ' HIT')}", f"A witness wept. {TOLL}")
    theirs = Fields("Toll of strikes rises", f"{STRIKES} {TOLL.replace('31', '21')}", "")
    strikes, toll = shared_passages(ours, theirs)
    assert strikes.text == "Air strikes  HIT Morek at dawn, and two bombs fell near a post"
    assert toll.text == "were killed there on Monday"
    assert (strikes.words, toll.words) == (13, 5)
    for one in (strikes, toll):
        assert ours.get(one.here.field)[one.here.start : one.here.end] == one.text
        there = theirs.get(one.there.field)[one.there.start : one.there.end]
        assert there.casefold().split() == one.text.casefold().split()
    assert longest([strikes, toll], 1) == [strikes]


@pytest.mark.parametrize(
    ("ours", "theirs", "shared"),
    [
        ("three words only", "three words only", []),
        ("قُتل أحد عشر شخصاً في إدلب", "قتل احد عشر شخصا في ادلب", ["قُتل أحد عشر شخصاً في إدلب"]),
        ("北港市今天有大雨", "据报道北港市今天有大雨", ["北港市今天有大雨"]),
        ("北港市今", "北港市今", []),
        ("one two three four five", "one two three four. x. two three four five", ["one two three four"]),
    ],
)
def test_what_counts_as_a_passage(ours: str, theirs: str, shared: list[str]) -> None:
    assert [one.text for one in shared_passages(Fields("", ours, ""), Fields("", theirs, ""))] == shared


def test_no_passage_crosses_from_one_field_into_the_next() -> None:
    ours, theirs = Fields("Strikes on", "Morek at dawn", ""), Fields("Strikes on Morek at dawn", "", "")
    assert shared_passages(ours, theirs) == []


def test_words_that_begin_no_passage_hide_none_that_begins_among_them() -> None:
    ours, theirs = Fields("", "a b c d e", ""), Fields("a b c", "d x b c d e", "")
    assert [one.text for one in shared_passages(ours, theirs)] == ["b c d e"]


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=60),
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=60),
)
def test_every_passage_stands_where_it_says(ours: list[str], theirs: list[str]) -> None:
    one, other = Fields("", " ".join(ours), ""), Fields("", "", " ".join(theirs))
    found = shared_passages(one, other)
    ends = [0, *(passage.here.end for passage in found)]
    for passage, before in zip(found, ends, strict=False):
        assert passage.here.start >= before
        assert one.lead[passage.here.start : passage.here.end] == passage.text
        assert other.text[passage.there.start : passage.there.end] == passage.text
        assert len(passage.text.split()) == passage.words >= 4
