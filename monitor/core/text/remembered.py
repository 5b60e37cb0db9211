"""What was made of a text, remembered: of many short ones, and of as few long ones as are compared with each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST = 2_000
"""Letters of a short one. A sentence has some 150; what has more is a page without a full stop."""
LONG_ONES = 2
"""Two editions of a page: each is asked for several times while they are compared, and seldom again. More would be
megabytes."""
Made = TypeVar("Made")


def remembered(count: int) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """A decorator: the latest ``count`` short texts are remembered, and LONG_ONES longer ones."""

    def decorate(make: Callable[[str], Made]) -> Callable[[str], Made]:
        short, long = lru_cache(maxsize=count)(make), lru_cache(maxsize=LONG_ONES)(make)

        @wraps(make)
        def made(text: str) -> Made:
            return short(text) if len(text) <= LONGEST else long(text)

        return made

    return decorate
