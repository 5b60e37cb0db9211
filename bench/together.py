"""`python -m bench together`: the memory of a daemon that has many feeds, many rules and many stored items at once."""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench import place_rules
from bench.consumption import family, resident_mb, shared_out_mb
from bench.judging.filling import Filling, fill
from bench.judging.news_stream import NewsStream
from bench.polling.serving import serve
from bench.process import start, stop, until
from bench.suite import SEED, Option, Suite
from bench.workspace import workspace
from monitor.store import feeds
from monitor.store.schema import open_store

ENTITIES_A_RULE = 5
BUSY = 100
"""One feed of so many has twenty items, the others none."""
POLLS_A_SECOND = 10
"""At least."""
LOOKS = 2.0
"""Seconds between two looks at how far the polls are."""


@dataclass
class Report:
    """``resident_mb`` of the daemon's process and of all that come from it, once every feed was polled;
    ``shared_out_mb`` counts pages that several have but once."""

    feeds: int
    rules: int
    entities: int
    aliases: int
    items: int
    resident_mb: list[float] = field(default_factory=list)
    total_mb: float = 0.0
    shared_out_mb: float = 0.0
    problems: list[str] = field(default_factory=list)


def measure(folder: Path, count: int, rules: int, items: int, seed: int) -> Report:
    places = place_rules.places(rules * ENTITIES_A_RULE)
    report = Report(count, rules, len(places), sum(map(len, places.values())), items)
    with serve() as base:
        config = _furnish(folder, base, count, place_rules.rule_files(places, rules, random.Random(seed)))
        _store(folder, items, seed)
        daemon = start(config, 600)
        until(lambda: _polled(folder) >= count, "each feed is polled", 60 + count / POLLS_A_SECOND)
        processes = family(daemon.pid)
        report.resident_mb = [round(resident_mb(one), 1) for one in processes]
        report.total_mb = round(sum(report.resident_mb), 1)
        report.shared_out_mb = round(sum(map(shared_out_mb, processes)), 1)
        stop(daemon)
    return report


def _store(folder: Path, items: int, seed: int) -> None:
    database = open_store(f"sqlite:///{folder}/monitor.sqlite", synchronous="OFF")
    fill(Filling(database), NewsStream(seed), items)
    database.close()


def _polled(folder: Path) -> int:
    time.sleep(LOOKS)
    database = open_store(f"sqlite:///{folder}/monitor.sqlite")
    try:
        with database.reading() as tx:
            return sum(state.body_hash is not None for state in feeds.listed(tx))
    finally:
        database.close()


def _furnish(folder: Path, base: str, count: int, rules: dict[str, str]) -> Path:
    kinds = ["large" if number % BUSY == 0 else "empty" for number in range(count)]
    its = {f"feed-{number}": f"{base}/{kind}/{number}" for number, kind in enumerate(kinds)}
    return workspace(folder, its, rules, {"console": {"type": "console"}}, interval="1h", per_host=20)


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, options.feeds, options.rules, options.items, options.seed)


SUITE = Suite(
    "together",
    "memory of all processes of a daemon with many feeds, many rules and many stored items at once",
    _run,
    (
        Option("feeds", 10_000, "feeds", quick=200),
        Option("rules", 10_000, "rules over five times as many places", quick=200),
        Option("items", 1_000_000, "items in the store", quick=2_000),
        SEED,
    ),
)
