"""What rules know over time: matters, sightings within windows, and how many matches each hour had."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Integer, and_, bindparam, delete, func, or_, select, tuple_, update

from monitor.core.alerts.matters import Matter, Sighting
from monitor.core.types import Severity
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import ArticleRow, MatterRow, RateRow, SightingRow, table_of

_matter = table_of(MatterRow)
_sighting = table_of(SightingRow)
_rate = table_of(RateRow)
_article = table_of(ArticleRow)
_NAMES = {
    "first_match": "first_match_at",
    "last_match": "last_match_at",
    "last_article": "last_article_id",
    "last_alert": "last_alert_at",
    "held_until": "held_until",
    "severity": "severity",
    "confirmed": "confirmed_at",
    "is_spiking": "spiking",
    "quiet_told": "quiet_told_at",
}


def _is(table: Any, rule: Any, group: Any) -> Any:
    return and_(table.c.rule == rule, table.c.group == group)


_OF: tuple[Any, Any] = bindparam("of_rule"), bindparam("of_group")
_GET, _CHANGE = select(_matter).where(_is(_matter, *_OF)), update(_matter).where(_is(_matter, *_OF))
_FOLLOWING = (
    select(_matter)
    .where(tuple_(_matter.c.rule, _matter.c.group) > tuple_(*_OF))
    .order_by(_matter.c.rule, _matter.c.group)
    .limit(bindparam("most", type_=Integer))
)
_INSERT, _INSERT_SIGHTING = _matter.insert(), _sighting.insert()
_EVER = datetime(9999, 12, 31, tzinfo=UTC)
_SINCE = and_(_is(_sighting, *_OF), _sighting.c.at > bindparam("since"), _sighting.c.at <= bindparam("until"))
_COUNTED = and_(_SINCE, _sighting.c.is_copy.is_(False))
_COUNT = select(func.count().label("sightings")).where(_COUNTED)
_SOURCES = {
    by: select(_sighting.c[by].label("name"), _article.c.title)
    .outerjoin(_article, _article.c.id == _sighting.c.article_id)
    .where(_COUNTED)
    .order_by(_sighting.c.at, _sighting.c.id)
    for by in ("owner", "domain", "feed")
}  # fmt: skip
_TIMES = (
    select(_sighting.c.at)
    .where(_is(_sighting, *_OF), _sighting.c.at > bindparam("since"), _sighting.c.at < bindparam("until"))
    .where(_sighting.c.is_copy.is_(False))
    .distinct()
    .order_by(_sighting.c.at)
)
_SIGHTED = select(_sighting.c.article_id).where(_SINCE).distinct()
_OF_ARTICLE = (
    select(*(_sighting.c[name] for name in ("at", "article_id", "owner", "domain", "feed", "is_copy")))
    .where(_SINCE, _sighting.c.article_id == bindparam("article"))
    .order_by(_sighting.c.id)
)


def get(tx: Transaction, rule: str, group: str) -> Matter:
    """One that nothing is known of is empty."""
    rows = tx.driver.rows(_GET, {"of_rule": rule, "of_group": group})
    return _unpacked(rows[0]) if rows else Matter()


def of_rule(tx: Transaction, rule: str) -> dict[str, Matter]:
    """Group -> what is known of it."""
    rows = tx.connection.execute(select(_matter).where(_matter.c.rule == rule))
    return {row.group: _unpacked(row) for row in rows}


def of_rule_not_told_silent(tx: Transaction, rule: str, since: datetime) -> dict[str, Matter]:
    """As :func:`of_rule`, of those of which no silence was told from ``since`` on, until they were heard of again."""
    told = _matter.c.quiet_told_at
    rows = tx.connection.execute(select(_matter).where(_matter.c.rule == rule, or_(told.is_(None), told < since)))
    return {row.group: _unpacked(row) for row in rows}


def groups_of_rule(tx: Transaction, rule: str, but: str = "") -> list[str]:
    """The groups of which something is known, ``but`` those of a kind."""
    query = select(_matter.c.group).where(_matter.c.rule == rule)
    if but:
        query = query.where(_matter.c.group.not_like(f"{but}:%"))
    return list(tx.connection.scalars(query))


def following(tx: Transaction, after: tuple[str, str], limit: int) -> list[tuple[str, str, Matter]]:
    """The next after one (rule, group), by rule and group."""
    rows = tx.driver.rows(_FOLLOWING, {"of_rule": after[0], "of_group": after[1], "most": limit})
    return [(row.rule, row.group, _unpacked(row)) for row in rows]


def put(tx: Transaction, rule: str, group: str, matter: Matter) -> None:
    """Keep what is known now. ``matter`` must have its first and last match."""
    values = {column: getattr(matter, name) for name, column in _NAMES.items()}
    values["severity"] = matter.severity.value if matter.severity else ""
    if not tx.driver.run(_CHANGE, {"of_rule": rule, "of_group": group, **values}):
        tx.driver.run(_INSERT, {"rule": rule, "group": group, **values})


def drop(tx: Transaction, rule: str, group: str) -> None:
    """Nothing is known of it any more."""
    tx.connection.execute(delete(_matter).where(_is(_matter, rule, group)))


def add_sighting(tx: Transaction, rule: str, group: str, sighting: Sighting) -> None:
    values = {"owner": sighting.owner, "domain": sighting.domain, "feed": sighting.feed, "is_copy": sighting.is_copy}
    row = {"rule": rule, "group": group, "at": sighting.at, "article_id": sighting.article, **values}
    tx.driver.run(_INSERT_SIGHTING, row)


def count_sightings(tx: Transaction, rule: str, group: str, since: datetime, until: datetime = _EVER) -> int:
    """How many there are after ``since`` and not after ``until`` that are no copies."""
    return int(tx.driver.rows(_COUNT, _window(rule, group, since, until))[0].sightings)


def sighting_times(tx: Transaction, rule: str, group: str, after: datetime, before: datetime) -> list[datetime]:
    """When there were some between these times that are no copies, the first one first."""
    return [row.at for row in tx.driver.rows(_TIMES, _window(rule, group, after, before))]


def sources(
    tx: Transaction,
    rule: str,
    group: str,
    since: datetime,
    by: str,
    counts: Callable[[str], bool] = lambda _: True,
    until: datetime = _EVER,
) -> tuple[str, ...]:
    """Who had those after ``since`` and not after ``until`` that are no copies, first one first, by ``owner``,
    ``domain`` or ``feed``; of those whose headline ``counts``."""
    found: dict[str, None] = {}
    for row in tx.driver.rows(_SOURCES[by], _window(rule, group, since, until)):
        if row.name not in found and counts(row.title or ""):  # of thousands few headlines are asked
            found[row.name] = None
    return tuple(found)


def sighted_articles(tx: Transaction, rule: str, group: str, since: datetime, until: datetime = _EVER) -> list[int]:
    """The articles of all after ``since`` and not after ``until``, copies among them."""
    return [row.article_id for row in tx.driver.rows(_SIGHTED, _window(rule, group, since, until))]


def sighted(
    tx: Transaction, rule: str, group: str, since: datetime, article: int, until: datetime = _EVER
) -> Sighting | None:
    """The first of the article after ``since`` and not after ``until``; None if there is none."""
    rows = tx.driver.rows(_OF_ARTICLE, _window(rule, group, since, until) | {"article": article})
    return Sighting(*rows[0]) if rows else None


def _window(rule: str, group: str, since: datetime, until: datetime) -> dict[str, Any]:
    return {"of_rule": rule, "of_group": group, "since": since, "until": until}


def count_hour(tx: Transaction, rule: str, group: str, now: datetime) -> None:
    """One match more in the hour of ``now``."""
    _add_matches(tx, rule, group, hour_of(now), 1)


def _add_matches(tx: Transaction, rule: str, group: str, hour: int, matches: int) -> None:
    its = _is(_rate, rule, group) & (_rate.c.hour == hour)
    if not tx.connection.execute(update(_rate).where(its).values(matches=_rate.c.matches + matches)).rowcount:
        tx.connection.execute(_rate.insert().values(rule=rule, group=group, hour=hour, matches=matches))


def move_hours(tx: Transaction, moved: Callable[[datetime], datetime], now: datetime) -> None:
    """The matches of hours after ``now`` were in others."""
    ahead = _rate.c.hour > hour_of(now)
    rows = tx.connection.execute(select(_rate).where(ahead)).all()
    tx.connection.execute(delete(_rate).where(ahead))
    for row in rows:
        hour = hour_of(moved(datetime.fromtimestamp(row.hour * 3600, UTC)))
        _add_matches(tx, row.rule, row.group, hour, row.matches)


def rate(tx: Transaction, rule: str, group: str, start: datetime, end: datetime) -> int:
    """Matches in the hours from that of ``start`` to the one before that of ``end``, or in the one hour of both."""
    first, last = hour_of(start), max(hour_of(end) - 1, hour_of(start))
    query = select(func.coalesce(func.sum(_rate.c.matches), 0))
    return int(tx.connection.scalar(query.where(_is(_rate, rule, group), _rate.c.hour.between(first, last))) or 0)


def hour_of(moment: datetime) -> int:
    """Hours since 1970."""
    return int(moment.timestamp() // 3600)


def forget(tx: Transaction, rule: str, windows: timedelta, over: timedelta, now: datetime) -> None:
    """What no window of the rule asks for any more."""
    tx.connection.execute(delete(_sighting).where(_sighting.c.rule == rule, _sighting.c.at <= now - windows))
    tx.connection.execute(delete(_rate).where(_rate.c.rule == rule, _rate.c.hour < hour_of(now - over) - 1))


def forget_others(tx: Transaction, rules: Iterable[str]) -> None:
    """Sightings of rules that count nothing any more; what matters were told stays."""
    counting = set(rules)
    for table in (_sighting, _rate):
        stored = tx.connection.scalars(select(table.c.rule).distinct()).all()
        for others in chunks(name for name in stored if name not in counting):
            tx.connection.execute(delete(table).where(table.c.rule.in_(others)))


def join(tx: Transaction, from_group: str, into_group: str) -> None:
    """Two matters are one from now on, for every rule: what either was told was told."""
    for row in tx.connection.execute(select(_matter).where(_matter.c.group == from_group)).all():
        one, other = _unpacked(row), get(tx, row.rule, into_group)
        put(tx, row.rule, into_group, one if other.first_match is None else _joined(one, other))
        _join_hours(tx, row.rule, from_group, into_group)
    tx.connection.execute(delete(_matter).where(_matter.c.group == from_group))
    tx.connection.execute(update(_sighting).where(_sighting.c.group == from_group).values(group=into_group))


def _join_hours(tx: Transaction, rule: str, from_group: str, into_group: str) -> None:
    its = _is(_rate, rule, from_group)
    for row in tx.connection.execute(select(_rate.c.hour, _rate.c.matches).where(its)).all():
        _add_matches(tx, rule, into_group, row.hour, row.matches)
    tx.connection.execute(delete(_rate).where(its))


def _joined(one: Matter, other: Matter) -> Matter:
    def latest(name: str) -> Any:
        found = [value for value in (getattr(one, name), getattr(other, name)) if value is not None]
        return max(found, default=None)

    newer = one if one.last_match == latest("last_match") else other
    first = [value for value in (one.first_match, other.first_match) if value is not None]
    severities = [value for value in (one.severity, other.severity) if value is not None]
    return Matter(
        first_match=min(first, default=None),
        last_match=latest("last_match"),
        last_article=newer.last_article,
        last_alert=latest("last_alert"),
        held_until=latest("held_until"),
        severity=max(severities, key=lambda severity: severity.rank, default=None),
        confirmed=latest("confirmed"),
        is_spiking=one.is_spiking or other.is_spiking,
        quiet_told=latest("quiet_told"),
    )


def _unpacked(row: Any) -> Matter:
    values = {name: getattr(row, column) for name, column in _NAMES.items()}
    return Matter(**(values | {"severity": Severity(row.severity) if row.severity else None}))
