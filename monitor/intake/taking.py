"""A document on its way through intake, chunk by chunk."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.core.identity import Broken
from monitor.intake.identify import Identified
from monitor.intake.types import Result, Taken
from monitor.intake.visit import Visit
from monitor.store.database import Transaction

CHUNK = 50
"""Articles in one transaction: so many keep messages waiting for less than a second."""


class LeaseLost(Exception):
    """Somebody else polls this feed now; nothing of this chunk was written."""


@dataclass(frozen=True, slots=True)
class Bookkeeping:
    """What a poll adds to the transactions: ``guard`` says whether its lease still holds, ``finish`` runs in the
    last chunk, with everything else or not at all."""

    feed: str = ""
    guard: Callable[[Transaction], bool] = lambda _: True
    finish: Callable[[Transaction, Sequence[Taken]], None] = lambda _, __: None


@dataclass(slots=True)
class Taking:
    """A document that is taken chunk by chunk; between two of them others may write."""

    visit: Visit
    left: deque[list[Identified]]
    """The chunks to come."""
    unchanged: Sequence[Identified]
    """What stands in the store as it is."""
    broken: Sequence[Broken]
    """What could not be made an article."""
    books: Bookkeeping
    taken: list[Taken]
    begun: bool = False
    result: Result | None = None
    """None until the last chunk is committed."""
