"""What somebody acknowledges, in both databases: what that covers, and what it ends."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from monitor.acts import acknowledging
from monitor.core.errors import MonitorError
from monitor.delivery.claim import claim_next
from monitor.delivery.wishes import Wishes
from monitor.store import alerts, silences, stories
from monitor.store.database import Database
from monitor.store.deliveries import outbox
from tests.make import NOW
from tests.store.alerted import deliver, put
from tests.store.at_once import PATIENCE, until, waits_for_a_lock
from tests.store.backends import only_postgresql
from tests.store.filled import HOUR, LEASE, put_article


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


@pytest.mark.parametrize("form", ["summary", "single"])
def test_what_tells_of_more_than_was_acknowledged_escalates_still(database: Database, form: str) -> None:
    """A summary that waits for the end of quiet hours, or two rules on one item that are grouped in two ways."""
    one = put(database, "one", article=7)
    other = put(database, "other", article=7, group="rule:other")
    waits = {"state": "held", "hold": "escalation", "hold_why": "quiet hours", "form": form}
    escalates = deliver(database, one, other, receiver="boss", **waits)
    later = put(database, "later")

    acknowledging.acknowledge(database, later.id, "amal", NOW)
    with database.reading() as tx:
        assert one.id in alerts.all_acknowledged(tx, [one.id, other.id]), "it was on the same story"
        stored = outbox.get(tx, escalates)
    assert stored is not None and stored.state == "held"
    with database.writing() as tx:
        claimed = claim_next(tx, "boss", Wishes(), NOW, "t", LEASE)
    assert claimed is not None and claimed.id == escalates
    assert any("Acknowledged by amal" in note for note in claimed.notes)


def test_a_summary_that_escalates_is_not_sent_if_all_of_it_was_acknowledged(database: Database) -> None:
    one, other = put(database, "one"), put(database, "other", group="story:13", story=13)
    waits = {"state": "held", "hold": "escalation", "hold_why": "quiet hours", "form": "summary"}
    escalates = deliver(database, one, other, receiver="boss", **waits)
    for alert in (one, other):
        acknowledging.acknowledge(database, alert.id, "amal", NOW)
    with database.writing() as tx:
        assert claim_next(tx, "boss", Wishes(), NOW, "t", LEASE) is None
        found = outbox.get(tx, escalates)
    assert found is not None and (found.state, found.error) == ("closed", "acknowledged before it was due")


@only_postgresql
@pytest.mark.parametrize("act", ["acknowledged", "snoozed"])
def test_what_a_person_does_about_an_alert_stands_though_its_story_becomes_part_of_another_at_that_moment(
    act: str, database: Database
) -> None:
    with database.writing() as tx:
        into, left = (stories.start(tx, title, NOW, ()) for title in ("into", "left"))
    article = put_article(database, "one", story_id=left)
    alert = put(database, "one", group=alerts.group_of(left), story=left, article=article).id

    def done_by_a_person() -> None:
        if act == "acknowledged":
            acknowledging.acknowledge(database, alert, "amal", NOW)
        else:
            acknowledging.snooze(database, alert, "", NOW + HOUR, "amal", NOW)

    with ThreadPoolExecutor(1) as threads:
        with database.writing() as tx:
            tx.lock_for_judging()
            stories.merge(tx, left, into, by=stories.JUDGE, why="", now=NOW)
            doing = threads.submit(done_by_a_person)
            until(lambda: doing.done() or waits_for_a_lock(database))
        doing.result(PATIENCE)
    with database.reading() as tx:
        if act == "acknowledged":
            assert set(alerts.all_acknowledged(tx, [alert])) == {alert}
        else:
            assert [one.matchers.stories for one in silences.in_force(tx, NOW)] == [{into}]
