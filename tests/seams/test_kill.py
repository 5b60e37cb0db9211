"""kill -9 at random moments; bench/ does it a hundred times."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.kill import campaign


@pytest.mark.slow
def test_ten_kills_lose_nothing_and_repeat_nothing_unmarked(tmp_path: Path) -> None:
    report = campaign(tmp_path, 10, random.Random())
    assert report.problems == []
    assert report.delivered == report.expected > 40
