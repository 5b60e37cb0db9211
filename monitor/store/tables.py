"""The tables. docs/architecture.md says which transaction writes which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from monitor.core.alerts.delivery_state import DeliveryState
from monitor.core.given import whole

Json = JSON()
Id = BigInteger().with_variant(Integer(), "sqlite")


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


def _id() -> Any:
    return Field(default=None, sa_column=Column(Id, primary_key=True, autoincrement=True))


def _time(*, optional: bool = False) -> Any:
    if optional:
        return Field(default=None, sa_type=UtcDateTime, nullable=True)
    return Field(sa_type=UtcDateTime, nullable=False)


def _text(default: str = "") -> Any:
    return Field(default=default, sa_type=StorableText, nullable=False)


def table_of(row: type[SQLModel]) -> Table:
    """The table that ``row`` declares, of which SQLModel says no type."""
    return row.__table__  # type: ignore[attr-defined, no-any-return]


RELEASED: Mapping[str, object] = MappingProxyType({"lease_token": "", "leased_until": None})
"""The columns of a feed that nobody polls, and of a delivery that nobody sends."""


class FeedRow(SQLModel, table=True):
    """One feed of the config and where its polling stands. A feed that left the config is not ``active``. ``error`` is
    why its last poll failed, or without ``failures`` what of its last document was left out.

    ``moved_to`` is where its last ``moved_polls`` polls in a row were redirected for good; ``wished_seconds`` is the
    least time between polls that its publisher asks for; ``not_before`` is until when its host asks to be left alone;
    ``trouble_since`` is also since when there is none any more; ``trouble_told`` is the trouble that operations know
    of; ``identity`` is by what its items are known, and
    ``changing_polls`` the number of polls in which items came under other guids; ``fast_...`` is the evidence for the
    fast reading of its documents (core/feeds/evidence.py); ``history_until`` is when it last answered at the
    address where it was before, until one whole document came from the new one; ``lately`` is how many items it
    brought on each of the last days (core/feeds/lately.py)."""

    __tablename__ = "feed"
    id: int | None = _id()
    name: str = Field(unique=True)
    url: str = _text()
    active: bool = True
    next_poll_at: datetime = _time()
    lease_token: str = ""
    leased_until: datetime | None = _time(optional=True)
    etag: str = _text()
    last_modified: str = _text()
    body_hash: str = ""
    polled_at: datetime | None = _time(optional=True)
    succeeded_at: datetime | None = _time(optional=True)
    baseline_at: datetime | None = _time(optional=True)
    failures: int = 0
    error: str = _text()
    moved_to: str = _text()
    moved_polls: int = 0
    gone_polls: int = 0
    wished_seconds: int = 0
    not_before: datetime | None = _time(optional=True)
    rhythm: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    newest_at: datetime | None = _time(optional=True)
    trouble: str = ""
    trouble_why: str = _text()
    trouble_since: datetime | None = _time(optional=True)
    trouble_told: str = ""
    identity: str = _text()
    changing_polls: int = 0
    fast_known: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    fast_agreed: int = 0
    fast_differed: int = 0
    history_until: datetime | None = _time(optional=True)
    lately: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    __table_args__ = (Index("ix_feed_next_poll_at", "next_poll_at"),)


IS_SEED = text("seed > ''")
"""As the index of seeds says it: a query in other words does not use it."""


class ArticleRow(SQLModel, table=True):
    """One item (origin ``feed``) or one seed article (origin ``seed``), in its latest edition. ``given``: if the text
    is that of its page, the edition of what its feed gave."""

    __tablename__ = "article"
    id: int | None = _id()
    origin: str
    feed: str
    seed: str = ""
    guid: str = _text()
    url: str = _text()
    title: str = _text()
    lead: str = _text()
    text: str = _text()
    source: str = _text()
    owner: str = _text()
    language: str = ""
    tags: list[str] = Field(default_factory=list, sa_type=Json, nullable=False)
    published_at: datetime = _time()
    published_known: bool = True
    first_seen_at: datetime = _time()
    baseline: bool = False
    edition: str
    given: str = ""
    edition_number: int = 1
    poll: str = ""
    story_id: int | None = Field(default=None, sa_type=Id, index=True, nullable=True)
    verdict: str = ""
    verdict_of: int | None = Field(default=None, sa_type=Id, nullable=True)
    verdict_why: str = _text()
    verdict_detail: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)
    prints: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    terms: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    __table_args__ = (
        Index("ix_article_first_seen_at", "first_seen_at"),
        Index("ix_article_seed", "seed", sqlite_where=IS_SEED, postgresql_where=IS_SEED),
    )


class EditionRow(SQLModel, table=True):
    """An earlier edition of an article, as it was before an edit."""

    __tablename__ = "edition"
    article_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    number: int = Field(primary_key=True)
    replaced_at: datetime = _time()
    edition: str
    poll: str = ""
    title: str = _text()
    lead: str = _text()
    text: str = _text()
    why: str = _text()


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
    published_at: datetime = _time()
    packed: bytes = Field(sa_type=LargeBinary)
    __table_args__ = (Index("ix_meaning_published_at", "published_at"),)


class PageRow(SQLModel, table=True):
    """A page that is to be read, as the text of its item is cut: ``edition`` is the one that asked for it, ``error`` is
    why the last attempt failed. One that is given up is not due any more."""

    __tablename__ = "page"
    article_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    host: str = _text()
    edition: str = ""
    due_at: datetime | None = _time(optional=True)
    attempts: int = 0
    error: str = _text()
    __table_args__ = (Index("ix_page_due_at", "due_at"),)


class StoryRow(SQLModel, table=True):
    """A story and the figures that it has stated so far, as [value, unit, word, word, ...]."""

    __tablename__ = "story"
    id: int | None = _id()
    headline: str = _text()
    started_at: datetime = _time()
    updated_at: datetime = _time()
    figures: list[list[str]] = Field(default_factory=list, sa_type=Json, nullable=False)


class ToldRow(SQLModel, table=True):
    """A rule has told a story: by an alert, or because baseline, a seed (rule ``*``: all) or a silence counts so."""

    __tablename__ = "told"
    story_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    rule: str = Field(primary_key=True)
    by: str
    at: datetime = _time()


class StoryChangeRow(SQLModel, table=True):
    """Stories that became one, or one that became two: by the judge, or by a person (``by``)."""

    __tablename__ = "story_change"
    id: int | None = _id()
    at: datetime = _time()
    by: str
    kind: str
    story_id: int = Field(sa_type=Id, index=True, nullable=False)
    other_id: int = Field(sa_type=Id, index=True, nullable=False)
    articles: list[int] = Field(default_factory=list, sa_type=Json, nullable=False)
    why: str = _text()


class ApartRow(SQLModel, table=True):
    """Two stories that a person took apart: the judge never makes them one. ``story_id`` is the lower."""

    __tablename__ = "apart"
    story_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    other_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))


class MatchRow(SQLModel, table=True):
    """A rule met an article, and what was decided. ``inherited``: the rule told the article's story, and the article
    itself does not meet it."""

    __tablename__ = "match"
    id: int | None = _id()
    article_id: int = Field(sa_type=Id, index=True, nullable=False)
    edition_number: int
    rule: str
    severity: str
    ruleset: str
    mentions: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json, nullable=False)
    inherited: bool = False
    outcome: str
    why: str = _text()
    alert_id: int | None = Field(default=None, sa_type=Id, nullable=True)
    at: datetime = _time()


class AlertRow(SQLModel, table=True):
    """An alert as it was at its decision; ``content`` is the whole Alert. One on the monitor itself has no article."""

    __tablename__ = "alert"
    id: int | None = _id()
    key: str = Field(unique=True)
    rule: str
    group: str
    severity: str
    kind: str
    article_id: int | None = Field(default=None, sa_type=Id, index=True, nullable=True)
    headline: str = _text()
    created_at: datetime = _time()
    acknowledged_at: datetime | None = _time(optional=True)
    acknowledged_by: str = _text()
    content: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)
    __table_args__ = (Index("ix_alert_group", "group"), Index("ix_alert_created_at", "created_at"))


class DeliveryRow(SQLModel, table=True):
    """Alerts to one receiver as one message: the outbox. ``also`` are further alert ids, ``form`` is one of types.Form.

    ``hold`` is why it waits or waited (core/alerts/holds.py), ``hold_why`` says it in words; a held one is due at
    ``next_attempt_at``. ``told_in`` is the summary that tells of it instead; ``counted``: a message said that it was
    held back for good. ``reference`` is the channel's own name for the message that was sent."""

    __tablename__ = "delivery"
    id: int | None = _id()
    alert_id: int = Field(sa_type=Id, index=True, nullable=False)
    also: list[int] = Field(default_factory=list, sa_type=Json, nullable=False)
    receiver: str
    key: str = Field(unique=True)
    state: str = DeliveryState.PENDING
    attempts: int = 0
    next_attempt_at: datetime = _time()
    lease_token: str = ""
    leased_until: datetime | None = _time(optional=True)
    unrecorded: bool = False
    error: str = _text()
    created_at: datetime = _time()
    finished_at: datetime | None = _time(optional=True)
    form: str = "single"
    heading: str = _text()
    hold: str = ""
    hold_why: str = _text()
    told_in: int | None = Field(default=None, sa_type=Id, nullable=True)
    counted: bool = False
    reference: str = _text()
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
    started_at: datetime = _time()
    ended_at: datetime | None = _time(optional=True)
    outcome: str = ""
    detail: str = _text()


class PauseRow(SQLModel, table=True):
    """A receiver asked ``since`` then to be left alone until then. It may be over, or long over."""

    __tablename__ = "pause"
    receiver: str = Field(primary_key=True)
    since: datetime = _time()
    until: datetime = _time()


class SilenceRow(SQLModel, table=True):
    """Alerts that a person does not want to hear of for a time: ``silence`` for good, ``snooze`` until it ends.
    ``called`` is how rules and entities were called then: kind -> id -> name."""

    __tablename__ = "silence"
    id: int | None = _id()
    kind: str
    matchers: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)
    by: str = _text()
    reason: str = _text()
    created_at: datetime = _time()
    starts_at: datetime = _time()
    ends_at: datetime = _time()
    ended_by: str = _text()
    called: dict[str, Any] | None = Field(default=None, sa_type=Json, nullable=True)


class LinkKeyRow(SQLModel, table=True):
    """One row: the key by which links in messages are signed. Whoever has it can acknowledge and snooze."""

    __tablename__ = "link_key"
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    key: bytes = Field(sa_type=LargeBinary)
    made_at: datetime = _time()


class MatterRow(SQLModel, table=True):
    """What is known of one matter (a story, an entity ...) of a rule over time; outlives the matches."""

    __tablename__ = "matter"
    rule: str = Field(primary_key=True)
    group: str = Field(primary_key=True)
    first_match_at: datetime = _time()
    last_match_at: datetime = _time()
    last_article_id: int | None = Field(default=None, sa_type=Id, nullable=True)
    last_alert_at: datetime | None = _time(optional=True)
    held_until: datetime | None = _time(optional=True)
    severity: str = ""
    confirmed_at: datetime | None = _time(optional=True)
    spiking: bool = False
    quiet_told_at: datetime | None = _time(optional=True)


class SightingRow(SQLModel, table=True):
    """A match of a rule that counts over time, as long as one of its windows may ask for it."""

    __tablename__ = "sighting"
    id: int | None = _id()
    rule: str
    group: str
    at: datetime = _time()
    article_id: int = Field(sa_type=Id, nullable=False)
    owner: str = _text()
    domain: str = _text()
    feed: str = _text()
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


class QuarantineRow(SQLModel, table=True):
    """An item that broke our own code: kept whole, with the reason, so that nothing is lost in silence."""

    __tablename__ = "quarantine"
    id: int | None = _id()
    feed: str
    poll: str
    key: int = Field(sa_type=BigInteger, unique=True)
    at: datetime = _time()
    reason: str = _text()
    item: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)


class RuleRow(SQLModel, table=True):
    """The meaning of each rule when it was last loaded, to say what is new or changed, and since when it has it; where
    a rule listens for silence and goes on doing so, an edit does not change ``since``."""

    __tablename__ = "rule"
    name: str = Field(primary_key=True)
    meaning: str
    since: datetime = _time()


class GoodSetRow(SQLModel, table=True):
    """One row: the last good set of files. ``content`` has the texts of config, rules and seeds."""

    __tablename__ = "good_set"
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    ruleset: str
    since: datetime = _time()
    rules: int
    entities: int
    content: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)


class BadEditRow(SQLModel, table=True):
    """One row while the files on disk are bad, none while they are good. ``told``: operations were told."""

    __tablename__ = "bad_edit"
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    since: datetime = _time()
    problems: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json, nullable=False)
    told: bool = False
