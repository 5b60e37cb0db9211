"""Thresholds chosen on some stories and tried on others: what they would give on articles that nobody has seen.

A score at which an article becomes silent is kept for each article and setting. So another ``nothing_new`` needs no
judging anew: no verdict but silence or alert depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.judging.folds import FOLDS, folds
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Verdict
from monitor.trial.agreement import Share
from monitor.trial.evaluate import ALERTS, MUST_ALERT

SHIPPED = Thresholds().nothing_new
NOTHING_NEW = tuple(sorted((round(0.4 + 0.025 * step, 3) for step in range(21)), key=lambda at: abs(at - SHIPPED)))
"""Those tried, 0.4 to 0.9: that which ships first, as of equals the first is chosen."""
ALWAYS, NEVER = 9.0, -1.0
"""In place of a score: silent, or alerting, at every ``nothing_new``."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled article; ``silent_from`` has the highest ``nothing_new`` at which it is silent, for each setting."""

    label: str
    story: Hashable
    silent_from: tuple[float, ...]
    sure: bool = True


def silent_from(verdict: Verdict) -> float:
    if "told" in verdict.features and verdict.of is not None:
        return float(verdict.features["told"])
    return NEVER if verdict.kind in ALERTS else ALWAYS


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a set of silences is worth. ``precision``: of what is silent, how much need not alert; ``told``: of S and C,
    ``retold``: of S, C and R, how much is silent; ``alerted``: of sure N and U, how much alerts."""

    precision: Share
    told: Share
    retold: Share
    alerted: Share
    updates: Share

    @classmethod
    def of(cls, cases: Sequence[Case], silent: Flags) -> Agreement:
        def share(labels: str, *, sure: bool = False) -> Share:
            return Share.of(
                bool(flag)
                for case, flag in zip(cases, silent, strict=True)
                if case.label in labels and (case.sure or not sure)
            )

        alerted = share("NU", sure=True)
        right = [case.label not in MUST_ALERT for case, flag in zip(cases, silent, strict=True) if flag]
        return cls(
            Share.of(right), share("SC"), share("SCR"), Share(alerted.all - alerted.hits, alerted.all), share("U")
        )

    def __str__(self) -> str:
        return (
            f"precision of silence {self.precision}, silent of S, C {self.told}, of S, C, R {self.retold}, "
            f"sure N, U alerted {self.alerted}"
        )


Worth = Callable[[Agreement], tuple[float, ...]]
"""The greater, the better."""


def precise_at(recall: float) -> Worth:
    """The best precision of silence with this recall of S and C, or the recall next to it."""
    return lambda found: (min(found.told.value, recall), found.precision.value, found.told.value)


def silent_at(recall: float) -> Worth:
    """The most silence that still alerts on this share of sure N and U, or the share next to it."""
    return lambda found: (min(found.alerted.value, recall), found.retold.value)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What became of all articles when each was judged by thresholds from other stories; those of each fold, with what
    they gave there."""

    pooled: Agreement
    chosen: tuple[tuple[Thresholds, float, Agreement], ...]

    @property
    def scatter(self) -> str:
        """How far the choices lie apart."""
        nothing_new = sorted(at for _, at, _ in self.chosen)
        same_story = sorted(setting.same_story for setting, _, _ in self.chosen)
        apart = nothing_new[-1] - nothing_new[0]
        says = "they scatter" if apart > 0.1 or same_story[0] != same_story[-1] else "they agree"
        return (
            f"{says}: nothing_new {nothing_new[0]} to {nothing_new[-1]}, same_story {same_story[0]} to {same_story[-1]}"
        )


def cross_validated(cases: Sequence[Case], settings: Sequence[Thresholds], worth: Worth) -> HeldOut:
    """Each fold judged by what is best on the others; of equals what is nearest to what ships."""
    fold = np.array(folds([case.story for case in cases]))
    scores = np.array([case.silent_from for case in cases])
    silent = np.zeros(len(cases), dtype=bool)
    chosen = []
    for held in range(FOLDS):
        ours, rest = np.flatnonzero(fold == held).tolist(), np.flatnonzero(fold != held).tolist()
        number, at = _best([cases[i] for i in rest], scores[rest], worth)
        silent[ours] = scores[ours, number] >= at
        chosen.append((settings[number], at, Agreement.of([cases[i] for i in ours], silent[ours])))
    return HeldOut(Agreement.of(cases, silent), tuple(chosen))


def _best(cases: Sequence[Case], scores: NDArray[np.float64], worth: Worth) -> tuple[int, float]:
    tried = [(number, at) for number in range(scores.shape[1]) for at in NOTHING_NEW]
    return max(tried, key=lambda one: worth(Agreement.of(cases, scores[:, one[0]] >= one[1])))
