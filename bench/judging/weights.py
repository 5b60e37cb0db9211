"""`python -m bench weights`: what each weight of the judge does to its labelled sets: how many news and repeats go the
other way where it is a fifth less, a quarter more, or not there.

A weight on which much hangs is fitted to these sets; one on which nothing hangs is there for what they do not hold.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.folders import ROOT
from bench.judging import ALERTS_ANY_AGE, labelled
from bench.suite import Suite
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.thresholds import Thresholds
from monitor.intake import Policy
from monitor.rulebook import load_rules
from monitor.trial.evaluate import Evaluation

LESS, MORE = 0.8, 1.25
ADDED = {
    "monitor.core.stories.reports": ("APART",),
    "monitor.core.stories.told_score": ("COMMENTS", "CLAIMS", "COUNTED", "ABOUT_COMMENT", "COVERED"),
    "monitor.core.stories.terms": ("BODY_WEIGHT",),
}
"""What is added to a score or taken off it: may be left out."""
BOUNDS = {
    "monitor.core.numbers.counterparts": ("COUNTERPART",),
    "monitor.core.stories.texts.edited": ("NEW_HEADLINE", "REWRITTEN"),
    "monitor.core.numbers.counts.figure": ("PART",),
    "monitor.core.stories.headlines.forms": ("LIKE_A_FORM",),
    "monitor.core.stories.headlines.recounts": ("_ROUNDED",),
    "monitor.core.stories.said_instead": ("WEIGHT",),
    "monitor.core.stories.texts.novelty": ("_ALMOST", "_COVERED"),
    "monitor.core.stories.which_story": ("LONG_SHARE", "ONE_STORY", "AS_SAID"),
    "monitor.core.stories.story_news": ("CLAUSE_SAID", "CLAUSE_WEIGHT", "_SAID"),
    "monitor.core.stories.terms": ("MIN_SHARED_WEIGHT", "SAYS_LITTLE", "TELLING"),
    "monitor.intake.recall": ("MIN_PASSAGES",),
}
"""From which something counts."""
THRESHOLDS = ("same_text", "sure_text", "head_agrees", "possibly", "same_story", "nothing_new", "possibly_story")
_SETTING = "dedup."
"""Before the name of a threshold: it is one of the config."""


@dataclass(frozen=True)
class Mistakes:
    """Of the sure labels of streams, pairs and revisions: news (N, U, D, F) that is silent, and what need not be told
    (S, C, R, E) and alerts."""

    news_silent: int
    news: int
    repeats_told: int
    repeats: int


@dataclass(frozen=True)
class Weight:
    """``where`` is its module, or ``dedup.``; ``says`` the first sentence below it in the source."""

    where: str
    name: str
    value: float
    says: str = ""
    less: Mistakes | None = None
    more: Mistakes | None = None
    without: Mistakes | None = None


@dataclass
class Report:
    shipped: Mistakes
    weights: list[Weight] = field(default_factory=list)


def mistakes(folder: Path, rules: RuleSet, policy: Policy) -> Mistakes:
    """Of the judge as it is now."""
    evaluation = Evaluation(folder, rules, policy)
    outcomes = [evaluation.stream(labelled.stream(name)) for name in labelled.STREAMS]
    outcomes += map(evaluation.pairs, (labelled.short_pairs(), labelled.long_pairs(), labelled.revisions()))
    news = [one.silent for outcome in outcomes for one in outcome.of("NUDF", sure=True)]
    repeats = [not one.silent for outcome in outcomes for one in outcome.of("SCRE", sure=True)]
    return Mistakes(sum(news), len(news), sum(repeats), len(repeats))


def every_weight() -> Iterator[Weight]:
    for name in THRESHOLDS:
        yield Weight(_SETTING, name, getattr(Thresholds(), name), "[A threshold](dedup.md#thresholds).")
    for where in sorted({*ADDED, *BOUNDS}):
        module = import_module(where)
        said = _said(inspect.getsource(module))
        for name in (*ADDED.get(where, ()), *BOUNDS.get(where, ())):
            yield Weight(where, name, getattr(module, name), said.get(name, ""))


def measure(folder: Path, root: Path) -> Report:
    rules = load_rules(root / "rules")

    def at(weight: Weight, value: float) -> Mistakes:
        found = _in_a_process(folder, rules, weight, value)
        print(f"{weight.where}{weight.name} {value:.3g}: {found}", flush=True)
        return found

    weights = list(every_weight())
    report = Report(at(weights[0], weights[0].value))
    for one in weights:
        without = at(one, 0.0) if one.name in ADDED.get(one.where, ()) else None
        report.weights.append(
            replace(one, less=at(one, one.value * LESS), more=at(one, one.value * MORE), without=without)
        )
    return report


def _in_a_process(folder: Path, rules: RuleSet, weight: Weight, value: float) -> Mistakes:
    """In a process of its own, in which nothing was worked out by the weight as it was."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(theirs, folder, rules, weight, value))
    process.start()
    theirs.close()
    try:
        found: Mistakes = ours.recv()
    finally:
        process.join()
    return found


def _tell(to: Connection, folder: Path, rules: RuleSet, weight: Weight, value: float) -> None:
    policy = ALERTS_ANY_AGE
    if weight.where == _SETTING:
        changed: Mapping[str, Any] = {weight.name: value}
        policy = replace(policy, thresholds=replace(Thresholds(), **changed))
    else:
        _set(weight, value)
    to.send(mistakes(folder, rules, policy))


def _set(weight: Weight, value: float) -> None:
    """In its module, and in all that took it from there: they hold the same object."""
    is_now = vars(import_module(weight.where))[weight.name]
    for name, module in list(sys.modules.items()):
        if name.startswith("monitor.") and vars(module).get(weight.name) is is_now:
            setattr(module, weight.name, value)


def _said(source: str) -> dict[str, str]:
    """The string below each assignment of a module, by each name that is assigned."""
    found: dict[str, str] = {}
    body = ast.parse(source).body
    for one, below in pairwise(body):
        if isinstance(one, ast.Assign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            names = [name.id for target in one.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
            found |= dict.fromkeys(names, " ".join(str(below.value.value).split()))
    return found


def _run(_: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, ROOT)


SUITE = Suite("weights", "what each weight of the judge does to its labelled sets", _run)
