"""What a person is told of a request that failed: no words of a library's own program."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from monitor.sources.fetch_failures import reason_of

KEY = ConnectionKey("a.example", 443, True, True, None, None, None)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(111, "Connect call failed ('127.0.0.1', 443)"), "Connection refused"),
        (
            OSError(
                "Multiple exceptions: [Errno 101] Connect call failed ('::1', 443, 0, 0), "
                "[Errno 111] Connect call failed ('127.0.0.1', 443), [Errno 111] Connect call failed ('10.0.0.1', 443)"
            ),
            "Network is unreachable, Connection refused",
        ),
        (OSError(-2, "Name or service not known"), "Name or service not known"),
        (OSError("no route"), "no route"),
    ],
)
def test_why_there_is_no_connection_is_said_without_a_tuple(error: OSError, says: str) -> None:
    said = reason_of(aiohttp.ClientConnectorError(KEY, error), timedelta(seconds=1))
    assert said == f"cannot connect to a.example:443: {says}"
