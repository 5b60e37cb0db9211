"""Replays real feed snapshots over loopback HTTP through the real poller, and compares with an independent oracle."""

from __future__ import annotations

import argparse
import asyncio
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import oracle
from bench.folders import SNAPSHOTS
from bench.suite import Option, Suite
from bench.workspace import workspace
from monitor.app import Monitor
from monitor.core.types import AlertKind
from monitor.in_force.load import load_files
from monitor.store import alerts, articles, editions, feeds, quarantine
from monitor.store.database import Database
from monitor.store.schema import open_store
from monitor.testing import FeedServer

RULES = """
rules:
  everything:
    title: Every item
    severity: low
    when: {not: {words: [no item holds these words]}}
    tests: [{text: "anything", expect: match}]
"""


@dataclass
class Report:
    """What a replay did and where it differs from the oracle; ``differences`` should be empty."""

    feeds: int = 0
    polls: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    items: int = 0
    editions: int = 0
    first_alerts: int = 0
    follow_ups: int = 0
    quarantined: int = 0
    seconds: float = 0.0
    differences: list[str] = field(default_factory=list)


def archives(folder: Path, only: Sequence[str] = ()) -> dict[str, list[bytes]]:
    """Feed name -> its documents in order of time. The archive of several feeds gives one entry a feed.
    Raises SystemExit if there is none."""
    found: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for path in sorted(folder.glob("*.tar.xz")):
        name = path.name.removesuffix(".tar.xz")
        if only and name not in only:
            continue
        with tarfile.open(path) as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is not None:
                    found[f"{name}-{Path(member.name).parent.name}"].append((Path(member.name).name, stream.read()))
    if not found:
        raise SystemExit(f"no *.tar.xz archives in {folder}: name the folder with --archives")
    return {name: [body for _, body in sorted(bodies)] for name, bodies in found.items()}


def replay(documents: Mapping[str, Sequence[bytes]], folder: Path) -> Report:
    """Serve each feed's documents one after the other, polling every feed after each step."""
    report = Report(feeds=len(documents))
    began = time.perf_counter()
    with FeedServer() as server:
        config = _write_config(folder, {name: f"{server.url}/{name}" for name in documents})
        files = load_files(config)
        database = open_store(files.config.store_url, synchronous="FULL")
        try:
            asyncio.run(_drive(Monitor(files, database), documents, server, report))
            report.seconds = time.perf_counter() - began
            _count(database, report)
            report.differences.extend(_differences(database, documents))
        finally:
            database.close()
    return report


async def _drive(
    monitor: Monitor, documents: Mapping[str, Sequence[bytes]], server: FeedServer, report: Report
) -> None:
    async with monitor:
        for step in range(max(map(len, documents.values()))):
            present = [name for name, bodies in documents.items() if step < len(bodies)]
            for name in present:
                server.put(f"/{name}", documents[name][step], content_type="application/xml")
            with monitor.database.writing() as tx:
                feeds.make_due(tx, monitor.now(), present)
            while tasks := await monitor.poller.poll_due():
                for polled in await asyncio.gather(*tasks):
                    report.polls += 1
                    report.outcomes[polled.outcome] += 1


def _count(database: Database, report: Report) -> None:
    with database.reading() as tx:
        report.items = articles.count(tx)
        stored = articles.listed(tx, limit=1_000_000)
        report.editions = sum(len(editions.listed(tx, article.id)) for article in stored)
        report.quarantined = quarantine.count(tx)
        kinds = Counter(str(alert.kind) for alert in alerts.listed(tx, limit=1_000_000))
    report.first_alerts, report.follow_ups = kinds["first"], kinds["follow_up"]


def _differences(database: Database, documents: Mapping[str, Sequence[bytes]]) -> Iterator[str]:
    """Items missed, stored twice or merged; edits taken for new items; second first alerts; quarantine."""
    with database.reading() as tx:
        for entry in quarantine.listed(tx, limit=10):
            yield f"{entry.feed}: quarantined: {entry.reason}"
        firsts = Counter(alert.article for alert in alerts.listed(tx, limit=1_000_000) if alert.kind is AlertKind.FIRST)
        for article_id, count in firsts.items():
            if count > 1:
                yield f"item {article_id} was told first {count} times"
        for name, bodies in documents.items():
            expected = oracle.read(whole(bodies))
            stored = articles.listed(tx, limit=1_000_000, feed=name)
            if len(stored) != len(expected.items):
                yield f"{name}: {len(stored)} items stored, the oracle has {len(expected.items)}"
            by_item: dict[str, int] = {}
            for article in stored:
                key = f"g:{article.guid}" if article.guid else f"l:{article.url}"
                item = expected.find(key) if key in expected.of else key
                if item in by_item:
                    yield f"{name}: one item stored twice: {by_item[item]} and {article.id} ({article.title})"
                by_item[item] = article.id
                if item in expected.retitled and article.edition_number < 2:
                    yield f"{name}: item {article.id} was retitled, but has one edition ({article.title})"
            missed = expected.items - set(by_item)
            if missed:
                yield f"{name}: {len(missed)} items missed, such as {sorted(missed)[0]}"


def whole(bodies: Sequence[bytes]) -> Iterator[bytes]:
    """Documents that are feeds and end as feeds do: of the others nothing, or not the last entry, can be read."""
    for body in bodies:
        if b"</rss>" in body[-2_000:] or b"</feed>" in body[-2_000:] or b"</rdf:RDF>" in body[-2_000:]:
            yield body


def _write_config(folder: Path, urls: Mapping[str, str]) -> Path:
    return workspace(folder, urls, RULES, {}, interval="", alert_window="3650d", per_host=20, first_poll_within="30s")


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return replay(archives(options.archives, options.only), folder)


SUITE = Suite(
    "snapshots",
    "every stored document of 29 real feeds, served in order, against an independent reading",
    _run,
    (
        Option("archives", SNAPSHOTS, "folder of NAME.tar.xz, each the documents of a feed", kind=Path),
        Option("only", [], "names of archives", quick=["ann", "pa"]),
    ),
)
