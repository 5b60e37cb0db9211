"""PART streams: what a user feels. N and U should alert, S and R be silent; X and what is unsure of N and U counts for
nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bench.judging import labelled
from bench.judging.asked import asked_for
from bench.judging.cross_validation import NEVER, Case, HeldOut, cross_validated, silent_at, silent_from
from bench.judging.disputed import beside
from bench.judging.pairs import told_held_out
from bench.judging.part import Found, Ground
from bench.judging.settings import STORY_SETTINGS
from bench.judging.shown import mistake, point, show
from bench.judging.targets import Target, at_least
from monitor.core.stories.thresholds import Thresholds
from monitor.trial.agreement import Point, Share, best_at, curve
from monitor.trial.evaluate import Evaluated, Evaluation, JudgedLine

ALERTED, SILENT = 0.95, 0.60
RECALLS = (0.99, 0.97, 0.95, 0.9)
POOLED = "streams pooled"


def streams(ground: Ground) -> Found:
    found = Found()
    runs = {at: _run(ground, at) for at in STORY_SETTINGS}
    outcomes = runs[Thresholds()]
    outcomes = outcomes | {POOLED: Evaluated([one for outcome in outcomes.values() for one in outcome.judged])}
    for name, outcome in outcomes.items():
        figures = found.figures[name] = show(name, outcome, ground.say)
        curved = points(outcome.judged)
        ground.say("nothing_new, alerted of sure N and U, silent of S and R:")
        for one in curved:
            ground.say(f"  {one.threshold:6.3f}  {one.alerted}  {one.silent}")
        _lost(outcome.judged, ground)
        figures["points"] = [
            [round(one.threshold, 3), round(one.alerted.value, 4), round(one.silent.value, 4)] for one in curved
        ]
        best = {recall: best_at(curved, recall) for recall in RECALLS}
        figures["curve"] = {f"alerted {recall}": point(one) for recall, one in best.items() if one}
        reached = best[ALERTED]
        at = reached.silent if reached else Share(0, 1)
        found.targets.append(at_least(f"{name}, curve: S, R silent with {ALERTED} of N, U alerted", SILENT, at))
    pooled = outcomes[POOLED]
    apart = cross_validated(_cases(runs), STORY_SETTINGS, silent_at(ALERTED))
    found.figures[POOLED]["held out"] = told_held_out(apart, ground)
    cautious = cross_validated(_cases(runs), STORY_SETTINGS, silent_at(1.0))
    found.figures[POOLED]["held out, where no news of the others is lost"] = told_held_out(cautious, ground)
    beside(pooled.judged, ground.say)
    alerted, silent = Share.of(not one.silent for one in pooled.of("NU", sure=True)), pooled.silent("SR")
    found.figures[POOLED]["as shipped"] = {"news that alerts": str(alerted), "repeats that are silent": str(silent)}
    found.figures[POOLED]["material"] = asked_for(pooled, ground)
    found.targets += [
        at_least(f"{POOLED}, as shipped: sure N, U alerted", ALERTED, alerted),
        at_least(f"{POOLED}, as shipped: S, R silent", SILENT, silent),
        _beside(at_least(f"{POOLED}, held out: sure N, U alerted", ALERTED, apart.pooled.alerted), cautious),
        at_least(f"{POOLED}, held out: S, R silent", SILENT, apart.pooled.retold),
    ]
    return found


def _beside(target: Target, cautious: HeldOut) -> Target:
    """``target`` with what came of thresholds that lose no news of the other stories; what ships is as cautious."""
    alerted, silent = cautious.pooled.alerted, cautious.pooled.retold
    told = (
        f"{alerted.hits} of {alerted.all}, with {silent.hits} of {silent.all} silent, if chosen to lose none of others"
    )
    return replace(target, of=f"{target.of.removesuffix(')')}; {told})")


def _run(ground: Ground, at: Thresholds) -> dict[str, Evaluated]:
    evaluation = Evaluation(ground.folder, ground.rules, replace(ground.policy, thresholds=at))
    return {name: evaluation.stream(labelled.stream(name)) for name in labelled.STREAMS}


def points(judged: Iterable[JudgedLine]) -> list[Point]:
    every = list(judged)
    must = [silent_from(one.verdict) for one in every if one.label in "NU" and one.sure]
    scores = curve(must, [silent_from(one.verdict) for one in every if one.label in "SR"])
    return [one for one in scores if one.threshold > NEVER]


def _lost(judged: Sequence[JudgedLine], ground: Ground) -> None:
    """Each N and U that some threshold of the curve silences, surest first: until which ``nothing_new`` it is lost."""
    lost = [one for one in judged if one.label in "NU" and silent_from(one.verdict) > 0]
    ground.say("N and U, each with the nothing_new up to which it is silent; those not here are silent at none:")
    for one in sorted(lost, key=lambda one: -silent_from(one.verdict)):
        ground.say(f"  {silent_from(one.verdict):.3f}{' as shipped' if one.silent else ''}\n{mistake(one)}")


def _cases(runs: dict[Thresholds, dict[str, Evaluated]]) -> list[Case]:
    """The same articles in each run, in the same order."""
    by_setting = [[one for outcome in runs[at].values() for one in outcome.judged] for at in STORY_SETTINGS]
    return [
        Case(ones[0].label, _story(ones[0]), tuple(silent_from(one.verdict) for one in ones), ones[0].sure)
        for ones in zip(*by_setting, strict=True)
        if ones[0].label in "NUSR"
    ]


def _story(one: JudgedLine) -> str:
    return f"{str(one.line.id).partition('-')[0]} {getattr(one.line, 'story', '')}"
