"""The kinds of columns, and how indexes and constraints are named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from monitor.core.untrusted import whole

Json = JSON()
Id = BigInteger().with_variant(Integer(), "sqlite")
NO_LEASE: Mapping[str, object] = MappingProxyType({"lease_token": "", "leased_until": None})
"""The columns of a feed that nobody polls, and of a message that nobody sends."""


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in, aware UTC datetimes out, also where the database keeps no zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone reached the store")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy passes it
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """SQLite keeps times as words; dozens are read for each new item: at once, in an eighth of the time."""
        return _utc_of_words if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _utc_of_words(words: str | None) -> datetime | None:
    return None if words is None else datetime.fromisoformat(f"{words}+00:00")


class StorableText(TypeDecorator[str]):
    """Text without what no database keeps, such as bytes of a header as Python reads them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy passes it
        return whole(value) if value else value


SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def row_id() -> Any:
    return Field(default=None, sa_column=Column(Id, primary_key=True, autoincrement=True))


def utc_time(*, optional: bool = False) -> Any:
    if optional:
        return Field(default=None, sa_type=UtcDateTime, nullable=True)
    return Field(sa_type=UtcDateTime, nullable=False)


def storable_text() -> Any:
    return Field(default="", sa_type=StorableText, nullable=False)


def table_of(row: type[SQLModel]) -> Table:
    """The table that ``row`` declares, of which SQLModel says no type."""
    return row.__table__  # type: ignore[attr-defined, no-any-return]
