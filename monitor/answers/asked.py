"""Which article a person means who asks for it by its id, by what messages and reasons call it, by its address, or by
words of its headline."""

from __future__ import annotations

import re

from monitor.core.errors import MonitorError
from monitor.core.ids import MAX_ID
from monitor.core.zones import stamp
from monitor.store import alerts, articles, finding
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction

MAX_FOUND = 30
NOT_FOUND = (
    "nothing stored is at this address or has these words in its headline: it was never fetched, came and went between "
    "two polls, or was left out by max_items (`monitor feeds` says so), or could not be taken (`monitor items "
    "--quarantined`), or its headline is another one now"
)
_NAMED = re.compile(r"(?i)(item|alert)\s*#?\s*([1-9][0-9]{0,18})")
"""As reasons name an item, and messages an alert."""


def asked_for(tx: Transaction, wanted: str) -> list[StoredArticle]:
    """The article that is meant, or those that may be, newest first; seeds only where no item is. Raises MonitorError
    if there is none, or it is in quarantine."""
    wanted = wanted.strip()
    if wanted.isdecimal():
        return [_item(tx, int(wanted))]
    if named := _NAMED.fullmatch(wanted):
        number = int(named[2])
        return [_item(tx, number) if named[1].lower() == "item" else _of_alert(tx, number)]
    found = finding.find(tx, wanted, limit=MAX_FOUND) or finding.find_seeds(tx, wanted)[:MAX_FOUND]
    if not found and (broken := finding.find_quarantined(tx, wanted)):
        first = broken[0]
        raise MonitorError(
            f'"{wanted}": in quarantine since {stamp(first.at)}, from {first.feed}: {first.reason}: it '
            "told nothing; `monitor items --quarantined` shows it"
        )
    if not found:
        raise MonitorError(f'"{wanted}": {NOT_FOUND}')
    return found


def _item(tx: Transaction, item_id: int) -> StoredArticle:
    article = articles.get(tx, item_id) if item_id <= MAX_ID else None
    if article is None:
        raise MonitorError(f"no item {item_id}: `monitor items` lists them, `--find` finds one by words or address")
    return article


def _of_alert(tx: Transaction, alert_id: int) -> StoredArticle:
    alert = alerts.get(tx, alert_id) if alert_id <= MAX_ID else None
    if alert is None:
        raise MonitorError(f"no alert {alert_id}: `monitor alerts list` has the latest")
    article_id = alerts.article_of(tx, alert_id)
    article = articles.get(tx, article_id) if article_id is not None else None
    if article is None:
        raise MonitorError(f"alert {alert_id} is on no item: {alert.why}")
    return article
