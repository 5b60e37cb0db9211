"""Which article a person means who asks for it by its id, by what messages and reasons call it, by its address, or by
words of its headline."""

from __future__ import annotations

import re

from monitor.core.errors import MonitorError
from monitor.core.ids import MAX_ID
from monitor.core.zones import stamp
from monitor.store import alerts, articles, finding, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction
from monitor.store.deliveries import outbox

MAX_FOUND = 30
NOT_FOUND = (
    "nothing stored is at this address or has these words in its headline: it was never fetched, came and went between "
    "two polls, or was left out by max_items (`monitor feeds` says so), or could not be taken (`monitor items "
    "--quarantined`), or its headline is another one now"
)
_NAMED = re.compile(r"(?i)(item|alert|story)\s*#?\s*([1-9][0-9]{0,18})(?:(?:\s*,\s*[0-9]+)*(?:\s*·.*)?)")
"""As reasons name an item and a story, and messages their alerts; also the whole last line of a message, which begins
with the alert that leads."""
_KEYED = re.compile(r"(?i)(?:key\s+)?([0-9a-f]{16})(?:\s+\(possible repeat.*)?")
"""As the last line of a message names the message."""
_LINK = re.compile(
    r"(?:https?://[^/\s]+)?/(?:(items|stories)/|(?:acts/(?:acknowledge|snooze)\.|silences/of/))([1-9][0-9]{0,18})\b\S*"
)
"""Where a message and the page lead: addresses of the page itself."""
_OF_LINK = {"items": "item", "stories": "story", None: "alert"}


def asked_for(tx: Transaction, wanted: str) -> list[StoredArticle]:
    """The article that is meant, or those that may be, newest first; seeds only where no item is. Raises MonitorError
    if there is none, or it is in quarantine."""
    wanted = wanted.strip()
    if wanted.isdecimal():
        return [_item(tx, int(wanted))]
    if named := _NAMED.fullmatch(wanted):
        return _named(tx, named[1].lower(), int(named[2]))
    if (keyed := _KEYED.fullmatch(wanted)) and (alert := outbox.alert_of(tx, keyed[1].lower())) is not None:
        return [_of_alert(tx, alert)]
    found = finding.find(tx, wanted, limit=MAX_FOUND) or finding.find_seeds(tx, wanted)[:MAX_FOUND]
    if not found and (link := _LINK.fullmatch(wanted)):  # an outlet's own address may look so, too
        return _named(tx, _OF_LINK[link[1]], int(link[2]))
    if not found and (broken := finding.find_quarantined(tx, wanted)):
        first = broken[0]
        raise MonitorError(
            f'"{wanted}": in quarantine since {stamp(first.at)}, from {first.feed}: {first.reason}: it '
            "told nothing; `monitor items --quarantined` shows it"
        )
    if not found:
        raise MonitorError(f'"{wanted}": {NOT_FOUND}')
    return found


def _named(tx: Transaction, kind: str, number: int) -> list[StoredArticle]:
    if kind == "story":
        return _of_story(tx, number)
    return [_item(tx, number) if kind == "item" else _of_alert(tx, number)]


def _of_story(tx: Transaction, story_id: int) -> list[StoredArticle]:
    now = (stories.went_into(tx, story_id) or story_id) if story_id <= MAX_ID else None
    found = articles.of_story(tx, now, MAX_FOUND) if now is not None else []
    if not found:
        raise MonitorError(f"no story {story_id}: `monitor stories list` has the latest")
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
