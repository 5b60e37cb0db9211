"""What people say to alerts, in both databases: silences, snoozes, acknowledgements, deliveries by hand."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from monitor.acts import acknowledging, redelivery, silencing, silencing_alerts
from monitor.answers.silenced import silenced
from monitor.core.alerts.holds import Hold, Reason, by_silence
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.alerts.types import Alert, Form
from monitor.core.errors import MonitorError
from monitor.core.types import AlertKind, Severity
from monitor.delivery.claim import Wishes, claim_next
from monitor.store import alerts, deliveries, due, outbox, silences, stories
from monitor.store.database import Database
from monitor.store.link_key import LENGTH, link_key
from monitor.store.tables import DeliveryRow
from tests.make import NOW, an_alert
from tests.store.helpers import (
    DAY,
    HOUR,
    MINUTE,
    PATIENCE,
    RULES,
    only_postgresql,
    put_article,
    together,
    until,
    waits_for_a_lock,
)

IDLIB = Matchers(entities=frozenset({"idlib"}))


def put(database: Database, key: str, **more: Any) -> Alert:
    with database.writing() as tx:
        return alerts.insert(tx, an_alert(key, **more), more.get("article"))


def deliver(database: Database, *found: Alert, receiver: str = "desk", **state: Any) -> int:
    """A delivery of these alerts; ``state`` are its columns."""
    first, *also = (alert.id for alert in found)
    with database.writing() as tx:
        made = deliveries.insert(tx, first, also, receiver, f"{receiver}-{first}", NOW)
        if state:
            table = DeliveryRow.__table__  # type: ignore[attr-defined]
            tx.connection.execute(update(table).where(table.c.id == made).values(state))
    return made


def wanted(matchers: Matchers = IDLIB, **more: Any) -> Silence:
    silence = Silence(0, SilenceKind.SILENCE, matchers, "amal", "exercise", NOW, NOW, NOW + HOUR)
    return replace(silence, **more)


@pytest.mark.parametrize("by", ["command", "page", "snooze"])
def test_what_is_silenced_is_called_by_its_name_however_long_ago_it_was_told(
    database: Database, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.answers.silenced.LATEST", 1)
    of: dict[str, Any] = {"rule": "idlib-mention", "rule_title": "Any mention of Idlib", "names": ("Idlib",)}
    alert, later = put(database, "first", **of), NOW + HOUR
    put(database, "since", rule="other", entities=())
    if by == "command":
        silencing.add(database, wanted(replace(IDLIB, rules=frozenset({"idlib-mention"}))), RULES, NOW)
    elif by == "page":
        for choice in ("entity:idlib", "rule"):
            chosen = silencing_alerts.Wanted(choice, None, later, "amal", "drill")
            silencing_alerts.silence(database, alert.id, chosen, NOW)
    else:
        acknowledging.snooze(database, alert.id, "idlib", later, "amal", NOW)
    with database.reading() as tx:
        said = [one.what for one in silenced(tx, silences.in_force(tx, NOW))]
    rule = f"rule {RULES.rules['idlib-mention'].title if by == 'command' else 'Any mention of Idlib'} (idlib-mention)"
    entity = f"entity {RULES.entities['idlib'].name} (idlib)"
    assert said == {"command": [f"{rule}, {entity}"], "page": [entity, rule], "snooze": [entity]}[by]


def test_a_silence_is_kept_listed_and_ended_once(database: Database) -> None:
    made = silencing.add(database, wanted(), RULES, NOW)
    later = silencing.add(database, wanted(starts=NOW + DAY, ends=NOW + 2 * DAY), RULES, NOW)
    assert made == replace(wanted(), id=made.id)
    with database.reading() as tx:
        assert silences.in_force(tx, NOW) == [made] and silences.to_come(tx, NOW) == [made, later]
    ended = silencing.end(database, made.id, "badr", NOW + MINUTE)
    assert (ended.ended_by, ended.ends) == ("badr", NOW + MINUTE)
    with database.reading() as tx:
        assert silences.to_come(tx, NOW + MINUTE) == [later] and silences.listed(tx, limit=9) == [later, ended]
    with pytest.raises(MonitorError, match=r"silence 1 \(exercise\) is over: badr ended it at"):
        silencing.end(database, made.id, "amal", NOW + 2 * MINUTE)


@pytest.mark.parametrize(
    ("silence", "says"),
    [
        (wanted(Matchers(at_most=Severity.LOW)), "a silence of everything"),
        (
            wanted(Matchers(rules=frozenset({"idlib-mentio"}))),
            'unknown rule "idlib-mentio" - did you mean "idlib-mention"',
        ),
        (wanted(Matchers(entities=frozenset({"moreck"}))), 'unknown entity "moreck" - did you mean "morek"'),
        (wanted(Matchers(stories=frozenset({99}))), "no story 99"),
        (wanted(ends=NOW), "over already"),
        (wanted(starts=NOW + DAY), "end before it begins"),
        (wanted(ends=NOW + 400 * DAY), "a year at most"),
    ],
)
def test_what_cannot_be_silenced_says_why_and_is_not_stored(database: Database, silence: Silence, says: str) -> None:
    with pytest.raises(MonitorError, match=says):
        silencing.add(database, silence, RULES, NOW)
    with database.reading() as tx:
        assert silences.listed(tx, limit=9) == []


def test_the_preview_shows_alerts_covered_and_messages_kept_back_and_stores_nothing(database: Database) -> None:
    old = put(database, "old", created=NOW - 9 * DAY)
    hit = put(database, "hit", created=NOW - DAY)
    grave = put(database, "grave", severity=Severity.CRITICAL)
    other = put(database, "other", entities=("posts",))
    put(database, "ours", kind=AlertKind.OPERATIONS, group="operations")
    alone, held = deliver(database, hit), deliver(database, hit, receiver="night", state="held")
    deliver(database, hit, other, receiver="both")  # is told, as one of its alerts is not covered
    deliver(database, hit, receiver="done", state="sent")
    silence = wanted(replace(IDLIB, at_most=Severity.HIGH), starts=NOW + HOUR, ends=NOW + 2 * HOUR)
    with database.reading() as tx:
        covered = silencing.covered(tx, silence, NOW - 7 * DAY, NOW)
        everything = silencing.covered(tx, replace(silence, matchers=IDLIB), NOW - 30 * DAY, NOW)
        assert silences.listed(tx, limit=9) == []
    assert [alert.id for alert in covered.alerts] == [hit.id]
    assert [one.id for one in covered.waiting] == [alone, held]
    assert {alert.id for alert in everything.alerts} == {old.id, hit.id, grave.id}


def test_what_a_snooze_keeps_back_is_not_counted_for_one_whose_number_begins_alike(database: Database) -> None:
    snoozes = [wanted(id=number, kind=SilenceKind.SNOOZE, reason="") for number in (1, 12)]
    one, two = put(database, "one"), put(database, "two")
    for receiver in ("desk", "boss"):
        deliver(database, one, two, receiver=receiver, state="held", hold_why=by_silence(snoozes[1]).why)
    with database.reading() as tx:
        assert silences.kept_back(tx, snoozes) == {1: 0, 12: 2}


def test_what_is_acknowledged_is_at_once_no_more_said_to_escalate(database: Database) -> None:
    one, two = put(database, "one"), put(database, "two")
    apart = put(database, "apart", group="story:13", story=13)
    waits = {"state": "held", "hold": "escalation", "hold_why": "unless somebody acknowledges within 60 minutes"}
    ours = [deliver(database, alert, receiver="boss", **waits) for alert in (one, two)]
    others = [deliver(database, apart, receiver="boss", **waits), deliver(database, two, state="held", hold="digest")]
    acknowledging.acknowledge(database, two.id, "amal", NOW)
    with database.reading() as tx:
        found = {one.id: (one.state, one.error) for one in outbox.listed(tx, limit=9)}
    assert [found[one] for one in ours] == [("closed", "acknowledged before it was due")] * 2
    assert [found[one] for one in others] == [("held", "")] * 2


def test_an_acknowledgement_covers_what_came_before_on_the_matter_and_stays_the_first_persons(
    database: Database,
) -> None:
    first, second = put(database, "one"), put(database, "two")
    apart, later = put(database, "apart", group="story:13", story=13), put(database, "three")
    assert acknowledging.acknowledge(database, second.id, "amal", NOW) == acknowledging.Acknowledgement("amal", NOW, 2)
    again = acknowledging.acknowledge(database, first.id, "badr", NOW + HOUR)
    assert again == acknowledging.Acknowledgement("amal", NOW, 0)
    with database.reading() as tx:
        assert set(alerts.all_acknowledged(tx, [first.id, second.id, apart.id, later.id])) == {first.id, second.id}
    with pytest.raises(MonitorError, match="no alert 99"):
        acknowledging.acknowledge(database, 99, "amal", NOW)


def test_a_snooze_is_of_the_story_as_it_is_now_and_once_for_the_same_time(database: Database) -> None:
    with database.writing() as tx:
        old, new = stories.start(tx, "Old", NOW, ()), stories.start(tx, "New", NOW, ())
        assert old != new
    article = put_article(database, story_id=old)
    alert = put(database, "one", group=f"story:{old}", story=old, article=article)
    made = acknowledging.snooze(database, alert.id, "", NOW + HOUR, "amal", NOW)
    same = acknowledging.snooze(database, alert.id, "", NOW + HOUR, "badr", NOW + MINUTE)
    assert made.made and not same.made and same.silence == made.silence
    assert made.silence.kind is SilenceKind.SNOOZE and made.silence.matchers == Matchers(stories=frozenset({old}))
    assert acknowledging.snooze(database, alert.id, "", NOW + 2 * HOUR, "amal", NOW).made
    with database.writing() as tx:
        stories.merge(tx, old, new, by=stories.JUDGE, why="", now=NOW)
    with database.reading() as tx:
        followed = silences.get(tx, made.silence.id)
        its = alerts.get(tx, alert.id)
    assert followed is not None and its is not None and its.story == new
    assert followed.covers(its, NOW) and followed.covers(replace(its, story=old), NOW)
    assert acknowledging.snooze(database, alert.id, "", NOW + DAY, "a", NOW).silence.matchers.stories == {new}


def test_a_snooze_of_an_entity_asks_that_the_alert_names_it(database: Database) -> None:
    alert = put(database, "one", entities=("idlib", "morek"))
    made = acknowledging.snooze(database, alert.id, "morek", NOW + HOUR, "amal", NOW)
    assert made.silence.matchers == Matchers(entities=frozenset({"morek"}))
    with pytest.raises(MonitorError, match='alert 1 has no entity "idlip" - did you mean "idlib"'):
        acknowledging.snooze(database, alert.id, "idlip", NOW + HOUR, "amal", NOW)
    bare = put(database, "two", group="operations", story=None, entities=())
    with pytest.raises(MonitorError, match="is on no story"):
        acknowledging.snooze(database, bare.id, "", NOW + HOUR, "amal", NOW)


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
        assert list(deliveries.waiting(tx, NOW)) == ["desk"]
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
    late = "due since 2026-03-01 13:00 UTC: `monitor deliveries list --receiver desk` shows what fails"
    assert one.why_at(NOW + 2 * HOUR) == late


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


def test_the_end_of_a_snooze_makes_nothing_due_that_waits_for_another_reason(database: Database) -> None:
    snooze = Hold(Reason.SNOOZE, NOW + DAY, "snooze 1 until tomorrow")
    for receiver, reason, why in (("desk", snooze.reason, snooze.why), ("night", Reason.REPEAT_AFTER, "told before")):
        values: dict[str, Any] = {"hold": reason.value, "hold_why": why, "next_attempt_at": NOW + DAY}
        deliver(database, put(database, receiver), receiver=receiver, state="held", **values)
    with database.writing() as tx:
        outbox.release(tx, snooze, NOW)
        assert list(deliveries.waiting(tx, NOW)) == ["desk"]


def test_drop_gives_up_what_is_open_with_its_reason_and_nothing_else(database: Database) -> None:
    open_one, done = deliver(database, put(database, "one")), deliver(database, put(database, "two"), state="sent")
    redelivery.drop(database, open_one, "amal", "told by phone", NOW)
    with database.reading() as tx:
        found = outbox.get(tx, open_one)
        assert not deliveries.waiting(tx, NOW + DAY)
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
        due.hold(tx, [two], Hold(Reason.CAP, NOW + HOUR, "cap"), NOW)
        assert due.claim(tx, one, "desk", NOW, "t", MINUTE) is None
    with database.reading() as tx:
        assert {stored.state for stored in outbox.listed(tx, limit=9)} == {"dropped"}


def test_what_is_held_is_counted_by_receiver_and_reason(database: Database) -> None:
    one, two = put(database, "one"), put(database, "two")
    deliver(database, one, state="held", hold_why="quiet hours", next_attempt_at=NOW + HOUR)
    deliver(database, two, one, state="held", hold_why="quiet hours", next_attempt_at=NOW + 2 * HOUR)
    deliver(database, one, receiver="night", state="silenced", hold_why="silence 1")
    with database.reading() as tx:
        held = outbox.held(tx, NOW - DAY)
        assert outbox.held_alerts(tx) == {one.id, two.id}
        assert [one.receiver for one in outbox.held(tx, NOW + DAY)] == ["desk"]  # what was silenced long ago is over
    assert [(h.receiver, h.state, h.why, h.count) for h in held] == [
        ("desk", "held", "quiet hours", 2), ("night", "silenced", "silence 1", 1)]  # fmt: skip
    assert held[0].due == NOW + HOUR


def test_the_key_of_links_is_made_once_also_by_two_at_a_time(database: Database) -> None:
    keys = together(*(lambda n=n: link_key(database, lambda length: bytes([n]) * length, NOW) for n in (1, 2)))
    assert keys[0] == keys[1] and len(keys[0]) == LENGTH
    assert link_key(database, lambda length: b"x" * length, NOW) == keys[0]
