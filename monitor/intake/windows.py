"""When a report came out, and the windows of a rule in which that lies. What comes late, as its feed was not heard,
counts in its own time: else an outage would end with a spike of all that was missed."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.intake.types import Occasion
from monitor.store import matters
from monitor.store.database import Transaction

MOST_ENDS = 50
"""Windows that are asked for: thousands of reports may have come out later and been read before."""


def came_out(occasion: Occasion) -> datetime:
    """When a report came out, as far as its feed had not answered since; else now. When an edit was made nobody
    says."""
    article, now = occasion.article, occasion.now
    if not article.published_known or occasion.edition_number > 1:
        return now
    return min(now, max(article.published, now - occasion.unheard))


def ends(tx: Transaction, rule: str, group: str, at: datetime, span: timedelta) -> list[datetime]:
    """Of the windows of ``span`` that hold ``at`` those in which most may have been seen: when each ends, the one of
    ``at`` first. What came out later has been read before only after an outage of a feed, or of the daemon."""
    later = matters.sighting_times(tx, rule, group, at, at + span)
    every = -(-len(later) // MOST_ENDS) or 1
    return [at, *reversed(later[::-1][::every])]
