"""Durations as messages and reasons say them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.durations import duration, shown, shown_beside


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


def test_of_two_that_read_alike_each_is_said_whole() -> None:
    span, limit = timedelta(days=3, hours=2), timedelta(days=3)
    assert shown_beside(span, limit) == "3 d 2 h"
    assert shown_beside(timedelta(hours=5), limit) == "5 hours"
