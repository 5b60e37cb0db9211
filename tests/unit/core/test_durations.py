"""Durations as messages and reasons say them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.durations import as_set, duration, shown, shown_beside


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("40s", "40 s"),
        ("90s", "90 s"),
        ("5m", "5 minutes"),
        ("90m", "90 minutes"),
        ("3h", "3 hours"),
        ("36h", "36 hours"),
        ("9d", "9 days"),
        ("700d", "700 days"),
        ("2656d", "7 years"),
    ],
)
def test_a_duration_is_said_in_its_largest_fitting_unit(given: str, expected: str) -> None:
    assert shown(duration(given)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("90s", "90 s"),
        ("150s", "150 s"),
        ("1h", "60 minutes"),
        ("150m", "150 minutes"),
        ("1d", "24 hours"),
        ("60h", "60 hours"),
        ("1w", "7 days"),
        ("1461d", "1461 days"),
        ("0.5s", "0.5 s"),
    ],
)
def test_what_a_person_set_is_said_exactly(given: str, expected: str) -> None:
    assert as_set(duration(given)) == expected


def test_of_two_that_read_alike_each_is_said_whole() -> None:
    span, limit = timedelta(days=3, hours=2), timedelta(days=3)
    assert shown_beside(span, limit) == "3 d 2 h"
    assert shown_beside(timedelta(hours=5), limit) == "5 hours"
    assert shown_beside(timedelta(hours=61), timedelta(hours=60)) == "2 d 13 h", "no whole days are the limit"
