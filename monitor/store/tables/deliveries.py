"""The outbox with its attempts, and what holds it back: pauses of receivers, silences of people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, Integer, LargeBinary
from sqlmodel import Field, SQLModel

from monitor.core.alerts.delivery_state import DeliveryState
from monitor.store.tables.columns import Id, Json, row_id, storable_text, utc_time


class DeliveryRow(SQLModel, table=True):
    """Alerts to one receiver as one message: the outbox. ``also`` are further alert ids, ``form`` is one of types.Form.

    ``hold`` is for what it waits or waited (``Hold.waits_for``), ``held_by`` what holds or held it last
    (``Hold.reason``), mostly the same, and ``silence_id`` which silence or snooze; ``hold_why`` says so in words. A
    held one is due at ``next_attempt_at``. ``error`` is how its last attempt failed while it is open, and why it is not
    sent once it is dead, closed (``closed_as``) or dropped. ``told_in`` is the summary that tells of it instead;
    ``counted``: a message said that it was held back for good. ``reference`` is the channel's own name for the message
    that was sent."""

    __tablename__ = "delivery"
    id: int | None = row_id()
    alert_id: int = Field(sa_type=Id, index=True, nullable=False)
    also: list[int] = Field(default_factory=list, sa_type=Json, nullable=False)
    receiver: str
    key: str = Field(unique=True)
    state: str = DeliveryState.PENDING
    attempts: int = 0
    next_attempt_at: datetime = utc_time()
    lease_token: str = ""
    leased_until: datetime | None = utc_time(optional=True)
    unrecorded: bool = False
    error: str = storable_text()
    created_at: datetime = utc_time()
    finished_at: datetime | None = utc_time(optional=True)
    form: str = "single"
    heading: str = storable_text()
    hold: str = ""
    held_by: str = ""
    silence_id: int | None = Field(default=None, sa_type=Id, nullable=True)
    hold_why: str = storable_text()
    closed_as: str = ""
    told_in: int | None = Field(default=None, sa_type=Id, nullable=True)
    counted: bool = False
    reference: str = storable_text()
    __table_args__ = (
        Index("ix_delivery_state_next_attempt_at", "state", "next_attempt_at"),
        Index("ix_delivery_receiver_finished_at", "receiver", "finished_at"),
        Index("ix_delivery_receiver_state_counted", "receiver", "state", "counted"),
    )


class AttemptRow(SQLModel, table=True):
    """One try to deliver; without an end it was never recorded."""

    __tablename__ = "attempt"
    delivery_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    number: int = Field(primary_key=True)
    started_at: datetime = utc_time()
    ended_at: datetime | None = utc_time(optional=True)
    outcome: str = ""
    detail: str = storable_text()


class PauseRow(SQLModel, table=True):
    """A receiver asked ``since`` then to be left alone until then. It may be over, or long over."""

    __tablename__ = "pause"
    receiver: str = Field(primary_key=True)
    since: datetime = utc_time()
    until: datetime = utc_time()


class SilenceRow(SQLModel, table=True):
    """Alerts that a person does not want to hear of for a time: ``silence`` for good, ``snooze`` until it ends.
    ``called`` is how rules and entities were called then: kind -> id -> name."""

    __tablename__ = "silence"
    id: int | None = row_id()
    kind: str
    matchers: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)
    by: str = storable_text()
    reason: str = storable_text()
    created_at: datetime = utc_time()
    starts_at: datetime = utc_time()
    ends_at: datetime = utc_time()
    ended_by: str = storable_text()
    called: dict[str, Any] | None = Field(default=None, sa_type=Json, nullable=True)


class LinkKeyRow(SQLModel, table=True):
    """One row: the key by which links in messages are signed. Whoever has it can acknowledge and snooze."""

    __tablename__ = "link_key"
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    key: bytes = Field(sa_type=LargeBinary)
    made_at: datetime = utc_time()
