"""What the answers of HTTP services mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.notify.answers import retry_after

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("17", 17),
        ("Sun, 01 Mar 2026 07:01:00 GMT", 60),
        ("Sun, 01 Mar 2026 06:00:00 GMT", 0),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("soon", None),
        ("", None),
    ],
)
def test_when_to_ask_again(value: str, seconds: int | None) -> None:
    assert retry_after({"Retry-After": value}, NOW) == (None if seconds is None else timedelta(seconds=seconds))
