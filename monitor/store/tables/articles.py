"""Articles with their earlier editions, the keys by which they are known, and what the judge finds them by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, text
from sqlmodel import Field, SQLModel

from monitor.store.tables.columns import Id, Json, row_id, storable_text, utc_time

IS_SEED = text("seed > ''")
"""As the index of seeds says it: a query in other words does not use it."""


class ArticleRow(SQLModel, table=True):
    """One item (origin ``feed``) or one seed article (origin ``seed``), in its latest edition. ``given``: if the text
    is that of its page, the edition of what its feed gave."""

    __tablename__ = "article"
    id: int | None = row_id()
    origin: str
    feed: str
    seed: str = ""
    guid: str = storable_text()
    url: str = storable_text()
    title: str = storable_text()
    lead: str = storable_text()
    text: str = storable_text()
    source: str = storable_text()
    owner: str = storable_text()
    language: str = ""
    tags: list[str] = Field(default_factory=list, sa_type=Json, nullable=False)
    published_at: datetime = utc_time()
    published_known: bool = True
    first_seen_at: datetime = utc_time()
    baseline: bool = False
    edition: str
    given: str = ""
    edition_number: int = 1
    poll: str = ""
    story_id: int | None = Field(default=None, sa_type=Id, index=True, nullable=True)
    verdict: str = ""
    verdict_of: int | None = Field(default=None, sa_type=Id, nullable=True)
    verdict_why: str = storable_text()
    verdict_detail: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)
    prints: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    terms: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    __table_args__ = (
        Index("ix_article_first_seen_at", "first_seen_at"),
        Index("ix_article_seed", "seed", sqlite_where=IS_SEED, postgresql_where=IS_SEED),
    )


class EditionRow(SQLModel, table=True):
    """An earlier edition of an article, as it was before an edit; ``why`` is the verdict on that edit in words,
    ``counted`` what the numbers count that it changed."""

    __tablename__ = "edition"
    article_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    number: int = Field(primary_key=True)
    replaced_at: datetime = utc_time()
    edition: str
    poll: str = ""
    title: str = storable_text()
    lead: str = storable_text()
    text: str = storable_text()
    why: str = storable_text()
    counted: list[str] = Field(default_factory=list, sa_type=Json, nullable=False)


class KeyRow(SQLModel, table=True):
    """Which item a key means at one feed; kept for ever, 8 bytes a key. By ``hash`` first: it is asked for of one feed
    and of all."""

    __tablename__ = "item_key"
    hash: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    feed: str = Field(primary_key=True)
    kind: str
    article_id: int = Field(sa_type=Id, nullable=False)
    __table_args__ = {"sqlite_with_rowid": False}


class PrintRow(SQLModel, table=True):
    """The inverted index: winnowed shingles, whole headlines, and stems of telling words, 32 bits of each."""

    __tablename__ = "print"
    hash: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    article_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    __table_args__ = {"sqlite_with_rowid": False}


class MeaningRow(SQLModel, table=True):
    """What a model made of an article that met a rule (with ``dedup.semantic``): one byte a dimension."""

    __tablename__ = "meaning"
    article_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    published_at: datetime = utc_time()
    packed: bytes = Field(sa_type=LargeBinary)
    __table_args__ = (Index("ix_meaning_published_at", "published_at"),)
