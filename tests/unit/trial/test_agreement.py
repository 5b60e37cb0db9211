"""What a threshold on a score would give: of labelled articles, how many alert and how many are silent."""

from __future__ import annotations

import random

from monitor.trial.agreement import Share, curve


class _Score(float):
    """Counts how often scores are compared."""

    compared = 0

    def __lt__(self, other: float) -> bool:
        _Score.compared += 1
        return super().__lt__(other)

    def __ge__(self, other: float) -> bool:
        _Score.compared += 1
        return super().__ge__(other)

    __hash__ = float.__hash__


def test_each_point_counts_what_alerts_below_its_threshold_and_what_is_silent_from_it_on() -> None:
    points = curve([0.2, 0.9, -1.0], [0.9, 2.0, 0.2, 0.5])
    assert [(one.threshold, one.alerted, one.silent) for one in points] == [
        (2.0, Share(3, 3), Share(1, 4)),
        (0.9, Share(2, 3), Share(2, 4)),
        (0.5, Share(2, 3), Share(3, 4)),
        (0.2, Share(1, 3), Share(4, 4)),
        (-1.0, Share(0, 3), Share(4, 4)),
    ]
    assert curve([], []) == []


def test_of_many_scores_not_every_one_is_compared_with_every_other() -> None:
    chance = random.Random(1)
    scores = [_Score(chance.random()) for _ in range(600)]
    assert len(curve(scores[:300], scores[300:])) == 600
    assert _Score.compared < 600 * 60


def test_a_share_of_nothing_is_no_figure() -> None:
    assert str(Share.of([])) == "no case"
    assert str(Share.of([True, False])).startswith("0.500 (1 of 2, ")
