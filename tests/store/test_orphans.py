"""Receivers that left the config: what is open for them goes to the others, once."""

from __future__ import annotations

import pytest

from monitor.core.alerts.holds import Hold, Reason
from monitor.core.alerts.types import Form
from monitor.store import receivers
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle, orphans
from tests.make import NOW
from tests.store.backends import only_sqlite, plans_of, queries_asked
from tests.store.filled import DAY, HOUR, put_alert
from tests.store.sending import claim, failed, one, put, readdress, sent, stand, states


def orphaned(database: Database, *receivers: str) -> list[orphans.Orphan]:
    with database.reading() as tx:
        return orphans.orphans(tx, set(receivers))


def test_orphans_are_what_is_open_for_others_oldest_first(database: Database) -> None:
    put(database, "done", "gone")
    sent(database, one(claim(database, receiver="gone")))
    ids = [put(database, key, "gone") for key in ("k1", "k2")]
    claim(database, "t1", receiver="gone", limit=1)
    kept = put(database, "k3", "desk")
    assert [(found.id, found.receiver) for found in orphaned(database, "desk")] == [(number, "gone") for number in ids]
    assert [found.id for found in orphaned(database)] == [*ids, kept] and orphaned(database, "desk", "gone") == []
    assert orphaned(database, "desk")[0].rule == "idlib-mention"


def test_an_orphan_goes_to_another_receiver_at_once(database: Database) -> None:
    put(database, "k1", "gone")
    failed(database, one(claim(database, receiver="gone")), NOW + DAY)
    readdress(database)
    with database.reading() as tx:
        assert receivers.refusing(tx) == [], "how others failed is not its fault"
    assert claim(database, receiver="gone", now=NOW + 2 * DAY) == []
    found = one(claim(database))
    assert (found.key, found.possible_repeat, found.alert.key) == ("k1", False, "alert of k1")


def test_an_orphan_of_which_the_other_is_told_anyway_is_closed(database: Database) -> None:
    alert = put_alert(database, "k")
    with database.writing() as tx:
        lifecycle.insert(tx, alert.id, [], "gone", "k1", NOW)
        lifecycle.insert(tx, alert.id, [], "desk", "k2", NOW)
    readdress(database, NOW + HOUR)
    closed, open_ = states(database)
    assert (closed.state, closed.receiver, closed.finished_at) == ("closed", "gone", NOW + HOUR)
    assert "desk is told" in closed.error and open_.state == "pending"
    assert [found.key for found in claim(database)] == ["k2"] and claim(database, receiver="gone") == []


def test_two_orphans_of_one_alert_are_told_once(database: Database) -> None:
    alert = put_alert(database, "k")
    with database.writing() as tx:
        lifecycle.insert(tx, alert.id, [], "gone", "k1", NOW)
        lifecycle.insert(tx, alert.id, [], "gone too", "k2", NOW)
    readdress(database)
    assert [found.key for found in claim(database)] == ["k1"] and orphaned(database, "desk") == []


def test_how_the_attempt_of_a_receiver_that_left_ends_says_nothing_about_the_other(database: Database) -> None:
    put(database, "k1", "gone")
    under_way = one(claim(database, receiver="gone"))
    readdress(database)
    sent(database, under_way)
    assert states(database)[0].state != "sent"
    found = one(claim(database, "t2"))
    assert (found.key, found.possible_repeat) == ("k1", True), "both names may lead to one place"


def test_the_attempt_of_a_receiver_that_left_does_not_open_again_what_is_closed(database: Database) -> None:
    alert = put_alert(database, "k")
    with database.writing() as tx:
        lifecycle.insert(tx, alert.id, [], "gone", "k1", NOW)
        lifecycle.insert(tx, alert.id, [], "desk", "k2", NOW)
    under_way = one(claim(database, receiver="gone"))
    readdress(database)
    failed(database, under_way, NOW + HOUR)
    assert [state.state for state in states(database)] == ["closed", "pending"]


def test_an_alert_that_went_along_to_a_receiver_that_left_is_told_to_the_other(database: Database) -> None:
    lead, along = put_alert(database, "lead"), put_alert(database, "along")
    with database.writing() as tx:
        lifecycle.insert(tx, lead.id, [along.id], "gone", "k1", NOW)
        lifecycle.insert(tx, lead.id, [], "desk", "k2", NOW)
    readdress(database)
    told = {alert.id for found in claim(database) for alert in (found.alert, *found.also)}
    assert told == {lead.id, along.id}


def test_what_is_held_for_a_receiver_that_left_waits_as_long_for_the_other(database: Database) -> None:
    alert = put_alert(database, "k")
    hold = Hold(Reason.ESCALATION, NOW + HOUR, "unless somebody acknowledges")
    with database.writing() as tx:
        lifecycle.insert(tx, alert.id, [], "gone", "k1", NOW, hold)
    readdress(database)
    assert claim(database) == []
    assert one(claim(database, now=NOW + HOUR)).key == "k1"


@pytest.mark.parametrize("state", ["dead", "dropped", "silenced", "closed"])
def test_who_is_told_no_more_of_an_alert_gets_the_orphan(database: Database, state: str) -> None:
    alert = put_alert(database, "k")
    with database.writing() as tx:
        lifecycle.insert(tx, alert.id, [], "gone", "k1", NOW)
        own = lifecycle.insert(tx, alert.id, [], "desk", "k2", NOW)
    stand(database, own, state=state, finished_at=NOW)
    readdress(database)
    found = one(claim(database))
    assert (found.key, found.possible_repeat) == ("k1", False)


def test_an_escalation_that_waits_is_not_yet_told(database: Database) -> None:
    alert = put_alert(database, "k")
    hold = Hold(Reason.ESCALATION, NOW + HOUR, "unless somebody acknowledges")
    with database.writing() as tx:
        lifecycle.insert(tx, alert.id, [], "gone", "k1", NOW)
        lifecycle.insert(tx, alert.id, [], "desk", "k2", NOW, hold)
        lifecycle.insert(tx, alert.id, [], "gone", "k3", NOW, hold)
    with database.reading() as tx:
        assert not any(orphans.beside_of(tx, orphan).has_any("desk") for orphan in orphans.orphans(tx, {"desk"}))
    readdress(database)
    assert one(claim(database)).key == "k1"
    assert [found.state for found in states(database)] == ["sending", "held", "closed"], "one escalation is enough"


def test_what_waits_for_another_reason_will_be_told(database: Database) -> None:
    alert = put_alert(database, "k")
    with database.writing() as tx:
        lifecycle.insert(tx, alert.id, [], "gone", "k1", NOW)
        lifecycle.insert(tx, alert.id, [], "desk", "k2", NOW, Hold(Reason.QUIET_HOURS, NOW + HOUR, "quiet hours"))
    readdress(database)
    assert [found.state for found in states(database)] == ["closed", "held"]


@pytest.mark.parametrize(("state", "of_orphan"), [("sent", "closed"), ("pending", "closed"), ("dead", "pending"),
                                                  ("dropped", "pending")])  # fmt: skip
def test_what_a_summary_tells_is_told_as_the_summary_is(database: Database, state: str, of_orphan: str) -> None:
    lead, along = put_alert(database, "lead", article_id=1), put_alert(database, "along", article_id=2)
    with database.writing() as tx:
        lifecycle.insert(tx, along.id, [], "gone", "k1", NOW)
        own = lifecycle.insert(tx, along.id, [], "desk", "k2", NOW)
        summary = lifecycle.insert(tx, lead.id, [along.id], "desk", "k3", NOW)
    stand(database, own, state="told", told_in=summary, finished_at=NOW)
    stand(database, summary, form=Form.SUMMARY.value, state=state, finished_at=None if state == "pending" else NOW)
    readdress(database)
    assert states(database)[0].state == of_orphan


@pytest.mark.parametrize("told_of", [1, 2])
def test_a_summary_of_which_the_other_was_told_in_part_is_a_possible_repeat(database: Database, told_of: int) -> None:
    lead, along = put_alert(database, "lead", article_id=1), put_alert(database, "along", article_id=2)
    with database.writing() as tx:
        summary = lifecycle.insert(tx, lead.id, [along.id], "gone", "k1", NOW)
        for alert in (along, lead)[:told_of]:
            lifecycle.insert(tx, alert.id, [], "desk", f"to the desk: {alert.key}", NOW)
    stand(database, summary, form=Form.SUMMARY.value)
    for delivery in claim(database):
        sent(database, delivery)
    readdress(database)
    if told_of == 1:
        found = one(claim(database, "t2"))
        assert found.possible_repeat and [alert.key for alert in (found.alert, *found.also)] == ["lead", "along"]
    else:
        assert states(database)[0].state == "closed"


@only_sqlite
def test_what_an_orphan_costs_does_not_grow_with_all_that_others_ever_got(database: Database) -> None:
    """As SQLite plans it without statistics. With 3,000 waiting, to move them held all writers for half a minute."""
    put(database, "k1", "gone")
    with database.writing() as tx:
        (orphan,) = orphans.orphans(tx, {"desk"})
        with queries_asked(tx) as queries:
            lifecycle.readdress(tx, orphan, "desk", NOW)
        plans = plans_of(tx, queries)
    assert len(queries) >= 3 and any("ix_delivery_alert_id" in step for step in plans)
    assert [step for step in plans if step.startswith("SCAN") or "receiver=?" in step or "state=?" in step] == []
