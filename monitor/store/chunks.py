"""Long lists of values, in parts that a statement takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")
MAX_VARIABLES = 500
"""Values in one IN (...): well below what SQLite takes."""


def chunks(values: Iterable[_T]) -> Iterator[list[_T]]:
    """All of them in their order, at most ``MAX_VARIABLES`` at a time."""
    rest = iter(values)
    while some := list(islice(rest, MAX_VARIABLES)):
        yield some
