"""A stream of made items as long as one likes: words of real news, each after one that it follows there, so that rare
words are as rare and common ones as common. No two fresh items are the same; one in twenty is a copy.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from bench.judging.articles import FIRST
from bench.texts import NEWS, lines
from monitor.trial.replay import Line

OUTLETS = 400
APART = timedelta(seconds=2)
"""Between two items: some forty thousand a day."""
COPIES, RECENT = 0.05, 1_000
"""Share of items that another outlet prints again, and among how many of the latest they are."""
_END = ""


class NewsStream:
    """The same seed, the same stream."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._after: dict[str, list[str]] = defaultdict(list)
        self._lengths: list[tuple[int, int]] = []
        for given in lines(NEWS / "2023-03.jsonl.gz"):
            if given["language"] == "en":
                self._learn(given["title"].split(), given["summary"].split()[:60])
        self._recent: deque[tuple[str, str]] = deque(maxlen=RECENT)
        self._number = 0

    def _learn(self, title: list[str], summary: list[str]) -> None:
        self._lengths.append((max(4, len(title)), len(summary)))
        for words in (title, summary):
            for one, following in zip([_END, *words], [*words, _END], strict=True):
                self._after[one].append(following)

    def items(self, count: int) -> Iterator[Line]:
        """The next ``count``."""
        for _ in range(count):
            self._number += 1
            outlet = f"outlet-{self._chance.randrange(OUTLETS)}.example"
            title, summary = self._texts()
            name, when = f"n{self._number:08}", self.now.isoformat()
            url = f"https://{outlet}/{name}"
            yield Line(id=name, url=url, title=title, summary=summary, published=when, source=outlet, language="en")

    def skip(self, count: int) -> None:
        """As if the next ``count`` had been asked for."""
        for _ in self.items(count):
            pass

    @property
    def now(self) -> datetime:
        """When the latest item came."""
        return FIRST + self._number * APART

    def _texts(self) -> tuple[str, str]:
        if self._recent and self._chance.random() < COPIES:
            return self._chance.choice(self._recent)
        title, summary = self._chance.choice(self._lengths)
        made = self._walk(title), self._walk(summary)
        self._recent.append(made)
        return made

    def _walk(self, length: int) -> str:
        words: list[str] = []
        word = _END
        while len(words) < length:
            word = self._chance.choice(self._after[word])
            if word:
                words.append(word)
        return " ".join(words)
