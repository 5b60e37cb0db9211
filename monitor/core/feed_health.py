"""What is wrong with a feed, from how its polls went: said once when it begins, and once when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.durations import shown
from monitor.core.rhythm import Rhythm

FAILURES = 3
"""Failed polls in a row from which a feed fails: one bad answer is nobody's business."""
GONE_POLLS = 3
"""Answers 410 in a row from which a feed is retired; one may be a mistake."""
HELD_POLLS = 3
"""Polls in a row that were redirected for good to one address, from which the feed is asked there."""
GAP_ITEMS = 5
"""New items from which a document without any known one may have left out others."""
QUIET_ITEMS, QUIET_FOR = 10.0, timedelta(days=1)
"""A feed is quiet that should have brought so many items since its last one, after a day. By chance that happens once
in 22,000 times (Poisson: exp(-10))."""


class Trouble(StrEnum):
    """``GAP`` passes by itself with the next poll."""

    NONE = ""
    FAILING = "failing"
    RETIRED = "retired"
    MOVED = "moved"
    QUIET = "quiet"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong and why, in words for a person; nothing is wrong with ``Trouble.NONE``."""

    trouble: Trouble = Trouble.NONE
    why: str = ""


def after_failure(failures: int, gone_polls: int, reason: str) -> Health:
    """``failures`` and answers 410 in a row, this one among them."""
    if gone_polls >= GONE_POLLS:
        return Health(Trouble.RETIRED, f"its publisher says that it is gone (410, {gone_polls} times)")
    if failures >= FAILURES:
        return Health(Trouble.FAILING, reason)
    return Health()


def after_success(
    *, moved_to: str, new: int, known: int, first: bool, rhythm: Rhythm, newest: datetime | None, now: datetime,
    interval: timedelta,
) -> Health:  # fmt: skip
    """After a poll that brought ``new`` items beside ``known`` ones; ``newest`` is when the last new one came, and
    ``interval`` the one that the feed began with."""
    if not first and new >= GAP_ITEMS and not known:
        return Health(Trouble.GAP, f"all {new} items are new: others may have come and gone since the last poll")
    if moved_to:
        return Health(Trouble.MOVED, f"for good to {moved_to}, where it is asked now: change its url")
    if newest is not None and now - newest >= QUIET_FOR:
        missed = rhythm.expected(newest, now, interval)
        if missed >= QUIET_ITEMS:
            return Health(Trouble.QUIET, f"nothing new for {shown(now - newest)}, where it brings {missed:.0f} items")
    return Health()
