"""What rules would tell of labelled streams that ask for some kinds of updates only (`material`, docs/dedup.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bench.judging.part import Ground
from monitor.core.types import Material, VerdictKind
from monitor.trial.agreement import Share
from monitor.trial.evaluate import Evaluated, JudgedLine

ASKED: Mapping[str, frozenset[Material]] = {
    "all but words": frozenset(Material) - {Material.WORDS},
    "figures, events": frozenset((Material.FIGURES, Material.EVENTS)),
    "figures": frozenset((Material.FIGURES,)),
}


def asked_for(outcome: Evaluated, ground: Ground) -> dict[str, Any]:
    """For a rule that asks for each of ASKED: the sure N and U that alert, and the S and R that are silent."""
    figures = {}
    for name, material in ASKED.items():
        alerted = Share.of(not _is_silent(one, material) for one in outcome.of("NU", sure=True))
        silent = Share.of(_is_silent(one, material) for one in outcome.of("SR"))
        ground.say(f"  material: {name}: alerted {alerted}, silent {silent}")
        figures[name] = {"news that alerts": str(alerted), "repeats that are silent": str(silent)}
    return figures


def _is_silent(one: JudgedLine, material: frozenset[Material]) -> bool:
    """The rule is taken to have told the story."""
    return one.silent or (one.verdict.kind is VerdictKind.UPDATE and material.isdisjoint(one.verdict.material))
