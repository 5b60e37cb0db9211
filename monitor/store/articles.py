"""Articles: items and seeds, in their latest editions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, or_, select, update

from monitor.core.canonical_url import canonical_url
from monitor.core.stories.sources import CREDIT, has_text_of
from monitor.core.types import Article, ArticleOrigin, Fields, Origin, Verdict, VerdictKind
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import IS_SEED, ArticleRow, MatchRow, table_of

_article = table_of(ArticleRow)
_match = table_of(MatchRow)


@dataclass(frozen=True, slots=True)
class StoredText:
    """Of a stored article what a new one is compared with."""

    id: int
    seed: str
    title: str
    lead: str
    text: str
    source: str
    owner: str
    published_at: datetime
    story_id: int | None
    prints: bytes | None

    @property
    def fields(self) -> Fields:
        return Fields(self.title, self.lead, self.text)

    @property
    def name(self) -> str:
        """How an explanation names it."""
        return f"seed:{self.seed}" if self.seed else f"item {self.id}"


@dataclass(frozen=True, slots=True)
class StoredArticle(StoredText):
    """An article as stored, in its latest edition."""

    origin: str
    feed: str
    guid: str
    url: str
    language: str
    tags: list[str]
    published_known: bool
    first_seen_at: datetime
    baseline: bool
    edition: str
    given: str
    edition_number: int
    verdict: str
    verdict_of: int | None
    verdict_why: str
    verdict_detail: dict[str, Any]
    terms: bytes | None

    @property
    def article(self) -> Article:
        """As it is compared and decided on. Its key is its own id: those by which its feed is known are kept apart."""
        return Article(
            keys=(f"item:{self.id}",),
            origin=Origin(self.feed, self.source, self.owner, self.language, ()),
            url=self.url,
            canonical_url=canonical_url(self.url),
            fields=self.fields,
            language=self.language,
            tags=tuple(self.tags),
            published=self.published_at,
            published_known=self.published_known,
            edition=self.edition,
            guid=self.guid,
            given=self.given,
        )

    @property
    def has_text_of(self) -> int | None:
        """The article whose text it has, if it has not its own."""
        return has_text_of(self.verdict, self.verdict_of, self.verdict_detail.get("features", {}))

    @property
    def is_bare(self) -> bool:
        """Whether its text was forgotten, and only the headline is left."""
        return self.terms == FORGOTTEN and not self.lead and not self.text


MAX_OWNERS = 20
"""Tellers of a story who are named."""
ASKED_FOR_OWNERS = 200
"""The first reports of a story among which its tellers are looked for: a live page may add thousands by one."""
FORGOTTEN = b""
"""In the place of its telling words, if an item has left the index. One from before they were kept has none."""
_columns = [_article.c[name] for name in StoredArticle.__dataclass_fields__]

# The queries that every new item runs, built once: building one costs several times what running it does.
_INSERT = _article.insert()
_CHANGE = update(_article).where(_article.c.id == bindparam("of"))
_BY_IDS = select(*_columns).where(_article.c.id.in_(bindparam("ids", expanding=True))).order_by(_article.c.id)
_TEXTS = (
    select(*(_article.c[name] for name in StoredText.__dataclass_fields__))
    .where(_article.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(_article.c.id)
)
_TERMS_OF_STORY = (
    select(_article.c.terms)
    .where(_article.c.story_id == bindparam("story"))
    .order_by(_article.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_LATEST_OF_STORY = (
    select(_article.c.id)
    .where(_article.c.story_id == bindparam("story"))
    .order_by(_article.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_HEADLINES_BESIDE = (
    select(_article.c.title)
    .where(_article.c.story_id == bindparam("story"), _article.c.id != bindparam("but"))
    .order_by(_article.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_STORIES = select(_article.c.story_id).where(_article.c.id.in_(bindparam("ids", expanding=True))).distinct()
_OWNERS = (
    select(_article.c.owner, _article.c.verdict, _article.c.verdict_of, _article.c.verdict_detail)
    .where(_article.c.story_id == bindparam("story"), _article.c.verdict.not_in(bindparam("copied", expanding=True)))
    .order_by(_article.c.id)
    .limit(ASKED_FOR_OWNERS)
)
_OF_REPORT = ("id", "seed", "title", "source", "owner", "published_at", "story_id", "terms", "language")
_REPORTS = select(*(_article.c[name] for name in _OF_REPORT)).where(
    _article.c.id.in_(bindparam("ids", expanding=True)), _article.c.terms != FORGOTTEN
)
_IN_OTHER_LANGUAGES = select(*_columns).where(
    _article.c.id.in_(bindparam("ids", expanding=True)),
    _article.c.language.not_in(bindparam("spoken", expanding=True)),
    _article.c.published_at.between(bindparam("since"), bindparam("until")),
)
_HEADLINES_IN_OTHER_LANGUAGES = (
    select(_article.c.title)
    .where(
        _article.c.story_id == bindparam("story"),
        _article.c.language.not_in(bindparam("spoken", expanding=True)),
        _article.c.published_at.between(bindparam("since"), bindparam("until")),
    )
    .order_by(_article.c.published_at.desc(), _article.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)


def insert(tx: Transaction, values: dict[str, Any]) -> int:
    """Store a new article; ``values`` are columns of ArticleRow. Its id."""
    return tx.insert(_INSERT, values)


def change(tx: Transaction, article_id: int, values: dict[str, Any]) -> None:
    """Put ``values`` into columns of a stored article."""
    tx.driver.run(_CHANGE, values | {"of": article_id})


def get(tx: Transaction, article_id: int) -> StoredArticle | None:
    return next(iter(by_ids(tx, [article_id])), None)


def by_ids(tx: Transaction, ids: Iterable[int]) -> list[StoredArticle]:
    """The articles with these ids, in id order; unknown ids are left out."""
    found: list[StoredArticle] = []
    for some in chunks(sorted(set(ids))):
        found.extend(StoredArticle(*row) for row in tx.driver.rows(_BY_IDS, {"ids": some}))
    return found


def texts(tx: Transaction, ids: Iterable[int]) -> list[StoredText]:
    """What is compared of the articles with these ids, in id order; few ids."""
    return [StoredText(*row) for row in tx.driver.rows(_TEXTS, {"ids": sorted(set(ids))})]


def reports(tx: Transaction, ids: Sequence[int]) -> list[Any]:
    """Rows of id, seed, title, source, owner, published_at, story_id, terms, language, for articles that have telling
    words."""
    return tx.driver.rows(_REPORTS, {"ids": ids}) if ids else []


def verdict_columns(verdict: Verdict, story_id: int) -> dict[str, Any]:
    """The columns that hold a verdict."""
    return {
        "story_id": story_id,
        "verdict": verdict.kind.value,
        "verdict_of": verdict.of,
        "verdict_why": verdict.why,
        "verdict_detail": {
            "new": list(verdict.new),
            "material": sorted(verdict.material),
            "possibly_of": verdict.possibly_of,
            "features": verdict.features,
        },
    }


def set_verdict(tx: Transaction, article_id: int, verdict: Verdict, story_id: int) -> None:
    """Another verdict on a stored article, as a person says."""
    change(tx, article_id, verdict_columns(verdict, story_id))


def set_link(tx: Transaction, article_id: int, guid: str, url: str) -> None:
    """Under which guid and link its feed gives it now."""
    change(tx, article_id, {"guid": guid, "url": url})


def in_other_languages(
    tx: Transaction, ids: Sequence[int], language: str, since: datetime, until: datetime
) -> list[StoredArticle]:
    """Those of the articles that are in another known language and were published in this time, seeds included."""
    found: list[StoredArticle] = []
    for some in chunks(ids):
        values = {"ids": some, "spoken": ("", language), "since": since, "until": until}
        found += [StoredArticle(*row) for row in tx.driver.rows(_IN_OTHER_LANGUAGES, values)]
    return found


def headlines_in_other_languages(
    tx: Transaction, story_id: int, language: str, since: datetime, until: datetime, limit: int
) -> list[str]:
    """The headlines of a story that are in another known language and were published in this time, latest first."""
    values = {"story": story_id, "spoken": ("", language), "since": since, "until": until, "most": limit}
    return [row.title for row in tx.driver.rows(_HEADLINES_IN_OTHER_LANGUAGES, values)]


def stories_of(tx: Transaction, article_ids: Iterable[int]) -> list[int]:
    """The stories of these articles, each once."""
    found: set[int] = set()
    for some in chunks(sorted(set(article_ids))):
        found.update(row.story_id for row in tx.driver.rows(_STORIES, {"ids": some}) if row.story_id is not None)
    return sorted(found)


def owners_of_story(tx: Transaction, story_id: int) -> tuple[str, ...]:
    """Who tells of a story in words of their own, first one first: the agency that one credits, or its owner. A copy
    counts for whom it was copied from, and so does a text with news in it, unless the first is in another story or
    nobody's."""
    copied = VerdictKind.COPY.value, VerdictKind.SEEN.value
    found: dict[str, None] = {}
    of_others: dict[str, None] = {}
    for row in tx.driver.each(_OWNERS, {"story": story_id, "copied": copied}):
        features = row.verdict_detail.get("features", {})
        if name := features.get(CREDIT) or row.owner:
            (of_others if has_text_of(row.verdict, row.verdict_of, features) else found)[name] = None
        if len(found) == MAX_OWNERS:
            break
    return tuple(found) or tuple(of_others)[:1]


def first_of_story(tx: Transaction, story_id: int) -> int | None:
    """The article that started a story."""
    first: int | None = tx.connection.scalar(select(func.min(_article.c.id)).where(_article.c.story_id == story_id))
    return first


class Came(NamedTuple):
    """An item and when it came first; whether it stands in the index."""

    at: datetime
    id: int
    is_indexed: bool


def came_before(tx: Transaction, before: datetime, after: tuple[datetime, int], limit: int) -> list[Came]:
    """Items that came before ``before``, the oldest first, of those that came after ``after``: a time, and an id of
    that time."""
    came, (since, after_id) = _article.c.first_seen_at, after
    indexed = func.coalesce(func.length(_article.c.terms), 1) > 0
    query = (
        select(came, _article.c.id, indexed)
        .where(came >= since, came < before, or_(came > since, _article.c.id > after_id))
        .where(_article.c.origin == ArticleOrigin.FEED)
        .order_by(came, _article.c.id)
        .limit(limit)
    )
    return [Came(row[0], row[1], bool(row[2])) for row in tx.connection.execute(query)]


def forget(tx: Transaction, ids: Sequence[int]) -> None:
    """These are in the index no more. Their text goes (an alert has its own excerpts), unless a rule matched it."""
    tx.connection.execute(update(_article).where(_article.c.id.in_(ids)).values(terms=FORGOTTEN))
    matched = set(tx.connection.scalars(select(_match.c.article_id).where(_match.c.article_id.in_(ids))))
    plain = [article_id for article_id in ids if article_id not in matched]
    tx.connection.execute(update(_article).where(_article.c.id.in_(plain)).values(lead="", text=""))


def terms_of_story(tx: Transaction, story_id: int, limit: int) -> list[bytes]:
    """The packed telling words of the latest articles of a story."""
    rows = tx.driver.rows(_TERMS_OF_STORY, {"story": story_id, "most": limit})
    return [row.terms for row in rows if row.terms]


def latest_of_story(tx: Transaction, story_id: int, limit: int) -> list[int]:
    """The latest articles of a story, the newest first."""
    return [row.id for row in tx.driver.rows(_LATEST_OF_STORY, {"story": story_id, "most": limit})]


def headlines_beside(tx: Transaction, story_id: int, but: int, limit: int) -> list[str]:
    """The latest headlines of a story, without that of one article, the newest first."""
    return [row.title for row in tx.driver.rows(_HEADLINES_BESIDE, {"story": story_id, "but": but, "most": limit})]


def of_story(tx: Transaction, story_id: int, limit: int) -> list[StoredArticle]:
    """The latest articles of a story."""
    query = select(*_columns).where(_article.c.story_id == story_id).order_by(_article.c.id.desc()).limit(limit)
    return [StoredArticle(*row) for row in tx.connection.execute(query)]


def seeds(tx: Transaction) -> dict[str, StoredArticle]:
    """Seed name -> its article."""
    rows = tx.connection.execute(select(*_columns).where(IS_SEED))
    return {article.seed: article for article in (StoredArticle(*row) for row in rows)}


def listed(tx: Transaction, *, limit: int, feed: str = "", matched_only: bool = False) -> list[StoredArticle]:
    """The newest items, newest first."""
    query = newest(*_columns, feed=feed, matched_only=matched_only).limit(limit)
    return [StoredArticle(*row) for row in tx.connection.execute(query)]


def latest_of_feed(tx: Transaction, feed: str, limit: int, among: int) -> list[StoredArticle]:
    """The newest items of a feed ``among`` so many of all feeds, newest first."""
    last = select(func.coalesce(func.max(_article.c.id), 0)).scalar_subquery()
    query = newest(*_columns, feed=feed).where(_article.c.id > last - among).limit(limit)
    return [StoredArticle(*row) for row in tx.connection.execute(query)]


def newest(*columns: ColumnElement[Any], feed: str = "", matched_only: bool = False) -> Select[Any]:
    """A query for ``columns`` of the items, newest first."""
    query = select(*columns).where(_article.c.origin == ArticleOrigin.FEED).order_by(_article.c.id.desc())
    if feed:
        query = query.where(_article.c.feed == feed)
    if matched_only:
        query = query.where(select(_match.c.id).where(_match.c.article_id == _article.c.id).exists())
    return query


def count(tx: Transaction) -> int:
    """Of items. Both are counted in an index: to ask each row for its origin would read all texts."""
    seeds = tx.connection.scalar(select(func.count()).select_from(_article).where(IS_SEED))
    return int(tx.connection.scalar(select(func.count()).select_from(_article)) or 0) - int(seeds or 0)


def count_by_feed(tx: Transaction) -> dict[str, int]:
    """Feed -> its items. Reads the whole table."""
    query = (
        select(_article.c.feed, func.count()).where(_article.c.origin == ArticleOrigin.FEED).group_by(_article.c.feed)
    )
    return {row[0]: row[1] for row in tx.connection.execute(query)}
