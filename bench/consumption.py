"""What a process takes with all that come from it: parse workers are its grandchildren, and are replaced at times."""

from __future__ import annotations

import os
import resource
from pathlib import Path


def family(process: int) -> list[int]:
    """``process`` first, then those below it that run."""
    found = [process]
    for one in found:
        found += _children(one)
    return found


def cpu_seconds(process: int) -> float:
    """Of all, those that ended included."""
    return sum(map(_used, family(process)))


def resident_mb(process: int) -> float:
    """Of this one, now."""
    pages = _read(process, "statm").split()
    return int(pages[1]) * resource.getpagesize() / 1e6 if pages else 0.0


def shared_out_mb(process: int) -> float:
    """As :func:`resident_mb`, but of a page that several have only its share."""
    lines = (line.split() for line in _read(process, "smaps_rollup").splitlines())
    return sum(int(line[1]) for line in lines if line[0] == "Pss:") * 1_024 / 1e6


def _children(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
    except OSError:
        return []
    return [int(child) for task in tasks for child in _read(process, f"task/{task.name}/children").split()]


def _used(process: int) -> float:
    """A process counts those below it that ended and that it waited for."""
    fields = _read(process, "stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _read(process: int, what: str) -> str:
    """Nothing of one that has just ended."""
    try:
        return Path(f"/proc/{process}/{what}").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
