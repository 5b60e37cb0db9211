"""Times and memory, as this suite states them."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from pathlib import Path


def microseconds(nanoseconds: Sequence[int]) -> dict[str, float]:
    """Of the times given: the middle, the 99th of a hundred, the 999th of a thousand, the mean."""
    ordered = sorted(nanoseconds)
    last = len(ordered) - 1
    found = {name: ordered[round(share * last)] / 1_000 for name, share in _SHARES.items()}
    return {name: round(value, 1) for name, value in (found | {"mean": sum(ordered) / len(ordered) / 1_000}).items()}


_SHARES = {"p50": 0.5, "p99": 0.99, "p99.9": 0.999}


def resident_mb() -> float:
    """Of this process, now; where the system does not tell, at its peak."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
