"""What befalls a daemon: killed at some moment, its database locked by another process, its disk full."""

from __future__ import annotations

import contextlib
import random
import resource
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from bench.forked import launch
from bench.process import Daemon, kill, log_of, start

LONGEST = 1.5
"""Seconds after which a daemon is killed at the latest."""
BAD_SECONDS = 2.0
"""How long a lock or a full disk lasts."""
Disturbance = Callable[[Path, random.Random], None]
"""Starts the daemon of a config and leaves it dead."""


def killed_running(config: Path, chance: random.Random) -> None:
    """At a random moment after it says that it runs."""
    daemon = start(config, launch=launch)
    time.sleep(chance.uniform(0.0, LONGEST))
    kill(daemon)


def killed_starting(config: Path, chance: random.Random) -> None:
    """At a random moment after its process began."""
    daemon = launch(config)
    time.sleep(chance.uniform(0.0, 2 * LONGEST))
    kill(daemon)


def locked(config: Path, chance: random.Random) -> None:
    """Another process holds the only right to write for some seconds; killed soon after."""
    daemon = start(config, launch=launch)
    time.sleep(chance.uniform(0.0, LONGEST))
    with contextlib.closing(sqlite3.connect(_store(config), timeout=30, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        time.sleep(BAD_SECONDS)
        other.execute("ROLLBACK")
    time.sleep(chance.uniform(0.0, LONGEST))
    kill(daemon)


def disk_full(config: Path, chance: random.Random) -> None:
    """No file can grow for some seconds (the limit RLIMIT_FSIZE, as no disk of ours is full); killed soon after."""
    daemon = start(config, launch=launch)
    _limit_files(daemon, log_of(config).stat().st_size + 8_192)
    time.sleep(BAD_SECONDS)
    _limit_files(daemon, resource.RLIM_INFINITY)
    time.sleep(chance.uniform(0.0, LONGEST))
    kill(daemon)


def _limit_files(daemon: Daemon, size: int) -> None:
    resource.prlimit(daemon.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _store(config: Path) -> Path:
    return config.parent / "monitor.sqlite"
