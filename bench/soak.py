"""The daemon for a long time: feeds that change, kills and reloads. Does it grow, and is everything told?

Kills come in the first third; what grows can be seen only in a process that lives, so the rest has saved files alone.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.alerting.hooks import Hook, HookServer
from bench.alerting.house import RULES, furnish, webhook
from bench.alerting.latency import FEEDS, LiveFeeds
from bench.alerting.ledger import Account, account
from bench.consumption import family, resident_mb
from bench.process import Daemon, kill, log_of, start, stop, until
from bench.suite import SEED, Option, Suite

KILLED_EVERY, SAVED_EVERY = 20.0, 30.0
"""Seconds."""
SAMPLES = 30
GROWS_MB, GROWS_FILES, GROWS_THREADS = 30.0, 10, 4
"""At most, from a third of the calm part to its end."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Of the daemon after so many ``seconds``; files are its open ones."""

    seconds: float
    resident_mb: float
    with_workers_mb: float
    files: int
    threads: int
    messages: int


@dataclass
class Report:
    minutes: float
    items_a_second: float
    items: int = 0
    kills: int = 0
    reloads: int = 0
    account: Account | None = None
    samples: list[Sample] = field(default_factory=list)
    grown_mb: float = 0.0
    problems: list[str] = field(default_factory=list)


def soak(folder: Path, minutes: float, rate: float, chance: random.Random) -> Report:
    report, seconds = Report(minutes, rate), minutes * 60
    with ExitStack() as stack:
        feeds = stack.enter_context(LiveFeeds(rate, seconds))
        hook = stack.enter_context(HookServer(Hook("hook")))
        config = furnish(folder, feeds.addresses, {"hook": webhook(hook.port)})
        daemon = start(config)
        until(lambda: all(feeds.statuses[f"/{one}", 200] > 1 for one in range(FEEDS)), "the empty feeds are polled")
        feeds.begin()
        began = time.monotonic()
        while time.monotonic() - began < seconds / 3:
            time.sleep(KILLED_EVERY * chance.uniform(0.5, 1.5))
            kill(daemon)
            daemon = start(config)
            report.kills += 1
        saved = _calm(daemon, folder, hook, began, seconds, report)
        until(lambda: len({news for one in hook.messages for news in one.news}) >= feeds.total, "all is told", 600)
        report.reloads = log_of(config).read_bytes().count(b'"reloaded"')
        stop(daemon)
    report.items = feeds.total
    expected = {("morek", link) for link in feeds.appeared}
    report.account, problems = account("hook", hook.attempts, hook.messages, expected)
    report.problems += problems
    if report.reloads != saved:
        report.problems.append(f"{saved} files were saved, {report.reloads} times they were read")
    judge(report)
    return report


def _calm(daemon: Daemon, folder: Path, hook: HookServer, began: float, seconds: float, report: Report) -> int:
    """Samples until ``seconds`` are over; how many files were saved meanwhile."""
    left = seconds - (time.monotonic() - began)
    saved, save_at = 0, time.monotonic() + min(SAVED_EVERY, left / 4)
    while time.monotonic() - began < seconds:
        time.sleep(left / SAMPLES)
        report.samples.append(_sample(daemon.pid, time.monotonic() - began, len(hook.messages)))
        if time.monotonic() > save_at:
            saved, save_at = saved + 1, time.monotonic() + SAVED_EVERY
            text = f"{RULES}  more-{saved}: {{title: Never, severity: low, when: {{words: [qqqq{saved}]}}}}\n"
            (folder / "rules" / "rules.yaml").write_text(text, encoding="utf-8")
    return saved


def _sample(process: int, seconds: float, messages: int) -> Sample:
    memory = [resident_mb(one) for one in family(process)]
    files, threads = (len(list(Path(f"/proc/{process}/{what}").iterdir())) for what in ("fd", "task"))
    return Sample(round(seconds), round(memory[0], 1), round(sum(memory), 1), files, threads, messages)


def judge(report: Report) -> None:
    """Whether it grew. Of the calm part, what the first third fills does not count."""
    calm: Sequence[Sample] = report.samples[len(report.samples) // 3 :]
    first, last = calm[0], calm[-1]
    report.grown_mb = round(last.with_workers_mb - first.with_workers_mb, 1)
    for what, grown, most in (
        ("memory, MB", report.grown_mb, GROWS_MB),
        ("open files", last.files - first.files, GROWS_FILES),
        ("threads", last.threads - first.threads, GROWS_THREADS),
    ):
        if grown > most:
            report.problems.append(f"{what}: {grown} more from second {first.seconds:.0f} to {last.seconds:.0f}")


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return soak(folder / "soak", options.minutes, options.rate, random.Random(options.seed))


SUITE = Suite(
    "soak",
    "the daemon for a long time, with kills and reloads: memory, open files, threads, and the ledger",
    _run,
    (
        Option("minutes", 30.0, "how long items come", quick=1.0),
        Option("rate", 2.0, "items a second"),
        SEED,
    ),
)
