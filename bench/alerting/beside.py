"""Whether receivers that are dead delay one that lives: the same stream without and with them."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.alerting import hooks, latency
from bench.alerting.hooks import Hook, HookServer
from bench.alerting.house import free_port, webhook
from bench.suite import Option, Suite

RATE = 2.0
"""Items a second: few enough that no queue forms on a busy machine."""
MOST = 1.0
"""Seconds by which the 99th of a hundred messages may come later."""


@dataclass
class Report:
    alone: latency.Report
    beside: latency.Report
    attempts_at_the_dead: int
    delay: float
    """Seconds: the 99th of a hundred messages beside the dead ones, less the same alone."""
    problems: list[str] = field(default_factory=list)


def measure(folder: Path, seconds: float) -> Report:
    """Beside one that refuses the connection, one that hangs and one that is broken."""
    alone = latency.measure(folder / "alone", seconds, RATE)
    with ExitStack() as stack:
        hanging = stack.enter_context(HookServer(Hook("hanging", hooks.hangs, 1)))
        broken = stack.enter_context(HookServer(Hook("broken", hooks.broken, 1)))
        dead = {"refuses": webhook(free_port()), "hangs": webhook(hanging.port), "broken": webhook(broken.port)}
        besides = latency.measure(folder / "beside", seconds, RATE, dead)
    report = Report(alone, besides, hanging.attempts + broken.attempts, round(besides.p99 - alone.p99, 3))
    report.problems += [*alone.problems, *besides.problems]
    if report.delay >= MOST:
        report.problems.append(f"a live receiver is told {report.delay} s later beside dead ones")
    return report


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, options.seconds)


SUITE = Suite(
    "beside",
    "whether dead receivers delay one that lives",
    _run,
    (Option("seconds", 30.0, "how long items come", quick=8.0),),
)
