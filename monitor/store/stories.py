"""Stories: what each has said so far, and which rules have told it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, or_, select, update

from monitor.core.numbers.counts.figure import MAX_FIGURES, Figure
from monitor.core.zones import stamp
from monitor.store import alerts, matters, silences
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import ApartRow, ArticleRow, StoryChangeRow, StoryRow, ToldRow, table_of

_story = table_of(StoryRow)
_told = table_of(ToldRow)
_article = table_of(ArticleRow)
_change = table_of(StoryChangeRow)
_apart = table_of(ApartRow)

# The queries that every new item runs, built once: building one costs several times what running it does.
_INSERT = _story.insert()
_FIGURES = select(_story.c.id, _story.c.figures).where(_story.c.id.in_(bindparam("ids", expanding=True)))
_GO_ON = (
    update(_story)
    .where(_story.c.id == bindparam("of_id"))
    .values(figures=bindparam("figures"), updated_at=bindparam("updated_at"))
)
_TOLD_BY = select(_told.c.rule, _told.c.by).where(_told.c.story_id == bindparam("of_id"))
_TELL = _told.insert()
_TOLD_OF = update(_story).where(_story.c.id == bindparam("of_id")).values(updated_at=bindparam("updated_at"))
_MERGES_OF = (
    select(_change.c.story_id)
    .where(_change.c.kind == bindparam("of_kind"), _change.c.other_id == bindparam("of_id"))
    .order_by(_change.c.id)
)

PERSON, JUDGE = "person", "judge"
"""Who changed a story."""
EVERY_RULE = "*"
"""Told to everybody: what a seed says."""


class ToldBy(StrEnum):
    """By what a rule has told a story, or counts as having told it. A silence has a mark of its own
    (silences.told_marker)."""

    ALERT = "alert"
    BASELINE = "baseline"
    SEED = "seed"


class ChangeKind(StrEnum):
    """What became of a story: two are one, or some of its articles are another; ``NOT_DUPLICATE``: as one of them is
    none."""

    MERGE = "merge"
    SPLIT = "split"
    NOT_DUPLICATE = "not_duplicate"


def start(tx: Transaction, headline: str, now: datetime, figures: Iterable[Figure]) -> int:
    """A new story; its id."""
    values = {"headline": headline, "started_at": now, "updated_at": now, "figures": _packed(figures)}
    return tx.insert(_INSERT, values)


def figures_of(tx: Transaction, story_ids: Iterable[int]) -> dict[int, tuple[Figure, ...]]:
    """Story id -> the figures that it has stated."""
    rows = tx.driver.rows(_FIGURES, {"ids": sorted(set(story_ids))})
    return {row.id: tuple(map(Figure.unpacked, row.figures)) for row in rows}


def add_figures(tx: Transaction, story_id: int, known: Sequence[Figure], more: Iterable[Figure], now: datetime) -> None:
    """The story, which has stated ``known``, has now stated ``more``, too. The latest are kept when there are too
    many."""
    merged = list(dict.fromkeys((*known, *more)))[-MAX_FIGURES:]
    if merged == list(known):  # most reports state what is known, and packing costs
        tx.driver.run(_TOLD_OF, {"of_id": story_id, "updated_at": now})
        return
    tx.driver.run(_GO_ON, {"of_id": story_id, "figures": _packed(merged), "updated_at": now})


def restate(tx: Transaction, story_id: int, headline: str, figures: Sequence[Figure]) -> None:
    """The story has this headline, and has stated these figures and no others."""
    values = {"headline": headline, "figures": _packed(figures[-MAX_FIGURES:])}
    tx.connection.execute(update(_story).where(_story.c.id == story_id).values(values))


def _packed(figures: Iterable[Figure]) -> list[list[str]]:
    return [figure.packed() for figure in figures]


def told_by(tx: Transaction, story_id: int) -> frozenset[str]:
    """The rules that have told the story; EVERY_RULE may be among them."""
    return frozenset(how_told(tx, story_id))


def how_told(tx: Transaction, story_id: int) -> dict[str, str]:
    """Rule that has told the story -> by what (set_told). EVERY_RULE may be among them."""
    return {row.rule: row.by for row in tx.driver.rows(_TOLD_BY, {"of_id": story_id})}


def set_told(tx: Transaction, story_id: int, rule: str, by: str, now: datetime) -> None:
    """``rule`` has told the story; ``by`` is a ToldBy or a silence (silences.told_marker), which gives
    way to whatever comes after it."""
    before = how_told(tx, story_id).get(rule)
    if before is None:
        tx.driver.run(_TELL, {"story_id": story_id, "rule": rule, "by": by, "at": now})
    elif silences.is_silence(before) and before != by:
        its = (_told.c.story_id == story_id) & (_told.c.rule == rule)
        tx.connection.execute(update(_told).where(its).values(by=by, at=now))


@dataclass(frozen=True, slots=True)
class StoredStory:
    """A story in figures. ``items`` counts its articles, ``sources`` their owners."""

    id: int
    headline: str
    started_at: datetime
    updated_at: datetime
    items: int
    sources: int


@dataclass(frozen=True, slots=True)
class Change:
    """Stories became one (``merge``: ``other_id`` went into ``story_id``), or the ``articles`` of ``story_id`` became
    the story ``other_id`` (``split``, ``not_duplicate``)."""

    at: datetime
    by: str
    kind: str
    story_id: int
    other_id: int
    articles: list[int]
    why: str

    def __str__(self) -> str:
        """For people."""
        if self.kind == ChangeKind.MERGE:
            what = f"made story {self.other_id} part of story {self.story_id}"
        else:
            moved = f"item{'s' * (len(self.articles) > 1)} {', '.join(map(str, self.articles))}"
            because = ", as no duplicate" if self.kind == ChangeKind.NOT_DUPLICATE else ""
            what = f"took {moved} out of story {self.story_id}{because}: story {self.other_id}"
        return f"{stamp(self.at)}: {'a person' if self.by == PERSON else 'the judge'} {what}"


_CHANGE = [_change.c[name] for name in Change.__dataclass_fields__]


def get(tx: Transaction, story_id: int) -> StoredStory | None:
    return next(iter(listed(tx, limit=1, only=story_id)), None)


def listed(tx: Transaction, *, limit: int, only: int | None = None) -> list[StoredStory]:
    """The stories that were told of last, newest first."""
    # A story that went into another has no articles: it must not take the place of one that has.
    is_told = select(_article.c.id).where(_article.c.story_id == _story.c.id).exists()
    recent = select(_story).where(is_told).order_by(_story.c.updated_at.desc(), _story.c.id.desc()).limit(limit)
    if only is not None:
        recent = recent.where(_story.c.id == only)
    story = recent.subquery()
    counts = func.count(_article.c.id), func.count(_article.c.owner.distinct())
    columns = story.c.id, story.c.headline, story.c.started_at, story.c.updated_at
    query = select(*columns, *counts).join(_article, _article.c.story_id == story.c.id).group_by(*columns)
    rows = tx.connection.execute(query.order_by(story.c.updated_at.desc(), story.c.id.desc()))
    return [StoredStory(*row) for row in rows]


def going_on(tx: Transaction, story_ids: Iterable[int], since: datetime) -> set[int]:
    """Of these stories those that may go on: there was a report since then, or a seed is of it, which is compared for
    ever."""
    is_seeded = select(_told.c.story_id).where(_told.c.story_id == _story.c.id, _told.c.rule == EVERY_RULE).exists()
    goes_on = select(_story.c.id).where(or_(_story.c.updated_at > since, is_seeded))
    return {
        found for some in chunks(story_ids) for found in tx.connection.scalars(goes_on.where(_story.c.id.in_(some)))
    }


def merge(tx: Transaction, from_id: int, into_id: int, *, by: str, why: str, now: datetime) -> None:
    """All articles of one story belong to another from now on: what it stated, who told it, and from which stories a
    person took it apart, go along."""
    its = select(_article.c.id).where(_article.c.story_id == from_id).order_by(_article.c.id)
    articles = list(tx.connection.scalars(its))
    figures = figures_of(tx, (from_id, into_id))
    add_figures(tx, into_id, figures.get(into_id, ()), figures.get(from_id, ()), now)
    tx.connection.execute(update(_article).where(_article.c.story_id == from_id).values(story_id=into_id))
    alerts.regroup(tx, into_id)
    matters.join(tx, alerts.group_of(from_id), alerts.group_of(into_id))
    silences.cover_merged(tx, from_id, into_id, now)
    for row in tx.connection.execute(select(_told.c.rule, _told.c.by).where(_told.c.story_id == from_id)).all():
        set_told(tx, into_id, row.rule, row.by, now)
    if by == PERSON:
        tx.connection.execute(delete(_apart).where(_pair(from_id, into_id)))
    _take_apart(tx, into_id, _apart_from(tx, from_id) - {into_id})
    # No report is of it any more. Its row stays, as SQLite would give its number to the next story.
    tx.connection.execute(delete(_told).where(_told.c.story_id == from_id))
    _record(tx, Change(now, by, ChangeKind.MERGE, into_id, from_id, articles, why))


def split(
    tx: Transaction, story_id: int, articles: Sequence[int], new_id: int, *, kind: ChangeKind, now: datetime
) -> None:
    """These articles of a story are the story ``new_id``, as a person says, and stay apart from what the old one was
    apart from. Who told the old one has told theirs, if ``kind`` is ``split``."""
    tx.connection.execute(update(_article).where(_article.c.id.in_(articles)).values(story_id=new_id))
    alerts.regroup(tx, new_id)
    if kind == ChangeKind.SPLIT:
        for row in tx.connection.execute(select(_told.c.rule, _told.c.by).where(_told.c.story_id == story_id)).all():
            set_told(tx, new_id, row.rule, row.by, now)
    _take_apart(tx, new_id, _apart_from(tx, story_id) | {story_id})
    _record(tx, Change(now, PERSON, kind, story_id, new_id, list(articles), ""))


def are_apart(tx: Transaction, one: int, other: int) -> bool:
    """Whether a person took the two apart."""
    return tx.connection.scalar(select(_apart.c.story_id).where(_pair(one, other))) is not None


def _apart_from(tx: Transaction, story_id: int) -> frozenset[int]:
    """The stories that a person took apart from this one."""
    rows = tx.connection.execute(
        select(_apart).where(or_(_apart.c.story_id == story_id, _apart.c.other_id == story_id))
    )
    return frozenset(other for row in rows for other in row) - {story_id}


def _take_apart(tx: Transaction, story_id: int, others: frozenset[int]) -> None:
    for other in sorted(others - _apart_from(tx, story_id)):
        values = {"story_id": min(story_id, other), "other_id": max(story_id, other)}
        tx.connection.execute(_apart.insert().values(values))


def went_into(tx: Transaction, story_id: int) -> int | None:
    """The story that this one became part of; None if it did not."""
    met = {story_id}
    into = _merged_into(tx, story_id)
    last = into
    while into is not None and into not in met:  # one merge after another; nothing here must go on for ever
        met.add(into)
        last, into = into, _merged_into(tx, into)
    return last


def _merged_into(tx: Transaction, story_id: int) -> int | None:
    rows = tx.driver.rows(_MERGES_OF, {"of_id": story_id, "of_kind": ChangeKind.MERGE})
    return int(rows[-1].story_id) if rows else None


def changes(tx: Transaction, story_id: int | None = None) -> list[Change]:
    """What became of stories, oldest first."""
    query = select(*_CHANGE).order_by(_change.c.id)
    if story_id is not None:
        query = query.where(or_(_change.c.story_id == story_id, _change.c.other_id == story_id))
    return [Change(*row) for row in tx.connection.execute(query)]


def corrections_of(tx: Transaction, article_id: int) -> list[Change]:
    """What people made of the stories of an article by moving it, oldest first."""
    query = select(*_CHANGE).where(_change.c.by == PERSON).order_by(_change.c.id)
    found = (Change(*row) for row in tx.connection.execute(query))
    return [change for change in found if article_id in change.articles]


def _record(tx: Transaction, change: Change) -> None:
    tx.connection.execute(
        _change.insert().values({name: getattr(change, name) for name in Change.__dataclass_fields__})
    )


def _pair(one: int, other: int) -> ColumnElement[bool]:
    return and_(_apart.c.story_id == min(one, other), _apart.c.other_id == max(one, other))
