"""What was planned and noted by a clock that ran ahead, once it is right again, in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.core.alerts import escalation
from monitor.core.alerts.holds import Hold, Reason, by_silence
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.matters import Matter, Sighting
from monitor.core.alerts.schedule import Schedule
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.delivery.claim import claim_next
from monitor.delivery.wishes import Wishes
from monitor.set_back import follow_clock
from monitor.store import clock, feeds, matters, receivers, rules, silences
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import escalating, lifecycle, outbox
from tests.make import NOW
from tests.store import polled
from tests.store.filled import DAY, HOUR, MINUTE
from tests.store.polled import state, succeed, sync
from tests.store.sending import claim, failed, one, put, sent

AHEAD = 30 * DAY
BEFORE = Matter(first_match=NOW - DAY, last_match=NOW - HOUR, last_alert=NOW - HOUR, confirmed=NOW - HOUR)


def seen(at: datetime, article: int) -> Sighting:
    return Sighting(at, article, "a", "a.example", "a", False)


def tells_nothing(_tx: Transaction, _by: timedelta) -> None:
    pass


def test_what_is_told_of_a_clock_that_ran_ahead_and_what_moves_with_it_are_stored_together(database: Database) -> None:
    sync(database, "a")
    polled.claim(database, now=NOW + 3 * HOUR)
    succeed(database, now=NOW + 3 * HOUR)

    def is_killed(_tx: Transaction, by: timedelta) -> None:
        raise KeyboardInterrupt(by)

    with pytest.raises(KeyboardInterrupt):
        follow_clock(database, None, NOW, is_killed)
    assert state(database).polled_at == NOW + 3 * HOUR, "the next start sees that it ran ahead"
    told: list[timedelta] = []
    assert follow_clock(database, None, NOW, lambda _, by: told.append(by)) == 3 * HOUR
    assert (told, state(database).polled_at) == ([3 * HOUR], NOW)


def test_what_matched_while_the_clock_ran_ahead_was_then(database: Database) -> None:
    """It ran ahead from half an hour ago."""
    ahead = NOW + AHEAD - 20 * MINUTE
    with database.writing() as tx:
        for article, at in enumerate([NOW - HOUR, ahead, ahead + 10 * MINUTE, NOW + AHEAD + 10 * MINUTE]):
            matters.add_sighting(tx, "r", "g", seen(at, article))
            matters.count_hour(tx, "r", "g", at)
        kept = replace(BEFORE, last_match=ahead, last_alert=ahead, confirmed=ahead, quiet_told=ahead, held_until=ahead)
        matters.put(tx, "r", "g", kept)
        matters.put(tx, "r", "other", BEFORE)
        rules.remember(tx, {"r": "m"}, ahead)
        clock.set_back(tx, AHEAD, NOW)
        assert matters.sighted_articles(tx, "r", "g", NOW - 15 * MINUTE) == [2, 3]
        assert sorted(matters.sighted_articles(tx, "r", "g", NOW - 21 * MINUTE)) == [1, 2, 3]
        assert matters.count_sightings(tx, "r", "g", NOW) == 0, "nothing is in the future"
        assert matters.rate(tx, "r", "g", NOW - DAY, NOW + HOUR) == 4
        assert matters.rate(tx, "r", "g", NOW + HOUR, NOW + 2 * AHEAD) == 0
        then = NOW - 20 * MINUTE
        known = replace(BEFORE, last_match=then, last_alert=then, confirmed=then, quiet_told=then, held_until=NOW)
        assert matters.of_rule(tx, "r") == {"g": known, "other": BEFORE}
        assert rules.since(tx, "r") == then


def test_an_attempt_of_while_the_clock_ran_ahead_was_then(database: Database) -> None:
    put(database, now=NOW + AHEAD)
    failed(database, one(claim(database, now=NOW + AHEAD)), NOW + AHEAD + MINUTE, now=NOW + AHEAD + MINUTE)
    with database.writing() as tx:
        clock.set_back(tx, AHEAD, NOW + 5 * MINUTE)
        (refusing,) = receivers.refusing(tx)
        assert refusing.since == NOW + MINUTE, "and not in a month"


def test_what_a_receiver_took_while_the_clock_ran_ahead_it_took_before_it_failed(database: Database) -> None:
    """Else it counts as one that takes messages until the time comes that the clock showed."""
    put(database, "taken", now=NOW + AHEAD)
    sent(database, one(claim(database, now=NOW + AHEAD)), now=NOW + AHEAD)
    with database.writing() as tx:
        clock.set_back(tx, AHEAD, NOW)
    put(database, "refused", now=NOW + HOUR)
    failed(database, one(claim(database, now=NOW + HOUR)), NOW + 2 * HOUR, now=NOW + HOUR)
    with database.reading() as tx:
        (refusing,) = receivers.refusing(tx)
    assert not refusing.accepts


def test_what_was_silenced_while_the_clock_ran_ahead_is_said_once(database: Database) -> None:
    """Else it stands below each message until the time comes that the clock showed."""
    kept_back = put(database, "silenced", now=NOW + AHEAD)
    with database.writing() as tx:
        lifecycle.hold(tx, [kept_back], Hold(Reason.SILENCE, None, "silence 1"), NOW + AHEAD)
        clock.set_back(tx, AHEAD, NOW)
    said = []
    for key in ("first", "second"):
        put(database, key, now=NOW + HOUR)
        message = one(claim(database, now=NOW + HOUR))
        said.append(message.held)
        sent(database, message, now=NOW + HOUR)
    assert said == [("1 not told: silence 1",), ()]


def test_what_escalates_counts_from_when_its_message_was_sent_by_the_right_clock(database: Database) -> None:
    held = put(database, now=NOW + AHEAD)
    with database.writing() as tx:
        lifecycle.hold(tx, [held], Hold(Reason.QUIET_HOURS, NOW + AHEAD + HOUR, "quiet hours"), NOW + AHEAD)
    sent(database, one(claim(database, now=NOW + AHEAD + HOUR)), now=NOW + AHEAD + HOUR)
    with database.writing() as tx:
        clock.set_back(tx, AHEAD, NOW + 2 * HOUR)
        (tellings,) = escalating.tellings(tx, [outbox.listed(tx, limit=1)[0].alert_id]).values()
        assert escalation.told_at(tellings, NOW) == NOW + HOUR, "and not in a month"


def test_what_escalates_an_alert_that_was_told_at_once_while_the_clock_ran_ahead_waits_no_month(
    database: Database,
) -> None:
    put(database, now=NOW + AHEAD)
    sent(database, one(claim(database, now=NOW + AHEAD)), now=NOW + AHEAD)
    with database.writing() as tx:
        clock.set_back(tx, AHEAD, NOW + MINUTE)
        (tellings,) = escalating.tellings(tx, [outbox.listed(tx, limit=1)[0].alert_id]).values()
        (made,) = (delivery.created_at for delivery in outbox.listed(tx, limit=1))
        assert escalation.told_at(tellings, made) == NOW


def test_what_is_gathered_from_when_the_clock_ran_ahead_goes_out_in_its_time(database: Database) -> None:
    put(database, now=NOW + AHEAD)
    with database.writing() as tx:
        clock.set_back(tx, AHEAD, NOW + MINUTE)
    wishes, later = Wishes(Schedule(gather=5 * MINUTE)), NOW + 6 * MINUTE
    with database.writing() as tx:
        assert claim_next(tx, "desk", wishes, NOW + 2 * MINUTE, "t1", HOUR) is None
        assert claim_next(tx, "desk", wishes, later, "t2", HOUR) is not None, "and not in a month"


def test_what_was_before_it_ran_ahead_stays(database: Database) -> None:
    with database.writing() as tx:
        matters.add_sighting(tx, "r", "g", seen(NOW, 1))
        matters.count_hour(tx, "r", "g", NOW)
        matters.put(tx, "r", "g", BEFORE)
        clock.set_back(tx, AHEAD, NOW)
        assert matters.sighted_articles(tx, "r", "g", NOW - MINUTE) == [1]
        assert matters.rate(tx, "r", "g", NOW, NOW) == 1
        assert matters.get(tx, "r", "g") == BEFORE


def test_a_clock_that_was_set_back_is_not_set_back_again_by_what_was_polled_meanwhile(database: Database) -> None:
    """A retired feed is asked again in a day; who starts meanwhile must not take its last poll for a clock ahead."""
    sync(database, "a")
    polled.claim(database, now=NOW + 3 * HOUR)
    succeed(database, now=NOW + 3 * HOUR)
    follow_clock(database, NOW + 3 * HOUR, NOW, tells_nothing)
    assert (state(database).polled_at, state(database).succeeded_at) == (NOW, NOW)
    with database.writing() as tx:
        feeds.leave_alone(tx, "a.example", NOW + DAY)
    assert follow_clock(database, None, NOW + MINUTE, tells_nothing) == timedelta(0)
    assert state(database).not_before == NOW + DAY


def test_what_was_silenced_while_the_clock_ran_ahead_was_then(database: Database) -> None:
    """Else it would begin in a month."""
    put(database)
    with database.writing() as tx:
        made = [
            silences.insert(
                tx, Silence(0, kind, Matchers(tags=frozenset({"x"})), "amal", "drill", at, at, at + 2 * HOUR)
            )
            for kind, at in (
                (SilenceKind.SILENCE, NOW - HOUR),
                (SilenceKind.SILENCE, NOW + AHEAD),
                (SilenceKind.SNOOZE, NOW + AHEAD),
            )
        ]
        (waits,) = outbox.listed(tx, limit=9)
        lifecycle.hold(tx, [waits.id], by_silence(made[2]), NOW + AHEAD)
        clock.set_back(tx, AHEAD, NOW + MINUTE)
        found = silences.in_force(tx, NOW + MINUTE)
        assert [(one.created, one.ends) for one in found] == [(NOW - HOUR, NOW + HOUR)] + 2 * [(NOW, NOW + 2 * HOUR)]
        assert silences.kept_back(tx, found) == {1: 0, 2: 0, 3: 1}
        assert [held.hold_why for held in outbox.listed(tx, limit=9)] == [by_silence(found[2]).why]
        assert silences.in_force(tx, NOW + AHEAD + MINUTE) == []


def test_what_was_ended_by_hand_while_the_clock_ran_ahead_is_over(database: Database) -> None:
    """Else it covers what comes until the time that the clock showed."""
    of_a_source = Matchers(sources=frozenset({"a.example"}))
    with database.writing() as tx:
        whole = NOW - HOUR, NOW + 2 * AHEAD
        made = silences.insert(tx, Silence(0, SilenceKind.SILENCE, of_a_source, "selma", "", NOW - HOUR, *whole))
        assert silences.end(tx, made.id, "selma", NOW + AHEAD - MINUTE)
        clock.set_back(tx, AHEAD, NOW)
        assert silences.in_force(tx, NOW) == []
        assert silences.in_force(tx, NOW - 2 * MINUTE) == [silences.get(tx, made.id)], "it covered what came before"
