"""What a 304 costs as feeds grow, beside lemon24/reader and feed2exec on the same server.

Each size runs in a process of its own: ``python -m bench.polling.growth FEEDS``.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.environment import python_with
from bench.folders import ROOT
from bench.polling.serving import serve
from bench.polling.suite import measure
from bench.suite import Option, Suite
from monitor import logs

_HERE = Path(__file__).parent
_CHANGED = 1
"""A feed that changes is asked for as well: the other suite measures those."""


@dataclass
class Size:
    """CPU of a poll in milliseconds, and memory of ours; what was not measured is None."""

    feeds: int
    ours: float
    resident_mb: float
    reader: float | None = None
    feed2exec: float | None = None


@dataclass
class Report:
    sizes: list[Size] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def grow(sizes: Sequence[int], peers_until: int) -> Report:
    """Peers are asked about ``peers_until`` feeds at most, as they take minutes for more."""
    report = Report()
    reader, feed2exec = python_with("reader", "sgmllib3k"), python_with("feed2exec")
    for feeds in sizes:
        ours = _said([sys.executable, "-m", "bench.polling.growth", str(feeds)])
        size = Size(feeds, ours["cpu_ms"], ours["resident_mb"])
        report.problems += [f"{feeds} feeds: {one}" for one in ours["problems"]]
        if feeds <= peers_until:
            with serve() as base:
                if reader:
                    said = _said([str(reader), str(_HERE / "reader_update.py"), base, str(feeds), str(_CHANGED), "1"])
                    size.reader = _ms(said["small"])
                if feed2exec:
                    size.feed2exec = _ms(_said([str(feed2exec), str(_HERE / "feed2exec_update.py"), base, str(feeds)]))
        report.sizes.append(size)
        print(size, flush=True)
    return report


def _said(command: list[str]) -> Any:
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def _ms(said: Any) -> float:
    return round(float(said["cpu"]) / int(said["polls"]) * 1_000, 2)


def _run(options: argparse.Namespace, folder: Path) -> Report:  # noqa: ARG001
    return grow(options.feeds, options.peers_until)


SUITE = Suite(
    "polling-growth",
    "what a poll that brings nothing costs as feeds grow, beside lemon24/reader and feed2exec",
    _run,
    (
        Option("feeds", [100, 300, 1_000, 3_000, 10_000, 20_000], "how many", quick=[50, 150], kind=int),
        Option("peers-until", 3_000, "feeds that peers are asked about, at most"),
    ),
)


if __name__ == "__main__":
    logs.configure(level=logging.ERROR)
    with tempfile.TemporaryDirectory() as empty:
        found = measure(Path(empty), int(sys.argv[1]), _CHANGED, None)
    unchanged = found.ours.unchanged
    values = {"cpu_ms": unchanged.cpu_ms_a_poll, "resident_mb": found.ours.resident_mb, "problems": found.problems}
    print(json.dumps(values))
