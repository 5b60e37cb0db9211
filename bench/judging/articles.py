"""Real full texts as a shelf of known articles: each with an hour of its own, and with the others that tell the same.

Their own dates are of many years, and often wrong. So they come an hour apart, in an order drawn by lot, as if one
month had brought them all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random

from bench.judging.labelled import DEDUP
from bench.texts import NEWS, lines
from monitor.trial.replay import Line

FIRST = datetime(2026, 1, 5, tzinfo=UTC)
STEP = timedelta(hours=1)
_LOT = 7
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[A-Z\"“‘'(])")
_WORD = re.compile(r"\w+")
_IN_A_PARAGRAPH = 3
_RUN, _TWIN = 3, 0.4
"""Two articles are twins if of the three-word runs of either one this share stands in the other."""
_LEAST = 400
"""Characters from which a text is an article."""


@dataclass(frozen=True)
class Original:
    """A real article. ``corpus`` is where it comes from."""

    id: str
    corpus: str
    title: str
    paragraphs: tuple[str, ...]
    source: str
    published: datetime

    @property
    def line(self) -> Line:
        return self.as_line(self.id, self.title, "\n".join(self.paragraphs), self.source, self.published)

    @staticmethod
    def as_line(name: str, title: str, content: str, source: str, published: datetime) -> Line:
        url = f"https://{source}/{name}"
        when = published.isoformat()
        return Line(id=name, url=url, title=title, content=content, source=source, language="en", published=when)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return tuple(s for paragraph in self.paragraphs for s in sentences(paragraph))

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        words = _WORD.findall(" ".join((self.title, *self.paragraphs)).lower())
        return frozenset(zip(*(words[i:] for i in range(_RUN)), strict=False))


def originals() -> list[Original]:
    """All of both corpora, the same list each time."""
    once = {
        f"{corpus}-{article['id'][:12]}": article
        for corpus, path in (
            ("syria", NEWS / "syria-articles-dev.jsonl.gz"),
            ("events", DEDUP / "stories-articles.jsonl.gz"),
        )
        for article in lines(path)
        if len(article["content"]) >= _LEAST
    }
    given = list(once.items())
    Random(_LOT).shuffle(given)
    return [
        Original(
            name,
            name.partition("-")[0],
            article["title"],
            _paragraphs(article["content"]),
            article["source"],
            FIRST + STEP * number,
        )
        for number, (name, article) in enumerate(given)
    ]


def _paragraphs(content: str) -> tuple[str, ...]:
    """Those of the text; three sentences make one where it has lost them."""
    given = [paragraph.strip() for paragraph in content.splitlines() if paragraph.strip()]
    if len(given) > 1:
        return tuple(given)
    every = sentences(content)
    return tuple(" ".join(every[i : i + _IN_A_PARAGRAPH]) for i in range(0, len(every), _IN_A_PARAGRAPH))


def sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def twins(of: Sequence[Original]) -> dict[str, set[str]]:
    """Article -> itself and those that print much of the same: to know any of them is to know it."""
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(of):
        for run in one.runs:
            holders.setdefault(run, []).append(number)
    found: dict[str, set[str]] = {one.id: {one.id} for one in of}
    for number, one in enumerate(of):
        shared: dict[int, int] = {}
        for run in one.runs:
            for other in holders[run]:
                shared[other] = shared.get(other, 0) + 1
        for other, count in shared.items():
            if other != number and count >= _TWIN * min(len(one.runs), len(of[other].runs)):
                found[one.id].add(of[other].id)
    return found
