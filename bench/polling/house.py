"""Many feeds on loopback, polled by the real Monitor as the daemon polls. CPU is that of it with its workers; the
server has a process of its own."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.polling.serving import SERVER
from bench.workspace import workspace
from monitor.app import Monitor
from monitor.in_force.load import load_files
from monitor.polling.poll import Polled
from monitor.store import feeds
from monitor.store.schema import open_store

RULES = """
rules:
  harbour-strike:
    title: Strike in a harbour
    severity: high
    when: {all: [{words: [strike]}, {words: [harbour]}, {words: [minister]}]}
    tests: [{text: "A strike in the harbour, a minister says", expect: match}]
"""


@dataclass(frozen=True)
class Costs:
    """Of one kind of poll."""

    polls: int
    polls_a_second: float
    polls_a_cpu_second: float
    cpu_ms_a_poll: float


@asynccontextmanager
async def monitoring(folder: Path, base: str, counts: Mapping[str, int]) -> AsyncIterator[Monitor]:
    """Of so many feeds of each kind that the server has; they are named `KIND-NUMBER`."""
    files = load_files(_config(folder, base, counts))
    database = open_store(files.config.store_url, synchronous="FULL")
    try:
        async with Monitor(files, database) as monitor:
            gc.freeze()  # as the daemon does
            yield monitor
    finally:
        database.close()


def names(kind: str, count: int) -> list[str]:
    return [f"{kind}-{number}" for number in range(count)]


async def poll_once(monitor: Monitor, feeds_due: list[str]) -> tuple[Counter[str], float, float]:
    """Poll these once, all due at one time: outcomes, seconds, CPU seconds."""
    with monitor.database.writing() as tx:
        for start in range(0, len(feeds_due), 500):
            feeds.make_due(tx, monitor.now(), feeds_due[start : start + 500])
    return await polled_as_due(monitor, feeds_due)


async def polled_as_due(monitor: Monitor, expected: list[str]) -> tuple[Counter[str], float, float]:
    """Until each of these was polled, when it is due."""
    began, spent = time.perf_counter(), cpu_of_tree(os.getpid())
    outcomes: Counter[str] = Counter()
    wanted, over, claiming = set(expected), asyncio.Event(), asyncio.Lock()

    def count(task: asyncio.Task[Polled]) -> None:
        outcomes[task.result().outcome] += task.result().feed in wanted
        if outcomes.total() == len(wanted):
            over.set()

    async def poll_as_due() -> None:  # as the daemon does
        while True:
            async with claiming:
                tasks = await monitor.poller.poll_due()
            for task in tasks:
                task.add_done_callback(count)
            await monitor.poller.wait_until_due()

    polling = asyncio.create_task(poll_as_due())
    await over.wait()
    async with claiming:  # a claim that is cut off keeps what falls due next from everybody, until its lease runs out
        polling.cancel()
    return outcomes, time.perf_counter() - began, cpu_of_tree(os.getpid()) - spent


def cpu_of_tree(root: int) -> float:
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
        # With those that ended and that it waited for.
        spent[pid] = sum(map(int, values[11:15])) / os.sysconf("SC_CLK_TCK")
    tree, grown = {root}, True
    server = {pid for pid in parents if _is_server(pid)}
    while grown:
        more = {pid for pid, parent in parents.items() if parent in tree and pid not in tree and pid not in server}
        tree, grown = tree | more, bool(more)
    return sum(spent.get(pid, 0.0) for pid in tree)


def _is_server(pid: int) -> bool:
    try:
        return str(SERVER).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def costs(polls: int, wall: float, cpu: float) -> Costs:
    return Costs(polls, round(polls / wall, 1), round(polls / cpu, 1), round(cpu / polls * 1_000, 2))


def _config(folder: Path, base: str, counts: Mapping[str, int]) -> Path:
    found = {
        name: f"{base}/{kind}/{number}"
        for kind, count in counts.items()
        for number, name in enumerate(names(kind, count))
    }
    more = {"per_host": 100, "alert_window": "3650d", "first_poll_within": "1d"}
    return workspace(folder, found, RULES, {}, interval="1h", **more)
