"""Stories: what each has stated, which rule told it, and how people and the judge changed it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from monitor.store.tables.columns import Id, Json, row_id, storable_text, utc_time


class StoryRow(SQLModel, table=True):
    """A story and the figures that it has stated so far, as [value, unit, word, word, ...]."""

    __tablename__ = "story"
    id: int | None = row_id()
    headline: str = storable_text()
    started_at: datetime = utc_time()
    updated_at: datetime = utc_time()
    figures: list[list[str]] = Field(default_factory=list, sa_type=Json, nullable=False)


class ToldRow(SQLModel, table=True):
    """A rule has told a story: by an alert, or because baseline, a seed (rule ``*``: all) or a silence counts so."""

    __tablename__ = "told"
    story_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    rule: str = Field(primary_key=True)
    by: str
    at: datetime = utc_time()


class StoryChangeRow(SQLModel, table=True):
    """Stories that became one, or one that became two: by the judge, or by a person (``by``)."""

    __tablename__ = "story_change"
    id: int | None = row_id()
    at: datetime = utc_time()
    by: str
    kind: str
    story_id: int = Field(sa_type=Id, index=True, nullable=False)
    other_id: int = Field(sa_type=Id, index=True, nullable=False)
    articles: list[int] = Field(default_factory=list, sa_type=Json, nullable=False)
    why: str = storable_text()


class ApartRow(SQLModel, table=True):
    """Two stories that a person took apart: the judge never makes them one. ``story_id`` is the lower."""

    __tablename__ = "apart"
    story_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    other_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
