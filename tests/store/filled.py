"""A database that holds something, and what it holds then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select
from sqlmodel import SQLModel

from monitor.core.alerts.routes import Route
from monitor.core.alerts.types import Alert, Delivery
from monitor.core.rules.ruleset import RuleSet
from monitor.intake import Intake, Policy
from monitor.store import alerts, articles
from monitor.store.articles import StoredArticle
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import attempts, due
from tests.make import NOW, an_alert, ruleset

Value = TypeVar("Value")
Given = ParamSpec("Given")

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEASE = 5 * MINUTE
RULES = ruleset()
POLICY = Policy(routes=(Route(to=("desk", "archive")),), alert_window=3 * DAY)


def claim_due(
    tx: Transaction, receiver: str, now: datetime, token: str, lease: timedelta, limit: int
) -> list[Delivery]:
    """As the sender claims, without any holds, up to ``limit`` at once."""
    found = (attempts.claim(tx, one.id, receiver, now, token, lease) for one in due.due(tx, receiver, now)[0])
    return list(islice((one for one in found if one is not None), limit))


def written(
    database: Database, act: Callable[Concatenate[Transaction, Given], Value], *given: Given.args, **named: Given.kwargs
) -> Value:
    """What ``act`` gives of a transaction of its own."""
    with database.writing() as tx:
        return act(tx, *given, **named)


def content(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with database.reading() as tx:
        return {
            name: sorted((tuple(row) for row in tx.connection.execute(select(table))), key=repr)
            for name, table in SQLModel.metadata.tables.items()
        }


def intake(database: Database, rules: RuleSet = RULES, policy: Policy = POLICY) -> Intake:
    return Intake(database, rules, policy)


def stored(database: Database, article_id: int | None) -> StoredArticle:
    assert article_id is not None
    with database.reading() as tx:
        found = articles.get(tx, article_id)
    assert found is not None
    return found


def article_values(title: str = "One", *, feed: str = "a", at: datetime = NOW, **more: Any) -> dict[str, Any]:
    """Columns of an article as a feed brings it."""
    values = {"origin": "feed", "feed": feed, "title": title, "edition": f"e-{title}", "owner": feed, "source": feed}
    return values | {"published_at": at, "first_seen_at": at} | more


def put_article(database: Database, title: str = "One", **more: Any) -> int:
    with database.writing() as tx:
        return articles.insert(tx, article_values(title, **more))


def put_alert(database: Database, key: str, *, rule: str = "idlib-mention", article_id: int = 1) -> Alert:
    """A stored alert with the given key."""
    alert = an_alert(
        key, rule=rule, rule_title=rule, group=f"about {key}", story=None, entities=(), new=("killed: 21 -> 31",)
    )
    with database.writing() as tx:
        return alerts.insert(tx, alert, article_id)
