"""What the pages know of the daemon that serves them, beside its database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from monitor.answers.health import MOST_PROBLEMS
from monitor.core.rules.ruleset import RuleSet
from monitor.core.zones import UNIVERSAL
from monitor.store import file_sets
from monitor.store.database import Transaction
from monitor.store.refusals import DatabaseRefusal
from monitor.web.same_origin import refusal_of_name


@dataclass(frozen=True, slots=True)
class Daemon:
    """The daemon, as far as pages ask it for something."""

    key: bytes
    """Of signed links."""
    hosts: frozenset[str]
    """The names under which the page is reached."""
    public_url: str
    """Its address for readers; may be empty."""
    is_local: bool
    """Whether it is reached from this machine only."""
    wake: Callable[[], None]
    """Wakes the sender; called from any thread."""
    waiting: Callable[[], DatabaseRefusal | None] = lambda: None
    """Since when and why the daemon waits for the database; None if it does not."""
    rules: Callable[[], RuleSet | None] = lambda: None
    """Those in force."""
    zone: ZoneInfo = UNIVERSAL
    """By whose clocks pages show times."""

    def refusal(self, headers: Mapping[str, str]) -> str:
        """Why a request with these ``headers`` is refused; empty if it is not."""
        return refusal_of_name(headers, self.hosts) if self.is_local else ""


def notices(tx: Transaction, daemon: Daemon) -> dict[str, Any]:
    """What pages say at their top: that the database refuses, which edit is not used, and what is in force instead. The
    pages of signed links do not: anybody may hold such a link, and mistakes quote the files."""
    bad, good = file_sets.bad_edit(tx), file_sets.good_set(tx)
    return {"waiting": daemon.waiting(), "bad_edit": bad, "most_problems": MOST_PROBLEMS, "in_force": good}
