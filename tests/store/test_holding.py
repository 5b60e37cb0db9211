"""Which messages wait, in both databases, and for what: silences, wider alerts, what they are gathered or snoozed for."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor.core.alerts.inhibit import Inhibition
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.schedule import Digest, QuietHours, Schedule
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.alerts.types import Form, Sent
from monitor.core.types import Severity
from monitor.delivery.claim import SOME, claim_next
from monitor.delivery.wishes import Wishes
from monitor.store import silences
from monitor.store.database import Database
from monitor.store.deliveries import attempts
from tests.make import NOW
from tests.store.claiming import ESCALATES, HELD, claim, claimed, holds, message, put
from tests.store.filled import HOUR, LEASE, MINUTE


def test_what_escalates_is_closed_if_its_alert_was_silenced_and_delays_no_other(database: Database) -> None:
    alert = put(database, "k")
    message(database, alert, receiver="phone", state="silenced", hold="silence", hold_why="silence 1")
    escalating = message(database, alert, **ESCALATES)
    other = message(database, put(database, "other"))
    assert claimed(database).id == other and holds(database)[escalating][0] == "closed"


def test_what_escalated_and_was_refused_is_tried_again_though_its_alert_is_silenced_since(database: Database) -> None:
    """It may have arrived, and the next attempt says so."""
    alert = put(database, "k")
    message(database, alert, receiver="phone", state="silenced", hold="silence", hold_why="silence 1")
    tried = message(database, alert, **(ESCALATES | {"state": "pending", "attempts": 1, "error": "HTTP 503"}))
    assert claimed(database).id == tried


def test_what_waits_to_escalate_is_not_said_to_be_held_back(database: Database) -> None:
    message(database, put(database, "escalates"), next_attempt_at=NOW + HOUR, **ESCALATES)
    message(database, put(database, "held"), next_attempt_at=NOW + HOUR, **HELD)
    message(database, put(database, "now"))
    assert claimed(database).held == ("1 waiting: quiet hours until 07:00",)


GATHERS = Wishes(Schedule(gather=5 * MINUTE))


def test_what_is_gathered_goes_out_with_the_first_of_it_also_if_all_of_it_is_looked_at_together(
    database: Database,
) -> None:
    for minutes in (0, 3):
        message(database, put(database, f"k{minutes}"), at=minutes * MINUTE)
    assert claim(database, at=4 * MINUTE, wishes=GATHERS) is None
    assert len(claimed(database, at=5 * MINUTE, wishes=GATHERS).also) == 1
    assert claim(database, at=5 * MINUTE, wishes=GATHERS) is None


WIDER = Inhibition(Matchers(rules=frozenset({"province"})), Matchers(rules=frozenset({"town"})), 2 * HOUR)


@pytest.mark.parametrize(
    ("receiver", "state", "waits"),
    [
        ("desk", {"state": "sent", "finished_at": NOW}, True),
        ("desk", {"state": "told", "finished_at": NOW}, True),  # in a summary
        ("desk", {"attempts": 1, "error": "HTTP 503", "next_attempt_at": NOW + HOUR}, True),  # it will be
        ("desk", {"state": "dropped", "finished_at": NOW}, False),
        ("desk", {"state": "silenced", "finished_at": NOW}, False),
        ("phone", {"state": "sent", "finished_at": NOW}, False),
    ],
)
def test_a_wider_alert_holds_the_narrower_ones_of_who_is_told_of_it(
    database: Database, receiver: str, state: dict[str, Any], waits: bool
) -> None:
    message(database, put(database, "wide", rule="province"), receiver=receiver, **state)
    narrow = message(database, put(database, "narrow", rule="town"))
    claim(database, wishes=Wishes(inhibitions=(WIDER,)))
    assert holds(database)[narrow] == (("held", "inhibited") if waits else ("sending", ""))


@pytest.mark.parametrize("is_silenced", [True, False])
def test_a_wider_alert_that_its_receiver_is_not_told_now_holds_none_that_came_with_it(
    database: Database, is_silenced: bool
) -> None:
    """As it is silenced, or as quiet hours hold it."""
    nights = QuietHours(time(0), time(23, 59), ZoneInfo("UTC"), but=Severity.HIGH)
    if is_silenced:
        over = Silence(
            0, SilenceKind.SILENCE, Matchers(rules=frozenset({"province"})), "amal", "", NOW, NOW, NOW + HOUR
        )
        with database.writing() as tx:
            silences.insert(tx, over)
    message(database, put(database, "wide", rule="province", severity=Severity.LOW))
    narrow = put(database, "narrow", rule="town", severity=Severity.CRITICAL)
    message(database, narrow)
    wishes = Wishes(Schedule() if is_silenced else Schedule(quiet_hours=nights), (WIDER,))
    assert claimed(database, wishes=wishes).alert == narrow


def test_what_is_snoozed_when_its_digest_comes_is_told_when_the_snooze_ends(database: Database) -> None:
    """And not with the digest after that, and so on."""
    hourly = Wishes(Schedule(digest=Digest("hourly", (), ZoneInfo("UTC"))))
    over = Silence(
        0, SilenceKind.SNOOZE, Matchers(rules=frozenset({"town"})), "amal", "", NOW, NOW + HOUR / 2, NOW + 1.5 * HOUR
    )
    with database.writing() as tx:
        silences.insert(tx, over)
    made = message(database, put(database, "k", rule="town"))
    for at in (timedelta(0), HOUR):
        assert claim(database, at=at, wishes=hourly) is None
    assert holds(database)[made] == ("held", "digest")
    assert claimed(database, at=1.5 * HOUR, wishes=hourly).form is Form.SUMMARY


def test_what_was_held_for_a_reason_that_only_another_version_knows_is_sent(database: Database) -> None:
    made = message(database, put(database, "k"), state="held", hold="of the moon", held_by="of the moon")
    assert claimed(database).id == made


@pytest.mark.parametrize(("rules", "state"), [({"idlib-mention"}, "silenced"), ({"other"}, "sending")])
def test_a_summary_that_came_over_from_a_receiver_that_left_is_silenced_as_any_message_is(
    database: Database, rules: set[str], state: str
) -> None:
    over = Silence(0, SilenceKind.SILENCE, Matchers(rules=frozenset(rules)), "amal", "", NOW, NOW, NOW + HOUR)
    with database.writing() as tx:
        silences.insert(tx, over)
    summary = message(database, put(database, "one"), put(database, "two"), form="summary", attempts=2)
    claim(database)
    assert holds(database)[summary][0] == state


def test_what_a_wider_alert_held_is_held_by_none_again_though_quiet_hours_held_it_meanwhile(database: Database) -> None:
    """Else it may wait for ever, where something wider comes each day."""
    wider = Inhibition(Matchers(rules=frozenset({"wide"})), Matchers(rules=frozenset({"narrow"})), 3 * HOUR)
    wishes = Wishes(Schedule(QuietHours(time(14), time(18), ZoneInfo("UTC"))), (wider,))

    def told(after: timedelta) -> int | None:
        with database.writing() as tx:
            found = claim_next(tx, "desk", wishes, NOW + after, "t", LEASE)
            if found is not None:
                attempts.record(tx, found, NOW + after, Sent("200"), None)
        return found.id if found else None

    first = message(database, put(database, "first", rule="wide", severity=Severity.CRITICAL))
    narrow = message(database, put(database, "narrow", rule="narrow", severity=Severity.LOW))
    assert [told(0 * HOUR), told(0 * HOUR), holds(database)[narrow]] == [first, None, ("held", "inhibited")]
    assert told(3 * HOUR) is None, "quiet hours until 18:00"
    again = put(database, "again", rule="wide", severity=Severity.CRITICAL, created=NOW + 5 * HOUR)
    message(database, again, at=5 * HOUR)
    assert told(5 * HOUR) is not None
    assert told(6 * HOUR) == narrow


def test_a_wider_alert_that_waits_itself_holds_none_however_many_stand_before_it(database: Database) -> None:
    wider = Inhibition(Matchers(rules=frozenset({"wide"})), Matchers(rules=frozenset({"narrow"})), 3 * HOUR)
    quiet = QuietHours(time(10), time(18), ZoneInfo("UTC"), but=Severity.HIGH)
    grave = [put(database, f"n{number}", rule="narrow", severity=Severity.HIGH) for number in range(SOME + 5)]
    narrow = [message(database, alert) for alert in grave]
    wide = message(database, put(database, "w", rule="wide", severity=Severity.LOW))
    assert claim(database, wishes=Wishes(Schedule(quiet), (wider,))) is not None
    found = holds(database)
    assert found[wide] == ("held", "quiet_hours") and not [one for one in narrow if found[one][0] == "held"]
