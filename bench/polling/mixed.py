"""`python -m bench polling-mixed`: polls of which one in twenty brings something, as most do not; and parsing alone."""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import feedparser

from bench.environment import python_with
from bench.polling.house import Costs, costs, monitoring, names, poll_once
from bench.polling.server import ITEMS, document
from bench.polling.serving import serve
from bench.suite import Option, Suite
from monitor.sources.document import parse_document
from monitor.sources.fast_feed import read_fast

CHANGED_EACH = 20
"""One feed of so many has a new item in 50 KB, the others answer 304."""
REPEATS = 50
_TYPE, _URL, _MOST = "application/rss+xml", "http://news.example/", 200


@dataclass
class Report:
    """``parse_ms``: CPU of a document of 50 KB, the middle of some, by each way to read it."""

    ours: Costs
    reader: Costs | None
    times_reader: float | None = None
    parse_ms: dict[str, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def measure(folder: Path, feeds: int, reader_python: Path | None) -> Report:
    """``reader_python`` is an interpreter that has reader; without it ours stands alone."""
    large = max(1, feeds // CHANGED_EACH)
    with serve() as base:
        ours, problems = asyncio.run(_ours(folder, base, feeds - large, large))
        peer = _reader(base, feeds - large, large, reader_python) if reader_python else None
    report = Report(ours, peer, parse_ms=_parsed(), problems=problems)
    if peer:
        report.times_reader = round(ours.polls_a_cpu_second / peer.polls_a_cpu_second, 1)
    return report


async def _ours(folder: Path, base: str, small: int, large: int) -> tuple[Costs, list[str]]:
    every = names("small", small) + names("large", large)
    async with monitoring(folder / "ours", base, {"small": small, "large": large}) as monitor:
        await poll_once(monitor, every)
        await asyncio.to_thread(lambda: urlopen(f"{base}/advance").close())
        outcomes, wall, cpu = await poll_once(monitor, every)
    found, wanted = (outcomes["unchanged"], outcomes["changed"]), (small, large)
    problems = [] if found == wanted else [f"304s and changed: {found} instead of {wanted}"]
    return costs(len(every), wall, cpu), problems


def _reader(base: str, small: int, large: int, python: Path) -> Costs:
    script = Path(__file__).with_name("reader_update.py")
    command = [str(python), str(script), base, str(small), str(large), "1", "mixed"]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(said.stdout)["mixed"]
    return costs(found["polls"], found["wall"], found["cpu"])


def _parsed() -> dict[str, float]:
    body = document(1, 0, ITEMS["large"])
    ways: dict[str, Callable[[], object]] = {
        "feedparser alone": lambda: feedparser.parse(body),
        "ours by feedparser": lambda: parse_document(body, _TYPE, _URL, _MOST),
        "ours by the fast reading": lambda: read_fast(body, _TYPE, _URL, _MOST),
    }
    return {name: round(median(_ms(way) for _ in range(REPEATS)), 2) for name, way in ways.items()}


def _ms(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1_000


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, options.feeds, options.reader or python_with("reader", "sgmllib3k"))


SUITE = Suite(
    "polling-mixed",
    "polls of which one in twenty brings a new item, beside lemon24/reader; and parsing alone",
    _run,
    (
        Option("feeds", 2_000, "how many", quick=100),
        Option("reader", None, "a Python that has lemon24/reader, else one is made", kind=Path),
    ),
)
