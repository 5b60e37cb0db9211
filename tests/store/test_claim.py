"""Which message goes out next of those that are due, in both databases: what is summed up, what waits, what overtakes."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from monitor.core.alerts.inhibit import Inhibition
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.schedule import Digest, QuietHours, Schedule
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.alerts.types import Alert, Delivery, Form, SendFailed, Sent
from monitor.core.types import AlertKind, Severity
from monitor.delivery.claim import SOME, claim_next
from monitor.delivery.deliver import Deliverer
from monitor.delivery.summing_up import MANY
from monitor.delivery.wishes import Wishes
from monitor.store import alerts, receivers, silences
from monitor.store.database import Database
from monitor.store.deliveries import attempts, lifecycle, outbox
from tests.make import NOW, an_alert
from tests.store.at_once import PATIENCE
from tests.store.filled import DAY, HOUR, LEASE, MINUTE
from tests.store.sending import stand

NOTHING = Wishes()
HELD: dict[str, Any] = {"state": "held", "hold": "quiet_hours", "hold_why": "quiet hours until 07:00"}
ESCALATES: dict[str, Any] = {
    "state": "held",
    "hold": "escalation",
    "hold_why": "unless somebody acknowledges within 15 minutes",
}


def put(database: Database, key: str, **more: Any) -> Alert:
    """A stored alert on a matter of its own."""
    with database.writing() as tx:
        return alerts.insert(tx, an_alert(key, **({"group": f"about {key}"} | more)), None)


def message(
    database: Database, *found: Alert, receiver: str = "desk", at: timedelta = timedelta(0), **state: Any
) -> int:
    """A message of these alerts that was made and is due ``at`` so long after NOW; ``state`` are its columns."""
    first, *also = (alert.id for alert in found)
    with database.writing() as tx:
        made = lifecycle.insert(tx, first, also, receiver, f"{receiver} {first} {also} {state}", NOW + at)
    if state:
        stand(database, made, **state)
    return made


def claim(database: Database, *, at: timedelta = timedelta(0), wishes: Wishes = NOTHING) -> Delivery | None:
    """What goes to the desk next."""
    with database.writing() as tx:
        return claim_next(tx, "desk", wishes, NOW + at, "t", LEASE)


def claimed(database: Database, *, at: timedelta = timedelta(0), wishes: Wishes = NOTHING) -> Delivery:
    found = claim(database, at=at, wishes=wishes)
    assert found is not None
    return found


def holds(database: Database) -> dict[int, tuple[str, str]]:
    """Message -> its state and what holds it, or held it."""
    with database.reading() as tx:
        return {one.id: (one.state, one.hold) for one in outbox.listed(tx, limit=99)}


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
