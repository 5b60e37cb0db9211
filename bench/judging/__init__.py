"""How often the judge is right: on labelled development sets, and on articles made from real ones.

Thresholds are set on these sets, so the figures flatter; the target table says how many cases stand behind each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.judging.labelled_sets import LabelledSets
from bench.judging.made import MadeArticles
from monitor.intake import Policy
from monitor.rulebook import load_rules

ALERTS_ANY_AGE = Policy((), timedelta(days=36_500))
"""Verdicts do not ask how old an article is; no rule's decision is looked at."""


@dataclass
class Report:
    """Counts, shares and ids. Headlines and reasons are printed only: the texts are not ours to keep."""

    labelled: dict[str, Any] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)


def measure(folder: Path, shipped_rules: Path, seed: int) -> Report:
    rules, say = load_rules(shipped_rules), partial(print, flush=True)
    sets = LabelledSets(folder, rules, ALERTS_ANY_AGE, say)
    sets.run()
    made = MadeArticles(folder, rules, ALERTS_ANY_AGE, say, seed)
    made.run()
    targets = [str(target) for target in (*sets.targets, *made.targets)]
    say("\n".join(("\n== targets", *targets, "")))
    return Report(sets.figures, made.figures, targets)
