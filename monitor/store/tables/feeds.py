"""Feeds, what of their items broke our own code, and the pages that are to be read for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from monitor.store.tables.columns import Id, Json, row_id, storable_text, utc_time


class FeedRow(SQLModel, table=True):
    """One feed of the config and where its polling stands. A feed that left the config is not ``active``. ``error`` is
    why its last poll failed, or without ``failures`` what of its last document was left out.

    ``moved_to`` is where its last ``moved_polls`` polls in a row were redirected for good; ``wished_seconds`` is the
    least time between polls that its publisher asks for; ``not_before`` is until when its host asks to be left alone;
    ``trouble_since`` is also since when there is none any more; ``trouble_told`` is the trouble that operations know
    of; ``identity`` is by what its items are known, and ``changing_polls`` the number of polls in which items came
    under other guids; ``fast_...`` is the evidence for the fast reading of its documents (core/feeds/evidence.py);
    ``history_until`` is when it last answered at the address where it was before, until one whole document came from
    the new one; ``lately`` is how many items it brought on each of the last days (core/feeds/lately.py)."""

    __tablename__ = "feed"
    id: int | None = row_id()
    name: str = Field(unique=True)
    url: str = storable_text()
    active: bool = True
    next_poll_at: datetime = utc_time()
    lease_token: str = ""
    leased_until: datetime | None = utc_time(optional=True)
    etag: str = storable_text()
    last_modified: str = storable_text()
    body_hash: str = ""
    polled_at: datetime | None = utc_time(optional=True)
    succeeded_at: datetime | None = utc_time(optional=True)
    baseline_at: datetime | None = utc_time(optional=True)
    failures: int = 0
    error: str = storable_text()
    unreached: bool = False
    moved_to: str = storable_text()
    moved_polls: int = 0
    gone_polls: int = 0
    wished_seconds: int = 0
    not_before: datetime | None = utc_time(optional=True)
    rhythm: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    newest_at: datetime | None = utc_time(optional=True)
    trouble: str = ""
    trouble_why: str = storable_text()
    trouble_since: datetime | None = utc_time(optional=True)
    trouble_told: str = ""
    identity: str = storable_text()
    changing_polls: int = 0
    fast_known: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    fast_agreed: int = 0
    fast_differed: int = 0
    history_until: datetime | None = utc_time(optional=True)
    lately: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    __table_args__ = (Index("ix_feed_next_poll_at", "next_poll_at"),)


class QuarantineRow(SQLModel, table=True):
    """An item that broke our own code: kept whole, with the reason, so that nothing is lost in silence."""

    __tablename__ = "quarantine"
    id: int | None = row_id()
    feed: str
    poll: str
    key: int = Field(sa_type=BigInteger, unique=True)
    at: datetime = utc_time()
    reason: str = storable_text()
    item: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)


class PageRow(SQLModel, table=True):
    """A page that is to be read, as the text of its item is cut: ``edition`` is the one that asked for it, ``error`` is
    why the last attempt failed. One that is given up is not due any more."""

    __tablename__ = "page"
    article_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    host: str = storable_text()
    edition: str = ""
    due_at: datetime | None = utc_time(optional=True)
    attempts: int = 0
    error: str = storable_text()
    __table_args__ = (Index("ix_page_due_at", "due_at"),)
