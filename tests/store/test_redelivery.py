"""Deliveries that a person tries again or gives up, in both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.acts import redelivery
from monitor.core.alerts.holds import Hold, Reason
from monitor.core.alerts.types import Form
from monitor.core.errors import MonitorError
from monitor.delivery.claim import claim_next
from monitor.delivery.wishes import Wishes
from monitor.store import silences
from monitor.store.database import Database
from monitor.store.deliveries import attempts, due, lifecycle, outbox
from tests.make import NOW
from tests.store.alerted import deliver, put, wanted
from tests.store.at_once import PATIENCE, until, waits_for_a_lock
from tests.store.backends import only_postgresql
from tests.store.filled import DAY, HOUR, MINUTE

KNOWN = ("desk", "night")


@pytest.mark.parametrize("state", ["pending", "held", "silenced", "dropped", "dead", "closed"])
def test_retry_makes_due_now_what_was_not_sent(database: Database, state: str) -> None:
    values: dict[str, Any] = {
        "hold": "quiet_hours",
        "hold_why": "quiet hours",
        "error": "gone",
        "counted": True,
        "finished_at": NOW,
    }
    late = deliver(database, put(database, "one"), state=state, next_attempt_at=NOW + DAY, **values)
    before = redelivery.retry(database, late, KNOWN, NOW, again=False)
    assert before.state == state
    with database.writing() as tx:
        found = outbox.get(tx, late)
        assert list(due.waiting(tx, NOW)) == ["desk"]
        claimed = claim_next(tx, "desk", Wishes(), NOW, "t", HOUR)
    assert found is not None and (found.state, found.hold, found.why, found.finished_at) == (
        "pending",
        "by_hand",
        "",
        None,
    )
    assert claimed is not None and not claimed.possible_repeat


@pytest.mark.parametrize("state", ["sent", "told"])
def test_what_arrived_goes_out_again_only_when_asked_and_is_marked(database: Database, state: str) -> None:
    done = deliver(database, put(database, "one"), state=state, attempts=1)
    with pytest.raises(MonitorError, match=r"needs no retry: .* --again repeats it"):
        redelivery.retry(database, done, KNOWN, NOW, again=False)
    redelivery.retry(database, done, KNOWN, NOW, again=True)
    with database.writing() as tx:
        claimed = claim_next(tx, "desk", Wishes(), NOW, "t", HOUR)
    assert claimed is not None and claimed.possible_repeat and claimed.attempt == 2


@pytest.mark.parametrize("state", ["pending", "dropped", "dead"])
def test_what_a_summary_should_tell_is_not_told_before_the_summary_is(database: Database, state: str) -> None:
    one, two = put(database, "one"), put(database, "two")
    summary = deliver(database, two, one, state=state, attempts=1)
    part = deliver(database, one, state="told", told_in=summary)
    with database.reading() as tx:
        found = outbox.get(tx, part)
    assert found is not None and found.why == f"in the summary, delivery {summary} ({state})"
    stand = replace(found, hold_why="cap of 3 messages in 10 m").why
    assert stand == f"in the summary, delivery {summary} ({state}): cap of 3 messages in 10 m"
    with pytest.raises(MonitorError, match=rf"part of delivery {summary}, which is {state}: .*retry {summary}"):
        redelivery.retry(database, part, KNOWN, NOW, again=False)
    redelivery.retry(database, part, KNOWN, NOW, again=True)


def test_why_a_message_waited_is_no_reason_once_the_wait_is_over(database: Database) -> None:
    held = deliver(database, put(database, "one"), state="held", hold_why="quiet hours", next_attempt_at=NOW + HOUR)
    sent = deliver(database, put(database, "two"), state="sent", hold_why="unless somebody acknowledges")
    with database.reading() as tx:
        one, two = outbox.get(tx, held), outbox.get(tx, sent)
    assert one is not None and two is not None and two.why_at(NOW) == ""
    assert one.why_at(NOW) == "quiet hours"
    late = "quiet hours, which is over: due since 2026-03-01 13:00 UTC"
    assert one.why_at(NOW + 2 * HOUR) == f"{late}; `monitor status` says whether a daemon runs, and what fails"


def test_retry_of_all_takes_what_failed_and_leaves_what_is_held_or_given_up(database: Database) -> None:
    one = put(database, "one")
    made = {
        (receiver, state): deliver(
            database, put(database, f"{receiver} {state}"), receiver=receiver, state=state, attempts=attempts
        )
        for receiver in ("desk", "night", "gone")
        for state, attempts in (("pending", 3), ("dead", 9), ("held", 0), ("dropped", 1), ("sent", 1))
    }
    deliver(database, one, receiver="desk")  # due for the first time: nothing failed
    retried = redelivery.retry_all(database, "", KNOWN, NOW, dead=True)
    assert [one.id for one in retried] == [made["desk", "dead"], made["night", "dead"]]
    retried = redelivery.retry_all(database, "night", KNOWN, NOW, dead=False)
    assert [one.id for one in retried] == [made["night", "pending"], made["night", "dead"]]
    retried = redelivery.retry_all(database, "desk", KNOWN, NOW, dead=False)
    assert [one.id for one in retried] == [made["desk", "pending"], made["desk", "dead"]]
    with pytest.raises(MonitorError, match='no receiver "nigt" - did you mean "night"'):
        redelivery.retry_all(database, "nigt", KNOWN, NOW, dead=False)


def test_what_is_retried_goes_out_though_a_silence_covers_it(database: Database) -> None:
    with database.writing() as tx:
        silences.insert(tx, wanted())
    one = deliver(database, put(database, "one"))
    for retried in (False, True):
        if retried:
            redelivery.retry(database, one, KNOWN, NOW, again=False)
        with database.writing() as tx:
            claimed = claim_next(tx, "desk", Wishes(), NOW, "t", HOUR)
        assert (claimed is not None) is retried
    assert claimed is not None and claimed.notes == ()


def test_what_is_retried_together_comes_each_as_itself(database: Database) -> None:
    """However late it is."""
    for name in ("one", "two", "three"):
        deliver(database, put(database, name, group=name), state="dead", attempts=9)
    redelivery.retry_all(database, "", KNOWN, NOW + DAY, dead=True)
    with database.writing() as tx:
        claimed = [claim_next(tx, "desk", Wishes(), NOW + DAY, token, HOUR) for token in ("t1", "t2", "t3")]
    assert [one and (one.form, one.notes) for one in claimed] == [(Form.SINGLE, ())] * 3


def test_what_was_being_sent_when_its_sender_died_is_marked_when_a_person_retries_it(database: Database) -> None:
    one, later = deliver(database, put(database, "one")), NOW + HOUR
    with database.writing() as tx:
        claim_next(tx, "desk", Wishes(), NOW, "t", MINUTE)
    redelivery.retry(database, one, KNOWN, later, again=True)
    with database.writing() as tx:
        claimed = claim_next(tx, "desk", Wishes(), later, "t", HOUR)
    assert claimed is not None and claimed.possible_repeat


def test_drop_gives_up_what_is_open_with_its_reason_and_nothing_else(database: Database) -> None:
    open_one, done = deliver(database, put(database, "one")), deliver(database, put(database, "two"), state="sent")
    redelivery.drop(database, open_one, "amal", "told by phone", NOW)
    with database.reading() as tx:
        found = outbox.get(tx, open_one)
        assert not due.waiting(tx, NOW + DAY)
    assert found is not None and (found.state, found.why) == ("dropped", "dropped by amal: told by phone")
    for wrong, says in ((done, "is sent: there is nothing to drop"), (open_one, "is dropped"), (99, "no delivery 99")):
        with pytest.raises(MonitorError, match=says):
            redelivery.drop(database, wrong, "amal", "x", NOW)


@pytest.mark.parametrize("act", [
    lambda database, one, now: redelivery.retry(database, one, KNOWN, now, again=True),
    lambda database, one, now: redelivery.drop(database, one, "amal", "x", now),
])  # fmt: skip
def test_what_is_being_sent_is_left_alone_until_its_lease_ends(
    database: Database, act: Callable[[Database, int, Any], object]
) -> None:
    one = deliver(database, put(database, "one"))
    with database.writing() as tx:
        claim_next(tx, "desk", Wishes(), NOW, "t", MINUTE)
    with pytest.raises(MonitorError, match="is being sent just now"):
        act(database, one, NOW)
    act(database, one, NOW + timedelta(minutes=2))


@only_postgresql
@pytest.mark.parametrize(("act", "refused"), [
    (lambda database, one: redelivery.retry(database, one, KNOWN, NOW, again=False), True),
    (lambda database, _: redelivery.retry_all(database, "", KNOWN, NOW, dead=False), False),
    (lambda database, one: redelivery.drop(database, one, "amal", "x", NOW), True),
])  # fmt: skip
def test_who_acts_while_a_sender_claims_waits_and_sees_the_claim(
    database: Database, act: Callable[[Database, int], object], refused: bool
) -> None:
    one = deliver(database, put(database, "one"), attempts=1)
    with ThreadPoolExecutor(1) as thread:
        with database.writing() as tx:
            assert claim_next(tx, "desk", Wishes(), NOW, "t", MINUTE) is not None
            acts = thread.submit(act, database, one)
            until(lambda: waits_for_a_lock(database))
        if refused:
            with pytest.raises(MonitorError, match="is being sent just now"):
                acts.result(PATIENCE)
        else:
            assert acts.result(PATIENCE) == []
    with database.reading() as tx:
        found = outbox.get(tx, one)
    assert found is not None and found.state == "sending" and found.leased_until == NOW + MINUTE


@only_postgresql
def test_what_is_given_up_while_a_sender_chooses_stays_so(database: Database) -> None:
    one, two = (deliver(database, put(database, key)) for key in ("one", "two"))
    with ThreadPoolExecutor(1) as thread, database.writing() as tx:
        assert len(due.due(tx, "desk", NOW)[0]) == 2
        for dropped in (one, two):
            thread.submit(redelivery.drop, database, dropped, "amal", "x", NOW).result(PATIENCE)
        lifecycle.hold(tx, [two], Hold(Reason.CAP, NOW + HOUR, "cap"), NOW)
        assert attempts.claim(tx, one, "desk", NOW, "t", MINUTE) is None
    with database.reading() as tx:
        assert {stored.state for stored in outbox.listed(tx, limit=9)} == {"dropped"}
