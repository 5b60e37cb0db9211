"""Whether feeds fail by themselves, or the way to most of them is down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.feeds.outage import PolledFeed, caught
from tests.make import NOW

MINUTE = timedelta(minutes=1)


def failing(name: str, *, told: bool = False) -> PolledFeed:
    """It answered ten minutes ago, and failed since."""
    return PolledFeed(name, True, NOW, NOW - 10 * MINUTE, "failing", NOW - 2 * MINUTE, "failing" if told else "")


def healthy(name: str, *, asked: timedelta = MINUTE) -> PolledFeed:
    return PolledFeed(name, False, NOW - asked, NOW - asked, "", None, "")


def several(count: int, *, told: bool = False) -> list[PolledFeed]:
    return [failing(f"{'told' if told else 'fails'}-{number}", told=told) for number in range(count)]


@pytest.mark.parametrize(
    ("feeds", "are_caught"),
    [
        (several(3), True),
        (several(2), False),  # they may share a host, or be all there are
        ([*several(3), *map(healthy, "ab")], True),
        ([*several(3), *map(healthy, "abc")], False),
        ([*several(3), *(healthy(name, asked=20 * MINUTE) for name in "abc")], True),  # not asked since then
    ],
)
def test_the_network_is_down_where_most_that_was_asked_fails(feeds: list[PolledFeed], are_caught: bool) -> None:
    names, known = caught(feeds)
    assert names == (frozenset(one.name for one in feeds if one.is_unreached) if are_caught else frozenset())
    assert not known


@pytest.mark.parametrize(("told", "known"), [(3, True), (2, False)])
def test_what_fails_later_in_an_outage_that_was_told_is_no_news_of_its_own(told: int, known: bool) -> None:
    late = several(2)
    assert caught([*several(told, told=True), *late]) == (frozenset(one.name for one in late), known)
