"""Files made to hurt a parser, one after the other through the daemon's workers: how long each takes, what it costs,
and how long the documents of other feeds wait meanwhile."""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.consumption import family, resident_mb
from bench.folders import FEEDS
from bench.polling.server import document
from bench.suite import Option, Suite
from monitor.clock import utc_now
from monitor.config import PollingConfig
from monitor.core.feeds.evidence import ReadingEvidence
from monitor.core.identity import articles_of
from monitor.core.types import Origin
from monitor.sources.document import parse_document
from monitor.sources.types import Parsed
from monitor.sources.workers import WorkerFailed, Workers

SAMPLED_EVERY, OTHERS_EVERY = 0.02, 0.05
"""Seconds."""
_ENTRIES = 200


@dataclass
class Report:
    """Seconds by the clock. ``other_feeds_late`` is the 999th of a thousand documents of other feeds."""

    files: int
    ended: dict[str, int] = field(default_factory=dict)
    slowest: str = ""
    slowest_seconds: float = 0.0
    worker_grew_mb: float = 0.0
    parent_grew_mb: float = 0.0
    others: int = 0
    other_feeds_late: float = 0.0
    load: float = 0.0
    problems: list[str] = field(default_factory=list)


def measure(files: Mapping[str, bytes]) -> Report:
    return asyncio.run(_measure(files))


async def _measure(files: Mapping[str, bytes]) -> Report:
    settings, report = PollingConfig(), Report(len(files))
    workers, ended = Workers(settings.parse_workers, settings.parse_deadline), Counter[str]()
    quiet = document(1, 0, 20)
    try:
        for _ in range(settings.parse_workers * 2):
            await workers.run(parse_document, quiet, "", "http://127.0.0.1/", _ENTRIES)
        ours = os.getpid()
        parent, idle = resident_mb(ours), _largest_worker(ours)
        late: list[float] = []
        beside = [asyncio.create_task(_others(workers, quiet, late)), asyncio.create_task(_sampled(ours, idle, report))]
        for name, body in files.items():
            began = time.perf_counter()
            ended[await _one(workers, name, body, report)] += 1
            if (spent := time.perf_counter() - began) > report.slowest_seconds:
                report.slowest, report.slowest_seconds = name, round(spent, 2)
        for task in beside:
            task.cancel()
        report.parent_grew_mb = round(resident_mb(ours) - parent, 1)
    finally:
        workers.close()
    report.ended, report.others, report.load = dict(ended), len(late), round(os.getloadavg()[0], 1)
    report.other_feeds_late = round(sorted(late)[round(0.999 * (len(late) - 1))], 3)
    return report


async def _one(workers: Workers, name: str, body: bytes, report: Report) -> str:
    """How it ended, as a word or two."""
    try:
        parsed = await workers.run(parse_document, body, "", "http://127.0.0.1/", _ENTRIES, ReadingEvidence())
    except WorkerFailed as error:
        return str(error)
    except Exception as error:
        report.problems.append(f"{name}: {type(error).__name__}: {error}")
        return "a bug"
    if isinstance(parsed, Parsed):
        articles_of(parsed.items, Origin("a", "a.example", "a"), utc_now())
        return "entries" if parsed.items else "no entries"
    return "a reason"


async def _others(workers: Workers, body: bytes, late: list[float]) -> None:
    """Other feeds, all the while."""
    while True:
        began = time.perf_counter()
        await workers.run(parse_document, body, "", "http://127.0.0.1/", _ENTRIES)
        late.append(time.perf_counter() - began)
        await asyncio.sleep(OTHERS_EVERY)


async def _sampled(ours: int, idle: float, report: Report) -> None:
    while True:
        report.worker_grew_mb = max(report.worker_grew_mb, round(_largest_worker(ours) - idle, 1))
        await asyncio.sleep(SAMPLED_EVERY)


def _largest_worker(ours: int) -> float:
    return max((resident_mb(one) for one in family(ours)[1:]), default=0.0)


def _run(options: argparse.Namespace, folder: Path) -> Report:  # noqa: ARG001
    paths = sorted(path for path in options.files.glob("*") if path.is_file())
    if not paths:
        raise SystemExit(f"no files in {options.files}: name a folder with --files")
    return measure({path.name: path.read_bytes() for path in paths})


SUITE = Suite(
    "adversarial",
    "files made to hurt a parser: time, memory, and how long other feeds wait",
    _run,
    (Option("files", FEEDS / "adversarial", "folder of such files", kind=Path),),
)
