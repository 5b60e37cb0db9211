"""PART pairs: labelled pairs of feed items and of full texts. A silence that hides U or D is an error, whatever the
verdict; so is one that hides N."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.judging import labelled
from bench.judging.cross_validation import Case, HeldOut, cross_validated, precise_at, silent_from
from bench.judging.disputed import beside
from bench.judging.folds import stories_of
from bench.judging.part import Found, Ground
from bench.judging.settings import SETTINGS, Settings
from bench.judging.shown import show
from bench.judging.targets import Target, at_least
from monitor.trial.agreement import Share
from monitor.trial.evaluate import MUST_ALERT, Evaluated, Evaluation, JudgedLine, Pair


def pairs(ground: Ground) -> Found:
    found = Found()
    for name, given, precision, recall in (
        ("pairs-short", labelled.short_pairs(), 0.98, 0.85),
        ("pairs-long", labelled.long_pairs(), 0.97, 0.90),
    ):
        settings = Settings()
        outcome = Evaluation(ground.folder, ground.rules, ground.policy, settings.intake).pairs(given)
        figures = found.figures[name] = show(name, outcome, ground.say)
        best = best_precision(outcome.judged, recall)
        apart = cross_validated(_cases(given, outcome.judged, settings), SETTINGS, precise_at(recall))
        figures["held out"] = told_held_out(apart, ground)
        beside(outcome.judged, ground.say)
        found.targets += _targets(name, outcome, best, apart, (precision, recall))
    return found


def _targets(
    name: str, outcome: Evaluated, best: Share, apart: HeldOut, wanted: tuple[float, float]
) -> tuple[Target, ...]:
    precision, recall = wanted
    return (
        at_least(f"{name}, held out: precision of silence", precision, apart.pooled.precision),
        at_least(f"{name}, held out: S, C silent", recall, apart.pooled.told),
        at_least(f"{name}, as shipped: precision of silence", precision, outcome.precision),
        at_least(f"{name}, as shipped: S, C silent", recall, outcome.silent("SC")),
        at_least(f"{name}, best of its curve at {recall} of S, C: precision", precision, best),
    )


def _cases(given: Sequence[Pair], judged: Sequence[JudgedLine], settings: Settings) -> list[Case]:
    stories = {str(pair.b.id): story for pair, story in zip(given, stories_of(given), strict=True)}
    cases = []
    for one in judged:
        name = str(one.line.id)
        verdicts = settings.verdicts.get(name) or (one.verdict,) * len(SETTINGS)
        cases.append(Case(one.label, stories[name], tuple(map(silent_from, verdicts))))
    return cases


def told_held_out(apart: HeldOut, ground: Ground) -> dict[str, Any]:
    """Says and returns what the thresholds from other stories gave, in all and in each fold."""
    ground.say(f"thresholds from the other stories, {apart.scatter}\n  all: {apart.pooled}")
    chosen = [
        f"same_story {setting.same_story}, nothing_new {at}, same_text {setting.same_text}, "
        f"sure_text {setting.sure_text}"
        for setting, at, _ in apart.chosen
    ]
    for thresholds, (_, _, gave) in zip(chosen, apart.chosen, strict=True):
        ground.say(f"  fold by {thresholds}:\n    {gave}")
    return {"all": str(apart.pooled), "choices": apart.scatter, "by fold": chosen}


def best_precision(judged: Sequence[JudgedLine], recall: float) -> Share:
    """The highest precision of silence that some ``nothing_new`` gives, with this recall of S and C."""
    scored = [(one.label, silent_from(one.verdict)) for one in judged]
    found = []
    for threshold in {score for _, score in scored}:
        if Share.of(score >= threshold for label, score in scored if label in "SC").value >= recall:
            found.append(Share.of(label not in MUST_ALERT for label, score in scored if score >= threshold))
    return max(found, key=lambda share: share.value, default=Share(0, 1))
