"""Kills and other faults while receivers refuse, each in its own way: what the undisturbed run tells, all are told.

Every step publishes something new and starts the daemon, which meets one disturbance and ends by ``kill -9``. The
windows of `confirm`, `gather` and of the digest are longer than its life, so that they always span restarts.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.alerting import disturb, hooks
from bench.alerting.hooks import Hook, HookServer
from bench.alerting.house import free_port, furnish, letters, webhook
from bench.alerting.ledger import Account, News, account
from bench.alerting.letters import GreylistingServer
from bench.forked import launch
from bench.news import BREATH, START, Entry, document, fresh, latest, rss, word
from bench.process import kill, log_of, settled, start, stop, until
from bench.suite import SEED, Option, Suite
from monitor.testing import FeedServer

FEEDS = 2
CLAIMS = FEEDS
"""The number of the feed whose items wait for confirmation."""
REFUSES = "refuses"
"""Nobody listens at its port until all disturbances are over."""
_HOOKS = (
    Hook("sound"),
    Hook("too-many", hooks.too_many, 3),
    Hook("broken", hooks.broken, 3),
    Hook("hangs", hooks.hangs, 4),
    Hook("drops", hooks.drops, 3),
    Hook("gathers"),
)
_WISHES: Mapping[str, Mapping[str, Any]] = {
    "hangs": {"timeout": "1s"},
    "gathers": {"gather": "4s"},
    "capped": {"cap": {"messages": 3, "within": "10s"}},
}
_LONG = (Hook("capped"), Hook("digest"), Hook("quiet"))
"""These wait longest: two of them for the clock's full minutes."""
_TURNS: Sequence[tuple[str, disturb.Disturbance]] = (
    ("killed running", disturb.killed_running),
    ("killed starting", disturb.killed_starting),
    ("locked", disturb.locked),
    ("killed running", disturb.killed_running),
    ("disk full", disturb.disk_full),
    ("killed running", disturb.killed_running),
)


@dataclass
class Report:
    """What a campaign found; ``problems`` should be empty."""

    disturbances: dict[str, int] = field(default_factory=dict)
    refused_writes: int = 0
    """Log lines on a database that could not be written."""
    expected: int = 0
    accounts: list[Account] = field(default_factory=list)
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


def campaign(folder: Path, kills: int, chance: random.Random, *, patient: bool = True) -> Report:
    """``kills`` steps, beside an undisturbed run of the same; ``patient``: with receivers that wait for a cap, a digest
    and quiet hours."""
    began = time.perf_counter()
    report = Report()
    with ThreadPoolExecutor() as both:
        expected = both.submit(_undisturbed, folder / "calm", kills)
        _disturbed(folder / "shaken", kills, chance, expected, report, patient)
    report.expected = len(expected.result())
    report.seconds = round(time.perf_counter() - began, 1)
    return report


def _undisturbed(folder: Path, steps: int) -> set[News]:
    with FeedServer() as feeds, HookServer(Hook("sound")) as hook:
        _publish(feeds, 0)
        daemon = start(furnish(folder, _addresses(feeds), {"sound": webhook(hook.port)}, _rules(steps)))
        for step in range(steps + 1):
            _publish(feeds, step)
            until(settled(folder, _documents(step)), f"step {step} is told")
        stop(daemon)
        return {news for message in hook.messages for news in message.news}


def _disturbed(
    folder: Path, steps: int, chance: random.Random, expected: Future[set[News]], report: Report, patient: bool
) -> None:
    """``expected`` is what the undisturbed run told, which ends before this one."""
    with ExitStack() as stack:
        feeds = stack.enter_context(FeedServer())
        known = (*_HOOKS, *(_LONG if patient else ()))
        servers = {hook.name: stack.enter_context(HookServer(hook)) for hook in known}
        mail = stack.enter_context(GreylistingServer())
        closed = free_port()
        receivers = {hook.name: webhook(servers[hook.name].port, **_wishes(hook.name)) for hook in known}
        receivers |= {REFUSES: webhook(closed), "mail": letters(mail.port)}
        _publish(feeds, 0)
        config = furnish(folder, _addresses(feeds), receivers, _rules(steps))
        daemon = start(config)
        until(settled(folder, _documents(0)), "the baseline is polled")
        stop(daemon)
        report.disturbances = _disturb(feeds, config, steps, chance, report)
        servers[REFUSES] = stack.enter_context(HookServer(Hook(REFUSES), closed))
        for server in servers.values():
            server.is_troubled = False
        daemon = start(config)
        until(settled(folder, _documents(steps)), "all is told after the last disturbance", 600)
        stop(daemon)
        _settle_accounts(servers, mail, expected.result(), report)


def _disturb(feeds: FeedServer, config: Path, steps: int, chance: random.Random, report: Report) -> dict[str, int]:
    met: Counter[str] = Counter()
    for step in range(1, steps + 1):
        _publish(feeds, step)
        name, disturbance = _TURNS[step % len(_TURNS)]
        disturbance(config, chance)
        met[name] += 1
        if step % BREATH == 0:
            daemon = start(config, launch=launch)
            until(settled(config.parent, _documents(step), told=False), f"step {step} is polled")
            kill(daemon)
        report.refused_writes += log_of(config).read_bytes().count(b"waiting for the database")
    return dict(met)


def _settle_accounts(
    servers: dict[str, HookServer], mail: GreylistingServer, expected: set[News], report: Report
) -> None:
    for name, server in sorted(servers.items()):
        one, problems = account(name, server.attempts, server.messages, expected)
        report.accounts.append(one)
        report.problems += problems
    one, problems = account("mail", mail.attempts, mail.messages, {("", link) for _, link in expected})
    report.accounts.append(one)
    report.problems += problems


def _wishes(name: str) -> Mapping[str, Any]:
    soon = datetime.now(UTC) + timedelta(minutes=1)
    if name == "quiet":
        return {"quiet_hours": {"hours": f"{soon:%H:%M}-{soon + timedelta(minutes=2):%H:%M}"}}
    if name == "digest":
        day = datetime(2000, 1, 1, tzinfo=UTC)
        times = ", ".join(f"{day + timedelta(minutes=minute):%H:%M}" for minute in range(24 * 60))
        return {"digest": f"daily at {times} UTC"}
    return _WISHES.get(name, {})


def _addresses(feeds: FeedServer) -> list[str]:
    return [f"{feeds.url}/{number}" for number in range(FEEDS + 1)]


def _publish(feeds: FeedServer, step: int) -> None:
    for number, text in enumerate(_documents(step)):
        feeds.put(f"/{number}", text)


def _documents(step: int) -> list[str]:
    return [*(document(number, step) for number in range(FEEDS)), _claims(step)]


def _claims(step: int) -> str:
    """Two reports on each place, by different publishers, the second a step after the first."""
    entries = []
    for number in latest(step):
        link = f"http://{'first' if number % 2 else 'second'}.example/{number}"
        title, text = fresh(link, _place((number - 1) // 2))
        entries.append(Entry(link, title, text, START + timedelta(seconds=number)))
    return rss(reversed(entries))


def _place(number: int) -> str:
    return f"Q{word(random.Random(f'place {number}'))}"


def _rules(steps: int) -> str:
    places = [_place(number) for number in range((steps + 1) // 2)]
    entities = "".join(f"  {name.lower()}: {{name: {name}, kind: place, names: [{name}]}}\n" for name in places)
    return (
        f"entities:\n  morek: {{name: Morek, kind: place, names: [Morek]}}\n{entities}"
        "lists:\n  strike: [shelling, airstrike*]\n"
        "rules:\n"
        "  morek: {title: Morek is mentioned, severity: low, when: {entity: morek}}\n"
        "  strike:\n    title: Strike on Morek\n    severity: high\n"
        "    when: {all: [{entity: morek}, {words: strike}]}\n"
        "  claims:\n    title: Two publishers say so\n    severity: medium\n"
        f"    when: {{entity: [{', '.join(name.lower() for name in places)}]}}\n"
        "    confirm: {sources: 2, within: 6h, independent_by: domain, alert: wait}\n"
    )


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return campaign(folder, options.kills, random.Random(options.seed), patient=not options.quick)


SUITE = Suite(
    "faults",
    "the same with a locked database, a full disk, and eleven receivers, most of them in trouble",
    _run,
    (Option("kills", 100, "how often the daemon is disturbed and killed", quick=6), SEED),
)
