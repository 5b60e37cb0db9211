"""What runs for each message or page reads what it asks for, and not all alerts that there ever were."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from monitor.store import alerts
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import escalating, lifecycle, outbox
from tests.store.backends import only_postgresql
from tests.store.filled import put_alert, put_article

MANY, ASKED_FOR, FEW = 5_000, 4_990, 100
_MORE_ALERTS = f"""
    INSERT INTO alert (key, rule, "group", severity, kind, article_id, headline, created_at, acknowledged_by, content)
    SELECT n, rule, 'story:' || n / 2, severity, kind, n, headline, created_at, '', content
    FROM alert, generate_series(2, {MANY}) n
"""
_MORE_DELIVERIES = f"""
    INSERT INTO delivery SELECT (jsonb_populate_record(delivery,
    jsonb_build_object('id', n, 'alert_id', n, 'key', 'k' || n))).* FROM delivery, generate_series(2, {MANY}) n
"""
_READ = "SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables WHERE relname IN ('alert', 'delivery')"


def _of_alerts(tx: Transaction) -> object:
    alert = alerts.get(tx, ASKED_FOR)
    assert alert is not None
    return outbox.of_alerts(tx, [alert])[ASKED_FOR]


QUESTIONS: list[Callable[[Transaction], object]] = [
    _of_alerts,
    lambda tx: escalating.tellings(tx, [ASKED_FOR])[ASKED_FOR],
    lambda tx: alerts.of_story(tx, ASKED_FOR // 2, 50),
    lambda tx: alerts.count_of_story(tx, ASKED_FOR // 2),
]


@only_postgresql
@pytest.mark.parametrize("ask", QUESTIONS, ids=["of_alerts", "tellings", "of_story", "count_of_story"])
def test_postgresql_does_not_read_all_alerts(database: Database, ask: Callable[[Transaction], object]) -> None:
    alert = put_alert(database, "1", article_id=put_article(database))
    with database.writing() as tx:
        assert alert.id == lifecycle.insert(tx, alert.id, [], "desk", "k1", alert.created) == 1
        tx.connection.execute(text(_MORE_ALERTS))
        tx.connection.execute(text(_MORE_DELIVERIES))
        tx.connection.execute(text("ANALYZE alert, delivery"))
    with database.reading() as tx:
        before = tx.connection.scalar(text(_READ))
        assert ask(tx)
        assert tx.connection.scalar(text(_READ)) - before < FEW
