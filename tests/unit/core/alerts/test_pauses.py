"""When a receiver that fails is left alone, and when one message only is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.alerts.pauses import SPARED, Pauses
from monitor.core.alerts.types import Delivery, SendFailed
from monitor.core.timing import RETRY_AFTER_CAP, RETRY_FIRST
from tests.make import NOW, an_alert

GREYLISTED = SendFailed("451 4.7.1 greylisted", of_message=True)
BROKEN = SendFailed("HTTP 500")


def attempt(number: int = 1) -> Delivery:
    return Delivery(number, f"k{number}", "desk", number, False, "", an_alert())


def test_what_fails_for_all_is_left_alone_longer_each_time_until_it_takes_one() -> None:
    pauses = Pauses()
    waits = []
    for number in (1, 2, 3):
        again = pauses.failed(attempt(number), BROKEN, NOW, 0.5)
        assert (
            again is not None and pauses.holds("desk", again - timedelta(seconds=1)) and not pauses.holds("desk", again)
        )
        waits.append(again - NOW)
    assert waits == [RETRY_FIRST, 2 * RETRY_FIRST, 4 * RETRY_FIRST] and not pauses.holds("other", NOW)
    pauses.forget("desk")
    assert not pauses.holds("desk", NOW)
    assert pauses.failed(attempt(), BROKEN, NOW, 0.5) == NOW + RETRY_FIRST


def test_a_message_that_failed_often_waits_long_though_nobody_remembers_that_its_receiver_failed() -> None:
    pauses = Pauses()  # of a daemon that was started anew
    assert pauses.failed(attempt(4), BROKEN, NOW, 0.5) == NOW + 8 * RETRY_FIRST
    assert not pauses.holds("desk", NOW + RETRY_FIRST), "others may be tried"


def test_what_is_refused_for_itself_waits_for_itself() -> None:
    pauses = Pauses()
    assert pauses.failed(attempt(1), GREYLISTED, NOW, 0.5) == NOW + RETRY_FIRST
    assert pauses.failed(attempt(4), GREYLISTED, NOW, 0.5) == NOW + 8 * RETRY_FIRST, "by its own attempts"
    assert not pauses.holds("desk", NOW)
    assert pauses.failed(attempt(1), SendFailed("no", permanent=True, of_message=True), NOW, 0.5) is None
    assert not pauses.holds("desk", NOW)


@pytest.mark.parametrize("of_message", [False, True])
@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (timedelta(hours=2), timedelta(hours=2)),
        (timedelta(seconds=1), RETRY_FIRST),
        (timedelta(days=9), RETRY_AFTER_CAP),
    ],
)
def test_a_service_that_asks_for_time_gets_it_up_to_a_day(asked: timedelta, waits: timedelta, of_message: bool) -> None:
    pauses = Pauses()
    how = SendFailed("HTTP 429", of_message=of_message, retry_after=asked)
    assert pauses.failed(attempt(), how, NOW, 0.5) == NOW + waits
    assert pauses.holds("desk", NOW + waits - timedelta(seconds=1)) is not of_message


def test_who_asks_for_a_message_after_a_failure_has_it_tried_at_once() -> None:
    pauses = Pauses()
    pauses.failed(attempt(), BROKEN, NOW, 0.5)
    pauses.asked_for("desk", NOW)
    assert pauses.holds("desk", NOW + timedelta(seconds=1)), "it was asked for before it failed"
    pauses.asked_for("desk", NOW + timedelta(seconds=1))
    assert not pauses.holds("desk", NOW + timedelta(seconds=1))
    assert pauses.failed(attempt(), BROKEN, NOW, 0.5) == NOW + RETRY_FIRST, "and begins anew"


def test_where_every_message_is_refused_not_all_are_tried_in_one_go_and_the_pause_never_grows() -> None:
    pauses, now, tried = Pauses(), NOW, 0
    for _ in range(10):
        while not pauses.holds("desk", now):
            pauses.failed(attempt(), GREYLISTED, now, 0.5)
            tried += 1
        now += RETRY_FIRST
        assert not pauses.holds("desk", now)
    assert tried == 10 * SPARED


def test_a_service_that_fails_again_and_asks_for_no_time_is_not_left_alone_for_that_of_before() -> None:
    """As where a person had a message tried meanwhile. After a start it would be, as long as that is stored."""
    pauses = Pauses()
    pauses.failed(attempt(), SendFailed("HTTP 503", retry_after=timedelta(hours=3)), NOW, 0.5)
    assert pauses.asked("desk") is not None
    pauses.failed(attempt(2), BROKEN, NOW + timedelta(hours=1), 0.5)
    assert pauses.asked("desk") is None
