"""kill -9 at random moments while the daemon polls, judges and delivers; nothing may be lost or repeated unmarked.

Every kill comes with work to do: the feed server advances one step (only then), the daemon starts, and is killed a
random moment after it says that it runs. What is delivered in the end must equal an undisturbed run.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bench.forked import launch
from bench.news import BREATH, document
from bench.process import kill, settled, start, stop, until
from bench.suite import SEED, Option, Suite
from bench.workspace import workspace
from monitor.testing import FeedServer, WebhookServer

FEEDS = 4
_RULES = """
entities:
  morek: {name: Morek, kind: place, names: [Morek]}
lists:
  strike: [shelling, airstrike*]
rules:
  morek: {title: Morek is mentioned, severity: low, when: {entity: morek}, tests: [{text: Morek, expect: match}]}
  strike:
    title: Strike on Morek
    severity: high
    when: {all: [{entity: morek}, {words: strike}]}
    tests: [{text: shelling of Morek, expect: match}]
"""


@dataclass
class Report:
    """What a campaign found; ``problems`` should be empty."""

    kills: int = 0
    expected: int = 0
    delivered: int = 0
    repeats: int = 0
    """Messages that arrived more than once, each marked."""
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


def campaign(folder: Path, kills: int, chance: random.Random) -> Report:
    """An undisturbed run and, beside it, one with ``kills`` kills, over the same ``kills`` steps of the same feeds."""
    began = time.perf_counter()
    with ThreadPoolExecutor() as both:
        undisturbed = both.submit(_run, folder / "calm", kills, None)
        shaken, messages = _run(folder / "killed", kills, chance)
        calm, _ = undisturbed.result()
    report = Report(kills=kills)
    report.expected, report.delivered = len(calm), len(shaken)
    for rule, link in sorted(calm - shaken):
        report.problems.append(f"lost: {rule} on {link}")
    for rule, link in sorted(shaken - calm):
        report.problems.append(f"not in the undisturbed run: {rule} on {link}")
    keys = Counter(key for key, _ in messages)
    unmarked = Counter(key for key, marked in messages if not marked)
    report.repeats = sum(count - 1 for count in keys.values())
    report.problems.extend(f"key {key} arrived {n} times unmarked" for key, n in unmarked.items() if n > 1)
    report.seconds = time.perf_counter() - began
    return report


def _run(folder: Path, steps: int, chance: random.Random | None) -> tuple[set[tuple[str, str]], list[tuple[str, bool]]]:
    """Feeds from step 0 (baseline) to ``steps``; killed at each step if ``chance`` is given."""
    with FeedServer() as server, WebhookServer() as webhook:
        config = _write(folder, server.url, webhook.apprise_url)
        _advance(server, 0)
        daemon = start(config)
        until(settled(folder, _documents(0)), "the baseline is polled")
        if chance is not None:
            kill(daemon)
        for step in range(1, steps + 1):
            _advance(server, step)
            if chance is None:
                until(settled(folder, _documents(step)), f"step {step} is told")
            else:
                daemon = start(config, launch=launch)
                if step % BREATH == 0:
                    until(settled(folder, _documents(step), told=False), f"step {step} is polled")
                time.sleep(chance.uniform(0.0, 1.2))
                kill(daemon)
        if chance is not None:
            daemon = start(config)
            until(settled(folder, _documents(steps)), "all is told after the last kill")
        stop(daemon)
        return _told(webhook), _messages(webhook)


def _documents(step: int) -> list[str]:
    return [document(number, step) for number in range(FEEDS)]


def _advance(server: FeedServer, step: int) -> None:
    for number, text in enumerate(_documents(step)):
        server.put(f"/feed-{number}", text)


def _write(folder: Path, feeds_url: str, webhook: str) -> Path:
    feeds = {f"feed-{n}": f"{feeds_url}/feed-{n}" for n in range(FEEDS)}
    return workspace(folder, feeds, _RULES, {"hook": {"url": webhook, "cap": "off"}})


def _told(webhook: WebhookServer) -> set[tuple[str, str]]:
    """(rule, item's link) of everything delivered."""
    told: set[tuple[str, str]] = set()
    for message in webhook.received:
        body = message["message"]
        link = re.search(r"^http://\S+$", body, re.MULTILINE)
        rules = re.findall(r"^(?:.*rule|also): .*\(([a-z0-9-]+)(?:, \w+)?\)$", body, re.MULTILINE)
        told.update((rule, link[0] if link else "") for rule in rules)
    return told


def _messages(webhook: WebhookServer) -> list[tuple[str, bool]]:
    """(key, marked as a possible repeat) of each message in order of arrival."""
    found = []
    for message in webhook.received:
        # The last one is its own; a follow-up names the first message of its story by its key.
        keys = re.findall(r"key ([0-9a-f]+)", message["message"]) or [""]
        found.append((keys[-1], "possible repeat" in message["message"]))
    return found


def _run_suite(options: argparse.Namespace, folder: Path) -> Report:
    return campaign(folder, options.kills, random.Random(options.seed))


SUITE = Suite(
    "kill",
    "kill -9 at random moments while polling, judging and delivering: what is lost, what comes twice",
    _run_suite,
    (Option("kills", 100, "how often", quick=5), SEED),
)
