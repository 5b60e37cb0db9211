"""What was made of a short text, remembered: a text of a megabyte would stay in memory for its being asked once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST = 2_000
"""Letters. A sentence has some 150; what has more is a page without a full stop, and seldom asked for again."""
Made = TypeVar("Made")


def remembered(count: int) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """A decorator: the latest ``count`` short texts are remembered, longer ones are made each time."""

    def decorate(make: Callable[[str], Made]) -> Callable[[str], Made]:
        short = lru_cache(maxsize=count)(make)

        @wraps(make)
        def made(text: str) -> Made:
            return short(text) if len(text) <= LONGEST else make(text)

        return made

    return decorate
