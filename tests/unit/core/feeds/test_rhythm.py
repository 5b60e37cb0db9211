"""When a feed is asked again, by what it has shown."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.feeds.health import (
    Trouble,
    after_failure,
    after_success,
    dates_ahead,
    gap,
    has_gap,
    moved,
    quiet,
    standing,
)
from monitor.core.feeds.rhythm import Bounds, Rhythm
from monitor.core.types import Item
from tests.make import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BOUNDS = Bounds(5 * MINUTE, MINUTE, HOUR)
AGO = st.lists(st.integers(0, 60 * 24 * 60), max_size=60).map(lambda ago: [NOW - minutes * MINUTE for minutes in ago])


def lived(days: int, brings: int, hours: range = range(24)) -> Rhythm:
    """Watched for so many days, with so many items in each of the hours of a day."""
    at = NOW - days * DAY
    rhythm = Rhythm(at, at)
    while at < NOW:
        at += HOUR
        rhythm = rhythm.seen([at - MINUTE] * brings if (at - MINUTE).hour in hours else [], at)
    return rhythm


@given(published=AGO, later=st.lists(AGO, max_size=4), hours=st.integers(0, 5_000))
def test_the_wait_is_always_within_bounds(published: list[datetime], later: list[list[datetime]], hours: int) -> None:
    rhythm = Rhythm.begun(published, NOW)
    for times in later:
        rhythm = rhythm.seen(times, NOW)
    wait = rhythm.wait(NOW + hours * HOUR, BOUNDS)
    assert MINUTE <= wait <= HOUR


@given(published=AGO, more=AGO)
def test_a_feed_that_brings_more_is_not_asked_less(published: list[datetime], more: list[datetime]) -> None:
    one = Rhythm.begun(published, NOW)
    assert one.seen(more, NOW).wait(NOW, BOUNDS) <= one.wait(NOW, BOUNDS)


def test_a_wire_is_asked_each_minute_a_bulletin_each_hour_and_an_unknown_feed_as_the_config_says() -> None:
    assert Rhythm(NOW, NOW).wait(NOW, BOUNDS) == 5 * MINUTE
    assert lived(7, 60).wait(NOW, BOUNDS) == MINUTE
    assert Rhythm.begun([NOW - 3 * DAY * n for n in range(9)], NOW).wait(NOW, BOUNDS) == HOUR
    assert Rhythm.begun([NOW - 2 * MINUTE * n for n in range(30)], NOW).wait(NOW, BOUNDS) < 2 * MINUTE


def test_the_hours_of_the_week_are_told_apart() -> None:
    by_day = lived(14, 20, range(8, 18))
    noon, night = (NOW.replace(hour=hour) for hour in (12, 2))
    assert by_day.wait(noon, BOUNDS) < 2 * MINUTE < 5 * MINUTE < by_day.wait(night, BOUNDS)


def test_what_was_long_ago_fades() -> None:
    busy = lived(14, 60)
    assert busy.seen([], NOW + 180 * DAY).wait(NOW + 180 * DAY, BOUNDS) > 30 * MINUTE


def test_what_is_expected_is_what_it_brought() -> None:
    busy = lived(14, 5)
    for span in (HOUR / 2, DAY, 25 * HOUR, 7 * DAY, 10 * DAY + HOUR / 3):
        assert busy.expected(NOW - span, NOW) == pytest.approx(5 * (span / HOUR), rel=0.06)
    assert lived(14, 5, range(8)).expected(NOW - 4 * HOUR, NOW) < 5, "not at this hour"
    assert busy.expected(NOW + HOUR, NOW) == 0


@pytest.mark.parametrize(("start", "end"), [(3, 9), (9, 18), (12, 20), (1, 23)])
def test_what_hours_bring_together_is_what_each_of_them_brings(start: int, end: int) -> None:
    by_day = lived(14, 20, range(8, 18))
    midnight = NOW.replace(hour=0) - DAY
    hours = (midnight + hour * HOUR for hour in range(start, end))
    each = [by_day.expected(hour, hour + HOUR) for hour in hours]
    assert by_day.expected(midnight + start * HOUR, midnight + end * HOUR) == pytest.approx(sum(each))


def test_the_wait_is_the_same_at_any_minute_of_an_even_hour() -> None:
    once_an_hour = lived(28, 1)
    for minutes in (0, 13, 45, 59):
        assert once_an_hour.wait(NOW + minutes * MINUTE, BOUNDS) / MINUTE == pytest.approx(30, abs=2)


def test_a_rhythm_survives_the_store() -> None:
    rhythm = lived(3, 2)
    again = Rhythm.unpacked(rhythm.packed())
    assert (again.since, again.at) == (rhythm.since, rhythm.at)
    assert again.expected(NOW - DAY, NOW) == pytest.approx(rhythm.expected(NOW - DAY, NOW))


def health(rhythm: Rhythm, quiet_for: timedelta = DAY * 0, new: int = 0, known: int = 5) -> Trouble:
    found = quiet(rhythm, NOW - quiet_for, NOW, was_quiet=False)
    return after_success(found, gap=gap(new, known)).trouble


def test_a_feed_is_quiet_by_its_own_measure() -> None:
    wire, bulletin = lived(14, 20), Rhythm.begun([NOW - 3 * DAY * n for n in range(9)], NOW)
    assert health(wire, 20 * HOUR) is Trouble.NONE, "not within a day"
    assert health(wire, 25 * HOUR) is Trouble.QUIET
    assert health(bulletin, 6 * DAY) is Trouble.NONE
    mornings = lived(14, 2, range(8, 10))
    assert health(mornings, 30 * HOUR) is Trouble.NONE, "four a day are no ten"


@pytest.mark.parametrize(
    "published",
    [(), (28,), (28, 58, 88, 118), (1,), (1, 1.05, 1.1), (1, 31, 61)],
    ids=["nothing dated", "old", "all old", "one just now", "three at once", "one a month"],
)
def test_what_is_believed_of_a_feed_never_seen_makes_none_quiet(published: tuple[float, ...]) -> None:
    """A bulletin that was just added is not told to be silent."""
    rhythm = Rhythm.begun([NOW - days * DAY for days in published], NOW - DAY)
    for days in (1, 2, 5, 10, 20):
        assert quiet(rhythm, NOW - DAY, NOW + days * DAY, was_quiet=False) is None


def test_a_document_of_new_items_only_may_have_left_out_others() -> None:
    wire = lived(14, 20)
    assert health(wire, new=5, known=0) is Trouble.GAP
    assert health(wire, new=5, known=1) is health(wire, new=4, known=0) is Trouble.NONE


def test_one_bad_answer_is_nobodys_business() -> None:
    assert after_failure(2, 2, "HTTP 410") is None
    assert [one and one.trouble for one in (after_failure(3, 0, "HTTP 500"), after_failure(3, 3, "HTTP 410"))] == [
        Trouble.FAILING,
        Trouble.RETIRED,
    ]


def test_what_is_older_than_four_weeks_says_nothing_of_how_often_a_feed_brings_something() -> None:
    assert Rhythm.begun([NOW - 400 * DAY, NOW - HOUR], NOW) == Rhythm.begun([NOW - HOUR], NOW)
    busy = lived(14, 5)
    assert busy.expected(NOW - 400 * DAY, NOW) == busy.expected(NOW - 28 * DAY, NOW)


def test_a_clock_that_is_set_back_makes_nothing_fade_twice() -> None:
    busy = lived(3, 5)
    assert busy.seen([], NOW - DAY) == busy


def test_a_feed_of_which_little_is_expected_by_now_stays_quiet_until_something_comes() -> None:
    found = [quiet(Rhythm(NOW, NOW), NOW - 2 * DAY, NOW, was_quiet=was) for was in (True, False)]
    assert [one and (one.trouble, one.why) for one in found] == [(Trouble.QUIET, "nothing new for 2 days"), None]
    assert quiet(Rhythm(NOW, NOW), NOW - HOUR, NOW, was_quiet=True) is None


def test_a_gap_is_told_beside_what_stays() -> None:
    assert after_success(None, moved("http://b.example/"), gap="all are new").name == "moved with a gap"
    assert after_success(None, gap="all are new").name == "gap" and after_success(None, gap="").name == ""
    for name, stays, gaps in (("moved with a gap", "moved", True), ("gap", "", True), ("moved", "moved", False)):
        assert (standing(name), has_gap(name)) == (stays, gaps)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        ([2 * HOUR, 3 * HOUR], 3 * HOUR),
        ([2 * HOUR], 0 * HOUR),  # a slip of an editor
        ([5 * MINUTE, 9 * MINUTE], 0 * HOUR),  # clocks differ
        ([2 * HOUR, 3 * HOUR, 2 * DAY], 3 * HOUR),
        ([2 * HOUR, 3 * HOUR, 2 * DAY, 3 * DAY], 0 * HOUR),  # of what is to come
    ],
)
def test_dates_of_a_wrong_clock_are_told_from_those_of_what_is_to_come(
    ahead: list[timedelta], expected: timedelta
) -> None:
    items = [Item(str(one), "http://a.example/1", "One", published=NOW + one) for one in (*ahead, -HOUR)]
    assert dates_ahead(items, NOW) == expected
