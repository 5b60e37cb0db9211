"""What people wrote: the meaning of each rule, the last good set of files, and the edit that is bad."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer
from sqlmodel import Field, SQLModel

from monitor.store.tables.columns import Json, utc_time


class RuleRow(SQLModel, table=True):
    """The meaning of each rule when it was last loaded, to say what is new or changed, and since when it has it; where
    a rule listens for silence and goes on doing so, an edit does not change ``since``."""

    __tablename__ = "rule"
    name: str = Field(primary_key=True)
    meaning: str
    since: datetime = utc_time()


class GoodSetRow(SQLModel, table=True):
    """One row: the last good set of files. ``content`` has the texts of config, rules and seeds."""

    __tablename__ = "good_set"
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    ruleset: str
    since: datetime = utc_time()
    rules: int
    entities: int
    content: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)


class BadEditRow(SQLModel, table=True):
    """One row while the files on disk are bad, none while they are good. ``told``: operations were told."""

    __tablename__ = "bad_edit"
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    since: datetime = utc_time()
    problems: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json, nullable=False)
    told: bool = False
