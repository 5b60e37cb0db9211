"""Whether something became much slower: CPU of a few steps, as multiples of a fixed loop in the same process.

Machines differ and are shared, so times of one day say nothing to another's. A loop of the same kind of work, run just
before and after each step, slows down alike; only a large difference of the multiples fails.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from bench import stored
from bench.folders import ROOT
from bench.judging import ALERTS_ANY_AGE
from bench.news import fresh
from bench.polling.server import document
from bench.suite import Option, Suite
from monitor.core.identity import articles_of
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Fields, Item, Origin
from monitor.intake import Intake
from monitor.rulebook import load_rules
from monitor.sources.document import parse_document
from monitor.store.schema import open_store

TIMES = 2.0
"""A step fails that takes so many times as long as when it was stored."""
_NOW = datetime(2026, 1, 1, tzinfo=UTC)

Step = Callable[[], object]


@dataclass
class Report:
    """How many runs of the fixed loop each step takes; the middle of some."""

    steps: dict[str, float]
    against: dict[str, float] = field(default_factory=dict)
    """Times of what is stored."""
    problems: list[str] = field(default_factory=list)


def check(folder: Path, repeats: int, kept: dict[str, float]) -> Report:
    report = Report({name: round(_multiple(step, repeats), 3) for name, step in _steps(folder)})
    for name, value in report.steps.items():
        if name not in kept:
            continue
        report.against[name] = round(value / kept[name], 2)
        if report.against[name] > TIMES:
            report.problems.append(f"{name}: {report.against[name]} times what is stored")
    return report


def _multiple(step: Step, repeats: int) -> float:
    """The first run, which fills what is remembered, does not count."""
    step()
    found = []
    for _ in range(repeats):
        before, spent, after = _spent(fixed_loop), _spent(step), _spent(fixed_loop)
        found.append(2 * spent / (before + after))
    return median(found)


def _spent(work: Step) -> float:
    began = process_time()
    work()
    return process_time() - began


def fixed_loop() -> int:
    """Words, look-ups, hashes and numbers, as the daemon's own work has them: some 60 ms."""
    known: dict[str, int] = {}
    for number in range(30_000):
        word = f"word{number % 997}".casefold()
        known[word] = known.get(word, 0) + len(word.split("d"))
        if number % 16 == 0:
            hashlib.blake2b(word.encode(), digest_size=8).digest()
    return sum(sorted(known.values()))


def _steps(folder: Path) -> Iterator[tuple[str, Step]]:
    rules = load_rules(ROOT / "rules")
    texts = [" ".join(fresh(f"check {number}", "Idlib Morek")) for number in range(200)]
    feed = document(1, 0, 20)
    yield "200 texts against the shipped rules", lambda: [_match(rules, text) for text in texts]
    yield "a feed of 50 KB read", lambda: parse_document(feed, "application/rss+xml", "http://news.example/", 200)
    yield "the shipped rules compiled", lambda: load_rules(ROOT / "rules")
    with _intake(folder, rules) as take:
        yield "100 items through the intake", take


def _match(rules: RuleSet, text: str) -> object:
    return rules.match_subject(
        rules.subject(Fields("", "", text), sources=frozenset(), language="en", tags=frozenset(), age=timedelta(0))
    )


@contextmanager
def _intake(folder: Path, rules: RuleSet) -> Iterator[Step]:
    """A hundred new items each time, in polls of twenty."""
    database = open_store(f"sqlite:///{folder}/check.sqlite", synchronous="OFF")
    intake, taken = Intake(database, rules, ALERTS_ANY_AGE), 0

    def take() -> None:
        nonlocal taken
        for _ in range(5):
            items = [_item(taken + number) for number in range(20)]
            taken += 20
            articles, _ = articles_of(items, Origin("check", "check.example", "check"), _NOW)
            intake.take(articles, _NOW)

    yield take
    database.close()


def _item(number: int) -> Item:
    title, text = fresh(f"item {number}", "Report")
    return Item(guid=f"g{number}", url=f"http://check.example/{number}", title=title, summary=text, published=_NOW)


def _run(options: argparse.Namespace, folder: Path) -> Report:
    kept: dict[str, Any] = dict(stored.results().get("check", {}))
    return check(folder, options.repeats, kept["report"]["steps"] if kept else {})


SUITE = Suite(
    "check",
    "whether a step became twice as slow as when it was stored, by a loop in the same process",
    _run,
    (Option("repeats", 9, "runs of each step, of which the middle counts", quick=3),),
)
