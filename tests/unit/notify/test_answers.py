"""What the answers of HTTP services mean."""

from __future__ import annotations

import errno
from datetime import UTC, datetime, timedelta

import pytest

from monitor.notify.answers import not_sent, retry_after

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("17", 17),
        ("Sun, 01 Mar 2026 07:01:00 GMT", 60),
        ("Sun, 01 Mar 2026 06:00:00 GMT", 0),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        (" 120 seconds ", 120),
        ("60, 120", 120),
        ("2.5", 2),
        ("5m", 300),
        ("1 Hour", 3_600),
        ("99999999999", 864_000),
        (str(int(NOW.timestamp()) + 90), 90),
        ("1000000000", 0),
        ("-5", None),
        ("60, soon", None),
        ("1e3", None),
        ("soon", None),
        ("", None),
    ],
)
def test_when_to_ask_again(value: str, seconds: int | None) -> None:
    assert retry_after({"Retry-After": value}, NOW) == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("number", "unknown"), [(errno.EMFILE, False), (errno.ENFILE, False), (errno.ECONNRESET, True)]
)
def test_where_no_connection_could_be_opened_nothing_arrived(number: int, unknown: bool) -> None:
    assert not_sent(OSError(number, "no"), 1).unknown is unknown
