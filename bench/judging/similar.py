"""PART similar: pairs of texts in one language or two, which people called the same or not. No model reads them: across
languages the score rests on names, numbers and words that are spelled alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import sqrt
from typing import Any

from bench.judging import labelled
from bench.judging.part import Found, Ground
from bench.judging.shown import kinds
from bench.judging.targets import Target
from monitor.trial.evaluate import Evaluation, JudgedLine

_Z = 1.96
"""Of the normal distribution, for 95%."""


def similar(ground: Ground) -> Found:
    given = list(labelled.similar())
    outcome = Evaluation(ground.folder, ground.rules, ground.policy).pairs([one.pair for one in given])
    scored = defaultdict[tuple[str, str], list[tuple[float, bool]]](list)
    for one, judged in zip(given, outcome.judged, strict=True):
        scored[one.languages].append((alike(judged), one.same))
    within = [pair for (a, b), pairs in scored.items() if a == b for pair in pairs]
    across = [pair for (a, b), pairs in scored.items() if a != b for pair in pairs]
    figures: dict[str, Any] = {"within": auc(within), "across": auc(across)}
    figures["by languages"] = {"-".join(sorted(of)): auc(pairs) for of, pairs in sorted(scored.items())}
    figures["verdicts"] = {label: kinds(outcome.of(label)) for label in "RN"}
    ground.say(f"\n== similarity-multilingual\narea under the curve, 0.5 is chance: {figures}")
    low, high = auc_interval(across)
    of = f"{len(across)} pairs, {low:.2f} to {high:.2f}"
    target = Target("pairs across languages: AUC, by words (peers: 0.72)", 0.72, figures["across"], of=of)
    return Found({"similarity-multilingual": figures}, [target])


def alike(one: JudgedLine) -> float:
    """How alike the judge found the pair, by words or by passages."""
    features = one.verdict.features
    return max(float(features.get(name, 0.0)) for name in ("likeness", "new_in_old", "old_in_new"))


def auc(scored: Iterable[tuple[float, bool]]) -> float:
    """How often a pair that is the same has the higher score than one that is not; a tie counts half."""
    pairs = list(scored)
    same, other = [s for s, is_same in pairs if is_same], [s for s, is_same in pairs if not is_same]
    wins = sum((a > b) + 0.5 * (a == b) for a in same for b in other)
    return round(wins / (len(same) * len(other)), 4) if same and other else 0.5


def auc_interval(scored: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """With 95%. Hanley, McNeil, "The meaning and use of the area under a ROC curve", Radiology 1982."""
    pairs = list(scored)
    area = auc(pairs)
    same = max(1, sum(is_same for _, is_same in pairs))
    other = max(1, len(pairs) - same)
    q1, q2 = area / (2 - area), 2 * area**2 / (1 + area)
    variance = (area * (1 - area) + (same - 1) * (q1 - area**2) + (other - 1) * (q2 - area**2)) / (same * other)
    spread = _Z * sqrt(max(0.0, variance))
    return max(0.0, area - spread), min(1.0, area + spread)
