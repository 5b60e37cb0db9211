"""PART further: streams on subjects that no weight was set on (labels/README.md). The figures of `streams` are of those
that the judge was made with; these tell what to expect of another subject."""

from __future__ import annotations

from bench.judging import labelled
from bench.judging.asked import asked_for
from bench.judging.part import Found, Ground
from bench.judging.shown import mistake, point
from bench.judging.streams import ALERTED, RECALLS, SILENT, points
from bench.judging.targets import at_least
from monitor.trial.agreement import Share, best_at
from monitor.trial.evaluate import Evaluated, Evaluation

POOLED = "further streams"


def further(ground: Ground) -> Found:
    found = Found()
    evaluation = Evaluation(ground.folder, ground.rules, ground.policy)
    outcomes = {name: evaluation.stream(lines) for name, lines in labelled.further().items()}
    pooled = Evaluated([one for outcome in outcomes.values() for one in outcome.judged])
    for name, outcome in {**outcomes, POOLED: pooled}.items():
        alerted, silent = _alerted(outcome), outcome.silent("SR")
        found.figures[name] = {"news that alerts": str(alerted), "repeats that are silent": str(silent)}
        ground.say(f"\n== {name}\n  sure N, U alerted: {alerted}\n  S, R silent: {silent}")
        for one in outcome.judged if outcome is not pooled else ():
            if one.silent and one.label in "NU":
                ground.say(mistake(one))
    found.figures[POOLED]["material"] = asked_for(pooled, ground)
    best = {recall: best_at(points(pooled.judged), recall) for recall in RECALLS}
    found.figures[POOLED]["curve"] = {f"alerted {recall}": point(one) for recall, one in best.items() if one}
    reached = best[ALERTED]
    found.targets = [
        at_least(f"{POOLED}, as shipped: sure N, U alerted", ALERTED, _alerted(pooled)),
        at_least(f"{POOLED}, as shipped: S, R silent", SILENT, pooled.silent("SR")),
        at_least(
            f"{POOLED}, curve: S, R silent with {ALERTED} of N, U alerted",
            SILENT,
            reached.silent if reached else Share(0, 1),
        ),
    ]
    return found


def _alerted(outcome: Evaluated) -> Share:
    return Share.of(not one.silent for one in outcome.of("NU", sure=True))
