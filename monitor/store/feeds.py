"""Feeds: where each stands, and when it is due. What the config makes of them: configured.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, update

from monitor.core.feeds.address import host_of
from monitor.core.feeds.evidence import ReadingEvidence
from monitor.core.feeds.health import GONE_POLLS, HELD_POLLS, Trouble
from monitor.core.feeds.outage import PolledFeed
from monitor.core.zones import stamp
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import NO_LEASE, FeedRow, table_of

_feed = table_of(FeedRow)


@dataclass(frozen=True, slots=True)
class FeedState:
    """Where the polling of a feed stands."""

    name: str
    url: str
    active: bool
    next_poll_at: datetime
    etag: str
    last_modified: str
    body_hash: str
    polled_at: datetime | None
    succeeded_at: datetime | None
    baseline_at: datetime | None
    failures: int
    error: str
    lease_token: str
    moved_to: str
    moved_polls: int
    gone_polls: int
    wished_seconds: int
    not_before: datetime | None
    rhythm: bytes | None
    newest_at: datetime | None
    trouble: str
    trouble_why: str
    trouble_since: datetime | None
    trouble_told: str
    identity: str
    changing_polls: int
    fast_known: bytes | None
    fast_agreed: int
    fast_differed: int
    history_until: datetime | None
    lately: bytes | None
    unreached: bool

    @property
    def address(self) -> str:
        """Where it is asked: where it moved to, once that has held for several polls."""
        return self.moved_to if self.moved_polls >= HELD_POLLS else self.url

    @property
    def due_at(self) -> datetime:
        """When it may be polled next: not before its host's ``Retry-After`` is over."""
        return max(self.next_poll_at, self.not_before or self.next_poll_at)

    @property
    def awaits_first(self) -> bool:
        """Whether its first poll is to come, or to go on; at another address it may turn out to be none."""
        return self.baseline_at is None or self.history_until is not None

    @property
    def evidence(self) -> ReadingEvidence:
        """For the fast reading of its documents."""
        return ReadingEvidence(self.fast_known or b"", self.fast_agreed, self.fast_differed)

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to say of it: it was left out of the config on purpose, or was not polled yet."""
        return not self.active or not (self.trouble or self.failures)

    @property
    def health(self) -> str:
        """How it goes, in words for a person."""
        if not self.active:
            return "left the config"
        waits = self.due_at > self.next_poll_at
        return f"{self._goes}; its host wants to be left alone until {stamp(self.due_at)}" if waits else self._goes

    @property
    def _goes(self) -> str:
        if self.polled_at is None:
            return "never polled"
        trouble = f"{self.trouble}: {self.trouble_why}" if self.trouble else ""
        if self.failures and self.trouble in (Trouble.FAILING, Trouble.RETIRED):
            return f"{self.trouble} ({self.failures} in a row): {self.error}"
        if self.failures:
            return f"failed ({self.failures} in a row): {self.error}" + (f"; {trouble}" if trouble else "")
        return f"{trouble or 'ok'}; {self.left_out}" if self.left_out else trouble or "ok"

    @property
    def left_out(self) -> str:
        """What of its last document was not taken, in words for a person; not known after a failure."""
        return "" if self.failures else self.error


COLUMNS = tuple(_feed.c[name] for name in FeedState.__dataclass_fields__)
_FAILING = (_feed.c.active, _feed.c.failures > 0, _feed.c.gone_polls < GONE_POLLS)
_AT: ColumnElement[Any] = bindparam("at", type_=_feed.c.next_poll_at.type)
_SOONER = update(_feed).where(_feed.c.name == bindparam("of_feed"), _feed.c.next_poll_at > _AT).values(next_poll_at=_AT)


def _asks(row: Any) -> set[str]:
    """The hosts that are asked for a feed: that of its address, and of where that redirects for good."""
    asked = {host_of(row.moved_to)} if row.moved_to else set[str]()
    return asked if row.moved_polls >= HELD_POLLS else asked | {host_of(row.url)}


def make_due(tx: Transaction, now: datetime, only: Sequence[str] | None = None) -> None:
    """Every active feed, or those named, are due now (`monitor poll`)."""
    query = update(_feed).where(_feed.c.active)
    tx.connection.execute((query if only is None else query.where(_feed.c.name.in_(only))).values(next_poll_at=now))


def failing(tx: Transaction) -> list[str]:
    """The names of feeds of the config whose last poll failed; not those that their publishers retired."""
    return list(tx.connection.scalars(select(_feed.c.name).where(*_FAILING)))


def count_failing(tx: Transaction) -> int:
    return int(tx.connection.scalar(select(func.count()).where(*_FAILING)) or 0)


def due_sooner(tx: Transaction, due: Mapping[str, datetime]) -> None:
    """Feeds by name are due at that time, if it is before the one planned; a host's ``Retry-After`` still counts."""
    if due:
        tx.driver.run_each(_SOONER, [{"of_feed": name, "at": at} for name, at in due.items()])


def ask_anew(tx: Transaction, due: Mapping[str, datetime]) -> None:
    """Feeds by name are asked in another way from now on: by that time at the latest, as if they had not failed. A poll
    that is under way loses its lease, as it asks in the old way."""
    for name in due:
        tx.connection.execute(update(_feed).where(_feed.c.name == name).values(failures=0, error="", **NO_LEASE))
    due_sooner(tx, due)


def leave_alone(tx: Transaction, host: str, until: datetime, also: str = "") -> None:
    """No feed of the host (if it is not empty), and not the feed ``also``, is polled before ``until``, whatever else
    says that it is due: the host asks for time. What it asked before still counts."""
    sooner = or_(_feed.c.not_before.is_(None), _feed.c.not_before < until)
    if not host:
        tx.connection.execute(update(_feed).where(_feed.c.name == also, sooner).values(not_before=until))
        return
    columns = (_feed.c.id, _feed.c.name, _feed.c.url, _feed.c.moved_to, _feed.c.moved_polls)
    rows = tx.connection.execute(select(*columns).where(_feed.c.active))
    ids = [row.id for row in rows if host in _asks(row) or row.name == also]
    for some in chunks(ids):
        tx.connection.execute(update(_feed).where(_feed.c.id.in_(some), sooner).values(not_before=until))


def troubles_to_tell(tx: Transaction) -> list[FeedState]:
    """Feeds of the config whose trouble operations do not know, or do not know to be over; by name."""
    query = select(*COLUMNS).where(_feed.c.active, _feed.c.trouble != _feed.c.trouble_told).order_by(_feed.c.name)
    return [FeedState(*row) for row in tx.connection.execute(query)]


def polled(tx: Transaction) -> list[PolledFeed]:
    """All feeds of the config, as their last polls left them; retired ones only wait to come back."""
    its = "name", "failures", "unreached", "polled_at", "succeeded_at", "trouble", "trouble_since", "trouble_told"
    query = select(*(_feed.c[name] for name in its)).where(_feed.c.active, _feed.c.gone_polls < GONE_POLLS)
    rows = tx.connection.execute(query)
    return [PolledFeed(name, failures > 0 and unreached, *others) for name, failures, unreached, *others in rows]


def mark_unreached_failing(tx: Transaction, now: datetime) -> None:
    """Feeds that their last poll did not reach are failing from the first time on."""
    begun = update(_feed).where(*_FAILING, _feed.c.unreached, _feed.c.trouble.not_like(f"{Trouble.FAILING}%"))
    tx.connection.execute(begun.values(trouble=Trouble.FAILING.value, trouble_why=_feed.c.error, trouble_since=now))


def count_active(tx: Transaction) -> int:
    return int(tx.connection.scalar(select(func.count()).where(_feed.c.active)) or 0)


def last_poll_before(tx: Transaction, until: datetime) -> datetime | None:
    """When a feed of the config was last polled, as of ``until``."""
    found: datetime | None = tx.connection.scalar(
        select(_feed.c.polled_at)
        .where(_feed.c.active, _feed.c.polled_at < until)
        .order_by(_feed.c.polled_at.desc())
        .limit(1)
    )
    return found


def is_due_since(tx: Transaction, at: datetime) -> bool:
    """Whether a feed of the config waits for its poll since ``at`` or longer."""
    return _is_one(tx, _waits_since(at))


def was_due(tx: Transaction, at: datetime, until: datetime) -> bool:
    """Whether a feed of the config waits since ``at`` or longer, or did so and was polled after ``until``."""
    return _is_one(tx, or_(_waits_since(at), _feed.c.polled_at > until))


def _waits_since(at: datetime) -> ColumnElement[bool]:
    return and_(_feed.c.next_poll_at <= at, or_(_feed.c.not_before.is_(None), _feed.c.not_before <= at))


def _is_one(tx: Transaction, which: ColumnElement[bool]) -> bool:
    return tx.connection.execute(select(_feed.c.id).where(_feed.c.active, which).limit(1)).first() is not None


def save_troubles_told(tx: Transaction, known: Mapping[str, str]) -> None:
    """What operations know of the trouble of feeds, by name."""
    for name, trouble in known.items():
        tx.connection.execute(update(_feed).where(_feed.c.name == name).values(trouble_told=trouble))


def get(tx: Transaction, name: str) -> FeedState | None:
    row = tx.connection.execute(select(*COLUMNS).where(_feed.c.name == name)).first()
    return FeedState(*row) if row else None


def listed(tx: Transaction) -> list[FeedState]:
    """All feeds, those of the config first, by name."""
    rows = tx.connection.execute(select(*COLUMNS).order_by(_feed.c.active.desc(), _feed.c.name))
    return [FeedState(*row) for row in rows]
