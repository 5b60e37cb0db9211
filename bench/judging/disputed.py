"""PART disputed: where the labels themselves part, by rules and not by choice. One reader labelled all sets, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.judging import labelled
from bench.judging.part import Found, Ground
from monitor.trial.agreement import Share
from monitor.trial.evaluate import MUST_ALERT, Evaluation, JudgedLine

_SHOWN = 8
_CLOSE = ("likeness", "headline_known", "told")


def disputed(ground: Ground) -> Found:
    """Texts of one kind in two sets: what a reader called another angle (D, should alert) in pairs, and nothing new (R,
    should be silent) in streams. All such texts are counted, the first of each set shown."""
    evaluation = Evaluation(ground.folder, ground.rules, ground.policy)
    sets = {
        "pairs-short": evaluation.pairs(labelled.short_pairs()).judged,
        "streams": [one for name in labelled.STREAMS for one in evaluation.stream(labelled.stream(name)).judged],
    }
    ground.say("\n== disputed: opinion, explanation, review by the headline, of a story that was told")
    figures = {}
    for name, judged in sets.items():
        ours = [one for one in judged if one.verdict.features.get("comment") and one.verdict.of is not None]
        ours = [one for one in ours if one.label != "X"]
        share = Share.of(one.label in MUST_ALERT for one in ours)
        figures[f"{name}, labelled as news"] = str(share)
        ground.say(f"  {name}, labelled as news: {share}")
        for one in ours[:_SHOWN]:
            ground.say(f"      {headlines(one)}")
    repeats = [one for one in sets["streams"] if one.label in "SR" and not one.silent]
    unsure = Share.of(not one.sure for one in repeats)
    figures["S and R of the streams that alert, the reader not sure"] = str(unsure)
    ground.say(f"  S and R of the streams that alert, of which the reader was not sure: {unsure}")
    return Found({"opinion and explanation": figures})


def beside(judged: Sequence[JudgedLine], say: Callable[[str], None]) -> None:
    """Each news that was silent, and the repeat whose figures are nearest to its own: to the judge the two are one."""
    lost = [one for one in judged if one.silent and one.label in MUST_ALERT and "told" in one.verdict.features]
    told = [one for one in judged if one.label in "SCR" and "told" in one.verdict.features]
    say("each news that was silent beside the repeat that looks most like it to the judge:")
    for one in lost:
        near = min(told, key=lambda other: _apart(one, other), default=None)
        if near is not None:
            say(f"  {_shown(one)}\n  {_shown(near)}")


def _apart(one: JudgedLine, other: JudgedLine) -> float:
    ours, theirs = one.verdict.features, other.verdict.features
    others = sum(bool(ours.get(name)) != bool(theirs.get(name)) for name in ("comment", "claim"))
    near: float = sum(abs(float(ours.get(name, 0.0)) - float(theirs.get(name, 0.0))) for name in _CLOSE)
    return others + near


def _shown(one: JudgedLine) -> str:
    figures = ", ".join(f"{name} {one.verdict.features[name]}" for name in _CLOSE if name in one.verdict.features)
    return f"{headlines(one)}\n      {figures}"


def headlines(one: JudgedLine) -> str:
    return f"{one.label}  {one.line.title}" + (f"   after: {one.before}" if one.before else "")
