"""kill -9 at random moments while the daemon polls, judges and delivers; nothing may be lost or repeated unmarked.

Every kill comes with work to do: the feed server advances one step (only then), the daemon starts, and is killed a
random moment after it says that it runs. What is delivered in the end must equal an undisturbed run.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from monitor.store import deliveries, feeds
from monitor.store.schema import open_store
from monitor.testing import FeedServer, WebhookServer

FEEDS = 4
_START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
"""When the first item was published: once for the process, so that a document is always the same."""
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
    """An undisturbed run and one with ``kills`` kills, over the same ``kills`` steps of the same feeds."""
    began = time.perf_counter()
    calm, _ = _run(folder / "calm", kills, None)
    report = Report(kills=kills)
    shaken, messages = _run(folder / "killed", kills, chance)
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
        daemon = _start(config)
        _until(lambda: _settled(folder, 0), "the baseline is polled")
        if chance is not None:
            _kill(daemon)
        for step in range(1, steps + 1):
            _advance(server, step)
            if chance is None:
                _until(lambda step=step: _settled(folder, step), f"step {step} is told")  # type: ignore[misc]
            else:
                daemon = _start(config)
                time.sleep(chance.uniform(0.0, 1.2))
                _kill(daemon)
        if chance is not None:
            daemon = _start(config)
            _until(lambda: _settled(folder, steps), "all is told after the last kill")
        daemon.send_signal(signal.SIGTERM)
        if daemon.wait(timeout=30) != 0:
            raise AssertionError("the daemon did not end well")
        return _told(webhook), _messages(webhook)


def _advance(server: FeedServer, step: int) -> None:
    for number in range(FEEDS):
        server.put(f"/feed-{number}", _document(number, step))


def _document(feed: int, step: int) -> str:
    """The feed at a step: one new story a step, now and then a copy of the last or an update with a higher toll."""
    start = _START
    items = []
    for number in range(step + 1):
        text, title = _story(feed, number)
        if number % 3 == 2:  # the story before, again under another guid: silent
            text, _ = _story(feed, number - 1)
        elif number % 5 == 4:  # the story before with a higher toll: a follow-up
            text = _story(feed, number - 1)[0].replace("Morek: ", "Morek: 1")
        when = format_datetime(start + timedelta(seconds=number))
        link = f"http://feed-{feed}.example/{number}"
        items.append(
            f"<item><guid isPermaLink='false'>{feed}-{number}</guid><link>{link}</link><title>{title}</title>"
            f"<description>{text}</description><pubDate>{when}</pubDate></item>"
        )
    return f"<rss version='2.0'><channel><title>f{feed}</title>{''.join(reversed(items))}</channel></rss>"


def _story(feed: int, number: int) -> tuple[str, str]:
    """Text and headline in words and figures of their own: what is told must not depend on the order of the polls."""
    chance = random.Random(feed * 1_000 + number)
    words = [_word(chance) for _ in range(24)]
    kind, hurt = ("Shelling" if chance.random() < 0.5 else "Report"), 3_000 + feed * 1_000 + number  # no year
    text = f"{kind} near Morek: {hurt} people were hurt close to the {' '.join(words)}."
    return text, f"{kind} at {words[0]}, {words[1]} and {words[2]} from Morek"


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))


def _write(folder: Path, feeds_url: str, webhook: str) -> Path:
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "rules.yaml").write_text(_RULES, encoding="utf-8")
    values = {
        "feeds": [{"name": f"feed-{n}", "url": f"{feeds_url}/feed-{n}", "interval": "1s"} for n in range(FEEDS)],
        "receivers": {"hook": {"url": webhook}},
        "routes": [{"to": "hook"}],
        "store": {"url": "sqlite:///monitor.sqlite"},
        "polling": {"first_poll_within": "1s", "allow_networks": "127.0.0.1", "host_gap": "0s"},
        "web": {"enabled": False},
    }
    path = folder / "config.yaml"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def _start(config: Path) -> subprocess.Popen[bytes]:
    """Start the daemon and wait until it says that it runs."""
    log = config.parent / "log.jsonl"  # a pipe would fill up, as nobody reads it
    with log.open("wb") as stream:
        daemon = subprocess.Popen(
            [sys.executable, "-m", "monitor", "run", "--config", str(config)],
            stderr=stream,
            stdout=subprocess.DEVNULL,
        )
    _until(lambda: b'"running' in log.read_bytes() or daemon.poll() is not None, "the daemon runs")
    if daemon.poll() is not None:
        raise AssertionError(f"the daemon ended with {daemon.returncode}: {log.read_text(encoding='utf-8')[-2_000:]}")
    return daemon


def _kill(daemon: subprocess.Popen[bytes]) -> None:
    os.kill(daemon.pid, signal.SIGKILL)
    daemon.wait()


def _settled(folder: Path, step: int) -> bool:
    """Every feed's document of this step is stored and nothing waits to be delivered."""
    database = open_store(f"sqlite:///{folder}/monitor.sqlite")
    try:
        with database.reading() as tx:
            wanted = {_hash(_document(number, step)) for number in range(FEEDS)}
            return {state.body_hash for state in feeds.listed(tx)} == wanted and deliveries.open_count(tx) == 0
    finally:
        database.close()


def _hash(document: str) -> str:
    return hashlib.blake2b(document.encode(), digest_size=16).hexdigest()


def _until(condition: Callable[[], bool], what: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:.0f} s until {what}")
        time.sleep(0.02)


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
        key = re.search(r"key ([0-9a-f]+)", message["message"])
        found.append((key[1] if key else "", "possible repeat" in message["message"]))
    return found
