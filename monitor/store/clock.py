"""What was planned and noted by a clock that has since been set back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, and_, bindparam, or_, select, update

from monitor.core.alerts.delivery_state import UNHELD, DeliveryState
from monitor.core.alerts.holds import FOR_A_SPAN
from monitor.core.alerts.types import Form
from monitor.core.types import NOTHING_NEW, SilentFor
from monitor.store import alerts, matters, pauses, silences
from monitor.store.database import Transaction
from monitor.store.tables import (
    ArticleRow,
    AttemptRow,
    DeliveryRow,
    FeedRow,
    MatchRow,
    MatterRow,
    PageRow,
    RuleRow,
    SightingRow,
    SilenceRow,
    table_of,
)

_feed = table_of(FeedRow)
_match = table_of(MatchRow)
_article = table_of(ArticleRow)
_page = table_of(PageRow)
_delivery = table_of(DeliveryRow)
_attempt = table_of(AttemptRow)
_matter = table_of(MatterRow)
_sighting = table_of(SightingRow)
_rule = table_of(RuleRow)
_silence = table_of(SilenceRow)
_OF_AN_ITEM = tuple(_article.c[name] for name in ("id", "title", "published_at", "verdict", "story_id"))
_FURTHEST = timedelta(days=9)
"""What waits for a time of the day waits for it still, unless it is as far off: not even a weekly digest that falls
into quiet hours is."""
_POLLED = ("polled_at", "succeeded_at", "newest_at", "history_until", "trouble_since")
_HAPPENED = ("first_match_at", "last_match_at", "last_alert_at", "confirmed_at", "quiet_told_at")


def set_back(tx: Transaction, by: timedelta, now: datetime) -> None:
    """Move what is after ``now`` to ``by`` earlier. What is planned (polls, pages, deliveries, the leases of all three)
    not before ``now``; what was (polls, deliveries, attempts to deliver and their ends, matches as rules count them,
    since when rules are known, when silences were ended early) not after it.
    Silences and snoozes that were made meanwhile move as a whole. What receivers asked for is forgotten."""

    def planned(at: datetime) -> datetime:
        return max(now, at - by)

    def was(at: datetime) -> datetime:
        return min(now, at - by)

    _move(tx, [_feed.c.name], ("next_poll_at", "leased_until", "not_before"), True, planned, now)
    _move(tx, [_feed.c.name], _POLLED, True, was, now)
    _move(tx, [_page.c.article_id], ("due_at",), True, planned, now)
    tried = _delivery.c.state.in_(UNHELD)
    too_far = (_delivery.c.state == DeliveryState.HELD) & (_delivery.c.next_attempt_at > now + _FURTHEST)
    by_span = or_(tried, _delivery.c.hold.in_(FOR_A_SPAN), too_far)
    _move(tx, [_delivery.c.id], ("next_attempt_at", "leased_until"), by_span, planned, now)
    # Not when summaries were told: they are found by it, as finished after the alerts that they sum up, which stay.
    told = or_(_delivery.c.form != Form.SUMMARY.value, _delivery.c.state == DeliveryState.SILENCED)
    _move(tx, [_delivery.c.id], ("finished_at",), told, was, now)
    # From when on others are gathered, and from when on somebody has time to acknowledge.
    _move(tx, [_delivery.c.id], ("created_at",), True, was, now)
    _move(tx, [_attempt.c.delivery_id, _attempt.c.number], ("started_at", "ended_at"), True, was, now)
    _move(tx, [_matter.c.rule, _matter.c.group], ("held_until",), True, planned, now)
    _move(tx, [_matter.c.rule, _matter.c.group], _HAPPENED, True, was, now)
    _move(tx, [_sighting.c.id], ("at",), True, was, now)
    _move(tx, [_rule.c.name], ("since",), True, was, now)
    matters.move_hours(tx, was, now)
    silences.set_back(tx, by, now)
    _move(tx, [_silence.c.id], ("ends_at",), _silence.c.ended_by != "", was, now)  # of those made before
    pauses.end_all(tx)


@dataclass(frozen=True, slots=True)
class TakenForOld:
    """A match that was silent only because the clock ran ahead: by the right one its item was new."""

    article: int
    title: str
    rule: str


def taken_for_old(tx: Transaction, by: timedelta, window: timedelta, now: datetime) -> list[TakenForOld]:
    """What was matched by a clock that ran ahead ``by`` so much until ``now``, and was older than ``window`` by that
    alone; oldest first."""
    query = (
        select(_match.c.at, _match.c.rule, *_OF_AN_ITEM)
        .join(_article, _article.c.id == _match.c.article_id)
        .where(_match.c.at > now, _match.c.silent_for == SilentFor.TOO_OLD.value)
        .where(_article.c.baseline.is_(False), _article.c.published_known.is_(True))
        .order_by(_match.c.id)
    )
    return [
        TakenForOld(row.id, row.title, row.rule)
        for row in tx.connection.execute(query)
        if row.at - by - row.published_at <= window < row.at - row.published_at
        # What tells nothing new of a story that the rule has told is silent by any clock.
        and (row.verdict not in NOTHING_NEW or alerts.last_of_story(tx, row.rule, row.story_id) is None)
    ]


def _move(
    tx: Transaction,
    key: Sequence[Column[Any]],
    names: Sequence[str],
    which: Any,
    moved: Callable[[datetime], datetime],
    now: datetime,
) -> None:
    """Of the rows of ``which``, by their ``key``: the times in ``names`` that are after ``now``."""
    table, width = key[0].table, len(key)
    times = [table.c[name] for name in names]
    found = tx.connection.execute(select(*key, *times).where(which, or_(*(time > now for time in times)))).all()
    changes: list[dict[str, Any]] = [
        {f"its_{n}": value for n, value in enumerate(row[:width])}
        | {name: at if at is None or at <= now else moved(at) for name, at in zip(names, row[width:], strict=True)}
        for row in found
    ]
    if changes:
        its = and_(*(column == bindparam(f"its_{n}") for n, column in enumerate(key)))
        tx.connection.execute(update(table).where(its).values({name: bindparam(name) for name in names}), changes)
