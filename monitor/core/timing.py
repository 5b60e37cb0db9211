"""When next: polls and retries as pure functions of what has happened."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

MAX_BACKOFF_STEPS = 12
RETRY_FIRST = timedelta(seconds=5)
RETRY_CAP = timedelta(minutes=30)
RETRY_AFTER_CAP = timedelta(days=1)
RETIRED_EVERY = timedelta(days=1)
"""A feed that its publisher retired is asked once a day whether it is back."""
NOT_NOW = frozenset({408, 409, 423, 425, 429})
"""What HTTP refuses for now only: the same request may be taken later."""

_DAY, _EPOCH = timedelta(days=1), datetime(1970, 1, 1, tzinfo=UTC)


def spread(name: str) -> float:
    """A number in [0, 1) that is the same for a name for ever: feeds of one interval never fire together."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big") / 2**32


def after_success(now: datetime, *, name: str, wait: timedelta, wished: timedelta = timedelta(0)) -> datetime:
    """When a feed that answered is due again: after ``wait``, less or more a tenth by the feed's own spread, and not
    before its publisher's wish."""
    return now + max(wait * (0.9 + 0.2 * spread(name)), wished)


def after_failure(
    now: datetime,
    *,
    name: str,
    interval: timedelta,
    failures: int,
    max_interval: timedelta,
    retry_after: timedelta | None = None,
    retired: bool = False,
) -> datetime:
    """When a feed that failed ``failures`` times in a row is due again: the interval doubled for each, up to
    ``max_interval``, never given up. A Retry-After is obeyed up to a day."""
    wait = min(interval * int(2 ** min(failures, MAX_BACKOFF_STEPS)), max(max_interval, interval))
    wait = max(wait, RETIRED_EVERY) if retired else wait
    wait *= 0.9 + 0.2 * spread(name)
    return now + max(wait, min(retry_after or timedelta(0), RETRY_AFTER_CAP))


def is_another_day(before: datetime, now: datetime, *, name: str) -> bool:
    """Whether a day of the feed's own began between two times: those of different feeds do not begin together."""
    own = _DAY * spread(name)
    return (now + own - _EPOCH) // _DAY > (before + own - _EPOCH) // _DAY


def first_poll(now: datetime, name: str, window: timedelta) -> datetime:
    """When a feed never polled before is due: spread over ``window`` from now."""
    return now + window * spread(name)


def next_attempt(now: datetime, attempts: int, jitter: float) -> datetime:
    """When a delivery that failed ``attempts`` times is tried again; ``jitter`` in [0, 1) is the caller's chance."""
    wait = min(RETRY_FIRST * int(2 ** min(attempts - 1, MAX_BACKOFF_STEPS)), RETRY_CAP)
    return now + wait * (0.8 + 0.4 * jitter)
