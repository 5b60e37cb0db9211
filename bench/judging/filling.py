"""Fills a store with made items, as it is filled otherwise but for what would take hours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bench.judging import ALERTS_ANY_AGE
from bench.judging.news_stream import NewsStream
from monitor.core.identity import articles_of
from monitor.core.rules.compile import compile_rules
from monitor.core.types import Article, Verdict, VerdictKind
from monitor.intake import Intake
from monitor.intake.prepare import Prepared
from monitor.intake.recall import Recall
from monitor.store.database import Database
from monitor.store.schema import open_store
from monitor.trial.replay import Line

POLL = 20
FILLING_MB = 2_000


class Filling(Intake):
    """Stores items as they are stored otherwise, without rules and without judging them."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, compile_rules({}), ALERTS_ANY_AGE)

    def _judge(self, recall: Recall, one: Prepared) -> Verdict:  # noqa: ARG002
        return Verdict(VerdictKind.NEW, "not judged")


@contextmanager
def roomy(path: Path) -> Iterator[Database]:
    """What fills the store keeps it in memory: otherwise most of the time goes into reading pages again. What is
    measured does not come this way."""
    database = open_store(f"sqlite:///{path}", synchronous="OFF")

    @event.listens_for(database.engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA cache_size={-FILLING_MB * 1_000}")

    database.engine.dispose()
    yield database
    database.close()


def fill(intake: Intake, stream: NewsStream, count: int) -> None:
    """In polls that bring some items of one outlet at a time."""
    waiting: dict[str, list[Article]] = {}
    for line in stream.items(count):
        article = article_of(line)
        ours = waiting.setdefault(article.origin.feed, [])
        ours.append(article)
        if len(ours) == POLL:
            intake.take(waiting.pop(article.origin.feed), stream.now)
    for ours in waiting.values():
        intake.take(ours, stream.now)


def article_of(line: Line) -> Article:
    assert line.time is not None
    (article,), _ = articles_of([line.item], line.origin("scale"), line.time)
    return article
