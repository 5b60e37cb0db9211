"""`python -m bench SUITE`: reprints a figure of the README; --keep stores it with machine, versions and commit."""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import fuzz, judging, kill, matching, names, pages, polling, snapshots
from bench.alerting import beside, faults, latency, storm
from bench.judging import scale
from monitor import logs

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
SNAPSHOTS = ROOT.parent / "shared" / "data" / "snapshots"
PAGES = SNAPSHOTS.parent / "pages"
FEEDS = SNAPSHOTS.parent / "feeds"
_VERSIONS = ("aiohttp", "feedparser", "sqlmodel", "sqlalchemy", "ahocorasick-rs", "datasketch", "rensa", "trafilatura")


def _snapshots(options: argparse.Namespace, folder: Path) -> snapshots.Report:
    documents = snapshots.archives(options.archives, options.only)
    if not documents:
        raise SystemExit(f"no *.tar.xz archives in {options.archives}: name the folder with --archives")
    return snapshots.replay(documents, folder)


def _kill(options: argparse.Namespace, folder: Path) -> kill.Report:
    return kill.campaign(folder, options.kills, random.Random(options.seed))


def _faults(options: argparse.Namespace, folder: Path) -> faults.Report:
    return faults.campaign(folder, options.kills, random.Random(options.seed))


def _beside(options: argparse.Namespace, folder: Path) -> beside.Report:
    return beside.measure(folder, min(options.seconds, 30))


def _storm(options: argparse.Namespace, folder: Path) -> storm.Report:
    return storm.storm(folder / "storm", options.alerts)


def _latency(options: argparse.Namespace, folder: Path) -> latency.Report:
    return latency.measure(folder / "latency", options.seconds, options.rate)


def _matching(options: argparse.Namespace, folder: Path) -> matching.Report:  # noqa: ARG001
    return matching.measure()


def _names(options: argparse.Namespace, folder: Path) -> names.Report:  # noqa: ARG001
    return names.measure()


def _pages(options: argparse.Namespace, folder: Path) -> pages.Report:  # noqa: ARG001
    return pages.measure(options.pages)


def _fuzz(options: argparse.Namespace, folder: Path) -> fuzz.Report:  # noqa: ARG001
    return fuzz.run(fuzz.bases(options.feeds), options.cases, options.seed)


def _polling(options: argparse.Namespace, folder: Path) -> polling.Report:
    return polling.measure(folder, options.unchanged, options.changed, options.reader)


def _judging(options: argparse.Namespace, folder: Path) -> judging.Report:
    return judging.measure(folder, ROOT, options.seed, options.only)


def _judging_scale(options: argparse.Namespace, folder: Path) -> scale.Report:
    return scale.measure(folder, ROOT / "rules", options.items, options.seed)


_SUITES: dict[str, Callable[[argparse.Namespace, Path], Any]] = {
    "snapshots": _snapshots,
    "kill": _kill,
    "faults": _faults,
    "beside": _beside,
    "storm": _storm,
    "latency": _latency,
    "matching": _matching,
    "names": _names,
    "pages": _pages,
    "fuzz": _fuzz,
    "polling": _polling,
    "judging": _judging,
    "judging-scale": _judging_scale,
}


def main() -> int:
    """Run one suite; 0 if it found nothing wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("suite", choices=_SUITES)
    parser.add_argument("--archives", type=Path, default=SNAPSHOTS, help="folder of snapshot archives")
    parser.add_argument("--pages", type=Path, default=PAGES, help="folder of labelled web pages")
    parser.add_argument("--feeds", type=Path, default=FEEDS, help="folder of feeds to change, for fuzz")
    parser.add_argument("--cases", type=int, default=10_000, help="changed feeds to read, for fuzz")
    parser.add_argument("--unchanged", type=int, default=2_000, help="feeds that answer 304, for polling")
    parser.add_argument("--changed", type=int, default=2_000, help="feeds with a new item, for polling")
    parser.add_argument("--reader", type=Path, help="a Python that has lemon24/reader, to compare with in polling")
    parser.add_argument("--only", nargs="*", default=[], help="names of archives, such as ann pa, or parts of judging")
    parser.add_argument("--kills", type=int, default=100, help="for kill and faults")
    parser.add_argument("--alerts", type=int, default=10_000, help="items that match at once, for storm")
    parser.add_argument("--rate", type=float, default=50, help="items a second, for latency")
    parser.add_argument("--seconds", type=float, default=60, help="how long items come, for latency and beside")
    parser.add_argument("--items", type=int, default=100_000, help="items to store, for judging-scale")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="write bench/results/SUITE.json")
    options = parser.parse_args()
    logs.configure(level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        report = _SUITES[options.suite](options, Path(folder))
    values = vars(report)
    wrong = values.get("differences") or values.get("problems") or []
    print(json.dumps(values, indent=2, ensure_ascii=False, default=_plain))
    if options.keep:
        RESULTS.mkdir(exist_ok=True)
        text = json.dumps(
            {"suite": options.suite, "report": values, "run": _run()}, indent=2, ensure_ascii=False, default=_plain
        )
        (RESULTS / f"{options.suite}.json").write_text(text + "\n", encoding="utf-8")
    return 1 if wrong else 0


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def _run() -> dict[str, Any]:
    """Where and with what: without it a figure means nothing."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "versions": {name: version(name) for name in _VERSIONS},
    }


if __name__ == "__main__":
    sys.exit(main())
