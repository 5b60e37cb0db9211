"""The labelled sets through the judge: what each label was taken for, how sure that is, each mistake with its evidence.

Texts are only printed. What is returned, and kept, holds counts and the ids of mistakes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.judging import labelled
from bench.judging.targets import Target, at_least, at_most
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.agreement import Point, Share, best_at, curve
from monitor.evaluate import MUST_ALERT, Evaluation, Judged, Outcome
from monitor.intake import Policy

Say = Callable[[str], None]
SILENT_RECALL = {"short": 0.85, "long": 0.90}
ALERT_RECALL = 0.95
_RECALLS = (0.99, 0.97, 0.95, 0.9)


class LabelledSets:
    """Runs each set over throw-away stores in ``folder``, tells it, and gathers the figures and the targets."""

    def __init__(self, folder: Path, rules: RuleSet, policy: Policy, say: Say) -> None:
        self._evaluation, self._say = Evaluation(folder, rules, policy), say
        self.figures: dict[str, Any] = {}
        self.targets: list[Target] = []

    def run(self) -> None:
        self._pairs("short", self._evaluation.pairs(labelled.short_pairs()), precision=0.98)
        self._pairs("long", self._evaluation.pairs(labelled.long_pairs()), precision=0.97)
        self._revisions(self._evaluation.pairs(labelled.revisions()))
        self._streams({name: self._evaluation.stream(labelled.stream(name)) for name in labelled.STREAMS})
        for name, wanted in zip(labelled.STORIES, (0.86, 0.95), strict=True):
            self._stories(name, self._evaluation.stream(labelled.stories(name)), wanted)
        self._similar(list(labelled.similar()))

    def _pairs(self, name: str, outcome: Outcome, *, precision: float) -> None:
        figures = self._set(f"pairs-{name}", outcome)
        wanted = SILENT_RECALL[name]
        best = best_precision(outcome.judged, wanted)
        figures[f"best precision at recall {wanted}, over all thresholds"] = str(best)
        self._say(f"best precision of silence at recall {wanted}, over all thresholds: {best}")
        told, updates = outcome.silent("SC"), outcome.silent("U")
        self.targets += [
            at_least(f"pairs-{name}: precision of silence", precision, outcome.precision),
            at_least(f"pairs-{name}: recall of silence on S and C", wanted, told),
            at_most(f"pairs-{name}: updates (U) silent", 0.02, updates),
        ]

    def _revisions(self, outcome: Outcome) -> None:
        self._set("revisions", outcome)
        alerted = Share.of(not one.silent for one in outcome.of("F"))
        alarms = Share.of(not one.silent for one in outcome.of("E"))
        self.targets += [
            at_least("revisions: edits of facts (F) alerted", 0.90, alerted),
            at_most("revisions: edits of words (E) alerted", 0.10, alarms),
        ]

    def _streams(self, outcomes: dict[str, Outcome]) -> None:
        outcomes = outcomes | {"streams pooled": Outcome([one for o in outcomes.values() for one in o.judged])}
        for name, outcome in outcomes.items():
            figures = self._set(name, outcome)
            self._say("threshold, alerted of sure N and U, silent of S and R:")
            for point in outcome.curve:
                self._say(f"  {point.threshold:6.3f}  {point.alerted}  {point.silent}")
            points = {f"alert recall {recall}": best_at(outcome.curve, recall) for recall in _RECALLS}
            figures["curve"] = {recall: _point(point) for recall, point in points.items() if point}
            apart = held_out(outcome.judged)
            figures["threshold from the other stories"] = _point(apart)
            self._say(f"threshold chosen on the other stories: alerted {apart.alerted}, silent {apart.silent}")
            best = points[f"alert recall {ALERT_RECALL}"]
            at = best.silent if best else Share(0, 1)
            self.targets.append(at_least(f"{name}: silence of S, R at alert recall {ALERT_RECALL}", 0.60, at))
        alerted = Share.of(not one.silent for one in outcomes["streams pooled"].of("NU", sure=True))
        silent = outcomes["streams pooled"].silent("SR")
        self.targets += [
            at_least("streams pooled, thresholds as shipped: sure N, U alerted", ALERT_RECALL, alerted),
            at_least("streams pooled, thresholds as shipped: S, R silent", 0.60, silent),
        ]

    def _stories(self, name: str, outcome: Outcome, wanted: float) -> None:
        found = outcome.stories
        assert found is not None
        self._say(f"\n== {name}\nB-cubed: {found}")
        self.figures[name] = {"b_cubed": {"f": found.f, "precision": found.precision, "recall": found.recall}}
        self.targets.append(Target(f"{name}: B-cubed F, without a model", wanted, round(found.f, 4)))

    def _similar(self, given: Sequence[labelled.Similar]) -> None:
        """Chance is 0.5. Across languages the score rests on names, numbers and words that are spelled alike."""
        outcome = self._evaluation.pairs([one.pair for one in given])
        scored = defaultdict[tuple[str, str], list[tuple[float, bool]]](list)
        for one, judged in zip(given, outcome.judged, strict=True):
            scored[one.languages].append((alike(judged), one.same))
        within = [pair for (a, b), pairs in scored.items() if a == b for pair in pairs]
        across = [pair for (a, b), pairs in scored.items() if a != b for pair in pairs]
        figures: dict[str, Any] = {"within": auc(within), "across": auc(across)}
        figures["by languages"] = {"-".join(sorted(of)): auc(pairs) for of, pairs in sorted(scored.items())}
        figures["verdicts"] = {label: _kinds(outcome.of(label)) for label in "RN"}
        self.figures["similarity-multilingual"] = figures
        self._say(f"\n== similarity-multilingual\narea under the curve, 0.5 is chance: {figures}")
        self.targets.append(Target("pairs across languages: AUC, aimed at with a model", 0.88, figures["across"]))

    def _set(self, name: str, outcome: Outcome) -> dict[str, Any]:
        """Tell and keep what every labelled set has: confusion, shares, mistakes."""
        labels = [label for label in "NUDFRSCEX" if outcome.of(label)]
        shares = {
            "silence that was right": outcome.precision,
            "told texts that were silent (S, C, E)": outcome.silent("SCE"),
            "retold news that was silent (R)": outcome.silent("R"),
            "news that was silent (N, U, D, F)": outcome.silent("NUDF"),
        }
        figures: dict[str, Any] = {
            "verdicts": {label: _kinds(outcome.of(label)) for label in labels},
            "shares": {what: str(share) for what, share in shares.items() if share.all},
            "mistakes": sorted(f"{one.label} {one.verdict.kind} {one.line.id}" for one in outcome.mistakes),
        }
        self.figures[name] = figures
        self._say(f"\n== {name}: {len(outcome.judged)}")
        for label in labels:
            self._say(f"  {label}  {figures['verdicts'][label]}")
        for what, share in shares.items():
            self._say(f"  {what}: {share}")
        for one in outcome.mistakes:
            self._say(_mistake(one))
        return figures


def alike(one: Judged) -> float:
    """How alike the judge found the pair, by words or by passages."""
    features = one.verdict.features
    return max(float(features.get(name, 0.0)) for name in ("likeness", "new_in_old", "old_in_new"))


def auc(scored: Iterable[tuple[float, bool]]) -> float:
    """How often a pair that is the same has the higher score than one that is not; a tie counts half."""
    pairs = list(scored)
    same, other = [s for s, is_same in pairs if is_same], [s for s, is_same in pairs if not is_same]
    wins = sum((a > b) + 0.5 * (a == b) for a in same for b in other)
    return round(wins / (len(same) * len(other)), 4) if same and other else 0.5


def best_precision(judged: Sequence[Judged], recall: float) -> Share:
    """The highest precision of silence that some threshold on ``told`` gives, with this recall of S and C."""
    told = [one for one in judged if one.label in "SC"]
    found = []
    for threshold in {one.told for one in judged}:
        if Share.of(one.told >= threshold for one in told).value >= recall:
            silent = [one for one in judged if one.told >= threshold]
            found.append(Share.of(one.label not in MUST_ALERT for one in silent))
    return max(found, key=lambda share: share.value, default=Share(0, 1))


def held_out(judged: Sequence[Judged]) -> Point:
    """What the threshold that is best on all other stories gives on each story, summed up."""
    counted = [one for one in judged if one.label in "NUSR"]
    by_story = defaultdict[str, list[Judged]](list)
    for one in counted:
        by_story[_story(one)].append(one)
    alerted, silent = list[bool](), list[bool]()
    for story, ours in by_story.items():
        rest = [one for one in counted if _story(one) != story]
        best = best_at(_curve(rest), ALERT_RECALL)
        threshold = best.threshold if best else 9.0
        alerted += [one.told < threshold for one in ours if one.label in "NU" and one.sure]
        silent += [one.told >= threshold for one in ours if one.label in "SR"]
    return Point(0.0, Share.of(alerted), Share.of(silent))


def _story(one: Judged) -> str:
    return f"{str(one.line.id).partition('-')[0]} {getattr(one.line, 'story', '')}"


def _curve(judged: Iterable[Judged]) -> list[Point]:
    every = list(judged)
    must = [one.told for one in every if one.label in "NU" and one.sure]
    return curve(must, [one.told for one in every if one.label in "SR"])


def _point(point: Point) -> dict[str, Any]:
    return {"threshold": point.threshold, "alerted": str(point.alerted), "silent": str(point.silent)}


def _kinds(judged: Iterable[Judged]) -> dict[str, int]:
    return dict(sorted(Counter(one.verdict.kind.value for one in judged).items()))


def _mistake(one: Judged) -> str:
    before = f"\n      after: {one.before}" if one.before else ""
    sure = "" if one.sure else " (unsure)"
    return (
        f"    {one.label}{sure} as {one.verdict.kind}, {one.line.id}: {one.line.title}{before}\n"
        f"      {one.verdict.why}\n      {one.verdict.features}"
    )
