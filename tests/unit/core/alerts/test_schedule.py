"""Quiet hours, digests and caps by the clocks of a zone, and what holds a message."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.alerts.holds import DueMessage, Hold, Reason, SentMessage, by_schedule, heading
from monitor.core.alerts.schedule import Cap, Digest, QuietHours, Schedule, digest
from monitor.core.types import Severity
from monitor.core.zones import zone
from tests.make import NOW
from tests.unit.core.alerts.quiet import MOMENTS, quiet

ZONES = st.sampled_from(["UTC", "Europe/London", "Asia/Damascus", "America/New_York", "Australia/Lord_Howe"])


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-01T21:59", None),
        ("2026-03-01T22:00", "2026-03-02T07:00"),
        ("2026-03-02T06:59", "2026-03-02T07:00"),
        ("2026-03-02T07:00", None),
        ("2026-03-28T23:00", "2026-03-29T06:00"),  # the clocks go forward in this night: seven is six in UTC
        ("2026-10-24T21:30", "2026-10-25T07:00"),  # and back in this one
    ],
)
def test_quiet_hours_of_london_over_midnight_and_over_summer_time(at: str, expected: str | None) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    wanted = datetime.fromisoformat(expected).replace(tzinfo=UTC) if expected else None
    assert quiet("22:00-07:00", "Europe/London").until(moment) == wanted


@pytest.mark.parametrize(
    ("span", "where", "first", "end"),
    [
        ("02:30-07:00", "Europe/Berlin", "2026-03-29T01:00", "2026-03-29T05:00"),
        ("02:30-03:15", "Europe/Berlin", "2026-03-29T01:00", "2026-03-29T01:15"),
        ("02:15-04:15", "America/New_York", "2026-03-08T07:00", "2026-03-08T08:15"),
        ("02:15-04:15", "Australia/Lord_Howe", "2026-10-03T15:30", "2026-10-03T17:15"),
        ("02:30-07:00", "Europe/Berlin", "2026-10-25T00:30", "2026-10-25T06:00"),
    ],
)
def test_quiet_hours_that_begin_in_an_hour_that_is_missing_or_there_twice_begin_once_clocks_show_it(
    span: str, where: str, first: str, end: str
) -> None:
    begin, over = (datetime.fromisoformat(at).replace(tzinfo=UTC) for at in (first, end))
    hours, second = quiet(span, where), timedelta(seconds=1)
    assert (hours.until(begin - second), hours.until(begin)) == (None, over)
    at = begin
    while at < over:  # without a break, also while an hour comes again
        assert hours.until(at) == over
        at += timedelta(minutes=5)
    assert hours.until(over) is None


def test_quiet_hours_on_some_days_only() -> None:
    weekend = quiet("22:00-07:00", days=frozenset({5}))  # the night that begins on Saturday
    assert weekend.until(datetime(2026, 2, 28, 23, tzinfo=UTC)) == datetime(2026, 3, 1, 7, tzinfo=UTC)
    assert weekend.until(datetime(2026, 3, 1, 6, tzinfo=UTC)) is not None
    assert weekend.until(datetime(2026, 3, 1, 23, tzinfo=UTC)) is None


def test_quiet_hours_may_be_a_whole_day() -> None:
    saturday = QuietHours(time(), time(), zone("UTC"), days=frozenset({5}))  # "00:00-24:00"
    assert saturday.until(datetime(2026, 2, 28, 15, tzinfo=UTC)) == datetime(2026, 3, 1, tzinfo=UTC)
    assert saturday.until(datetime(2026, 3, 1, 15, tzinfo=UTC)) is None


@given(MOMENTS, ZONES, st.sampled_from(["22:00-07:00", "00:30-02:30", "09:00-17:00"]))
def test_quiet_hours_always_end_later_and_soon(now: datetime, name: str, span: str) -> None:
    end = quiet(span, name).until(now)
    assert end is None or now < end <= now + timedelta(hours=12)


@given(MOMENTS, ZONES, st.sampled_from(["daily at 07:00 {}", "daily at 01:30, 19:00 {}", "weekly on wed at 02:30 {}"]))
def test_a_digest_comes_after_now_and_not_after_its_period(now: datetime, name: str, text: str) -> None:
    found = digest(text.format(name)).after(now)
    assert now < found <= now + timedelta(days=7 if "weekly" in text else 1, hours=2)
    assert digest(text.format(name)).after(found - timedelta(seconds=1)) == found
    assert digest(text.format(name)).after(found) > found, "what comes at its very time waits for the next"


def test_a_digest_whose_time_summer_time_skips_before_midnight_comes_on_the_day_after() -> None:
    before, skipped = datetime(2026, 3, 29, 1, 10, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert digest("daily at 23:30 America/Nuuk").after(before) == skipped, "00:30, as 23:30 was none on that Saturday"


def test_an_hourly_digest_comes_at_each_full_hour() -> None:
    assert digest("hourly").after(NOW.replace(minute=34, second=56, microsecond=7)) == NOW + timedelta(hours=1)
    assert digest("hourly").after(NOW) == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    "text", ["daily", "hourly at 07:00 UTC", "daily at 7:00 UTC", "weekly at 07:00 UTC", "daily at 07:00 Nowhere"]
)
def test_what_is_no_digest(text: str) -> None:
    with pytest.raises(ValueError, match=r"a digest is|unknown time zone"):
        digest(text)


DAILY: Digest = digest("daily at 07:00 UTC")
FRESH = DueMessage(Severity.MEDIUM, "r", NOW)


def reason(hold: Hold | None) -> str | None:
    return hold.reason if hold else None


def test_what_holds_first() -> None:
    night = quiet("11:00-13:00")
    both = Schedule(quiet_hours=night, digest=DAILY)
    assert reason(by_schedule(FRESH, Schedule(quiet_hours=night), [], NOW)) == Reason.QUIET_HOURS
    assert reason(by_schedule(FRESH, both, [], NOW)) == Reason.DIGEST
    assert reason(by_schedule(FRESH, Schedule(digest=DAILY), [], NOW)) == Reason.DIGEST
    grave = DueMessage(Severity.CRITICAL, "r", NOW)
    assert by_schedule(grave, Schedule(quiet_hours=night), [], NOW) is None
    released = DueMessage(Severity.MEDIUM, "r", NOW, waited_for=Reason.DIGEST)
    assert by_schedule(released, Schedule(digest=DAILY), [], NOW) is None
    assert by_schedule(FRESH, Schedule(), [], NOW) is None


def test_gathering_waits_from_the_alert_on_and_only_once() -> None:
    wish = Schedule(gather=timedelta(minutes=5))
    hold = by_schedule(FRESH, wish, [], NOW + timedelta(minutes=1))
    assert hold is not None and hold.until == NOW + timedelta(minutes=5)
    assert by_schedule(FRESH, wish, [], NOW + timedelta(minutes=5)) is None
    assert by_schedule(DueMessage(Severity.LOW, "r", NOW, waited_for=Reason.CAP), wish, [], NOW) is None


def test_what_is_gathered_goes_out_with_the_first() -> None:
    wish, first = Schedule(gather=timedelta(minutes=5)), NOW + timedelta(minutes=1)
    hold = by_schedule(FRESH, wish, [], NOW, first)
    assert hold is not None and hold.until == first


@pytest.mark.parametrize("held", [Reason.DIGEST, Reason.ESCALATION])
def test_what_has_to_wait_further_keeps_its_reason(held: Reason) -> None:
    waited, cap = DueMessage(Severity.MEDIUM, "r", NOW, waited_for=held), Cap(1, timedelta(hours=1))
    night = Schedule(quiet_hours=quiet("11:00-13:00"), digest=DAILY)
    hold = by_schedule(waited, night, [], NOW)
    assert hold is not None and (hold.waits_for, hold.until) == (held, NOW.replace(hour=13, minute=0))
    assert hold.reason == Reason.QUIET_HOURS
    assert by_schedule(waited, night, [], NOW.replace(hour=13, minute=0)) is None
    hold = by_schedule(waited, Schedule(cap=cap, digest=DAILY), [SentMessage(NOW, "r")], NOW)
    assert hold is not None and (hold.waits_for, hold.until) == (held, NOW + timedelta(hours=1))
    assert hold.reason == Reason.CAP


@given(
    MOMENTS,
    st.sampled_from(["22:00-08:00", "06:30-07:30", "00:30-23:30"]),
    st.sampled_from([None, "daily at 07:00 UTC", "weekly on wed at 02:30 UTC", "hourly"]),
    st.sampled_from([None, Cap(1, timedelta(hours=1))]),
)
def test_whatever_a_receiver_wishes_it_is_told_some_day(
    now: datetime, span: str, text: str | None, cap: Cap | None
) -> None:
    """It hears of others all the while, almost as often as its cap allows."""
    wish = Schedule(quiet_hours=quiet(span), digest=digest(text) if text else None, cap=cap)
    held: Reason | None = None
    at = now
    for _ in range(100):
        told = [SentMessage(at - (at - now) % timedelta(minutes=61), "r")]
        hold = by_schedule(DueMessage(Severity.MEDIUM, "r", now, waited_for=held), wish, told, at)
        if hold is None:
            break
        assert hold.until is not None and hold.until > at
        held, at = hold.waits_for, hold.until
    assert at <= now + timedelta(days=9)


def test_what_was_sent_before_the_clock_was_set_back_fills_no_cap() -> None:
    cap = Schedule(cap=Cap(1, timedelta(minutes=10)))
    assert by_schedule(FRESH, cap, [SentMessage(NOW + timedelta(days=1), "r")], NOW) is None


@given(st.lists(st.integers(0, 1200), max_size=40), st.integers(1, 8), st.integers(1, 4))
def test_a_cap_frees_a_place_as_soon_as_there_is_one_and_never_sooner(ago: list[int], most: int, per_rule: int) -> None:
    told = sorted((SentMessage(NOW - timedelta(seconds=s), "r" if s % 2 else "s") for s in ago), key=lambda one: one.at)
    cap = Cap(most, timedelta(minutes=10), per_rule)

    def fits(at: datetime) -> bool:
        recent = [one for one in told if at - cap.within < one.at]
        return len(recent) < most and sum(one.rule == "r" for one in recent) < per_rule

    hold = by_schedule(FRESH, Schedule(cap=cap), told, NOW)
    assert (hold is None) == fits(NOW)
    if hold is not None:
        assert hold.until is not None and hold.until > NOW
        again = by_schedule(FRESH, Schedule(cap=cap), told, hold.until)
        assert (again is None) == fits(hold.until), "it may wait for the other of the two limits"


def test_a_cap_that_was_lowered_is_full_until_few_enough_are_left() -> None:
    told = [SentMessage(NOW - timedelta(minutes=ago), "r") for ago in (9, 5, 1)]
    hold = by_schedule(FRESH, Schedule(cap=Cap(2, timedelta(minutes=10))), told, NOW)
    assert hold is not None and hold.until == NOW + timedelta(minutes=5)


def test_what_is_said_of_the_monitor_is_never_capped() -> None:
    told = [SentMessage(NOW, "r")] * 9
    assert (
        by_schedule(DueMessage(Severity.LOW, "", NOW, urgent=True), Schedule(cap=Cap(1, timedelta(hours=1))), told, NOW)
        is None
    )


def test_what_a_summary_is_called() -> None:
    assert heading([Reason.DIGEST, Reason.SNOOZE], Schedule(digest=DAILY)) == "Daily digest"
    assert heading([Reason.CAP], Schedule()) == "More than the cap"
    assert heading([Reason.CAP, Reason.SNOOZE], Schedule()) == "Held back until now"
