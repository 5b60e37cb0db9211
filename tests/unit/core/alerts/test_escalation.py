"""When an alert escalates: after somebody was told of it, and at last whatever its receivers wish."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from monitor.core.alerts.delivery_state import DeliveryState
from monitor.core.alerts.escalation import TellingMessage, after_of, told_at, waits
from monitor.core.alerts.holds import DueMessage, Reason, by_schedule
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.routes import Route, escalations_of, receivers_of_last_resort
from monitor.core.alerts.schedule import Schedule, digest
from monitor.core.types import Severity
from tests.make import NOW
from tests.unit.core.alerts.quiet import MOMENTS, quiet

HOUR = timedelta(hours=1)
WISHES = st.builds(
    lambda span, text: Schedule(quiet_hours=quiet(span) if span else None, digest=digest(text) if text else None),
    st.sampled_from([None, "22:00-08:00", "06:30-07:30", "00:30-23:30"]),
    st.sampled_from([None, "daily at 07:00 UTC", "weekly on wed at 02:30 UTC", "hourly"]),
)


def telling(state: str, *, held: bool = True, due: datetime = NOW, finished: datetime | None = None) -> TellingMessage:
    return TellingMessage(DeliveryState(state), held, due, finished)


def test_somebody_knows_of_an_alert_since_it_was_told_or_will_be() -> None:
    sent = telling("sent", finished=NOW + HOUR)
    held, dead = telling("held", due=NOW + 2 * HOUR), telling("dead", due=NOW + HOUR)
    assert told_at([sent, held], NOW) == NOW + HOUR
    assert told_at([held], NOW) == NOW + 2 * HOUR
    assert told_at([telling("sent", held=False, finished=NOW + HOUR)], NOW) == NOW, "it was never held"
    assert told_at([held, dead], NOW) == NOW and told_at([telling("pending")], NOW) == NOW, "a failure stops nothing"
    assert told_at([telling("told", finished=NOW + HOUR)], NOW) == NOW + HOUR
    assert told_at([telling("sending", due=NOW + HOUR)], NOW) == NOW + HOUR, "it waited until then"
    assert told_at([telling("sending", held=False, due=NOW + HOUR)], NOW) == NOW


def test_what_was_silenced_for_everybody_nobody_knows_of() -> None:
    silenced = telling("silenced", finished=NOW)
    assert told_at([silenced, silenced], NOW) is None
    assert told_at([silenced, telling("closed", finished=NOW)], NOW) is None
    assert told_at([silenced, telling("held", due=NOW + HOUR)], NOW) == NOW + HOUR
    assert told_at([], NOW) == NOW and told_at([telling("closed")], NOW) == NOW


def test_it_waits_so_long_as_the_routes_say() -> None:
    assert after_of([(HOUR, "boss"), (2 * HOUR, "all")], "all") == 2 * HOUR
    assert after_of([], "boss") == timedelta(0)
    hold = waits(NOW, HOUR, NOW + HOUR / 2)
    assert hold is not None and (hold.waits_for, hold.until) == (Reason.ESCALATION, NOW + HOUR)
    assert waits(NOW, HOUR, NOW + HOUR) is None


def test_all_of_a_step_are_told_each_once_at_its_soonest() -> None:
    steps = ((2 * HOUR, ("chief", "boss")), (HOUR, ("second", "boss")))
    later = Route(("log",), escalate=((3 * HOUR, ("chief", "third")),))
    found = escalations_of([Route(("phone",), escalate=steps), later])
    assert found == ((HOUR, "boss"), (HOUR, "second"), (2 * HOUR, "chief"), (3 * HOUR, "third"))


def test_who_is_told_of_an_alert_of_which_little_is_known_any_more() -> None:
    grave = Route(("phone",), Matchers(at_least=Severity.HIGH), escalate=((HOUR, ("boss",)),))
    arabic = Route(("arabic",), Matchers(languages=frozenset({"ar"})))
    routes = [grave, arabic, Route(("log", "desk"), Matchers(rules=frozenset({"a"})))]
    for rule, severity, escalates, expected in (
        ("a", Severity.HIGH, False, ("phone",)),
        ("a", Severity.HIGH, True, ("boss", "phone")),
        ("a", Severity.LOW, True, ("log",)),
        ("gone", Severity.LOW, False, ("log",)),
    ):
        assert receivers_of_last_resort(routes, rule, severity, escalates=escalates) == expected


@given(MOMENTS, WISHES, WISHES, st.sampled_from([timedelta(minutes=1), timedelta(minutes=15), 8 * HOUR]), st.booleans())
def test_whatever_receivers_wish_an_alert_escalates_some_day(
    created: datetime, wish: Schedule, boss: Schedule, after: timedelta, works: bool
) -> None:
    """Never before somebody was told, if he can be, and within nine days and ``after``."""
    steps = _steps(created, wish)
    told, at = steps[-1], created + after
    for _ in range(100):
        # The hold in force at this moment, or how it ended.
        until = next((end for begin, end in pairwise(steps) if begin <= at < end), None)
        over = telling("sent", held=told > created, finished=told) if works else telling("pending")
        known = told_at([telling("held", due=until) if until else over], created)
        assert known is not None
        hold = waits(known, after, at)
        if hold is None:
            hold = by_schedule(DueMessage(Severity.MEDIUM, "r", created, Reason.ESCALATION, True), boss, [], at)
        if hold is None:
            break
        assert hold.until is not None and hold.until > at
        at = hold.until
    assert at <= created + timedelta(days=9) + after
    assert at >= (told + after if works else created + after)


def _steps(created: datetime, wish: Schedule) -> list[datetime]:
    """When a message to a receiver with this wish is looked at, until it is told."""
    held: Reason | None = None
    steps = [created]
    while (hold := by_schedule(DueMessage(Severity.MEDIUM, "r", created, held), wish, [], steps[-1])) is not None:
        assert hold.until is not None
        held = hold.waits_for
        steps.append(hold.until)
    return steps
