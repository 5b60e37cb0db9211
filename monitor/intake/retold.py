"""What a report goes back to: the one that it told again, the one that that told again, and so on."""

from __future__ import annotations

from monitor.core.types import NOTHING_NEW
from monitor.store import articles
from monitor.store.database import Transaction

MOST_RETOLD = 10
"""Times that it is told again through which a report is followed."""


def retelling_chain(tx: Transaction, article_id: int) -> list[int]:
    """The report, and if it told nothing new the one that it told again, and so on; the first that said it is last."""
    found = [article_id]
    while len(found) <= MOST_RETOLD:
        stored = articles.get(tx, found[-1])
        if stored is None or stored.verdict not in NOTHING_NEW:
            break
        if stored.verdict_of is None or stored.verdict_of in found:
            break
        found.append(stored.verdict_of)
    return found
