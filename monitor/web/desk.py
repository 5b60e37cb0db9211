"""What the pages know of the daemon beside its database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.store import file_sets
from monitor.store.database import Transaction
from monitor.store.refusals import Waiting
from monitor.web.same_origin import is_asked_elsewhere


@dataclass(frozen=True, slots=True)
class Desk:
    """What acts need: the key of signed links, the names under which the page is reached and its address for readers
    (may be empty), whether it is reached from this machine only, what wakes the sender (called from any thread), and
    whether the daemon waits for the database."""

    key: bytes
    hosts: frozenset[str]
    public_url: str
    is_local: bool
    wake: Callable[[], None]
    waiting: Callable[[], Waiting | None] = lambda: None

    def refusal(self, headers: Mapping[str, str]) -> str:
        """Why a request with these ``headers`` is refused; empty if it is not."""
        return is_asked_elsewhere(headers, self.hosts) if self.is_local else ""


def standing(tx: Transaction, desk: Desk) -> dict[str, Any]:
    """What pages say at their top: that nothing is stored, the edit that is not used, and what is in force instead.
    Those of signed links do not: anybody may have a link, and mistakes quote the files."""
    return {"waiting": desk.waiting(), "bad_edit": file_sets.bad_edit(tx), "in_force": file_sets.good_set(tx)}
