"""The monitor under test, in this process, with a clock that moves when told; and as a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from unittest.mock import patch

import pytest

from monitor.app import Monitor
from monitor.cli import main
from monitor.core.alerts.types import Alert
from monitor.in_force.load import load_files
from monitor.polling.poll import Polled
from monitor.store import alerts, articles
from monitor.store.articles import StoredArticle
from monitor.store.schema import open_store
from tests.make import NOW

MONITOR = (sys.executable, "-m", "monitor")


@dataclass
class Clock:
    """Now, as the monitor sees it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Running:
    """A monitor that polls and delivers when told."""

    monitor: Monitor
    clock: Clock
    console: StringIO

    async def poll(self, **later: float) -> dict[str, Polled]:
        """Move the clock, poll all that is due; feed -> how it went."""
        self.clock.move(**later)
        done: dict[str, Polled] = {}
        while tasks := await self.monitor.poller.poll_due():
            done |= {polled.feed: polled for polled in await asyncio.gather(*tasks)}
        return done

    async def deliver(self, **later: float) -> None:
        """Move the clock, send all that is due, each receiver until its first failure."""
        self.clock.move(**later)
        await asyncio.gather(*await self.monitor.deliverer.deliver_due())

    def items(self) -> list[StoredArticle]:
        """Stored items, oldest first."""
        with self.monitor.database.reading() as tx:
            return articles.listed(tx, limit=10_000)[::-1]

    def alerts(self) -> list[Alert]:
        """Alerts, oldest first."""
        with self.monitor.database.reading() as tx:
            return alerts.listed(tx, limit=10_000)[::-1]


@asynccontextmanager
async def running(config: Path, clock: Clock | None = None) -> AsyncIterator[Running]:
    """A monitor on ``config``'s own files and database."""
    files = load_files(config)
    database = open_store(files.config.store_url)
    clock, console = clock or Clock(), StringIO()
    try:
        async with Monitor(files, database, now=clock, chance=lambda: 0.5, console=console) as monitor:
            clock.move(seconds=1)  # the first polls are spread over a second
            yield Running(monitor, clock, console)
    finally:
        database.close()


def command(
    *arguments: str | Path,
    folder: Path,
    stdin: str | None = None,
    through: Sequence[str] = (),
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """`monitor ...` as a person runs it; ``through`` is a command that starts it."""
    return subprocess.run(
        [*through, *MONITOR, *map(str, arguments)],
        cwd=folder,
        input=stdin,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def command_here(*arguments: str | Path | int, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """As :func:`command`, in this process: to start one costs a hundred times what most commands do. A command that
    ends its process though a thread of it hangs must not end this one, where a thread of an earlier test may."""
    said, wrong = StringIO(), StringIO()
    code: int | str | None = 0
    given = ["monitor", *map(str, arguments)]
    with (
        patch.object(os, "_exit", sys.exit),
        patch.object(sys, "argv", given),
        patch.dict(os.environ, environment),
        chdir(folder),
        redirect_stdout(said),
        redirect_stderr(wrong),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    return subprocess.CompletedProcess(given, int(code or 0), said.getvalue(), wrong.getvalue())


@dataclass
class Daemon:
    """`monitor run` as a process; its log lines are read from a file."""

    process: subprocess.Popen[bytes]
    log: Path

    def lines(self, event: str = "") -> list[dict[str, Any]]:
        """Log lines whose event begins with ``event``. Whatever is no JSON fails here."""
        whole = self.log.read_text(encoding="utf-8").rpartition("\n")[0]
        return [line for text in whole.splitlines() if (line := json.loads(text))["event"].startswith(event)]

    def wait_for(self, event: str, count: int = 1) -> list[dict[str, Any]]:
        until(lambda: len(self.lines(event)) >= count or self.process.poll() is not None, f"the log says {event!r}")
        found = self.lines(event)
        assert len(found) >= count, f"the daemon ended with {self.process.poll()}: {self.log.read_text()}"
        return found

    def stop(self, number: int) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


@contextmanager
def daemon(config: Path, *options: str, wait: bool = True, through: Sequence[str] = ()) -> Iterator[Daemon]:
    """`monitor run`, killed at the end if it still runs; ``through`` is a command that starts it."""
    log = config.parent / f"log-{len(list(config.parent.glob('log-*')))}.jsonl"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*through, *MONITOR, "run", "--config", str(config), *options], stdout=subprocess.DEVNULL, stderr=stream
        )
    started = Daemon(process, log)
    try:
        if wait:
            started.wait_for("running")
        yield started
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def until(condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait for ``condition``. Raises TimeoutError, saying what did not come."""
    deadline = monotonic() + seconds
    while not condition():
        if monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:.0f} s until {what}")
        sleep(0.02)


def bound_by_permissions() -> tuple[str, ...]:
    """What makes a command obey file permissions, which root does not."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root ignores permissions, and there is no setpriv to change that")
    return ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--")


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def headlines(found: Sequence[Alert]) -> list[str]:
    return [alert.headline for alert in found]
