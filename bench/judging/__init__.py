"""How often the judge is right: on labelled development sets, and on articles made from real ones.

Thresholds are set on these sets, so the figures as shipped flatter; those held out do less. Each target says how many
cases stand behind it. A part is a function of a file; ``--only`` runs some of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from os import times
from pathlib import Path
from typing import Any

from bench.judging.across import across
from bench.judging.alike import alike
from bench.judging.day import day
from bench.judging.disputed import disputed
from bench.judging.further import further
from bench.judging.held_by_tests import adversarial, seed
from bench.judging.languages import languages
from bench.judging.made import copies
from bench.judging.pairs import pairs
from bench.judging.part import Found, Ground, Part
from bench.judging.revisions import revisions
from bench.judging.similar import similar
from bench.judging.stories import stories
from bench.judging.streams import streams
from bench.judging.written import written
from monitor.intake import Policy
from monitor.rulebook import load_rules, load_seeds

ALERTS_ANY_AGE = Policy((), timedelta(days=36_500))
"""Verdicts do not ask how old an article is; no rule's decision is looked at but those of the day."""


@dataclass
class Report:
    """Counts, shares and ids. Headlines and reasons are printed only: the texts are not ours to keep."""

    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    cpu_seconds: dict[str, float] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)


def parts(root: Path) -> dict[str, Part]:
    """By name. ``root`` has the shipped rules and seeds."""

    def shipped_day(ground: Ground) -> Found:
        return day(ground, load_seeds(root / "seeds", ground.rules))

    return {
        "pairs": pairs,
        "streams": streams,
        "further": further,
        "written": written,
        "across": across,
        "alike": alike,
        "disputed": disputed,
        "copies": copies,
        "revisions": revisions,
        "stories": stories,
        "similar": similar,
        "languages": languages,
        "day": shipped_day,
        "seed": seed,
        "adversarial": adversarial,
    }


def measure(folder: Path, root: Path, seed: int, only: Sequence[str] = ()) -> Report:
    """Those of ``parts`` that ``only`` names, or all."""
    rules, say, report, every = load_rules(root / "rules"), partial(print, flush=True), Report(), parts(root)
    if unknown := set(only) - set(every):
        raise SystemExit(f"no part {', '.join(sorted(unknown))}: there are {', '.join(every)}")
    for name, part in every.items():
        if only and name not in only:
            continue
        ours, began = folder / name, _cpu()
        ours.mkdir()
        found = part(Ground(ours, rules, ALERTS_ANY_AGE, seed, say))
        report.cpu_seconds[name] = round(_cpu() - began, 1)
        report.parts[name] = found.figures
        report.targets += map(str, found.targets)
        say(f"-- {name}: {report.cpu_seconds[name]} CPU seconds")
    say("\n".join(("\n== targets", *report.targets, "")))
    return report


def _cpu() -> float:
    """Seconds of this process and of those that it started and that ended."""
    spent = times()
    return spent.user + spent.system + spent.children_user + spent.children_system
