"""A silence in the middle of a day."""

from __future__ import annotations

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.store import silences
from tests.timeline import SUNDAY, Day


def silence(one: Day, starts: str, ends: str, matchers: Matchers, kind: SilenceKind = SilenceKind.SILENCE) -> None:
    """In force from ``starts`` to ``ends``."""
    span = one.moment(starts), one.moment(ends)
    with one.run.monitor.database.writing() as tx:
        silences.insert(tx, Silence(0, kind, matchers, "selma", "", SUNDAY, *span))
