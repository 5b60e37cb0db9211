"""Thousands of items that all match, at once: each receiver gets at most its cap, and all is accounted for."""

from __future__ import annotations

import argparse
import contextlib
import resource
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.alerting.hooks import Hook, HookServer
from bench.alerting.house import furnish, webhook
from bench.alerting.ledger import Message
from bench.consumption import cpu_seconds
from bench.news import Entry, fresh, rss
from bench.process import start, stop, until
from bench.suite import Option, Suite
from monitor.testing import FeedServer

FEEDS = 10
CAPS = {"phone": 3, "desk": 10}


@dataclass
class Heard:
    """By one receiver. ``told`` alerts are those of ``single`` messages and what the summaries count."""

    receiver: str
    cap: int
    single: int
    summaries: int
    told: int


@dataclass
class Report:
    items: int
    alerts: int = 0
    heard: list[Heard] = field(default_factory=list)
    until_stored: float = 0.0
    """Seconds until the last item is stored, with its alert."""
    until_told: float = 0.0
    """Seconds until nothing waits to be told; a cap of itself makes it wait."""
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    problems: list[str] = field(default_factory=list)


def storm(folder: Path, items: int, within: int = 20) -> Report:
    """``items`` in the documents of ten feeds, published in one moment; the caps are for ``within`` seconds."""
    report = Report(items)
    with ExitStack() as stack:
        feeds = stack.enter_context(FeedServer())
        hooks = {name: stack.enter_context(HookServer(Hook(name))) for name in CAPS}
        wishes = {name: {"cap": {"messages": most, "within": f"{within}s"}} for name, most in CAPS.items()}
        receivers = {name: webhook(hook.port, **wishes[name]) for name, hook in hooks.items()}
        addresses = [feeds.put(f"/{number}", rss([])) for number in range(FEEDS)]
        daemon = start(furnish(folder, addresses, receivers))
        until(lambda: all(feeds.statuses[f"/{n}", 200] for n in range(FEEDS)), "the empty feeds are polled")
        for number in range(FEEDS):
            feeds.put(f"/{number}", _document(number, items // FEEDS))
        began, used = time.monotonic(), cpu_seconds(daemon.pid)
        until(lambda: stored(folder)[0] == items, "all is stored", 600)
        report.until_stored = round(time.monotonic() - began, 1)
        until(lambda: stored(folder)[1] == 0, "all is told", 600)
        report.until_told = round(time.monotonic() - began, 1)
        report.cpu_seconds = round(cpu_seconds(daemon.pid) - used, 1)
        report.alerts = stored(folder)[0]
        stop(daemon)
    report.peak_mb = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_000, 1)
    for name, hook in hooks.items():
        _account(name, hook.messages, within, report)
    return report


def _document(feed: int, items: int) -> str:
    links = [f"http://feed-{feed}.example/{number}" for number in range(items)]
    return rss(Entry(link, *fresh(link, "Morek"), datetime.now(UTC)) for link in links)


def stored(folder: Path) -> tuple[int, int]:
    """Alerts, and open deliveries: counted only, as what is measured should not wait for it."""
    with contextlib.closing(sqlite3.connect(f"file:{folder}/monitor.sqlite?mode=ro", uri=True)) as store:
        alerts = store.execute("SELECT count(*) FROM alert").fetchone()[0]
        waiting = store.execute("SELECT count(*) FROM delivery WHERE finished_at IS NULL").fetchone()[0]
        return int(alerts), int(waiting)


def _account(name: str, messages: Sequence[Message], within: int, report: Report) -> None:
    single = [one for one in messages if one.form == "single"]
    told = sum(len(one.news) + one.more for one in messages)
    report.heard.append(Heard(name, CAPS[name], len(single), len(messages) - len(single), told))
    if told != report.alerts:
        report.problems.append(f"{name}: told of {told} of {report.alerts} alerts")
    times = [one.at for one in messages]
    for first, last in zip(times, times[CAPS[name] :], strict=False):
        if last - first < within:
            report.problems.append(f"{name}: more than {CAPS[name]} messages within {last - first:.1f} s")
    twice = [news for news, count in Counter(news for one in messages for news in one.news).items() if count > 1]
    report.problems += [f"{name}: twice {news}" for news in twice]


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return storm(folder / "storm", options.alerts)


SUITE = Suite(
    "storm",
    "thousands of items that match at once: caps, and what is summed up",
    _run,
    (Option("alerts", 10_000, "items that match", quick=300),),
)
