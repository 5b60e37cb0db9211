"""Times as the clocks of a zone show them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.zones import restamped, stamp, zone

LONDON = zone("Europe/London")
MOMENTS = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ZONES = st.sampled_from(["UTC", "Europe/London", "Asia/Damascus", "Asia/Kathmandu", "Australia/Lord_Howe"])


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2026-01-01T12:00", "2026-01-01 12:00 Europe/London"),
        ("2026-07-01T23:30", "2026-07-02 00:30 Europe/London"),
        ("2026-10-25T00:30", "2026-10-25 01:30 Europe/London (+01:00)"),
        ("2026-10-25T01:30", "2026-10-25 01:30 Europe/London (+00:00)"),
        ("2026-03-29T01:00", "2026-03-29 02:00 Europe/London"),
    ],
)
def test_a_time_is_that_of_the_clocks_there(at: str, shown: str) -> None:
    assert stamp(datetime.fromisoformat(at).replace(tzinfo=UTC), LONDON) == shown


def test_a_city_is_told_which_zone_it_is_in() -> None:
    with pytest.raises(ValueError, match='did you mean "Europe/Paris"'):
        zone("Paris")
    with pytest.raises(ValueError, match='did you mean "America/New_York"'):
        zone("new york")


@pytest.mark.parametrize("name", ["GMT+3", "UTC+3", "+03:00", "-0500", "UTC +2"])
def test_an_offset_is_no_zone_and_nothing_like_it_is_offered(name: str) -> None:
    with pytest.raises(ValueError, match=r'^unknown time zone "[^"]+": write a place, such as Europe/Istanbul$'):
        zone(name)


@given(MOMENTS, MOMENTS, ZONES)
def test_two_minutes_never_look_alike(one: datetime, other: datetime, name: str) -> None:
    one, other = (at.replace(second=0, microsecond=0) for at in (one, other))
    for later in (other, one + timedelta(hours=1), one + timedelta(minutes=30)):
        assert (stamp(one, zone(name)) == stamp(later, zone(name))) is (one == later)


@given(MOMENTS, ZONES)
def test_what_was_written_in_utc_reads_as_if_written_there(at: datetime, name: str) -> None:
    assert restamped(f"since {stamp(at)}.", zone(name)) == f"since {stamp(at, zone(name))}."


def test_what_only_looks_like_a_time_stays() -> None:
    for text in ("2026-13-41 25:61 UTC", "12026-01-01 00:00 UTC", "2026-01-01 00:00 UTCX", "0001-01-01 00:00 UTC"):
        assert restamped(text, zone("America/New_York")) == text
