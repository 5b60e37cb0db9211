"""Every snapshot of 29 real feeds, served in order over loopback: each item once, edits as edits."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.snapshots import archives, replay
from tests.conftest import SHARED


@pytest.mark.shared
@pytest.mark.slow
def test_real_feeds_through_all_their_snapshots(tmp_path: Path) -> None:
    report = replay(archives(SHARED / "data" / "snapshots"), tmp_path)
    assert report.differences == []
    assert report.quarantined == 0
    assert (report.feeds, report.items) == (29, 24_693)
    # 75 web pages of one host, one of another, and six empty answers stand among the snapshots.
    assert report.outcomes["failed"] == 82
