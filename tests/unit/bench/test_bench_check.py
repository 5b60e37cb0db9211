"""A step that became twice as slow is told, by a loop that slows down with the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import check


def test_a_step_is_told_only_if_it_became_more_than_twice_as_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_steps", lambda _: [("steady", check.fixed_loop), ("new", check.fixed_loop)])
    fine = check.check(tmp_path, 3, {"steady": 0.9})
    assert fine.problems == [] and set(fine.against) == {"steady"}
    assert 0.5 < fine.steps["steady"] < 2, "the loop takes as long as itself"
    (said,) = check.check(tmp_path, 3, {"steady": 0.3}).problems
    assert said.startswith("steady: ")
