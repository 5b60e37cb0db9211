"""What somebody acknowledges, in both databases: what that covers, and what it ends."""

from __future__ import annotations

import pytest

from monitor.acts import acknowledging
from monitor.core.errors import MonitorError
from monitor.store import alerts
from monitor.store.database import Database
from monitor.store.deliveries import outbox
from tests.make import NOW
from tests.store.alerted import deliver, put
from tests.store.helpers import HOUR


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
