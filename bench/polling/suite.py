"""`python -m bench polling`."""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from bench.environment import python_with
from bench.judging.measuring import resident_mb
from bench.polling.house import Costs, costs, monitoring, names, poll_once
from bench.polling.serving import serve
from bench.suite import Option, Suite
from monitor.app import Monitor
from monitor.core.feeds.evidence import NEEDED
from monitor.store import articles, feeds


@dataclass(frozen=True)
class Side:
    """``unchanged`` are 304s, ``changed`` documents of about 50 KB with one new item each, gzipped; ``fast`` the same
    when the fast reading is believed."""

    unchanged: Costs
    changed: Costs
    resident_mb: float
    fast: Costs | None = None


@dataclass
class Report:
    ours: Side
    reader: Side | None
    times_reader_unchanged: float | None = None
    problems: list[str] = field(default_factory=list)


def measure(folder: Path, small: int, large: int, reader_python: Path | None, fast: int = 0) -> Report:
    """``small`` feeds are asked for 304s, ``large`` for changed documents, ``fast`` of these until the fast reading is
    believed of them. ``reader_python`` is an interpreter that has reader; without it ours stands alone."""
    with serve() as base:
        ours, problems = asyncio.run(_ours(folder, base, small, large, min(fast, large)))
        peer = _reader(base, small, large, reader_python) if reader_python else None
    report = Report(ours, peer, problems=problems)
    if peer:
        rate = ours.unchanged.polls_a_cpu_second / peer.unchanged.polls_a_cpu_second
        report.times_reader_unchanged = round(rate, 1)
    return report


def _advance(base: str) -> None:
    urlopen(f"{base}/advance").close()


def _reader(base: str, small: int, large: int, python: Path) -> Side:
    script = Path(__file__).with_name("reader_update.py")
    command = [str(python), str(script), base, str(small), str(large), "1"]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(said.stdout)
    sides = [costs(found[kind]["polls"], found[kind]["wall"], found[kind]["cpu"]) for kind in ("small", "large")]
    return Side(sides[0], sides[1], round(found["resident_mb"], 1))


async def _ours(folder: Path, base: str, small: int, large: int, fast: int) -> tuple[Side, list[str]]:
    unchanged_feeds, changed_feeds = names("small", small), names("large", large)
    async with monitoring(folder / "ours", base, {"small": small, "large": large}) as monitor:
        first, _, _ = await poll_once(monitor, unchanged_feeds + changed_feeds)
        outcomes, wall, cpu = await poll_once(monitor, unchanged_feeds)
        unchanged, memory = costs(small, wall, cpu), resident_mb()
        await asyncio.to_thread(_advance, base)
        with monitor.database.reading() as tx:
            before = articles.count(tx)
        changed, wall, cpu = await poll_once(monitor, changed_feeds)
        with monitor.database.reading() as tx:
            new = articles.count(tx) - before
        quick, alone = await _fast(monitor, base, changed_feeds[:fast], documents=2) if fast else (None, 0)
    problems = [
        f"{what}: {found} instead of {wanted}"
        for what, found, wanted in (
            ("first polls changed", first["changed"], small + large),
            ("304s", outcomes["unchanged"], small),
            ("changed", changed["changed"], large),
            ("new items", new, large),
            ("read by the fast reading alone", alone, fast),
        )
        if found != wanted
    ]
    return Side(unchanged, costs(large, wall, cpu), round(memory, 1), quick), problems


async def _fast(monitor: Monitor, base: str, some: list[str], documents: int) -> tuple[Costs, int]:
    """What a changed document costs of feeds that are believed, and of how many feeds it was read by the fast reading
    alone; ``documents`` of each were read before."""
    for _ in range(NEEDED - documents):
        await asyncio.to_thread(_advance, base)
        await poll_once(monitor, some)
    await asyncio.to_thread(_advance, base)
    before = await asyncio.to_thread(_agreed, monitor, some)
    _, wall, cpu = await poll_once(monitor, some)
    after = await asyncio.to_thread(_agreed, monitor, some)
    alone = sum(one == NEEDED and other == NEEDED + 1 for one, other in zip(before, after, strict=True))
    return costs(len(some), wall, cpu), alone


def _agreed(monitor: Monitor, some: list[str]) -> list[int]:
    with monitor.database.reading() as tx:
        return [state.fast_agreed for name in some if (state := feeds.get(tx, name))]


def _run(options: argparse.Namespace, folder: Path) -> Report:
    reader = options.reader or python_with("reader", "sgmllib3k")
    return measure(folder, options.unchanged, options.changed, reader, options.fast)


SUITE = Suite(
    "polling",
    "what a poll costs, of a feed that has nothing new and of one that has; beside lemon24/reader",
    _run,
    (
        Option("unchanged", 2_000, "feeds that answer 304", quick=200),
        Option("changed", 2_000, "feeds with a new item", quick=20),
        Option("fast", 200, "of these, so many are polled until the fast reading is believed", quick=10),
        Option("reader", None, "a Python that has lemon24/reader, else one is made", kind=Path),
    ),
)
