"""Real feeds as fast as the daemon takes them: fetch, parse, match, judge, commit, deliver, every item told.

A feed's next document is there as soon as the one before was fetched, so that no poll comes back with nothing until all
are read.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from bench import oracle
from bench.alerting.hooks import Hook, HookServer
from bench.alerting.house import webhook
from bench.alerting.storm import stored
from bench.consumption import cpu_seconds
from bench.folders import SNAPSHOTS
from bench.process import start, stop, until
from bench.snapshots import RULES, archives, whole
from bench.suite import Option, Suite
from bench.workspace import workspace
from monitor.testing import FeedServer


@dataclass
class Report:
    """``cpu_seconds`` are those of the daemon with its workers; what a feed held at first is stored and not told."""

    feeds: int
    documents: int
    megabytes: float
    items: int = 0
    alerts: int = 0
    messages: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    items_a_second: float = 0.0
    cpu_ms_an_item: float = 0.0
    load: float = 0.0
    """Of the machine at the end, over a minute: more than its cores means that others were served too."""
    problems: list[str] = field(default_factory=list)


class Replayed(FeedServer):
    """Each feed serves its documents one after the other, then the last for ever."""

    def __init__(self, documents: Mapping[str, Sequence[bytes]]) -> None:
        super().__init__()
        self._left = {f"/{name}": list(reversed(bodies)) for name, bodies in documents.items()}

    @property
    def is_read(self) -> bool:
        """Every document was taken, and the last one was asked for again."""
        return all(not left and self.statuses[path, 304] for path, left in self._left.items())

    def _get(self, handler: BaseHTTPRequestHandler) -> None:
        if left := self._left.get(handler.path):
            self.put(handler.path, left.pop(), content_type="application/xml")
        super()._get(handler)


def measure(folder: Path, documents: Mapping[str, Sequence[bytes]]) -> Report:
    bodies = [body for found in documents.values() for body in found]
    report = Report(len(documents), len(bodies), round(sum(map(len, bodies)) / 1e6, 1))
    with ExitStack() as stack:
        feeds = stack.enter_context(Replayed(documents))
        hook = stack.enter_context(HookServer(Hook("hook")))
        daemon = start(_config(folder, feeds, documents, hook.port))
        began, used = time.monotonic(), cpu_seconds(daemon.pid)
        until(lambda: feeds.is_read and stored(folder)[1] == 0, "all is read and told", 3_600)
        report.seconds = round(time.monotonic() - began, 1)
        report.cpu_seconds = round(cpu_seconds(daemon.pid) - used, 1)
        report.alerts = stored(folder)[0]
        stop(daemon)
    report.load = round(os.getloadavg()[0], 1)
    report.messages = len(hook.messages)
    report.items = _items(folder, documents, report)
    report.items_a_second = round(report.items / report.seconds, 1)
    report.cpu_ms_an_item = round(report.cpu_seconds / report.items * 1_000, 1)
    return report


def _items(folder: Path, documents: Mapping[str, Sequence[bytes]], report: Report) -> int:
    """Stored ones; a difference from an independent reading is a problem."""
    from monitor.store import articles
    from monitor.store.schema import open_store

    database, count = open_store(f"sqlite:///{folder}/monitor.sqlite"), 0
    with database.reading() as tx:
        for name, bodies in documents.items():
            found, expected = len(articles.listed(tx, limit=1_000_000, feed=name)), len(oracle.read(bodies).items)
            count += found
            if found != expected:
                report.problems.append(f"{name}: {found} items stored, {expected} are there")
    database.close()
    return count


def _config(folder: Path, feeds: FeedServer, names: Iterable[str], port: int) -> Path:
    addresses = {name: f"{feeds.url}/{name}" for name in names}
    return workspace(folder, addresses, RULES, {"hook": webhook(port)}, alert_window="3650d", per_host=20)


def _run(options: argparse.Namespace, folder: Path) -> Report:
    found = archives(options.archives, options.only)
    return measure(folder, {name: list(whole(bodies))[: options.documents] for name, bodies in found.items()})


SUITE = Suite(
    "end-to-end",
    "real snapshots as fast as the daemon takes them, from the fetch to the webhook that is taken",
    _run,
    (
        Option("archives", SNAPSHOTS, "folder of NAME.tar.xz, each the documents of a feed", kind=Path),
        Option("only", [], "names of archives"),
        Option("documents", 30, "of each feed, at most", quick=3),
    ),
)
