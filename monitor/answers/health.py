"""How it goes, under the names that /healthz and `monitor status --json` have in common; the page has its counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from monitor.answers.status import Status
from monitor.core.errors import Problem

MOST_PROBLEMS = 50
"""That the page and /healthz name: a mistake that a script made stands in thousands of files. Watchers ask often."""


def counts(status: Status) -> dict[str, int]:
    return {
        "feeds": status.feeds,
        "feeds_failing": len(status.feeds_failing),
        "items": status.items,
        "deliveries_open": sum(status.deliveries_open.values()),
    }


def health(
    status: Status, bad_since: datetime | None, problems: Sequence[Problem], most: int | None = None
) -> dict[str, Any]:
    """``problems`` are those of the files on the disk, since when nobody may know; ``most`` of them are named."""
    named = [asdict(one) for one in problems[:most]]
    files = {
        "good": not problems,
        "bad_since": bad_since,
        "problems": named,
        "more_problems": len(problems) - len(named),
    }
    return {
        "last_poll": status.last_poll,
        **counts(status),
        "in_force": status.in_force and asdict(status.in_force),
        "files": files,
    }
