"""Feeds of the config, claimed and polled, and how that ends."""

from __future__ import annotations

from datetime import datetime

from monitor.store import configured, feeds, leases
from monitor.store.database import Database
from monitor.store.feeds import FeedState
from tests.make import NOW
from tests.store.filled import HOUR, LEASE

VALIDATORS = ('"v1"', "Sun, 01 Mar 2026 11:00:00 GMT", "abc")


def sync(database: Database, *wanted: str | tuple[str, str], due: datetime = NOW) -> None:
    """Feeds by name, or by (name, url)."""
    pairs = [(one, f"http://{one}.example/rss") if isinstance(one, str) else one for one in wanted]
    with database.writing() as tx:
        configured.sync(tx, [(name, url, due) for name, url in pairs])


def state(database: Database, name: str = "a") -> FeedState:
    with database.reading() as tx:
        found = feeds.get(tx, name)
    assert found is not None
    return found


def claim(database: Database, token: str = "t1", now: datetime = NOW, limit: int = 10) -> list[str]:
    with database.writing() as tx:
        return [one.name for one in leases.claim_due(tx, now, token, LEASE, limit)]


def holds(database: Database, token: str, name: str = "a") -> bool:
    with database.reading() as tx:
        return leases.holds(tx, name, token)


def succeed(
    database: Database,
    token: str = "t1",
    now: datetime = NOW,
    validators: tuple[str, str, str] | None = VALIDATORS,
    name: str = "a",
) -> None:
    with database.writing() as tx:
        leases.record(tx, [leases.succeeded(name, token, now, now + HOUR, validators)])


def fail(
    database: Database, token: str = "t1", now: datetime = NOW, error: str = "HTTP 500", failures: int = 1
) -> None:
    with database.writing() as tx:
        leases.record(tx, [leases.failed("a", token, now, now + 2 * HOUR, failures, error)])
