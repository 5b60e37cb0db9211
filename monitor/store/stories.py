"""Stories: what each has said so far, and which rules have told it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update

from monitor.core.stories.figures import MAX_FIGURES, Figure
from monitor.store.database import Transaction
from monitor.store.tables import StoryRow, ToldRow

_story = StoryRow.__table__  # type: ignore[attr-defined]  # SQLModel does not type __table__
_told = ToldRow.__table__  # type: ignore[attr-defined]

EVERY_RULE = "*"
"""Told to everybody: what a seed says."""


def start(tx: Transaction, headline: str, now: datetime, figures: Iterable[Figure]) -> int:
    """A new story; its id."""
    values = {"headline": headline, "started_at": now, "updated_at": now, "figures": _packed(figures)}
    return tx.insert(_story.insert(), values)


def figures_of(tx: Transaction, story_ids: Iterable[int]) -> dict[int, tuple[Figure, ...]]:
    """Story id -> the figures that it has stated."""
    query = select(_story.c.id, _story.c.figures).where(_story.c.id.in_(sorted(set(story_ids))))
    return {row.id: tuple(map(Figure.unpacked, row.figures)) for row in tx.connection.execute(query)}


def add_figures(tx: Transaction, story_id: int, known: Sequence[Figure], more: Iterable[Figure], now: datetime) -> None:
    """The story has now stated ``more``, too. The latest are kept when there are too many."""
    merged = list(dict.fromkeys((*known, *more)))[-MAX_FIGURES:]
    tx.connection.execute(update(_story).where(_story.c.id == story_id).values(figures=_packed(merged), updated_at=now))


def _packed(figures: Iterable[Figure]) -> list[list[str]]:
    return [figure.packed() for figure in figures]


def told_by(tx: Transaction, story_id: int) -> frozenset[str]:
    """The rules that have told the story; EVERY_RULE may be among them."""
    return frozenset(tx.connection.scalars(select(_told.c.rule).where(_told.c.story_id == story_id)))


def set_told(tx: Transaction, story_id: int, rule: str, by: str, now: datetime) -> None:
    """``rule`` has told the story; ``by`` is ``alert``, ``baseline`` or ``seed``."""
    if rule not in told_by(tx, story_id):
        tx.connection.execute(_told.insert().values(story_id=story_id, rule=rule, by=by, at=now))
