"""One hit of each member, no two of them the same text."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.core.entities.hits import Hit
from monitor.core.rules.near import near
from monitor.core.text.document import document
from monitor.core.types import Fields
from tests.cost import takes_at_most
from tests.unit.core.rules.one_rule import hits

TEXT = document(Fields("a b. c d e f g. h i", "", ""))


@st.composite
def _members(draw: st.DrawFn) -> list[tuple[Hit, ...]]:
    span = st.tuples(st.integers(0, 18), st.integers(1, 6))
    spans = draw(st.lists(st.lists(span, max_size=4), min_size=2, max_size=4))
    return [
        tuple(sorted((Hit(f"m{number}", "", at, at + long) for at, long in one), key=lambda hit: (hit.start, hit.end)))
        for number, one in enumerate(spans)
    ]


def _at(*spans: tuple[int, int]) -> tuple[Hit, ...]:
    return tuple(Hit("m", "", start, end) for start, end in spans)


@given(_members())
@example([_at((5, 7)), _at((6, 8), (9, 14), (10, 11)), _at((11, 12))])  # what ends first begins later
def test_it_is_found_where_trying_all_finds_it(members: list[tuple[Hit, ...]]) -> None:
    found = near(members, "sentence", 0, TEXT, ordered=False)
    assert (found is None) == (not any(map(_fits, product(*members))))
    assert found is None or (_fits(found) and {hit.concept for hit in found} == {one[0].concept for one in members})


@given(_members())
@example([_at((5, 6)), _at((7, 14), (9, 10)), _at((10, 11))])
def test_it_is_found_in_the_order_of_the_rule_where_trying_all_finds_it(members: list[tuple[Hit, ...]]) -> None:
    def is_ordered(chosen: tuple[Hit, ...]) -> bool:
        return _fits(chosen) and all(one.end <= other.start for one, other in pairwise(chosen))

    found = near(members, "sentence", 0, TEXT, ordered=True)
    assert (found is None) == (not any(map(is_ordered, product(*members))))
    assert found is None or is_ordered(found)


def _fits(chosen: tuple[Hit, ...]) -> bool:
    """Whether all are in one sentence and no two share text."""
    apart = all(a.end <= b.start or b.end <= a.start for i, a in enumerate(chosen) for b in chosen[:i])
    return apart and len({TEXT.sentences.index(hit.start) for hit in chosen}) == 1


@pytest.mark.parametrize("within", ["sentence", "paragraph", "50 words"])
def test_members_that_are_there_often_take_no_time(within: str) -> None:
    others = ", ".join(f"{{words: [b{number}]}}" for number in range(4))
    when = f"{{near: {{within: {within}, of: [{{regex: 'killed.*'}}, {{words: [civilian]}}, {others}]}}}}"
    text = "b0 b1 b2 b3 " * 30 + "killed" + " civilian" * 40
    with takes_at_most(2):
        assert hits(when, text) is None
