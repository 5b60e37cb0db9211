"""The corrections that people made in a store, as the labelled pairs and articles that evaluate.py runs.

What each correction says, and which labels that is: docs/evaluate.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from monitor.store import articles, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction
from monitor.store.stories import Change, ChangeKind
from monitor.trial.evaluate import Label, Pair, StreamLine
from monitor.trial.replay import Line

MAX_ITEMS = 1_000
"""Items of one story that are read, the latest."""


def labelled(tx: Transaction) -> list[Pair | StreamLine]:
    """All corrections that still hold: a pair for each verdict that a person contradicted, and the items of the
    stories they touched, with their stories, in the order in which they came."""
    corrected = [change for change in stories.changes(tx) if change.by == stories.PERSON]
    now = {s: stories.went_into(tx, s) or s for change in corrected for s in (change.story_id, change.other_id)}
    touched = set(now.values())
    items = {item.id: item for story in sorted(touched) for item in articles.of_story(tx, story, MAX_ITEMS)}
    readable = {number: items[number] for number in sorted(items) if _has_text(items[number])}
    pairs = {ids: label for change in corrected for ids, label in _pairs(change, now[change.story_id], readable)}
    return [
        *(Pair(a=_line(readable[a]), b=_line(readable[b]), label=label) for (a, b), label in pairs.items()),
        *(StreamLine(**_line(item).model_dump(), story=item.story_id) for item in readable.values()),
    ]


def _has_text(item: StoredArticle) -> bool:
    """Not if it is a fingerprint, or if its text was forgotten."""
    return item.prints is None and bool(item.terms)


def _pairs(change: Change, home: int, items: dict[int, StoredArticle]) -> Iterator[tuple[tuple[int, int], Label]]:
    """(earlier item, later item), and what the later one is to the earlier. ``home`` is where the items of the story
    that was changed are now."""
    moved = [items[number] for number in change.articles if number in items]
    gone = {item.id for item in moved}
    others = [item for item in items.values() if item.story_id == home and item.id not in gone]
    if change.kind == ChangeKind.MERGE:
        together = [item for item in moved if item.story_id == home]
        if together and others:
            yield _in_order(together[0], others[0]), "R"
        return
    apart = [item for item in moved if item.story_id != home]
    here, there = {item.id for item in others}, {item.id for item in apart}
    crossing = [(of, item.id) for item in apart if (of := _compared_with(item)) in here]
    if change.kind == ChangeKind.SPLIT:  # who says that one item is no duplicate says nothing of the reports of it
        crossing += [(of, item.id) for item in others if (of := _compared_with(item)) in there]
    if apart and others and not crossing:
        crossing = [_in_order(apart[0], others[0])]
    for of, item_id in crossing:
        yield (of, item_id), "N"


def _compared_with(item: StoredArticle) -> int:
    """The article that it was taken to repeat or go on from; 0 if none."""
    said: int | None = item.verdict_detail.get("features", {}).get("no_duplicate_of")
    return said or item.verdict_of or 0


def _in_order(one: StoredArticle, other: StoredArticle) -> tuple[int, int]:
    return min(one.id, other.id), max(one.id, other.id)


def _line(item: StoredArticle) -> Line:
    """As it stood in its feed: what is read again is markup."""
    published = item.published_at if item.published_known else item.first_seen_at
    return Line(
        id=item.guid or None,
        url=item.url,
        title=escape(item.title, quote=False),
        summary=_paragraphs(item.lead),
        content=_paragraphs(item.text),
        published=published.isoformat(),
        source=item.source,
        owner=item.owner,
        feed=item.feed,
        tags=tuple(item.tags),
        language=item.language,
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n")) if text else ""
