"""Deliveries: nothing is lost, nothing is sent twice unknowingly, and a crash leaves a trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from monitor.core.alerts.types import Delivery, Form, SendFailed, Sent
from monitor.delivery.claim import claim_next
from monitor.delivery.wishes import Wishes
from monitor.store import alerts, receivers
from monitor.store.database import Database
from monitor.store.deliveries import attempts, backlog, due, history, lifecycle, outbox
from tests.make import NOW
from tests.store.at_once import impatient, together
from tests.store.backends import only_postgresql, only_sqlite, plans_of, queries_asked
from tests.store.filled import DAY, HOUR, LEASE, MINUTE, claim_due, content, put_alert
from tests.store.sending import all_attempts, claim, failed, one, put, readdress, sent, states


def test_what_is_put_in_comes_out_with_its_alert(database: Database) -> None:
    lead, other = put_alert(database, "lead"), put_alert(database, "other")
    with database.writing() as tx:
        delivery_id = lifecycle.insert(tx, lead.id, [other.id], "desk", "k1", NOW)
    found = one(claim(database))
    assert found == Delivery(delivery_id, "k1", "desk", 1, False, "t1", lead, (other,), now=NOW)


def test_a_key_stands_only_once(database: Database) -> None:
    put(database, "k1")
    with pytest.raises(Exception, match=r"(?i)unique"):
        put(database, "k1")
    assert len(states(database)) == 1


def test_sent_is_finished(database: Database) -> None:
    put(database)
    sent(database, one(claim(database)), NOW + MINUTE)
    (state,) = states(database)
    assert (state.state, state.attempts, state.error, state.finished_at) == ("sent", 1, "", NOW + MINUTE)
    assert claim(database, "t2", NOW + DAY) == []
    assert all_attempts(database) == [(1, "sent", True)]


def test_a_claim_counts_its_attempt_before_anything_is_sent(database: Database) -> None:
    put(database)
    claim(database)
    (state,) = states(database)
    assert (state.state, state.attempts) == ("sending", 1)
    assert all_attempts(database) == [(1, "", False)]


def test_a_failure_waits_for_its_next_time(database: Database) -> None:
    put(database)
    failed(database, one(claim(database)), NOW + HOUR)
    (state,) = states(database)
    assert (state.state, state.error, state.next_attempt_at) == ("pending", "HTTP 500", NOW + HOUR)
    assert state.finished_at is None
    assert claim(database, "t2", NOW + HOUR - MINUTE) == []
    again = one(claim(database, "t2", NOW + HOUR))
    assert (again.attempt, again.possible_repeat, again.key) == (2, False, "k1")
    sent(database, again)
    assert states(database)[0].error == "" and all_attempts(database) == [(1, "failed", True), (2, "sent", True)]


def test_what_is_not_due_yet_is_not_claimed(database: Database) -> None:
    put(database, now=NOW + HOUR)
    assert claim(database) == []
    assert len(claim(database, "t1", NOW + HOUR)) == 1


def test_a_claim_is_not_given_twice_while_its_lease_holds(database: Database) -> None:
    put(database)
    claim(database)
    assert claim(database, "t2", NOW + LEASE - MINUTE) == []


def test_a_claim_that_was_never_recorded_is_a_possible_repeat_with_the_same_key(database: Database) -> None:
    put(database)
    first = one(claim(database))
    again = one(claim(database, "t2", NOW + LEASE))
    assert (again.attempt, again.possible_repeat, again.key) == (2, True, first.key)
    assert all_attempts(database) == [(1, "", False), (2, "", False)]


def test_after_a_crash_the_next_attempt_is_a_possible_repeat_at_once(database: Database) -> None:
    put(database)
    first = one(claim(database))
    with database.writing() as tx:
        attempts.give_back_all(tx)
    again = one(claim(database, "t2", NOW + MINUTE))
    assert (again.attempt, again.possible_repeat, again.key) == (2, True, first.key)


@pytest.mark.parametrize("crashed", [True, False])
def test_a_summary_of_what_may_have_arrived_is_a_possible_repeat(database: Database, crashed: bool) -> None:
    for key in ("k1", "k2", "k3"):
        put(database, key)
    if crashed:
        claim(database, limit=1)
        with database.writing() as tx:
            attempts.give_back_all(tx)
    with database.writing() as tx:
        summary = claim_next(tx, "desk", Wishes(), NOW + HOUR, "t2", LEASE)
    assert summary is not None
    assert (summary.form, summary.possible_repeat, len(summary.also)) == (Form.SUMMARY, crashed, 2)


def test_a_summary_tells_its_latest_alert_too(database: Database) -> None:
    """It is as old as its oldest message."""
    for hours in range(3):
        put(database, f"k{hours}", now=NOW + hours * HOUR)
    with database.writing() as tx:
        summary = claim_next(tx, "desk", Wishes(), NOW + DAY, "t", LEASE)
        assert summary is not None and summary.form is Form.SUMMARY
        latest = replace(max(alerts.listed(tx, limit=9), key=lambda alert: alert.id), created=NOW + 2 * HOUR)
        assert [one.id for one in outbox.of_alerts(tx, [latest])[latest.id]] == [3, summary.id]
        attempts.record(tx, summary, NOW + DAY, Sent("200"), None)
        assert [one.id for one in outbox.of_alerts(tx, [latest])[latest.id]] == [3, summary.id]


@only_sqlite
def test_what_tells_an_alert_is_looked_up_among_its_own_and_summaries_made_since(database: Database) -> None:
    for number in range(3):
        put(database, f"k{number}", now=NOW + number * HOUR)
    with database.writing() as tx:
        third = max(alerts.listed(tx, limit=9), key=lambda alert: alert.id)
        also = alerts.insert(tx, replace(third, key="also", rule="other"), 1)
        with_it = lifecycle.insert(tx, third.id, [also.id], "night", "both", NOW)
        asked: list[str] = []
        event.listen(tx.connection, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
        assert [one.id for one in outbox.of_alerts(tx, [also])[also.id]] == [with_it]
        for statement in list(asked):
            plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement.replace('?', '0')}").all()
            assert not any(step[-1] == "SCAN delivery" for step in plan), plan


def test_giving_back_all_leaves_the_finished_and_the_waiting_alone(database: Database) -> None:
    put(database, "k1")
    sent(database, one(claim(database)))
    put(database, "k2")
    failed(database, one(claim(database)), NOW + HOUR)
    before = content(database)
    with database.writing() as tx:
        attempts.give_back_all(tx)
    assert content(database) == before


def test_the_mark_of_a_possible_repeat_stays_until_it_is_sent(database: Database) -> None:
    put(database)
    claim(database)
    second = one(claim(database, "t2", NOW + LEASE))
    failed(database, second, NOW + HOUR)
    third = one(claim(database, "t3", NOW + HOUR))
    assert (third.attempt, third.possible_repeat) == (3, True)
    sent(database, third)
    assert states(database)[0].state == "sent"


def test_an_unknown_outcome_marks_all_later_attempts(database: Database) -> None:
    put(database)
    failed(database, one(claim(database)), NOW + HOUR, unknown=True)
    second = one(claim(database, "t2", NOW + HOUR))
    assert second.possible_repeat
    failed(database, second, NOW + 2 * HOUR)
    assert one(claim(database, "t3", NOW + 2 * HOUR)).possible_repeat


def test_who_lost_the_lease_does_not_record_over_the_new_holder(database: Database) -> None:
    put(database)
    first = one(claim(database))
    claim(database, "t2", NOW + LEASE)
    failed(database, first, NOW + DAY)
    sent(database, first)
    assert states(database)[0].state == "sending"
    assert claim(database, "t3", NOW + LEASE) == []


def test_one_receiver_gets_its_messages_in_order_and_no_other_ones(database: Database) -> None:
    for number in range(6):
        put(database, f"k{number}", "desk" if number % 2 == 0 else "archive", NOW - number * MINUTE)
    assert [found.key for found in claim(database, "t1", limit=2)] == ["k0", "k2"]
    assert [found.key for found in claim(database, "t2")] == ["k4"]
    assert [found.key for found in claim(database, "t3", receiver="archive")] == ["k1", "k3", "k5"]
    assert claim(database, "t4", receiver="nobody") == []


def test_waiting_names_receivers_with_something_due(database: Database) -> None:
    def waiting(now: datetime = NOW) -> list[str]:
        with database.reading() as tx:
            return sorted(due.waiting(tx, now))

    assert waiting() == []
    put(database, "k1", "desk")
    put(database, "k2", "desk")
    put(database, "k3", "archive", NOW + HOUR)
    assert waiting() == ["desk"]
    assert waiting(NOW + HOUR) == ["archive", "desk"]
    first, second = claim(database)
    assert waiting() == [] and waiting(NOW + LEASE) == ["desk"]
    sent(database, first)
    failed(database, second, NOW + DAY)
    assert waiting(NOW + HOUR) == ["archive"] and waiting(NOW + DAY) == ["archive", "desk"]


def test_open_are_all_that_are_not_finished(database: Database) -> None:
    def open_count() -> int:
        with database.reading() as tx:
            return backlog.open_count(tx)

    assert open_count() == 0
    for key in ("k1", "k2", "k3"):
        put(database, key)
    assert open_count() == 3
    first, second, _ = claim(database)
    assert open_count() == 3
    sent(database, first)
    failed(database, second, NOW + HOUR)
    assert open_count() == 2
    put(database, "k4", "gone")
    readdress(database)
    assert open_count() == 3


def test_listed_shows_the_newest_first_by_state(database: Database) -> None:
    for key in ("k1", "k2", "k3"):
        put(database, key)
    sent(database, claim(database, limit=1)[0])
    with database.reading() as tx:
        assert [state.key for state in outbox.listed(tx, limit=2)] == ["k3", "k2"]
        assert [state.key for state in outbox.listed(tx, limit=9, states=("sent",))] == ["k1"]
        assert outbox.listed(tx, limit=9, states=("closed",)) == []


def test_two_senders_at_once_never_get_the_same_delivery(database: Database) -> None:
    keys = [f"k{number:02}" for number in range(18)]
    for key in keys:
        put(database, key)

    def sender(token: str) -> list[str]:
        claimed: list[str] = []
        while len(claimed) <= len(keys) and (some := claim(database, token, limit=2)):
            assert all(found.attempt == 1 for found in some)
            claimed += [found.key for found in some]
        return claimed

    shares = together(lambda: sender("t1"), lambda: sender("t2"), lambda: sender("t3"))
    assert sorted(key for share in shares for key in share) == keys


@only_postgresql
def test_a_claim_in_another_transaction_is_neither_waited_for_nor_repeated(database: Database) -> None:
    for key in ("k1", "k2", "k3"):
        put(database, key)
    with database.writing() as tx:
        first = [found.key for found in claim_due(tx, "desk", NOW, "t1", LEASE, 2)]
        with impatient(database) as two:
            second = [found.key for found in claim_due(two, "desk", NOW, "t2", LEASE, 2)]
    assert (first, second) == (["k1", "k2"], ["k3"])


def test_an_answer_with_half_a_pair_can_be_kept(database: Database) -> None:
    put(database)
    failed(database, one(claim(database)), NOW + HOUR, detail="half a pair \ud83d")
    assert states(database)[0].state == "pending"


def test_an_answer_with_a_nul_can_be_kept(database: Database) -> None:
    put(database)
    failed(database, one(claim(database)), NOW + HOUR, detail="a NUL \0")
    assert states(database)[0].state == "pending"


@only_sqlite
def test_what_a_message_costs_does_not_grow_with_all_that_its_receiver_ever_got(database: Database) -> None:
    """As SQLite plans it without statistics, which the daemon does not collect."""
    put(database)
    with database.reading() as tx:
        with queries_asked(tx) as queries:
            due.due(tx, "desk", NOW)
            history.told_since(tx, "desk", NOW)
            due.gathering_until(tx, "desk", NOW)
            history.held_back(tx, "desk", NOW)
            history.alerts_told_since(tx, "desk", NOW - DAY)
            alerts.since(tx, NOW - DAY)
            alerts.count_since(tx, NOW - DAY)
        plans = plans_of(tx, queries)
    assert len(queries) >= 9
    whole = [step for step in plans if step.startswith("SCAN") or step.endswith("(receiver=?)")]
    assert whole == [], "these read what never shrinks"


@only_sqlite
def test_what_a_message_follows_is_asked_of_its_matter_and_not_of_all_that_its_receiver_got(database: Database) -> None:
    """As SQLite plans it without statistics. After a year of a hundred messages a day each took a tenth of a second."""
    put(database)
    with database.writing() as tx:
        with queries_asked(tx) as queries:
            assert len(claim_due(tx, "desk", NOW, "t", LEASE, 1)) == 1
        told = [query for query in queries if "'sent'" in query]
        open_too = [query for query in told if "'pending'" in query]
        plans, plans_of_open = (plans_of(tx, some) for some in ([one for one in told if one not in open_too], open_too))
    assert any("ix_alert_group" in step for step in plans)
    assert [step for step in plans if step.startswith("SCAN") or "(receiver=? AND state=?" in step] == []
    assert any("(receiver=? AND finished_at>? AND finished_at<?)" in step for step in plans_of_open), plans_of_open


def test_a_receiver_fails_since_an_attempt_ended_and_not_since_it_began(database: Database) -> None:
    """Of eleven minutes in which the process was stopped, or its host slept, nothing says that it took nothing."""
    put(database)
    delivery, woken = one(claim(database)), NOW + timedelta(minutes=11)
    with database.writing() as tx:
        attempts.record(tx, delivery, woken, SendFailed("no answer", unknown=True), woken)
    with database.reading() as tx:
        (trouble,) = receivers.refusing(tx)
    assert trouble.since == woken


def test_of_the_attempts_of_one_message_the_first_and_the_latest_are_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A receiver that is gone is tried for ever."""
    monkeypatch.setattr("monitor.store.deliveries.attempts.MOST_ATTEMPTS", 3)
    put(database)
    put(database, "k2", "archive")
    failed(database, one(claim(database, receiver="archive")), NOW)
    for _ in range(6):
        failed(database, one(claim(database)), NOW, unknown=False)
    sent(database, one(claim(database)))
    numbers = [number for number, _, _ in all_attempts(database)]
    assert numbers == [1, 5, 6, 7, 1], "and those of others"
    assert states(database)[0].attempts == 7
