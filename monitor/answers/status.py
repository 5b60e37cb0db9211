"""USE CASE: how it goes, at a glance, from the store alone: with a daemon or without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.operations import MISSED
from monitor.store import alerts, articles, feeds, file_sets, quarantine
from monitor.store.database import Transaction
from monitor.store.deliveries import backlog
from monitor.store.deliveries.backlog import Backlog
from monitor.store.file_sets import BadEdit, GoodSet

LATELY = timedelta(hours=24)
STANDS_STILL = timedelta(minutes=2)
"""For so long no poll of any feed ended, though some are due: one takes half a minute, unless the config says more."""


@dataclass(frozen=True, slots=True)
class Status:
    """``in_force`` is None before the first start, ``bad_edit`` while the files on the disk are those in force.
    ``last_poll`` is when a poll of any feed ended last, ``overdue`` whether a feed waits for one longer than a daemon
    that can write lets it. ``alerts`` are those of the last 24 hours; ``deliveries_open`` has receiver -> how many,
    ``failing`` the receivers that did not take what was tried last."""

    in_force: GoodSet | None
    bad_edit: BadEdit | None
    last_poll: datetime | None
    overdue: bool
    feeds: int
    feeds_failing: tuple[str, ...]
    items: int
    quarantined: int
    alerts: int
    deliveries_open: dict[str, int]
    failing: tuple[Backlog, ...]


def status_of(tx: Transaction, now: datetime) -> Status:
    """As the store has it at this moment."""
    active = [state for state in feeds.listed(tx) if state.active]
    last_poll = max((state.polled_at for state in active if state.polled_at), default=None)
    for_long = STANDS_STILL if last_poll is None or now - last_poll > STANDS_STILL else MISSED
    return Status(
        in_force=file_sets.good_set(tx),
        bad_edit=file_sets.bad_edit(tx),
        last_poll=last_poll,
        overdue=feeds.is_due_since(tx, now - for_long),
        feeds=len(active),
        feeds_failing=tuple(state.name for state in active if state.failures),
        items=articles.count(tx),
        quarantined=quarantine.count(tx),
        alerts=alerts.count_since(tx, now - LATELY),
        deliveries_open=backlog.open_by_receiver(tx),
        failing=tuple(backlog.backlogs(tx)),
    )
