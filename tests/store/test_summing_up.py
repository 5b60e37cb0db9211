"""Which messages come as one, in both databases: what is late, what was held together."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.core.alerts.types import Form
from monitor.core.types import Severity
from monitor.delivery.summing_up import MANY
from monitor.store import alerts
from monitor.store.database import Database
from monitor.store.deliveries import attempts, outbox
from tests.make import NOW
from tests.store.claiming import HELD, claimed, message, put
from tests.store.filled import HOUR, MINUTE


@pytest.mark.parametrize(("count", "form"), [(MANY - 1, Form.SINGLE), (MANY, Form.SUMMARY)])
def test_what_is_late_comes_as_one_from_three_on(database: Database, count: int, form: Form) -> None:
    for number in range(count):
        message(database, put(database, f"k{number}"))
    assert claimed(database, at=HOUR).form is form


def test_of_late_messages_the_first_goes_out_though_it_has_more_alerts_than_a_summary_lists(database: Database) -> None:
    lead = put(database, "lead")
    message(database, lead, also=list(range(1_000, 1_000 + attempts.IN_A_SUMMARY)))
    for number in range(MANY):
        message(database, put(database, f"k{number}"))
    first = claimed(database, at=HOUR)
    assert (first.alert.id, len(first.also) + first.more) == (lead.id, attempts.IN_A_SUMMARY)
    assert len(claimed(database, at=HOUR).also) == MANY - 1


def test_a_summary_has_each_alert_once_and_is_as_old_as_its_oldest_message(database: Database) -> None:
    """What went to a receiver that left may have come to this one too, in part."""
    low, both, grave = put(database, "low"), put(database, "both"), put(database, "grave", severity=Severity.CRITICAL)
    message(database, both, low, at=MINUTE, **HELD)
    message(database, both, **HELD)
    message(database, grave, at=2 * MINUTE, **HELD)
    summary = claimed(database, at=HOUR)
    assert summary.alert.id == grave.id and sorted(one.id for one in summary.also) == [low.id, both.id]
    with database.reading() as tx:
        stored = outbox.get(tx, summary.id)
        assert summary.id in [one.id for one in outbox.of_alerts(tx, [low])[low.id]], "though it is not sent yet"
    assert stored is not None and stored.created_at == NOW


def test_a_summary_says_how_much_of_it_was_acknowledged_by_whom(database: Database) -> None:
    seen, other = put(database, "seen"), put(database, "other")
    for one in (seen, other):
        message(database, one, **HELD)
    with database.writing() as tx:
        alerts.acknowledge(tx, seen.id, "selma", NOW)
    summary = claimed(database, at=MINUTE)
    assert (summary.form, summary.alert.id, summary.notes) == (
        Form.SUMMARY,
        seen.id,
        ("Acknowledged by selma: 1 of 2 alerts",),
    )


def test_a_summary_of_what_may_have_arrived_is_a_possible_repeat_though_it_was_recorded_as_unknown(
    database: Database,
) -> None:
    for number in range(MANY):
        unknown: dict[str, Any] = {"attempts": 1, "error": "no answer", "unrecorded": True} if number == 1 else {}
        message(database, put(database, f"k{number}"), **unknown)
    summary = claimed(database, at=HOUR)
    assert summary.form is Form.SUMMARY and summary.possible_repeat
