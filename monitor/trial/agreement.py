"""How well verdicts agree with labels: shares with their interval, B-cubed for stories.

B-cubed: Bagga, Baldwin, "Entity-based cross-document coreferencing using the vector space model", ACL 1998.
Interval: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

_Z = 1.96
"""Of the normal distribution, for 95%."""


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``all``."""

    hits: int
    all: int

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> Share:
        counts = Counter(map(bool, outcomes))
        return cls(counts[True], counts.total())

    @property
    def value(self) -> float:
        """0 to 1; 1 of nothing."""
        return self.hits / self.all if self.all else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """The share behind it, with 95%."""
        if not self.all:
            return 0.0, 1.0
        spread = _Z * (self.value * (1 - self.value) / self.all + _Z**2 / (4 * self.all**2)) ** 0.5
        middle, scale = self.value + _Z**2 / (2 * self.all), 1 + _Z**2 / self.all
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)

    def __str__(self) -> str:
        if not self.all:
            return "no case"
        low, high = self.interval
        return f"{self.value:.3f} ({self.hits} of {self.all}, {low:.2f} to {high:.2f})"


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """How much of what was found is right, and how much of what is right was found; F is the harmonic mean of both."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"F {self.f:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f})"


def b_cubed(true: Sequence[Hashable], found: Sequence[Hashable]) -> PrecisionRecall:
    """Of each item: how much of its found story is of its true one, and the reverse; the mean over all. ``true`` and
    ``found`` are the stories of the same items, in the same order."""
    both, of_true, of_found = Counter(zip(true, found, strict=True)), Counter(true), Counter(found)
    size = max(1, len(true))
    return PrecisionRecall(
        sum(count * count / of_found[b] for (_, b), count in both.items()) / size,
        sum(count * count / of_true[a] for (a, _), count in both.items()) / size,
    )


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold on a score gives: the share of what must alert that does, and of the rest that is silent."""

    threshold: float
    alerted: Share
    silent: Share


def curve(must: Sequence[float], need_not: Sequence[float]) -> list[Point]:
    """A point for each score at which something becomes silent: items with that score or more are. Highest first."""
    ordered, others = sorted(must), sorted(need_not)
    return [
        Point(
            at,
            Share(bisect_left(ordered, at), len(ordered)),
            Share(len(others) - bisect_left(others, at), len(others)),
        )
        for at in sorted({*must, *need_not}, reverse=True)
    ]


def best_at(points: Iterable[Point], recall: float) -> Point | None:
    """The point with most silence among those that alert at least this share of what must alert."""
    return max(
        (point for point in points if point.alerted.value >= recall),
        key=lambda point: (point.silent.value, point.threshold),
        default=None,
    )
