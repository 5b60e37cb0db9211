"""Alerting under faults, in a storm and beside dead receivers, on real processes; bench/ does the same at length."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.alerting import faults, hooks, latency, storm
from bench.alerting.hooks import Hook, HookServer
from bench.alerting.house import free_port, webhook


@pytest.mark.slow
def test_kills_a_lock_and_receivers_in_trouble_lose_nothing_and_repeat_nothing_unmarked(tmp_path: Path) -> None:
    report = faults.campaign(tmp_path, 3, random.Random(), patient=False)
    assert report.problems == []
    assert report.expected > 5
    assert {one.receiver for one in report.accounts} >= {"refuses", "hangs", "drops", "gathers", "mail"}


@pytest.mark.slow
def test_a_storm_gives_each_receiver_its_cap_and_counts_all_the_rest(tmp_path: Path) -> None:
    report = storm.storm(tmp_path / "storm", 300, within=3)
    assert report.problems == []
    assert report.alerts == 300
    assert [(one.receiver, one.told) for one in report.heard] == [("phone", 300), ("desk", 300)]


@pytest.mark.slow
def test_dead_receivers_do_not_delay_one_that_lives(tmp_path: Path) -> None:
    with (
        HookServer(Hook("hangs", hooks.hangs, 1)) as hanging,
        HookServer(Hook("drops", hooks.drops, 1)) as dropping,
    ):
        dead = {"refuses": webhook(free_port()), "hangs": webhook(hanging.port), "drops": webhook(dropping.port)}
        report = latency.measure(tmp_path / "house", 5, 2, dead)
        assert report.problems == []
        assert report.told == report.items == 10
        assert report.p50 < hooks.HANGS_SECONDS / 2, "one message at a hanging receiver takes longer"
        assert hanging.attempts and dropping.attempts
