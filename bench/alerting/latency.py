"""From an item's appearance in the answer to a poll to the webhook that is taken; no cap, nothing gathered."""

from __future__ import annotations

import argparse
import os
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from statistics import median

from bench.alerting.hooks import Hook, HookServer
from bench.alerting.house import furnish, webhook
from bench.consumption import cpu_seconds
from bench.news import Entry, fresh, rss
from bench.process import start, stop, until
from bench.suite import Option, Suite
from bench.workspace import Receivers
from monitor.testing import FeedServer

FEEDS = 10
SHOWN = 30
"""Entries of one document, as most feeds have."""
LOADS = [1.0, 5.0, 20.0, 50.0]
BEHIND = 1.0
"""Seconds by which the last quarter may come later than the first: more means that a queue grows."""
PATIENCE = 3
"""How many times as long as items come is waited until they are told."""


@dataclass
class Report:
    """Times in seconds."""

    items_a_second: float
    items: int = 0
    told: int = 0
    p50: float = 0.0
    p95: float = 0.0
    p99: float = 0.0
    longest: float = 0.0
    kept_a_second: float = 0.0
    """Messages, from the first item to the last message."""
    saturated: bool = False
    """The load is more than could be kept: items waited longer and longer, so that times say only how long it ran."""
    cpu: float = 0.0
    """Of the daemon, a second of the run."""
    load: tuple[float, float] = (0.0, 0.0)
    """Of the machine before and after, over a minute: more than its cores means that others were served too."""
    problems: list[str] = field(default_factory=list)


@dataclass
class Loads:
    seconds: float
    """How long items came at each load."""
    loads: list[Report] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class LiveFeeds(FeedServer):
    """Feeds that gain ``rate`` items a second in all, from :meth:`begin` for ``seconds``."""

    def __init__(self, rate: float, seconds: float) -> None:
        super().__init__()
        self.appeared: dict[str, float] = {}
        """Link -> when it was first sent, by the monotonic clock."""
        self._each, self._seconds, self._began = rate / FEEDS, seconds, float("inf")
        self._making = threading.Lock()

    @property
    def addresses(self) -> list[str]:
        return [f"{self.url}/{number}" for number in range(FEEDS)]

    @property
    def total(self) -> int:
        return sum(self._born(feed, self._seconds) for feed in range(FEEDS))

    def begin(self) -> None:
        self._began = time.monotonic()

    def _born(self, feed: int, passed: float) -> int:
        """Items of ``feed``, which come between those of the others."""
        return int(passed * self._each + feed / FEEDS) if passed else 0

    def _get(self, handler: BaseHTTPRequestHandler) -> None:
        feed = int(handler.path[1:])
        passed = min(max(time.monotonic() - self._began, 0.0), self._seconds)
        links = [f"http://feed-{feed}.example/{number}" for number in range(self._born(feed, passed))]
        with self._making:
            shown = [Entry(link, *fresh(link, "Morek"), datetime.now(UTC)) for link in links[-SHOWN:]]
            self.put(handler.path, rss(reversed(shown)), validators=False)
            for link in links:
                self.appeared.setdefault(link, time.monotonic())
        super()._get(handler)


def measure(folder: Path, seconds: float = 60, rate: float = 50, beside: Receivers | None = None) -> Report:
    """``beside`` are receivers that are told as well."""
    report = Report(rate)
    with ExitStack() as stack:
        feeds = stack.enter_context(LiveFeeds(rate, seconds))
        hook = stack.enter_context(HookServer(Hook("hook")))
        config = furnish(folder, feeds.addresses, {"hook": webhook(hook.port), **(beside or {})})
        before = os.getloadavg()[0]
        daemon = start(config)
        until(lambda: all(feeds.statuses[f"/{one}", 200] > 1 for one in range(FEEDS)), "the empty feeds are polled")
        feeds.begin()
        began, used = time.monotonic(), cpu_seconds(daemon.pid)
        try:
            until(lambda: len(hook.messages) >= feeds.total, "all is told", PATIENCE * seconds + 60)
        except TimeoutError as error:
            report.problems.append(f"{error}: {len(hook.messages)} of {feeds.total}")
        report.cpu = round((cpu_seconds(daemon.pid) - used) / (time.monotonic() - began), 2)
        report.kept_a_second = round(len(hook.messages) / (time.monotonic() - began), 1)
        report.load = (before, os.getloadavg()[0])
        stop(daemon)
        _state(report, feeds, hook)
    return report


def loads(folder: Path, seconds: float, rates: Sequence[float]) -> Loads:
    """Each with a daemon and a store of its own."""
    found = Loads(seconds)
    for rate in rates:
        found.loads.append(measure(folder / f"load-{rate}", seconds, rate))
        found.problems += [f"{rate:g} items a second: {one}" for one in found.loads[-1].problems]
    return found


def _state(report: Report, feeds: LiveFeeds, hook: HookServer) -> None:
    arrived: dict[str, float] = {}
    for message in hook.messages:
        for _, link in message.news:
            arrived.setdefault(link, message.at)
    report.items, report.told = feeds.total, len(arrived)
    in_order = [arrived[link] - seen for link, seen in feeds.appeared.items() if link in arrived]
    spans, quarter = sorted(in_order), len(in_order) // 4
    if quarter:
        report.saturated = median(in_order[-quarter:]) - median(in_order[:quarter]) > BEHIND
    if len(hook.messages) != len(arrived):
        report.problems.append(f"{len(hook.messages)} messages on {len(arrived)} items")
    if spans:
        report.p50, report.p95, report.p99, report.longest = (_share(spans, one) for one in (0.5, 0.95, 0.99, 1.0))


def _share(ordered: Sequence[float], share: float) -> float:
    return round(ordered[round(share * (len(ordered) - 1))], 3)


def _run(options: argparse.Namespace, folder: Path) -> Loads:
    return loads(folder, options.seconds, options.rates)


SUITE = Suite(
    "latency",
    "from an item in the answer to a poll to the webhook that is taken, at several loads",
    _run,
    (
        Option("rates", LOADS, "items a second", quick=[1.0, 5.0], kind=float),
        Option("seconds", 60.0, "how long items come at each", quick=10.0),
    ),
)
