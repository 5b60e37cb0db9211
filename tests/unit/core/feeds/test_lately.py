"""What a feed brought on each of the last days, and a rate that collapses."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.feeds.health import Trouble, collapsed
from monitor.core.feeds.lately import DAYS, Lately
from monitor.core.feeds.rhythm import Rhythm
from tests.make import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = NOW.replace(hour=12, minute=0, second=0, microsecond=0)


def brought(*by_day: int, since: int = 30) -> Lately:
    """So many items at noon of each day up to today."""
    lately = Lately.begun(NOON - since * DAY)
    for ago, count in zip(range(len(by_day) - 1, -1, -1), by_day, strict=True):
        at = NOON - ago * DAY
        lately = lately.seen([at] * count, at)
    return lately


def rhythm(a_day: int, days: int = 30) -> Rhythm:
    """So many items at noon of each day."""
    found = Rhythm(NOON - days * DAY, NOON - days * DAY)
    for ago in range(days - 1, -1, -1):
        found = found.seen([NOON - ago * DAY] * a_day, NOON - ago * DAY)
    return found


def test_days_are_counted_and_forgotten() -> None:
    lately = brought(9, 8, 7, 6, 5, 4, 3, 2, 1)
    assert [count for _, count in lately.windows(NOON)] == [6, 10, 15, 21, 28, 36]
    assert [count for _, count in lately.windows(NOON + 2 * DAY)] == [1, 3, 6, 10, 15, 21]
    assert not any(count for _, count in lately.windows(NOON + 20 * DAY))
    assert Lately.unpacked(lately.packed()) == lately


def test_no_day_counts_of_which_something_is_missing() -> None:
    starts = [start for start, _ in brought(1, 1, 1, 1, since=3).windows(NOON)]
    assert starts == [NOON.replace(hour=0) - 2 * DAY]
    assert list(Lately.begun(NOON).windows(NOON + DAY)) == []


def test_a_date_of_tomorrow_is_of_no_day_that_is_counted() -> None:
    assert brought(1, 2).seen([NOON + DAY, NOON], NOON) == brought(1, 3)


def test_a_clock_that_is_set_back_begins_anew() -> None:
    assert brought(5, 5).seen([NOON - DAY], NOON - DAY) == Lately.begun(NOON - DAY)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), max_size=30))
def test_no_item_counts_twice(polls: list[tuple[int, int]]) -> None:
    lately, now, every = Lately.begun(NOON - 60 * DAY), NOON - 60 * DAY, list[datetime]()
    for hours, count in polls:
        now += hours * HOUR
        lately, every = lately.seen([now] * count, now), [*every, *[now] * count]
    for start, found in lately.windows(now):
        assert found == sum(at >= start for at in every)
    assert len(list(lately.windows(now))) <= DAYS - 2


@pytest.mark.parametrize(
    ("by_day", "was_collapsed", "is_collapsed"),
    [
        ((20, 20, 20, 20), False, False),
        ((20, 20, 2, 2, 2), False, True),
        ((20, 20, 20, 2, 2), False, False),  # the shortest window still holds a usual day
        ((20, 20, 5, 5, 5), False, False),
        ((20, 20, 5, 5, 5), True, True),
        ((2, 2, 2, 20, 20), True, False),
        ((0, 0, 1), False, True),
    ],
)
def test_a_rate_that_collapses(by_day: tuple[int, ...], *, was_collapsed: bool, is_collapsed: bool) -> None:
    found = collapsed(rhythm(20), brought(*by_day), NOON + HOUR, was_collapsed=was_collapsed)
    assert (found is not None) is is_collapsed
    if found:
        assert found.trouble is Trouble.COLLAPSED and "new item" in found.why


def test_what_is_usual_is_known_after_two_weeks_and_of_feeds_that_bring_enough() -> None:
    few = brought(*(0,) * 7, 1)
    assert collapsed(rhythm(20, days=10), few, NOON + HOUR, was_collapsed=False) is None
    assert collapsed(rhythm(3), few, NOON + HOUR, was_collapsed=False) is None
    assert collapsed(rhythm(5), few, NOON + HOUR, was_collapsed=False) is not None
