"""Which message goes out next of those that are due, in both databases, and what overtakes."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.types import AlertKind
from monitor.delivery.deliver import Deliverer
from monitor.store import receivers
from monitor.store.database import Database
from monitor.store.deliveries import attempts, lifecycle, outbox
from tests.make import NOW
from tests.store.at_once import PATIENCE
from tests.store.claiming import claim, claimed, holds, message, put
from tests.store.filled import DAY, MINUTE
from tests.store.sending import stand


def test_what_was_tried_least_often_goes_first(database: Database) -> None:
    tried = message(database, put(database, "tried"), attempts=3, error="450 try later")
    fresh = message(database, put(database, "fresh"))
    assert [claimed(database).id for _ in range(2)] == [fresh, tried]


def test_nothing_overtakes_what_its_sender_died_with_on_the_same_matter(database: Database) -> None:
    first = message(database, put(database, "first", group="story:1"), state="sending", attempts=1)
    message(database, put(database, "later", group="story:1"))
    assert claimed(database).id == first and claim(database) is None


def attempted(database: Database, at: timedelta, outcome: Sent | SendFailed) -> int:
    """What goes to the desk next is tried at that time, and if it is refused again in half an hour; its id."""
    delivery = claimed(database, at=at)
    with database.writing() as tx:
        again = NOW + at + 30 * MINUTE if isinstance(outcome, SendFailed) else None
        attempts.record(tx, delivery, NOW + at, outcome, again)
    return delivery.id


@pytest.mark.parametrize(
    ("taken", "refused_again", "goes_on"),
    [
        (10, 30, True),
        (10, None, False),  # it may be its turn that is to come, as after an outage
        (31, 30, False),
        (None, 30, False),  # the receiver takes nothing
    ],
)
def test_what_is_refused_alone_does_not_hold_up_its_matter_for_ever(
    taken: int | None, refused_again: int | None, goes_on: bool, database: Database
) -> None:
    refused = SendFailed("451 content deferred", of_message=True)
    first = message(database, put(database, "first", group="story:1"))
    steps: list[tuple[int, Sent | SendFailed, int]] = [(0, refused, first)]
    if refused_again is not None:
        steps.append((refused_again, refused, first))
    if taken is not None:
        other = message(database, put(database, "other"), at=taken * MINUTE)
        steps.append((taken, Sent("ok"), other))
    for at, outcome, which in sorted(steps, key=lambda step: step[0]):
        assert attempted(database, at * MINUTE, outcome) == which
    later = message(database, put(database, "later", group="story:1"), at=12 * MINUTE)
    found = claim(database, at=(32 if refused_again else 29) * MINUTE)
    assert (found.id if found else None) == (later if goes_on else None)


def test_what_is_refused_alone_holds_up_its_matter_as_long_as_a_greylist_may(database: Database) -> None:
    refused = SendFailed("451 greylisted", of_message=True)
    first = message(database, put(database, "first", group="story:1"))
    other = message(database, put(database, "other"), at=MINUTE)
    for at, outcome, which in ((0, refused, first), (1, Sent("ok"), other)):
        assert attempted(database, at * MINUTE, outcome) == which
    stand(database, first, next_attempt_at=NOW + 2 * MINUTE)
    assert attempted(database, 2 * MINUTE, refused) == first
    later = message(database, put(database, "later", group="story:1"), at=3 * MINUTE)
    assert claim(database, at=14 * MINUTE) is None
    assert claimed(database, at=16 * MINUTE).id == later


def test_what_is_said_of_the_monitor_waits_for_none_that_failed(database: Database) -> None:
    ours: dict[str, Any] = {"group": "operations", "kind": AlertKind.OPERATIONS}
    message(database, put(database, "one", **ours), attempts=1, error="HTTP 500", next_attempt_at=NOW + DAY)
    other = message(database, put(database, "two", **ours))
    assert claimed(database).id == other


def test_a_dead_letter_that_a_person_had_tried_again_in_vain_is_told_again(database: Database) -> None:
    message(database, put(database, "k"), state="dead", error="HTTP 404", attempts=1, counted=True, finished_at=NOW)
    with database.writing() as tx:
        assert receivers.dead_letters(tx) == []
        lifecycle.make_due(tx, outbox.listed(tx, limit=9), NOW)
    again = claimed(database)
    with database.writing() as tx:
        attempts.record(tx, again, NOW, SendFailed("HTTP 404", permanent=True), None)
        assert [one.reason for one in receivers.dead_letters(tx)] == ["HTTP 404"]


async def test_what_was_sent_is_recorded_though_the_next_message_cannot_be_chosen(database: Database) -> None:
    class Breaking:
        """While its first message is sent, what the next one is chosen by goes."""

        def send(self, _: Delivery) -> Sent:
            with database.writing() as tx:
                tx.connection.execute(text("ALTER TABLE alert RENAME TO alert_elsewhere"))
            return Sent("ok")

    for key in ("first", "second"):
        message(database, put(database, key))
    with ThreadPoolExecutor(1) as sender:
        deliverer = Deliverer(database, sender, lambda: {"desk": Breaking()}, lambda: NOW, lambda: "t", lambda: 0.5)
        assert await asyncio.wait_for(asyncio.gather(*await deliverer.deliver_due()), PATIENCE) == [1]
        await deliverer.stop(MINUTE)
    with database.writing() as tx:
        tx.connection.execute(text("ALTER TABLE alert_elsewhere RENAME TO alert"))
    assert sorted(holds(database).values()) == [("pending", ""), ("sent", "")]
