"""PART across: made-up streams in five languages at once on the first subject (texts/README.md): whether what one
language has told is told again in the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bench.judging import labelled
from bench.judging.part import Found, Ground
from bench.judging.shown import mistake
from bench.judging.written import rules_met
from monitor.core.rules.ruleset import RuleSet
from monitor.intake import Policy
from monitor.reference import meaning
from monitor.trial.agreement import Share
from monitor.trial.evaluate import Evaluated, Evaluation

STREAMS = ("across-1", "across-2", "across-3")
RECALL = "recall"
"""Items by themselves, on the subject or like it."""
RETOLD = 0.6
"""The `dedup.retold_meaning` that is tried beside the one as shipped, which is never."""


def across(ground: Ground) -> Found:
    found = Found()
    for setting, policy in _settings(ground.policy):
        evaluation = Evaluation(ground.folder, ground.rules, policy)
        outcomes = [evaluation.stream(labelled.written(name)) for name in STREAMS]
        for name, outcome in zip(STREAMS, outcomes, strict=True):
            found.figures[f"{name}, {setting}"] = _figures(outcome)
        pooled = Evaluated([one for outcome in outcomes for one in outcome.judged])
        found.figures[f"pooled, {setting}"] = _figures(pooled)
        ground.say(f"== across, {setting}: {found.figures[f'pooled, {setting}']}")
        for one in pooled.judged:
            if one.label in "NU" and one.silent:
                ground.say(mistake(one))
    for name in STREAMS:
        found.figures[f"{name}, rules"] = {"news that meets a rule": str(_met(ground.rules, name))}
        ground.say(f"== {name}: {found.figures[f'{name}, rules']}")
    items = labelled.written(RECALL)
    found.figures[RECALL] = {
        "items that meet a rule": str(Share.of(bool(rules_met(ground.rules, one)) for one in items if one.rules)),
        "others that meet one": str(Share.of(bool(rules_met(ground.rules, one)) for one in items if not one.rules)),
    }
    ground.say(f"== {RECALL}: {found.figures[RECALL]}")
    return found


def _settings(policy: Policy) -> Iterator[tuple[str, Policy]]:
    yield "as shipped", policy
    if meaning.is_installed():
        modelled = replace(policy, meaning=meaning.meaning())
        yield "with the model", modelled
        yield (
            f"with the model, retold_meaning {RETOLD}",
            replace(modelled, thresholds=replace(modelled.thresholds, retold_meaning=RETOLD)),
        )


def _figures(outcome: Evaluated) -> dict[str, str]:
    return {
        "news that alerts": str(Share.of(not one.silent for one in outcome.of("NU"))),
        "repeats that are silent": str(outcome.silent("SR")),
    }


def _met(rules: RuleSet, name: str) -> Share:
    """Of the news of a stream, what meets a rule by its own text."""
    return Share.of(
        bool(rules_met(rules, line)) for line in labelled.written(name) if line.label and line.label in "NU"
    )
