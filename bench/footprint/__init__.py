"""What it takes: disk, time to start, CPU at rest, memory by feeds and by articles."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.folders import ROOT
from bench.footprint.idle import idle
from bench.footprint.installed import installed
from bench.footprint.startup import import_seconds
from bench.suite import SEED, Option, Suite

FEW_FEEDS = 100


@dataclass
class Report:
    """``install_mb`` are the packages that a base install brings, without extras, as they lie on the disk.

    Seconds are CPU time. ``idle_*``: feeds that are polled once an hour, after their first poll. Memory by feeds is the
    difference between two daemons, memory by articles what the second half of ``articles`` added."""

    install_mb: float
    packages: int
    largest: Mapping[str, float]
    import_seconds: float
    bare_python_seconds: float
    idle_feeds: int
    idle_seconds: float
    idle_polls: int
    idle_cpu_percent: float
    resident_mb: float
    with_workers_mb: float
    resident_mb_per_1000_feeds: float
    articles: int
    resident_mb_per_100_000_articles: float
    disk_mb_per_100_000_articles: float
    intake_ms_an_article: float
    problems: list[str] = field(default_factory=list)


def measure(folder: Path, feeds: int, seconds: float, articles: int, seed: int) -> Report:
    packages = installed()
    imported, bare = import_seconds()
    few = idle(folder / "few", FEW_FEEDS, min(seconds, 10))
    many = idle(folder / "many", feeds, seconds)
    stored = _articles(folder / "articles.sqlite", articles, seed)
    largest = sorted(packages, key=lambda name: -packages[name])[:5]
    return Report(
        install_mb=round(sum(packages.values()), 1),
        packages=len(packages),
        largest={name: round(packages[name], 1) for name in largest},
        import_seconds=round(imported, 2),
        bare_python_seconds=round(bare, 2),
        idle_feeds=feeds,
        idle_seconds=seconds,
        idle_polls=many.polls,
        idle_cpu_percent=round(many.cpu_percent, 2),
        resident_mb=round(many.resident_mb, 1),
        with_workers_mb=round(many.with_workers_mb, 1),
        resident_mb_per_1000_feeds=round((many.resident_mb - few.resident_mb) / (feeds - FEW_FEEDS) * 1_000, 2),
        **stored,
    )


def _articles(path: Path, count: int, seed: int) -> dict[str, Any]:
    """In a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "bench.footprint.stored_articles", str(path), str(count), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, options.feeds, options.seconds, options.articles, options.seed)


SUITE = Suite(
    "footprint",
    "size of an install, time to start, CPU at rest, memory by feeds and by articles",
    _run,
    (
        Option("feeds", 5_000, "feeds that rest", quick=300),
        Option("seconds", 600.0, "how long they rest", quick=20.0),
        Option("articles", 20_000, "articles to store", quick=1_000),
        SEED,
    ),
)
