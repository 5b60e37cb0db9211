"""Which reports of a story a rule has heard of: those that met it or were inherited by it, seeds, and what came in a
first poll."""

from __future__ import annotations

from sqlalchemy import Integer, Select, and_, bindparam, exists, or_, select

from monitor.core.types import VerdictKind
from monitor.store.database import Transaction
from monitor.store.tables import AlertRow, ArticleRow, MatchRow, table_of

_article = table_of(ArticleRow)
_alert = table_of(AlertRow)
_match = table_of(MatchRow)
_its_own = exists().where(_match.c.article_id == _article.c.id, _match.c.rule == bindparam("rule"))
_heard = or_(_its_own, _article.c.seed != "", _article.c.baseline)
_beside = and_(_article.c.story_id == bindparam("story"), _article.c.id != bindparam("but"))
_HEARD, _UNHEARD = (
    select(_article.c.id).where(_beside, wanted).order_by(_article.c.id.desc()).limit(bindparam("most", type_=Integer))
    for wanted in (_heard, ~_heard)
)
_of_alert = _article.alias()
_after = or_(
    _alert.c.created_at > _article.c.first_seen_at,
    and_(_alert.c.created_at == _article.c.first_seen_at, _alert.c.article_id > _article.c.id),
)
_IS_NEWS = select(_article.c.id).where(
    _article.c.id == bindparam("of"),
    _article.c.verdict == VerdictKind.UPDATE.value,
    ~exists().where(
        _alert.c.article_id == _of_alert.c.id,
        _of_alert.c.story_id == _article.c.story_id,
        _alert.c.rule == bindparam("rule"),
        _after,
    ),
)


def heard(tx: Transaction, rule: str, story_id: int, but: int, limit: int) -> list[int]:
    """The latest reports of the story that ``rule`` has heard of, without one."""
    return _ids(tx, _HEARD, rule, story_id, but, limit)


def unheard(tx: Transaction, rule: str, story_id: int, but: int, limit: int) -> list[int]:
    """The latest reports of the story that ``rule`` has not heard of, without one."""
    return _ids(tx, _UNHEARD, rule, story_id, but, limit)


def is_news(tx: Transaction, rule: str, article_id: int) -> bool:
    """Whether the article came as an update of its story, and ``rule`` has not alerted on that since."""
    return bool(tx.driver.rows(_IS_NEWS, {"rule": rule, "of": article_id}))


def _ids(tx: Transaction, query: Select[tuple[int]], rule: str, story_id: int, but: int, limit: int) -> list[int]:
    values = {"rule": rule, "story": story_id, "but": but, "most": limit}
    return [row.id for row in tx.driver.rows(query, values)]
