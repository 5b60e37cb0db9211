"""Alerts that another version wrote, or that somebody changed by hand."""

from __future__ import annotations

import asyncio
import json
from io import StringIO
from pathlib import Path

from sqlalchemy import select, text, update

from monitor import logs
from monitor.core.types import Severity
from monitor.store import alerts, receivers
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle
from monitor.store.tables import AlertRow
from tests.make import NOW
from tests.seams.delivering import Channel, delivering, put


def rewrite(database: Database, alert_id: int, **more: object) -> None:
    """Change what is stored of an alert, as another version may have written it."""
    table = AlertRow.__table__  # type: ignore[attr-defined]
    its = table.c.id == alert_id
    with database.writing() as tx:
        content = tx.connection.execute(select(table.c.content).where(its)).scalar_one()
        tx.connection.execute(update(table).where(its).values(content=content | more))


async def test_an_alert_that_a_newer_version_wrote_is_sent(tmp_path: Path) -> None:
    desk = Channel()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        rewrite(database, put(database, "desk"), a_later_field=1)
        put(database, "desk", key="next")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [2]
    assert desk.told == ["k desk", "next desk"]


async def test_an_alert_of_a_severity_that_only_another_version_knows_is_sent_as_a_grave_one(tmp_path: Path) -> None:
    desk = Channel()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        rewrite(database, put(database, "desk"), severity="dire", kind="of a later version")
        with database.writing() as tx:
            tx.connection.execute(text("UPDATE alert SET severity = 'dire', kind = 'of a later version'"))
        put(database, "desk", key="next")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [2]
        with database.reading() as tx:
            assert [alert.severity for alert in alerts.listed(tx, limit=9)] == [Severity.HIGH, Severity.CRITICAL]
    assert desk.told == ["k desk", "next desk"]


async def test_an_alert_that_cannot_be_read_is_a_dead_letter_and_holds_up_no_other(tmp_path: Path) -> None:
    desk = Channel()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        bad = put(database, "desk")
        rewrite(database, bad, published="long ago")
        put(database, "desk", key="next")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [1]
        with database.reading() as tx:
            (dead,) = receivers.dead_letters(tx)
    assert desk.told == ["next desk"]
    assert dead.reason == f"alert {bad} cannot be read: it was changed by hand, or another version wrote it"


async def test_a_summary_tells_of_the_alerts_that_can_be_read_and_counts_the_others(tmp_path: Path) -> None:
    desk = Channel()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        first, second = put(database, "other"), put(database, "other", key="next")
        with database.writing() as tx:
            lifecycle.insert(tx, first, [second], "desk", "both to desk", NOW)
        rewrite(database, first, published="long ago")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [1]
    assert desk.told == ["next other and 1 more"]


async def test_deliveries_that_break_are_logged_with_their_receiver(tmp_path: Path) -> None:
    log = StringIO()
    logs.configure(stream=log)
    async with delivering(tmp_path, {"desk": Channel()}) as (database, deliverer):
        put(database, "desk")
        with database.writing() as tx:
            tx.connection.execute(text("UPDATE alert SET content = 'no JSON'"))
        assert await asyncio.gather(*await deliverer.deliver_due()) == [0]
    said = json.loads(log.getvalue().splitlines()[0])
    assert said["event"].startswith("deliveries broke") and said["receiver"] == "desk"
