"""Which entries of a document that has too many are read. Runs in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

Entry = TypeVar("Entry")
_OUT_OF_ORDER = 0.1
"""Of the steps from one date to another: some are pinned, some dates are wrong."""


def newest(entries: Sequence[Entry], date: Callable[[Entry], datetime | None], most: int) -> Sequence[Entry]:
    """The first ``most``, as feeds are sorted; of one that is sorted oldest first the last, where the new ones come."""
    if len(entries) <= most:
        return entries
    return entries[-most:] if _ascend(map(date, entries), len(entries)) else entries[:most]


def _ascend(dates: Iterable[datetime | None], count: int) -> bool:
    known = [date for date in dates if date is not None]
    if len(known) * 2 < count or known[0] >= known[-1]:
        return False
    steps = [one < other for one, other in pairwise(known) if one != other]
    return steps.count(False) <= _OUT_OF_ORDER * len(steps)
