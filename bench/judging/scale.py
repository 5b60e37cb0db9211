"""What an item costs when many are stored: time in the intake and in the judge, disk, memory, opening the store.

Times are CPU time, as other work may run beside. The store is SQLite, without waiting for the disk. Only the latest
before each size are judged as they come in: a million would take hours.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time, process_time_ns
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bench.folders import ROOT
from bench.judging import ALERTS_ANY_AGE
from bench.judging.filling import Filling, article_of, fill, roomy
from bench.judging.measuring import microseconds, resident_mb
from bench.judging.news_stream import NewsStream
from bench.judging.peers import PEERS
from bench.judging.targets import Target
from bench.suite import SEED, Option, Suite
from bench.table.targets import DISK_BYTES, JUDGE_MB, JUDGE_US, OPEN_SECONDS
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Verdict
from monitor.intake import Intake
from monitor.intake.prepare import Prepared
from monitor.intake.recall import Recall
from monitor.rulebook import load_rules
from monitor.store import articles
from monitor.store.database import Database
from monitor.store.schema import open_store
from monitor.trial.replay import Line

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
MEASURED = 2_000
PEER_ITEMS = 100_000
FEW = 1_000
JUDGED = 10_000
"""Of the items that fill the store the latest, among which stories go on; those before are stored and found, but each
is a story of its own."""
WORTH_NAMING = 5
"""Bytes an item below which a table is left out of the report."""


@dataclass
class Size:
    """Microseconds an item, with so many stored."""

    stored: int
    take: dict[str, float]
    recall_and_judge: dict[str, float]
    verdicts: dict[str, int]


@dataclass
class Report:
    sizes: list[Size] = field(default_factory=list)
    disk_bytes_an_item: dict[str, float] = field(default_factory=dict)
    """By table and index, and what is neither row nor text."""
    again: dict[str, float] = field(default_factory=dict)
    """Another process that opens the store: seconds, and megabytes before, after, and after judging some items."""
    peers: dict[str, Any] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)


class TimedIntake(Intake):
    """Notes what recall and judge alone took."""

    def __init__(self, database: Database, rules: RuleSet) -> None:
        super().__init__(database, rules, ALERTS_ANY_AGE)
        self.judging: list[int] = []

    def _judge(self, recall: Recall, one: Prepared) -> Verdict:
        began = process_time_ns()
        verdict = super()._judge(recall, one)
        self.judging.append(process_time_ns() - began)
        return verdict


def measure(folder: Path, shipped_rules: Path, items: int, seed: int, kept: Path | None = None) -> Report:
    """``kept`` is a store that an earlier run with the same seed has filled: it is measured once more as it is, which
    takes minutes and not hours. If there is none yet, this run leaves it there."""
    report, path = Report(), folder / "scale.sqlite"
    stream, again = NewsStream(seed), kept is not None and kept.exists()
    if kept and again:
        shutil.copyfile(kept, path)
    database = open_store(f"sqlite:///{path}", synchronous="OFF")
    intake = TimedIntake(database, load_rules(shipped_rules))
    if again:
        report.sizes.append(_of_kept(intake, stream, database))
    else:
        with roomy(path) as store:
            report.sizes.extend(_growing(intake, Filling(store), stream, items))
    report.disk_bytes_an_item = _disk(database, report.sizes[-1].stored)
    database.close()
    if kept and not again:
        shutil.copyfile(path, kept)
    few = "\n".join(line.model_dump_json() for line in stream.items(FEW))
    report.again = _child("bench.judging.scale", path, shipped_rules, given=few)
    for name in PEERS:
        report.peers[name] = _child("bench.judging.peers", name, min(items, PEER_ITEMS), seed)
    report.targets = [str(target) for target in _targets(report)]
    return report


def _growing(intake: TimedIntake, filling: Filling, stream: NewsStream, items: int) -> Iterator[Size]:
    stored = 0
    for size in [*(size for size in SIZES if size < items), items]:
        measured = min(MEASURED, size // 4)
        late = min(JUDGED, size - stored - measured)
        fill(filling, stream, size - stored - measured - late)
        fill(intake, stream, late)
        stored = size
        found = _measured(intake, stream.items(measured), size)
        print(found, flush=True)
        yield found


def _of_kept(intake: TimedIntake, stream: NewsStream, database: Database) -> Size:
    """Some are taken first, so that it starts no colder than a store that has just grown."""
    with database.reading() as tx:
        stored = articles.count(tx)
    stream.skip(stored)
    fill(intake, stream, FEW)
    return _measured(intake, stream.items(MEASURED), stored + FEW + MEASURED)


def _measured(intake: TimedIntake, lines: Iterable[Line], stored: int) -> Size:
    """One item a poll, the costliest way to bring it."""
    intake.judging.clear()
    times: list[int] = []
    verdicts = Counter[str]()
    for line in lines:
        article = article_of(line)
        began = process_time_ns()
        (taken,) = intake.take([article], article.published).taken
        times.append(process_time_ns() - began)
        assert taken.verdict is not None, taken.reason
        verdicts[taken.verdict.kind.value] += 1
    return Size(stored, microseconds(times), microseconds(intake.judging), dict(verdicts))


def _disk(database: Database, items: int) -> dict[str, float]:
    """Pages by table and index. The telling words stand in the article's row, and are counted as index too."""
    with database.reading() as tx:
        tx.connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        try:
            rows = tx.connection.execute(text("SELECT name, sum(pgsize) FROM dbstat GROUP BY name")).all()
        except OperationalError:  # an SQLite without dbstat
            return {}
        terms = tx.connection.scalar(text("SELECT sum(length(terms)) FROM article"))
    pages = {name: round(size / items, 1) for name, size in rows if size / items >= WORTH_NAMING}
    beyond = sum(size for name, size in rows if name != "article") / items + terms / items
    return {"beyond row and text": round(beyond, 1), "terms in the row": round(terms / items, 1)} | pages


def _child(module: str, *arguments: object, given: str = "") -> dict[str, Any]:
    """What a process of its own measured."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _opened(path: str, shipped_rules: str) -> dict[str, float]:
    """Open the store that is there, and judge the lines of standard input."""
    articles = [article_of(Line.model_validate_json(line)) for line in sys.stdin]
    rules = load_rules(Path(shipped_rules))
    before, began = resident_mb(), process_time()
    database = open_store(f"sqlite:///{path}", synchronous="OFF")
    seconds, opened = process_time() - began, resident_mb()
    intake = Intake(database, rules, ALERTS_ANY_AGE)
    for article in articles:
        intake.take([article], article.published)
    used = resident_mb()
    database.close()
    return {"open_seconds": round(seconds, 3)} | {
        name: round(value, 1) for name, value in (("before_mb", before), ("opened_mb", opened), ("used_mb", used))
    }


def _targets(report: Report) -> list[Target]:
    last = report.sizes[-1]
    disk = report.disk_bytes_an_item.get("beyond row and text", 0.0)
    found = [
        Target(f"recall and judge, {name}, us at {last.stored:,}", limit, last.recall_and_judge[name], at_most=True)
        for name, limit in JUDGE_US.items()
    ]
    return [
        *found,
        Target("disk beyond row and text, bytes an item", DISK_BYTES, disk, at_most=True),
        Target("resident memory, MB", JUDGE_MB, report.again["used_mb"], at_most=True),
        Target("opening the store, seconds", OPEN_SECONDS, report.again["open_seconds"], at_most=True),
    ]


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, ROOT / "rules", options.items, options.seed, options.store)


SUITE = Suite(
    "judging-scale",
    "what an item costs when many are stored: time, disk, memory; beside other ways to find copies",
    _run,
    (
        Option("items", 1_000_000, "items to store", quick=3_000),
        SEED,
        Option(
            "store", None, "a file: what it holds is measured again; if it is not there, it is left there", kind=Path
        ),
    ),
)


if __name__ == "__main__":
    print(json.dumps(_opened(sys.argv[1], sys.argv[2])))
