"""What databases of before 0019 said in sentences only: what held a message, why it was closed, why a match is silent."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from alembic import command
from sqlalchemy import text

from monitor.store.database import open_database
from monitor.store.schema import migrate
from tests.store.backends import alembic_of

DELIVERY = """
    INSERT INTO delivery (alert_id, also, receiver, key, state, attempts, next_attempt_at, lease_token, unrecorded, error,
    created_at, form, heading, hold, hold_why, counted, reference)
    VALUES (1, '[]', 'desk', :key, :state, 0, '2026-03-01 12:00:00', '', :no, :error, '2026-03-01 12:00:00', 'single', '',
    :hold, :why, :no, '')
"""
MATCH = """
    INSERT INTO match (article_id, edition_number, rule, severity, ruleset, mentions, inherited, outcome, why, at)
    VALUES (1, 1, 'r', 'low', 'v', '[]', :no, :outcome, :why, '2026-03-01 12:00:00')
"""


def migrated(store_url: str, insert: str, values: Mapping[str, object], query: str) -> tuple[object, ...]:
    """What ``query`` finds of a row of before."""
    database = open_database(store_url)
    try:
        with database.writing() as tx:
            command.upgrade(alembic_of(tx), "0018")
            tx.connection.execute(text(insert), {**values, "no": False})
        migrate(database)
        with database.reading() as tx:
            return tuple(tx.connection.execute(text(query)).one())
    finally:
        database.close()


@pytest.mark.parametrize(
    ("hold", "why", "held_by", "silence"),
    [
        ("", "", "", None),
        ("quiet_hours", "quiet hours 22:00-07:00", "quiet_hours", None),
        ("digest", "digest 08:00", "digest", None),
        ("digest", "cap of 3 messages in 10 m", "cap", None),
        ("escalation", "unless somebody acknowledges within 15 minutes", "escalation", None),
        ("escalation", "unless somebody acknowledges within 15 minutes of being told", "untold", None),
        ("escalation", "a person wants it sent", "by_hand", None),
        ("escalation", "snooze 12 (storm) until 1 Mar 13:00", "snooze", 12),
        ("silence", "silence 3 (exercise)", "silence", 3),
    ],
)
def test_what_held_a_message(store_url: str, hold: str, why: str, held_by: str, silence: int | None) -> None:
    values = {"key": "k", "state": "held", "error": "", "hold": hold, "why": why}
    found = migrated(store_url, DELIVERY, values, "SELECT hold, held_by, silence_id, hold_why FROM delivery")
    assert found == (hold, held_by, silence, "" if held_by == "by_hand" else why)


@pytest.mark.parametrize(
    ("state", "error", "closed_as"),
    [
        ("closed", "acknowledged before it was due", "acknowledged"),
        ("closed", "its alert was silenced", "silenced"),
        ("closed", "its receiver left the config, boss is told", "receiver_left"),
        ("closed", "the routes escalate it to boss no more", "step_left"),
        ("dead", "its receiver left the config, boss is told", ""),
    ],
)
def test_why_one_was_closed(store_url: str, state: str, error: str, closed_as: str) -> None:
    values = {"key": "k", "state": state, "error": error, "hold": "", "why": ""}
    assert migrated(store_url, DELIVERY, values, "SELECT closed_as FROM delivery") == (closed_as,)


INHERITED = "inherited, its own text does not meet the rule that told its story: "


@pytest.mark.parametrize(
    ("outcome", "why", "silent_for", "told_in"),
    [
        ("suppressed", "in the feed's first poll: known from now on, counts as told", "baseline", None),
        ("suppressed", "published 30 h ago, longer than alert_window (1 day)", "too_old", None),
        ("suppressed", f"{INHERITED}published 30 h ago, longer than alert_window (1 day)", "too_old", None),
        ("suppressed", "told before by this rule (alert 12): tells again what item 3 told", "told", 12),
        ("suppressed", f"{INHERITED}told before by this rule (alert 12): tells again", "told", 12),
        ("suppressed", "counts as told (silence 3 (exercise)): tells again what item 3 told", "told", None),
        ("suppressed", "the rule asks for the first report of a story only: goes on", "not_asked_for", None),
        ("suppressed", "no spike: 2 in 1 h, the usual is 1.00", "over_time", None),
        ("suppressed", "Morek was mentioned before, last on 1 Mar 12:00", "over_time", None),
        ("alert", "new story: nothing stored tells this", "", None),
    ],
)
def test_why_a_match_was_silent(store_url: str, outcome: str, why: str, silent_for: str, told_in: int | None) -> None:
    found = migrated(store_url, MATCH, {"outcome": outcome, "why": why}, "SELECT silent_for, told_in, why FROM match")
    assert found == (silent_for, told_in, why)
