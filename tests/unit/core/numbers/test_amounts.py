"""One amount in other numbers and words is no news; another amount is."""

from __future__ import annotations

import pytest

from monitor.core.numbers.amounts import state_the_same
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.stated import Stated
from monitor.core.types import VerdictKind
from tests.unit.core.stories.told import headlines


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wins with 52.1% of vote", "wins with 52 percent of vote"),
        ("inflation at 61.53 percent", "inflation at 61.5%"),
        ("profit of $2.48bn", "$2.5 billion profit"),
        ("appeals for $397 million", "appeals for nearly $400m"),
        ("truce for 72 hours", "truce for three days"),
        ("ateşkes 3 gün uzatıldı", "ateşkes 72 saat uzatıldı"),
        ("truce for two weeks", "14-day truce"),
        ("raises rates by 25 basis points", "raises rates by a quarter point"),
        ("faizi 25 baz puan artırdı", "faizi çeyrek puan artırdı"),
        ("a third of homes destroyed", "one in three homes destroyed"),
    ],
)
def test_one_amount(one: str, other: str) -> None:
    assert state_the_same(one, other) and state_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wins with 49.4% of vote", "wins with 52 percent of vote"),
        ("inflation at 9.6 percent", "inflation at 9 percent"),
        ("profit of $2.6bn", "$3 billion profit"),
        ("truce for 72 hours", "truce for 72 days"),
        ("raises rates by 25 basis points", "raises rates by half a point"),
        ("a third of homes destroyed", "half of homes destroyed"),
        ("52 killed", "50 killed"),
        ("quake of magnitude 6.4", "six villages cut off"),
        ("rates are held", "rates are raised"),
    ],
)
def test_two_amounts(one: str, other: str) -> None:
    assert not state_the_same(one, other)


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("half a point, three-quarter point, un demi-point", ["0.5", "0.75", "0.5"]),
        ("two thirds of children, three quarters of the homes", ["66.7", "75"]),
        ("the second half of the match, half of the year, half an hour", []),
        ("half a million people, a quarter of a million", ["500000"]),
    ],
)
def test_parts(sentence: str, stated: list[str]) -> None:
    assert [figure.value for figure in figures_in(sentence, every=True)] == stated


def test_the_finer_number_is_known_by_the_rounded_one() -> None:
    known = Stated(figures_in("Turnout reaches 87 percent in the vote", every=True))
    (finer,) = figures_in("Turnout reaches 87.2 percent in the vote", every=True)
    (other,) = figures_in("Turnout reaches 88.2 percent in the vote", every=True)
    assert finer in known and other not in known


@pytest.mark.parametrize(
    ("told", "new", "kind"),
    [
        (
            "Bank of England raises rates by 25 basis points",
            "Bank of England raises rates by half a point",
            VerdictKind.UPDATE,
        ),
        ("A third of homes destroyed in Antakya", "Half of homes destroyed in Antakya", VerdictKind.UPDATE),
        ("Truce extended for 72 hours", "Truce extended for three days", VerdictKind.SAME_STORY),
        ("Truce extended for 72 hours", "Truce extended for two weeks", VerdictKind.UPDATE),
        ("Company to cut 10,000 jobs", "Company to cut ten thousand jobs", VerdictKind.SAME_STORY),
        ("Oil giant posts profit of $2.48bn", "Oil giant posts $2.5 billion profit", VerdictKind.SAME_STORY),
    ],
)
def test_what_a_headline_states_anew_is_news(told: str, new: str, kind: VerdictKind) -> None:
    assert headlines(new, told).kind == kind
