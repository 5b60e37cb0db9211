"""What a poll costs: many loopback feeds by the real Monitor, beside lemon24/reader on the same ones.

CPU is that of the daemon with its workers; the server has a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from bench.judging.measuring import resident_mb
from monitor.app import Monitor
from monitor.load import load_files
from monitor.poll import Polled
from monitor.store import articles, feeds
from monitor.store.schema import open_store

RULES = """
rules:
  harbour-strike:
    title: Strike in a harbour
    severity: high
    when: {all: [{words: [strike]}, {words: [harbour]}, {words: [minister]}]}
    tests: [{text: "A strike in the harbour, a minister says", expect: match}]
"""

_SERVER = Path(__file__).with_name("server.py")


@dataclass(frozen=True)
class Costs:
    """Of one kind of poll."""

    polls: int
    polls_a_second: float
    polls_a_cpu_second: float
    cpu_ms_a_poll: float


@dataclass(frozen=True)
class Side:
    """``unchanged`` are 304s, ``changed`` documents of about 50 KB with one new item each, gzipped."""

    unchanged: Costs
    changed: Costs
    resident_mb: float


@dataclass
class Report:
    ours: Side
    reader: Side | None
    times_reader_unchanged: float | None = None
    problems: list[str] = field(default_factory=list)


def measure(folder: Path, small: int, large: int, reader_python: Path | None) -> Report:
    """``small`` feeds are asked for 304s, ``large`` for changed documents. ``reader_python`` is an interpreter that has
    reader; without it ours stands alone."""
    with _server() as base:
        ours, problems = asyncio.run(_ours(folder, base, small, large))
        peer = _reader(base, small, large, reader_python) if reader_python else None
    report = Report(ours, peer, problems=problems)
    if peer:
        rate = ours.unchanged.polls_a_cpu_second / peer.unchanged.polls_a_cpu_second
        report.times_reader_unchanged = round(rate, 1)
    return report


@contextmanager
def _server() -> Iterator[str]:
    process = subprocess.Popen([sys.executable, str(_SERVER)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()


def _advance(base: str) -> None:
    urlopen(f"{base}/advance").close()


def _reader(base: str, small: int, large: int, python: Path) -> Side:
    script = Path(__file__).with_name("reader_update.py")
    command = [str(python), str(script), base, str(small), str(large), "1"]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(said.stdout)
    costs = [_costs(found[kind]["polls"], found[kind]["wall"], found[kind]["cpu"]) for kind in ("small", "large")]
    return Side(costs[0], costs[1], round(found["resident_mb"], 1))


async def _ours(folder: Path, base: str, small: int, large: int) -> tuple[Side, list[str]]:
    files = load_files(_config(folder, base, small, large))
    database = open_store(files.config.store_url, synchronous="FULL")
    names = {kind: [feed.name for feed in files.config.file.feeds if feed.name.startswith(kind)] for kind in ("s", "l")}
    problems: list[str] = []
    try:
        async with Monitor(files, database) as monitor:
            first, _, _ = await _round(monitor, [*names["s"], *names["l"]])
            outcomes, wall, cpu = await _round(monitor, names["s"])
            unchanged, memory = _costs(small, wall, cpu), resident_mb()
            await asyncio.to_thread(_advance, base)
            with database.reading() as tx:
                before = articles.count(tx)
            changed, wall, cpu = await _round(monitor, names["l"])
            with database.reading() as tx:
                new = articles.count(tx) - before
    finally:
        database.close()
    for what, found, wanted in (
        ("first polls changed", first["changed"], small + large),
        ("304s", outcomes["unchanged"], small),
        ("changed", changed["changed"], large),
        ("new items", new, large),
    ):
        if found != wanted:
            problems.append(f"{what}: {found} instead of {wanted}")
    return Side(unchanged, _costs(large, wall, cpu), round(memory, 1)), problems


async def _round(monitor: Monitor, names: list[str]) -> tuple[Counter[str], float, float]:
    """Poll these once: outcomes, seconds, CPU seconds."""
    with monitor.database.writing() as tx:
        for start in range(0, len(names), 500):
            feeds.make_due(tx, monitor.now(), names[start : start + 500])
    began, spent = time.perf_counter(), _cpu_of_tree(os.getpid())
    outcomes: Counter[str] = Counter()
    wanted, over = set(names), asyncio.Event()

    def count(task: asyncio.Task[Polled]) -> None:
        outcomes[task.result().outcome] += task.result().feed in wanted
        if outcomes.total() == len(wanted):
            over.set()

    async def poll_as_due() -> None:  # as the daemon does
        while True:
            for task in await monitor.poller.poll_due():
                task.add_done_callback(count)
            await monitor.poller.due_again()

    polling = asyncio.create_task(poll_as_due())
    await over.wait()
    polling.cancel()
    return outcomes, time.perf_counter() - began, _cpu_of_tree(os.getpid()) - spent


def _cpu_of_tree(root: int) -> float:
    """CPU seconds of a process and of all that come from it, as Linux counts them."""
    parents: dict[int, int] = {}
    spent: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            values = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(path.parent.name)
        parents[pid] = int(values[1])
        spent[pid] = (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")
    tree, grown = {root}, True
    server = {pid for pid in parents if _is_server(pid)}
    while grown:
        more = {pid for pid, parent in parents.items() if parent in tree and pid not in tree and pid not in server}
        tree, grown = tree | more, bool(more)
    return sum(spent.get(pid, 0.0) for pid in tree)


def _is_server(pid: int) -> bool:
    try:
        return str(_SERVER).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _costs(polls: int, wall: float, cpu: float) -> Costs:
    return Costs(polls, round(polls / wall, 1), round(polls / cpu, 1), round(cpu / polls * 1_000, 2))


def _config(folder: Path, base: str, small: int, large: int) -> Path:
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "rules.yaml").write_text(RULES, encoding="utf-8")
    found = [{"name": f"s{n}", "url": f"{base}/small/{n}", "interval": "1h"} for n in range(small)]
    found += [{"name": f"l{n}", "url": f"{base}/large/{n}", "interval": "1h"} for n in range(large)]
    polling = {"allow_networks": "127.0.0.1", "host_gap": "0s", "per_host": 100, "alert_window": "3650d"}
    values = {"feeds": found, "store": {"url": "sqlite:///polling.sqlite"}, "polling": polling}
    path = folder / "config.yaml"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path
