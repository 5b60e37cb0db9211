"""Articles of one event that are taken in, and what they leave in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from monitor.core.identity import Broken
from monitor.core.types import Article, VerdictKind
from monitor.intake import Intake, Result, Taken
from monitor.intake.taking import Bookkeeping
from monitor.intake.visit import Visit
from monitor.store import alerts, quarantine
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import outbox as stored_outbox
from tests.make import NOW, STORY, article
from tests.store.filled import intake

TITLE = "Shelling kills 21 in Morek"
HIGHER = STORY.replace("21", "31")
TYPO = STORY.replace("collapsed", "colapsed")
OTHER = "The bakery of Idlib opened its doors again on Monday after two years of repairs, its owner told a visitor."


def report(text: str = STORY, title: str = TITLE, *, guid: str = "g1", feed: str = "a", **more: Any) -> Article:
    return article(title, text, guid=guid, feed=feed, **more)


def take(
    database: Database,
    *found: Article,
    now: datetime = NOW,
    broken: Sequence[Broken] = (),
    books: Bookkeeping | None = None,
    **how: Any,
) -> Result:
    return visited(intake(database), found, Visit(now, **how), broken, books)


def visited(
    one: Intake,
    found: Sequence[Article],
    visit: Visit,
    broken: Sequence[Broken] = (),
    books: Bookkeeping | None = None,
) -> Result:
    """As a poll takes a document, all chunks."""
    taking = one.begin(found, visit, broken, books=books)
    while (result := one.go_on(taking, visit.now)) is None:
        pass
    return result


def only(result: Result) -> Taken:
    (taken,) = result.taken
    return taken


def verdict(taken: Taken) -> VerdictKind:
    assert taken.verdict is not None
    return taken.verdict.kind


def outbox(database: Database) -> list[tuple[str, str]]:
    """(receiver, headline) of every delivery, oldest first."""
    with database.reading() as tx:
        rows = reversed(stored_outbox.listed(tx, limit=1_000))
        return [(row.receiver, headline_of(tx, row.alert_id)) for row in rows]


def headline_of(tx: Transaction, alert_id: int) -> str:
    found = alerts.get(tx, alert_id)
    assert found is not None
    return found.headline


def kept(database: Database) -> list[quarantine.Quarantined]:
    with database.reading() as tx:
        return list(reversed(quarantine.listed(tx, limit=1_000)))
