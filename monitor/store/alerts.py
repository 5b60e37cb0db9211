"""Matches, the decisions on them, and alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, or_, select, update

from monitor.core.alerts.types import OPERATIONS_GROUP, Alert, Reports
from monitor.core.types import AlertKind, Decision, Match, Outcome, Severity
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import AlertRow, ArticleRow, MatchRow, table_of

_alert = table_of(AlertRow)
_match = table_of(MatchRow)
_article = table_of(ArticleRow)


@dataclass(frozen=True, slots=True)
class StoredMatch:
    """A match and what was decided. ``alert_id`` of one that is ``held``: the alert that tells it since it is
    confirmed."""

    article_id: int
    edition_number: int
    rule: str
    severity: str
    ruleset: str
    mentions: list[dict[str, Any]]
    inherited: bool
    outcome: str
    why: str
    silent_for: str
    told_in: int | None
    alert_id: int | None
    at: datetime


_LISTS = ("excerpts", "new", "lines", "entities", "names", "tags", "sources")
_SEVERITIES = {one.value: one for one in Severity}
_KINDS = {one.value: one for one in AlertKind}
_STORED = _alert.c.id, _alert.c.content, _alert.c.group
_INSERT, _RECORD_MATCH = _alert.insert(), _match.insert()
_BY_KEY = select(_alert.c.id).where(_alert.c.key == bindparam("of_key"))
_BY_IDS = select(*_STORED).where(_alert.c.id.in_(bindparam("ids", expanding=True)))
_LAST_OF_STORY = (
    select(_alert.c.id, _alert.c.group)
    .join(_article, _article.c.id == _alert.c.article_id)
    .where(_article.c.story_id == bindparam("story"), _alert.c.rule == bindparam("rule"))
    .order_by(_article.c.id.desc(), _alert.c.id.desc())  # by article: an index has them so, and the first one ends it
    .limit(1)
)
_match_columns = [_match.c[name] for name in StoredMatch.__dataclass_fields__]


def record_match(
    tx: Transaction,
    article_id: int,
    edition_number: int,
    match: Match,
    decision: Decision,
    ruleset: str,
    alert_id: int | None,
    now: datetime,
) -> None:
    values = {
        "article_id": article_id,
        "edition_number": edition_number,
        "rule": match.rule,
        "severity": match.severity.value,
        "ruleset": ruleset,
        "mentions": [asdict(mention) for mention in match.mentions],
        "inherited": match.inherited,
        "outcome": decision.outcome.value,
        "why": decision.why,
        "silent_for": decision.silent_for or "",
        "told_in": decision.told_in,
        "alert_id": alert_id,
        "at": now,
    }
    tx.driver.run(_RECORD_MATCH, values)


def matches_of(tx: Transaction, article_id: int) -> list[StoredMatch]:
    """Every match of an article, over all its editions, oldest first."""
    query = select(*_match_columns).where(_match.c.article_id == article_id).order_by(_match.c.id)
    return [StoredMatch(*row) for row in tx.connection.execute(query)]


def attach_confirming(tx: Transaction, rule: str, article_ids: Iterable[int], alert_id: int) -> None:
    """What of these articles waited for confirmation by the rule is told by this alert."""
    waited = _match.c.outcome == Outcome.HELD.value, _match.c.alert_id.is_(None)
    for some in chunks(sorted(set(article_ids))):
        its = update(_match).where(_match.c.article_id.in_(some), _match.c.rule == rule, *waited)
        tx.connection.execute(its.values(alert_id=alert_id))


def insert(tx: Transaction, alert: Alert, article_id: int | None) -> Alert:
    """Store ``alert`` (its ``id`` is ignored) and return it with its id. One of operations has no article."""
    values: dict[str, Any] = {
        "key": alert.key,
        "rule": alert.rule,
        "group": alert.group,
        "severity": alert.severity.value,
        "kind": alert.kind.value,
        "article_id": article_id,
        "headline": alert.headline,
        "created_at": alert.created,
        "content": _packed(alert),
    }
    return replace(alert, id=tx.insert(_INSERT, values))


def has_key(tx: Transaction, key: str) -> bool:
    """Whether an alert has the key."""
    return bool(tx.driver.rows(_BY_KEY, {"of_key": key}))


def get(tx: Transaction, alert_id: int) -> Alert | None:
    return next(iter(get_all(tx, [alert_id])), None)


def get_all(tx: Transaction, ids: Sequence[int]) -> tuple[Alert, ...]:
    """The alerts of ``ids`` that exist and can be read, in their order."""
    rows = (row for some in chunks(ids) for row in tx.driver.rows(_BY_IDS, {"ids": some}))
    found = {alert.id: alert for alert in _readable(rows)}
    return tuple(found[one] for one in ids if one in found)


def severity_of(written: str) -> Severity:
    """One that only another version knows counts as the gravest: rather told at night than not at all."""
    return _SEVERITIES.get(written, max(Severity, key=lambda one: one.rank))


def kind_of(written: str) -> AlertKind:
    return _KINDS.get(written, AlertKind.FIRST)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Who said that an alert is seen to, and when."""

    by: str
    at: datetime


def acknowledge(tx: Transaction, alert_id: int, by: str, now: datetime, beside: Iterable[int] = ()) -> list[int]:
    """The alert, those ``beside`` it, and every earlier one on its matter are seen to by ``by``: nothing escalates any
    more. The ids of those not yet acknowledged. The alert must exist."""
    group = tx.connection.execute(select(_alert.c.group).where(_alert.c.id == alert_id)).scalar_one()
    its = _alert.c.id == alert_id
    if group != OPERATIONS_GROUP:
        its = (_alert.c.group == group) & (_alert.c.id <= alert_id)
    seen_to = update(_alert).where(or_(its, _alert.c.id.in_(list(beside))), _alert.c.acknowledged_at.is_(None))
    values = {"acknowledged_at": now, "acknowledged_by": by}
    return list(tx.connection.scalars(seen_to.values(values).returning(_alert.c.id)))


def acknowledged(tx: Transaction, alert_id: int) -> Acknowledged | None:
    """None if nobody acknowledged it."""
    return all_acknowledged(tx, [alert_id]).get(alert_id)


def group_of(story_id: int) -> str:
    """What the alerts on one story have in common."""
    return f"story:{story_id}"


def story_of(group: str) -> int | None:
    """The story that a matter is; None if it is something else."""
    kind, _, story = group.partition(":")
    return int(story) if kind == "story" and story.isdecimal() else None


def regroup(tx: Transaction, story_id: int) -> None:
    """The alerts on the articles of a story are alerts on it, whichever story it was when they were made. Those that
    are on an entity, a rule or a source stay so: somebody may have acknowledged that matter."""
    its = select(_article.c.id).where(_article.c.story_id == story_id)
    group = group_of(story_id)
    tx.connection.execute(
        update(_alert)
        .where(_alert.c.article_id.in_(its), _alert.c.group.startswith("story:"), _alert.c.group != group)
        .values(group=group)
    )


def rules_that_told(tx: Transaction, article_id: int) -> frozenset[str]:
    """The rules that alerted on an article, in any edition."""
    return frozenset(tx.connection.scalars(select(_alert.c.rule).where(_alert.c.article_id == article_id)))


def of_article(tx: Transaction, article_id: int, rule: str) -> list[Alert]:
    """The alerts of a rule on an article, in any edition, oldest first."""
    its = select(*_STORED).where(_alert.c.article_id == article_id, _alert.c.rule == rule).order_by(_alert.c.id)
    return list(_readable(tx.connection.execute(its)))


def last_of_story(tx: Transaction, rule: str, story_id: int) -> tuple[int, str] | None:
    """The latest alert of a rule on the newest article of the story that it alerted on, and the matter that it is
    about."""
    rows = tx.driver.rows(_LAST_OF_STORY, {"rule": rule, "story": story_id})
    return (rows[0].id, rows[0].group) if rows else None


def article_of(tx: Transaction, alert_id: int) -> int | None:
    """The article that an alert is about; None for one of operations."""
    found = tx.connection.execute(select(_alert.c.article_id).where(_alert.c.id == alert_id)).scalar_one()
    return None if found is None else int(found)


def count_since(tx: Transaction, start: datetime) -> int:
    """How many alerts on articles were made since ``start``."""
    query = select(func.count()).where(_alert.c.article_id.is_not(None), _alert.c.created_at >= start)
    return int(tx.connection.scalar(query) or 0)


def listed(
    tx: Transaction, *, limit: int, rule: str = "", only: Iterable[int] | None = None, before: int | None = None
) -> list[Alert]:
    """The newest alerts that can be read, newest first; if ids are given, of ``only`` these; if ``before`` is an id,
    of those that were made earlier."""
    query = select(*_STORED).order_by(_alert.c.id.desc()).limit(limit)
    if rule:
        query = query.where(_alert.c.rule == rule)
    if before is not None:
        query = query.where(_alert.c.id < before)
    if only is None:
        return list(_readable(tx.connection.execute(query)))
    found: list[Alert] = []
    for some in chunks(sorted(only, reverse=True)):
        found += _readable(tx.connection.execute(query.where(_alert.c.id.in_(some))))
        if len(found) >= limit:
            break
    return found[:limit]


def gravest_after(tx: Transaction, alert_id: int) -> tuple[int, Severity | None]:
    """On how many articles, or without one, there are alerts that are younger than this one, and how grave they are."""
    article = func.coalesce(_alert.c.article_id, -_alert.c.id)  # without an article each stands by itself
    is_younger = _alert.c.id > alert_id
    written = tx.connection.scalars(select(_alert.c.severity).where(is_younger).distinct())
    gravest = max(map(severity_of, written), key=lambda one: one.rank, default=None)
    return int(tx.connection.scalar(select(func.count(article.distinct())).where(is_younger)) or 0), gravest


def rules(tx: Transaction) -> list[str]:
    """That ever alerted."""
    return list(tx.connection.scalars(select(_alert.c.rule).distinct()))


def since(tx: Transaction, start: datetime, limit: int | None = None) -> list[Alert]:
    """The alerts made since then that can be read, newest first; at most ``limit`` if there is one."""
    query = (
        select(*_STORED).where(_alert.c.created_at >= start).order_by(_alert.c.created_at.desc(), _alert.c.id.desc())
    ).limit(limit)
    return list(_readable(tx.connection.execute(query)))


def of_story(tx: Transaction, story_id: int, limit: int) -> list[Alert]:
    """The alerts on a story or one of its articles, whatever their matter, that can be read, oldest first; of more than
    ``limit`` the newest."""
    query = select(*_STORED).where(_on_story(story_id)).order_by(_alert.c.id.desc()).limit(limit)
    return list(_readable(tx.connection.execute(query)))[::-1]


def count_of_story(tx: Transaction, story_id: int) -> int:
    """Also of those that cannot be read."""
    return int(tx.connection.scalar(select(func.count()).select_from(_alert).where(_on_story(story_id))) or 0)


def _on_story(story_id: int) -> ColumnElement[bool]:
    by_article = select(_alert.c.id).join(_article, _article.c.id == _alert.c.article_id)
    by_matter = select(_alert.c.id).where(_alert.c.group == group_of(story_id))
    # Not by an OR: PostgreSQL reads all alerts for that.
    return _alert.c.id.in_(by_matter.union(by_article.where(_article.c.story_id == story_id)))


def all_acknowledged(tx: Transaction, ids: Iterable[int]) -> dict[int, Acknowledged]:
    """Of these alerts, those that somebody acknowledged."""
    query = select(_alert.c.id, _alert.c.acknowledged_by, _alert.c.acknowledged_at)
    its = (query.where(_alert.c.id.in_(some), _alert.c.acknowledged_at.is_not(None)) for some in chunks(ids))
    rows = (row for one in its for row in tx.connection.execute(one))
    return {row.id: Acknowledged(row.acknowledged_by, row.acknowledged_at) for row in rows}


def _packed(alert: Alert) -> dict[str, Any]:
    values = {name: getattr(alert, name) for name in Alert.__dataclass_fields__ if name != "id"}
    values |= {"published": alert.published.isoformat(), "created": alert.created.isoformat()}
    return values | {"reports": asdict(alert.reports)}


def _readable(rows: Iterable[Any]) -> Iterator[Alert]:
    """Without those that somebody changed by hand, or that another version made otherwise."""
    for row in rows:
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            yield _unpacked(row.id, row.content, row.group)


def _unpacked(alert_id: int, content: dict[str, Any], group: str) -> Alert:
    """All is as it was at the decision, but for the story: others may have become one with it, or it two. Fields that
    only a newer version knows are left out: its alerts can be sent still."""
    known = {name: value for name, value in content.items() if name in Alert.__dataclass_fields__}
    times = {name: datetime.fromisoformat(content[name]).astimezone(UTC) for name in ("published", "created")}
    lists = {name: tuple(content.get(name, ())) for name in _LISTS}
    reports = content.get("reports") or {"owners": (), "wanted": 0}
    values = {
        "id": alert_id,
        "severity": severity_of(content["severity"]),
        "kind": kind_of(content["kind"]),
        "reports": Reports(tuple(reports["owners"]), reports["wanted"]),
        "group": group,
    }
    if (story := story_of(group)) is not None:
        values["story"] = story
    return Alert(**(known | times | lists | values))
