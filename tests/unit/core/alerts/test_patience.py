"""How long a receiver is waited for that answers late."""

from __future__ import annotations

from datetime import timedelta

from monitor.core.alerts.patience import ANSWERS, LONGEST, Patience
from monitor.core.alerts.types import SendFailed

NONE = timedelta(0)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def in_vain(number: float) -> SendFailed:
    return SendFailed("no answer", unknown=True, waited=seconds(number))


def test_who_was_waited_for_in_vain_has_twice_the_time_each_time_up_to_a_limit() -> None:
    patience, waits, waited = Patience(), [], seconds(30)
    for _ in range(7):
        patience.failed("desk", in_vain(waited.total_seconds()))
        waits.append(waited := patience.of("desk"))
    assert waits == [seconds(60), seconds(120), seconds(240), seconds(480), LONGEST, LONGEST, LONGEST]
    assert patience.of("other") == NONE


def test_who_answered_late_keeps_its_time_as_long_as_it_is_slow() -> None:
    patience = Patience()
    patience.failed("desk", in_vain(30))
    assert patience.answered("desk", seconds(45)), "longer than it was waited for in vain"
    for _ in range(ANSWERS):
        assert patience.of("desk") == seconds(90)
        assert not patience.answered("desk", seconds(0.1))
    assert patience.of("desk") == seconds(0.2)


def test_an_outage_leaves_no_longer_time_behind() -> None:
    patience = Patience()
    for waited in (30, 60, 120):
        patience.failed("desk", in_vain(waited))
    assert not patience.answered("desk", seconds(0.1)) and patience.of("desk") == seconds(0.2)
    patience.failed("desk", SendFailed("HTTP 503"))
    patience.failed("desk", SendFailed("the connection ended", unknown=True))
    assert patience.of("desk") == seconds(0.2), "it did not fail for want of time"


def test_a_receiver_that_was_edited_may_be_faster() -> None:
    patience = Patience()
    patience.failed("desk", in_vain(30))
    patience.forget("desk")
    assert patience.of("desk") == NONE


def test_answers_of_a_run_before_count() -> None:
    patience = Patience()
    assert not patience.knows("desk")
    patience.know("desk", [seconds(1), seconds(50)])
    assert patience.knows("desk") and patience.of("desk") == seconds(100)
