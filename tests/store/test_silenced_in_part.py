"""A message of which a part is silenced, in both databases: what leads it, and what it says of that."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.schedule import QuietHours, Schedule
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.types import Severity
from monitor.delivery.wishes import Wishes
from monitor.store import silences
from monitor.store.database import Database
from tests.make import NOW
from tests.store.claiming import ESCALATES, claim, claimed, holds, message, put
from tests.store.filled import HOUR
from tests.store.sending import stand


@pytest.mark.parametrize(
    ("silenced", "notes"),
    [
        ({"strike"}, ("silence 1 (drill) covers strike (strike); this comes for hama (hama) and town (town)",)),
        ({"hama", "town"}, ("silence 1 (drill) covers hama (hama) and town (town); this comes for strike (strike)",)),
        ({"other"}, ()),
    ],
)
def test_a_message_says_why_it_comes_though_a_part_of_it_is_silenced(
    database: Database, silenced: set[str], notes: tuple[str, ...]
) -> None:
    over = Silence(0, SilenceKind.SILENCE, Matchers(rules=frozenset(silenced)), "amal", "drill", NOW, NOW, NOW + HOUR)
    with database.writing() as tx:
        silences.insert(tx, over)
    message(database, *(put(database, rule, rule=rule, rule_title=rule) for rule in ("strike", "hama", "town")))
    assert claimed(database).notes == notes


def with_a_part_silenced(database: Database, rule: str) -> int:
    """A message on one article by three rules, the gravest of which leads; alerts of ``rule`` are silenced."""
    with database.writing() as tx:
        over = Silence(0, SilenceKind.SILENCE, Matchers(rules=frozenset({rule})), "amal", "drill", NOW, NOW, NOW + HOUR)
        silences.insert(tx, over)
    by_rule = {"strike": Severity.CRITICAL, "town": Severity.LOW, "hama": Severity.MEDIUM}
    return message(database, *(put(database, rule, rule=rule, severity=given) for rule, given in by_rule.items()))


@pytest.mark.parametrize(("silenced", "waits"), [("strike", True), ("town", False), ("other", False)])
def test_of_what_is_silenced_nobody_is_woken_because_its_report_met_another_rule_too(
    database: Database, silenced: str, waits: bool
) -> None:
    made = with_a_part_silenced(database, silenced)
    nights = QuietHours(time(0), time(23, 59), ZoneInfo("UTC"), but=Severity.HIGH)
    claim(database, wishes=Wishes(Schedule(quiet_hours=nights)))
    assert holds(database)[made] == (("held", "quiet_hours") if waits else ("sending", ""))


@pytest.mark.parametrize(
    ("silenced", "order"),
    [("strike", ["hama", "strike", "town"]), ("town", ["strike", "town", "hama"])],
)
def test_a_message_is_led_by_the_gravest_of_what_nobody_silenced_of_it(
    database: Database, silenced: str, order: list[str]
) -> None:
    with_a_part_silenced(database, silenced)
    told = claimed(database)
    assert [alert.rule for alert in (told.alert, *told.also)] == order


def test_what_escalates_is_led_by_what_does_though_that_is_silenced_since(database: Database) -> None:
    made = with_a_part_silenced(database, "strike")
    stand(database, made, **ESCALATES)
    told = claimed(database)
    assert (told.alert.rule, told.escalates) == ("strike", True)


def test_what_was_tried_before_it_was_silenced_goes_on_and_has_nothing_to_explain(database: Database) -> None:
    over = Silence(0, SilenceKind.SILENCE, Matchers(rules=frozenset({"strike"})), "amal", "drill", NOW, NOW, NOW + HOUR)
    with database.writing() as tx:
        silences.insert(tx, over)
    message(database, put(database, "strike", rule="strike"), attempts=1, error="HTTP 500")
    assert claimed(database).notes == ()
