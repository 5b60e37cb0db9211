"""Silences and snoozes, in both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.acts import acknowledging, silencing, silencing_alerts
from monitor.answers.silenced import silenced
from monitor.core.alerts.holds import Reason
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.errors import MonitorError
from monitor.core.types import AlertKind, Severity
from monitor.store import alerts, silences, stories
from monitor.store.database import Database
from monitor.store.deliveries import backlog, due, lifecycle, outbox
from tests.make import NOW
from tests.store.alerted import IDLIB, deliver, put, wanted
from tests.store.filled import DAY, HOUR, MINUTE, RULES, put_article


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
        deliver(database, one, two, receiver=receiver, state="held", silence_id=snoozes[1].id)
    with database.reading() as tx:
        assert silences.kept_back(tx, snoozes) == {1: 0, 12: 2}


def test_a_snooze_of_an_entity_asks_that_the_alert_names_it(database: Database) -> None:
    alert = put(database, "one", entities=("idlib", "morek"))
    made = acknowledging.snooze(database, alert.id, "morek", NOW + HOUR, "amal", NOW)
    assert made.silence.matchers == Matchers(entities=frozenset({"morek"}))
    with pytest.raises(MonitorError, match='alert 1 has no entity "idlip" - did you mean "idlib"'):
        acknowledging.snooze(database, alert.id, "idlip", NOW + HOUR, "amal", NOW)
    bare = put(database, "two", group="operations", story=None, entities=())
    with pytest.raises(MonitorError, match="is on no story"):
        acknowledging.snooze(database, bare.id, "", NOW + HOUR, "amal", NOW)


def test_the_end_of_a_snooze_makes_nothing_due_that_waits_for_another_reason(database: Database) -> None:
    for receiver, reason, silence in (("desk", Reason.SNOOZE, 1), ("night", Reason.REPEAT_AFTER, None)):
        held: dict[str, Any] = {"hold": reason.value, "held_by": reason.value, "silence_id": silence}
        deliver(database, put(database, receiver), receiver=receiver, state="held", next_attempt_at=NOW + DAY, **held)
    with database.writing() as tx:
        lifecycle.release_snoozed(tx, 1, NOW)
        assert list(due.waiting(tx, NOW)) == ["desk"]


def test_what_is_held_is_counted_by_receiver_and_reason(database: Database) -> None:
    one, two = put(database, "one"), put(database, "two")
    deliver(database, one, state="held", hold_why="quiet hours", next_attempt_at=NOW + HOUR)
    deliver(database, two, one, state="held", hold_why="quiet hours", next_attempt_at=NOW + 2 * HOUR)
    deliver(database, one, receiver="night", state="silenced", hold_why="silence 1")
    with database.reading() as tx:
        held = backlog.held(tx, NOW - DAY)
        assert outbox.held_alerts(tx) == {one.id, two.id}
        assert [one.receiver for one in backlog.held(tx, NOW + DAY)] == ["desk"]  # what was silenced long ago is over
    assert [(h.receiver, h.state, h.why, h.count) for h in held] == [
        ("desk", "held", "quiet hours", 2), ("night", "silenced", "silence 1", 1)]  # fmt: skip
    assert held[0].due == NOW + HOUR


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
