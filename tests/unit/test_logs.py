"""Lines of a log that nobody reads: the writer of a line never waits, what is lost is counted, the others come in order."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from monitor import logs
from tests.running import until


@pytest.fixture
def unread() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    yield reading, writing
    structlog.reset_defaults()  # nobody writes into a file that gets the number of this one
    os.close(reading)
    os.close(writing)


def test_lines_that_nobody_read_are_counted_where_they_are_missing(
    unread: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "WAITING_LINES", 100)
    reading, writing = unread
    got = bytearray()

    def events() -> list[dict[str, Any]]:
        try:
            while block := os.read(reading, 65_536):
                got.extend(block)
        except BlockingIOError:
            pass
        return [json.loads(line) for line in bytes(got).rpartition(b"\n")[0].splitlines()]

    def accounted() -> int:
        return sum(1 if "number" in one else one["lines"] for one in events())

    with os.fdopen(writing, "w", closefd=False) as stream:
        logs.configure(stream=stream, aside=True)
        say = logs.logger("x").info
        for number in range(10_000):
            say("y" * 100, number=number)
        until(lambda: accounted() == 10_000, "each line is read, or counted")
    numbers = [one["number"] for one in events() if "number" in one]
    assert numbers == sorted(numbers) and numbers[:100] == list(range(100)) and len(numbers) < 10_000
