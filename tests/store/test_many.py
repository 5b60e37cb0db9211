"""More alerts, messages, feeds and rules than one statement takes values."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from sqlalchemy import event

from monitor.core.alerts.types import Form
from monitor.delivery.claim import claim_next
from monitor.delivery.wishes import Wishes
from monitor.store import alerts, configured, feeds, matters, rules
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle, outbox
from monitor.store.deliveries.due import Due
from tests.make import NOW
from tests.store.backends import only_sqlite
from tests.store.filled import HOUR, LEASE, put_alert
from tests.store.sending import stand

MANY, TAKEN = 60, 50


@pytest.fixture
def with_few_values(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """SQLite whose statements take fewer values than there are alerts, and chunks well below that."""
    monkeypatch.setattr("monitor.store.chunks.MAX_VARIABLES", TAKEN // 2)

    @event.listens_for(database.engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, TAKEN)

    database.engine.dispose()
    return database


@only_sqlite
def test_what_failed_before_is_summed_up_however_much_it_is(with_few_values: Database) -> None:
    database = with_few_values
    for number in range(MANY):
        alert = put_alert(database, f"k{number}")
        with database.writing() as tx:
            made = lifecycle.insert(tx, alert.id, [], "desk", f"k{number}", NOW)
        stand(database, made, hold="digest", attempts=1, error="HTTP 500")
    with database.writing() as tx:
        summary = claim_next(tx, "desk", Wishes(), NOW + HOUR, "t", LEASE)
    assert summary is not None
    assert (summary.form, len(summary.also), summary.possible_repeat) == (Form.SUMMARY, MANY - 1, False)


@only_sqlite
def test_alerts_are_listed_however_many_they_are(with_few_values: Database) -> None:
    database = with_few_values
    for number in range(MANY):
        put_alert(database, f"k{number}")
    with database.writing() as tx:
        alerts.acknowledge(tx, 1, "amal", NOW)
        found = alerts.listed(tx, limit=1_000, only=range(1, MANY + 1))
        assert [alert.id for alert in found] == list(range(MANY, 0, -1))
        assert set(alerts.all_acknowledged(tx, [alert.id for alert in found])) == {1}


@only_sqlite
def test_feeds_come_and_go_however_many_they_are(with_few_values: Database) -> None:
    def set_to(*names: str) -> set[str]:
        with with_few_values.writing() as tx:
            configured.sync(tx, [(name, f"http://{name}.example/rss", NOW) for name in names])
            return {feed.name for feed in feeds.listed(tx) if feed.active}

    many = [f"feed-{number}" for number in range(MANY)]
    assert set_to(*many, "one") == {*many, "one"}
    assert set_to(*many) == set(many)
    assert set_to("one") == {"one"}


@only_sqlite
def test_rules_come_change_and_go_however_many_they_are(with_few_values: Database) -> None:
    names = [f"rule-{number}" for number in range(MANY)]
    with with_few_values.writing() as tx:
        rules.remember(tx, dict.fromkeys(names, "m"), NOW)
        assert rules.remember(tx, dict.fromkeys(names, "other"), NOW) == ([], names)
        assert rules.remember(tx, {"one": "m"}, NOW) == (["one"], [])
        for name in (*names, "one", "gone"):
            matters.count_hour(tx, name, "g", NOW)
        matters.forget_others(tx, [*names, "one"])
        assert [matters.rate(tx, name, "g", NOW, NOW) for name in (names[0], "one", "gone")] == [1, 1, 0]
        matters.forget_others(tx, ["one"])
        assert [matters.rate(tx, name, "g", NOW, NOW) for name in (names[0], "one")] == [0, 1]


def test_what_is_held_of_a_rule_is_listed_behind_newer_ones_of_others(database: Database) -> None:
    """``alerts list --held --rule strike -n 2``"""
    for number in range(5):
        alert = put_alert(database, f"k{number}", rule="strike" if number < 3 else "other")
        with database.writing() as tx:
            made = lifecycle.insert(tx, alert.id, [], "desk", f"k{number}", NOW)
        stand(database, made, state="held")
    with database.reading() as tx:
        held = outbox.held_alerts(tx)
        assert [alert.id for alert in alerts.listed(tx, limit=2, rule="strike", only=held)] == [3, 2]


@only_sqlite
def test_of_many_messages_none_is_compared_with_every_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands that a person wants sent, beside thousands that waited for a digest, took minutes to choose from."""
    for number in range(12):
        alert = put_alert(database, f"k{number}")
        with database.writing() as tx:
            made = lifecycle.insert(tx, alert.id, [], "desk", f"k{number}", NOW)
        stand(database, made, hold="by_hand" if number % 2 else "digest")
    compared: list[object] = []

    def equal(one: Due, other: object) -> bool:
        compared.append(other)
        return one is other

    monkeypatch.setattr(Due, "__eq__", equal)
    with database.writing() as tx:
        assert claim_next(tx, "desk", Wishes(), NOW + HOUR, "t", LEASE) is not None
    assert len(compared) < 12
