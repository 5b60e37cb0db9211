"""How long `monitor` takes until it can do something."""

from __future__ import annotations

import resource
import subprocess
import sys
from statistics import median

from bench.folders import ROOT

TIMES = 7


def import_seconds() -> tuple[float, float]:
    """CPU seconds of a process that imports the command line, and of one that imports nothing; the middle of some."""
    return _spent("import monitor.cli.app"), _spent("pass")


def _spent(code: str) -> float:
    """The first fills the disk's cache and does not count."""
    return median([_once(code) for _ in range(TIMES + 1)][1:])


def _once(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
