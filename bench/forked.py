"""The daemon as a fork of a process that has imported it: it begins in a third of the time, so that a campaign of a
thousand kills ends within the hour. What it is forked from has read no config and opened no store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

from bench.process import log_of

_IMPORTED = ["monitor.app", "monitor.in_force.begin", "monitor.cli.app", "monitor.cli.run", "monitor.run.local"]


class ForkedDaemon:
    """As a :class:`subprocess.Popen`, as far as this is asked of one."""

    def __init__(self, config: Path) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(_IMPORTED)
        self._process = context.Process(target=_run, args=(config,))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises subprocess.TimeoutExpired after so many seconds."""
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("monitor run", timeout or 0)
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)


def launch(config: Path) -> ForkedDaemon:
    """As :func:`bench.process.launch`."""
    log_of(config).write_bytes(b"")
    return ForkedDaemon(config)


def _run(config: Path) -> None:
    log, nothing = os.open(log_of(config), os.O_WRONLY), os.open(os.devnull, os.O_WRONLY)
    os.dup2(log, sys.stderr.fileno())
    os.dup2(nothing, sys.stdout.fileno())
    sys.argv = ["monitor", "run", "--config", str(config)]
    from monitor.cli import main

    main()
