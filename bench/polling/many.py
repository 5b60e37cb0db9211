"""`python -m bench polling-many`: what thousands of feeds take of a machine, and a poll that begins with TLS."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bench.judging.measuring import resident_mb
from bench.polling.house import Costs, costs, monitoring, names, poll_once, polled_as_due
from bench.polling.serving import serve
from bench.suite import Option, Suite
from monitor import logs
from monitor.store import feeds

PACED, ROUND = 2_000, timedelta(minutes=5)
"""Feeds that are polled once in a round."""


@dataclass
class Report:
    """``resident_mb`` is that of the parent, after ``feeds`` were polled twice. ``share_percent`` of one core is what
    2,000 feeds at 5 minutes take, all 304s, measured for ``seconds``. ``tls``: each poll has a handshake."""

    feeds: int
    resident_mb: float
    share_percent: float
    seconds: float
    tls: Costs
    problems: list[str] = field(default_factory=list)


def measure(folder: Path, count: int, tls: int, seconds: float) -> Report:
    problems: list[str] = []
    with serve() as base:
        memory, share = asyncio.run(_many(folder / "many", base, count, seconds, problems))
    return Report(count, memory, share, seconds, _over_tls(folder / "tls", tls), problems)


async def _many(folder: Path, base: str, count: int, seconds: float, problems: list[str]) -> tuple[float, float]:
    every = names("empty", count)
    async with monitoring(folder, base, {"empty": count}) as monitor:
        for outcome in ("changed", "unchanged"):
            outcomes, _, _ = await poll_once(monitor, every)
            if outcomes[outcome] != count:
                problems.append(f"{outcome}: {outcomes[outcome]} instead of {count}")
        memory = resident_mb()
        paced = every[: round(PACED * seconds / ROUND.total_seconds())]
        step, now = timedelta(seconds=seconds) / len(paced), monitor.now()
        with monitor.database.writing() as tx:
            for number, name in enumerate(paced):
                feeds.make_due(tx, now + step * number, [name])
        _, wall, cpu = await polled_as_due(monitor, paced)
    return round(memory, 1), round(cpu / wall * 100, 2)


def _over_tls(folder: Path, count: int) -> Costs:
    """In a process of its own: whose certificates are trusted is settled when a process begins."""
    folder.mkdir(parents=True)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    about = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    subprocess.run([*made, *about, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with serve(certificate, key) as base:
        said = subprocess.run(
            [sys.executable, "-m", "bench.polling.many", str(folder / "feeds"), base, str(count)],
            env=os.environ | {"SSL_CERT_FILE": str(certificate)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return Costs(**json.loads(said.stdout))


async def _tls(folder: Path, base: str, count: int) -> Costs:
    every = names("empty", count)
    async with monitoring(folder, base, {"empty": count}) as monitor:
        await poll_once(monitor, every)
        outcomes, wall, cpu = await poll_once(monitor, every)
    if outcomes["unchanged"] != count:
        raise SystemExit(f"304s over TLS: {outcomes['unchanged']} instead of {count}")
    return costs(count, wall, cpu)


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, options.feeds, options.tls, options.seconds)


SUITE = Suite(
    "polling-many",
    "what 10,000 feeds take of memory, 2,000 feeds of a core, and a poll that begins with TLS",
    _run,
    (
        Option("feeds", 10_000, "feeds in memory", quick=300),
        Option("tls", 1_000, "feeds polled over TLS", quick=50),
        Option("seconds", 60.0, "how long the pace of 2,000 feeds at 5 minutes is kept", quick=5.0),
    ),
)

if __name__ == "__main__":
    logs.configure(level=logging.ERROR)
    print(json.dumps(vars(asyncio.run(_tls(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))))
