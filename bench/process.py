"""The daemon as a process of its own, and what its store says of it."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from monitor.store import feeds
from monitor.store.deliveries import backlog
from monitor.store.schema import open_store


class Daemon(Protocol):
    """What a :class:`subprocess.Popen` is, as far as it is needed."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, number: signal.Signals, /) -> None: ...


def launch(config: Path) -> subprocess.Popen[bytes]:
    """Start the daemon; its log is ``log.jsonl`` beside ``config``, anew each time."""
    with log_of(config).open("wb") as stream:  # a pipe would fill up, as nobody reads it
        return subprocess.Popen(
            [sys.executable, "-m", "monitor", "run", "--config", str(config)],
            stderr=stream,
            stdout=subprocess.DEVNULL,
        )


def log_of(config: Path) -> Path:
    return config.parent / "log.jsonl"


def start(config: Path, seconds: float = 90, launch: Callable[[Path], Daemon] = launch) -> Daemon:
    """Start the daemon and wait until it says that it runs, for so long at most."""
    daemon, log = launch(config), log_of(config)
    until(lambda: b'"running' in log.read_bytes() or daemon.poll() is not None, "the daemon runs", seconds)
    if daemon.poll() is not None:
        raise AssertionError(f"the daemon ended with {daemon.returncode}: {log.read_text(encoding='utf-8')[-2_000:]}")
    return daemon


def kill(daemon: Daemon) -> None:
    os.kill(daemon.pid, signal.SIGKILL)
    daemon.wait()


def stop(daemon: Daemon) -> None:
    """As a person stops it. Raises AssertionError if it does not end well."""
    daemon.send_signal(signal.SIGTERM)
    if daemon.wait(timeout=30) != 0:
        raise AssertionError(f"the daemon ended with {daemon.returncode}")


def settled(folder: Path, documents: Iterable[str], *, told: bool = True) -> Callable[[], bool]:
    """Whether each of the feeds' documents is stored and, with ``told``, nothing waits to be delivered."""
    wanted = {hashlib.blake2b(one.encode(), digest_size=16).hexdigest() for one in documents}

    def is_settled() -> bool:
        database = open_store(f"sqlite:///{folder}/monitor.sqlite")
        try:
            with database.reading() as tx:
                stored = {state.body_hash for state in feeds.listed(tx)}
                return stored == wanted and not (told and backlog.open_count(tx))
        finally:
            database.close()

    return is_settled


def until(condition: Callable[[], bool], what: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:.0f} s until {what}")
        time.sleep(0.05)
