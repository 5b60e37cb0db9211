"""Matches and alerts, and what is known of a matter over time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, Integer
from sqlmodel import Field, SQLModel

from monitor.store.tables.columns import Id, Json, row_id, storable_text, utc_time


class MatchRow(SQLModel, table=True):
    """A rule met an article, and what was decided. ``inherited``: the rule told the article's story, and the article
    itself does not meet it. ``silent_for`` is why a suppressed one is no alert (types.SilentFor), which ``why`` says in
    words; ``told_in`` is the alert that told it before."""

    __tablename__ = "match"
    id: int | None = row_id()
    article_id: int = Field(sa_type=Id, index=True, nullable=False)
    edition_number: int
    rule: str
    severity: str
    ruleset: str
    mentions: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json, nullable=False)
    inherited: bool = False
    outcome: str
    why: str = storable_text()
    silent_for: str = ""
    told_in: int | None = Field(default=None, sa_type=Id, nullable=True)
    alert_id: int | None = Field(default=None, sa_type=Id, nullable=True)
    at: datetime = utc_time()


class AlertRow(SQLModel, table=True):
    """An alert as it was at its decision; ``content`` is the whole Alert. One on the monitor itself has no article."""

    __tablename__ = "alert"
    id: int | None = row_id()
    key: str = Field(unique=True)
    rule: str
    group: str
    severity: str
    kind: str
    article_id: int | None = Field(default=None, sa_type=Id, index=True, nullable=True)
    headline: str = storable_text()
    created_at: datetime = utc_time()
    acknowledged_at: datetime | None = utc_time(optional=True)
    acknowledged_by: str = storable_text()
    content: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)
    __table_args__ = (Index("ix_alert_group", "group"), Index("ix_alert_created_at", "created_at"))


class MatterRow(SQLModel, table=True):
    """What is known of one matter (a story, an entity ...) of a rule over time; outlives the matches. Without a rule:
    what the monitor notes of itself (store/noted.py)."""

    __tablename__ = "matter"
    rule: str = Field(primary_key=True)
    group: str = Field(primary_key=True)
    first_match_at: datetime = utc_time()
    last_match_at: datetime = utc_time()
    last_article_id: int | None = Field(default=None, sa_type=Id, nullable=True)
    last_alert_at: datetime | None = utc_time(optional=True)
    held_until: datetime | None = utc_time(optional=True)
    severity: str = ""
    confirmed_at: datetime | None = utc_time(optional=True)
    spiking: bool = False
    quiet_told_at: datetime | None = utc_time(optional=True)


class SightingRow(SQLModel, table=True):
    """A match of a rule that counts over time, as long as one of its windows may ask for it."""

    __tablename__ = "sighting"
    id: int | None = row_id()
    rule: str
    group: str
    at: datetime = utc_time()
    article_id: int = Field(sa_type=Id, nullable=False)
    owner: str = storable_text()
    domain: str = storable_text()
    feed: str = storable_text()
    is_copy: bool = False
    __table_args__ = (Index("ix_sighting_rule_group_at", "rule", "group", "at"), Index("ix_sighting_at", "at"))


class RateRow(SQLModel, table=True):
    """How many matches a matter had in one hour (hours since 1970), for rules that ask for spikes."""

    __tablename__ = "rate"
    rule: str = Field(primary_key=True)
    group: str = Field(primary_key=True)
    hour: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    matches: int = 0
    __table_args__ = {"sqlite_with_rowid": False}
