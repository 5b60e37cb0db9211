"""What every labelled set shows: what each label was taken for, shares, and each mistake with its evidence.

Texts are only printed. What is returned, and kept, holds counts and the ids of mistakes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from monitor.trial.agreement import Point
from monitor.trial.evaluate import Evaluated, JudgedLine


def show(name: str, outcome: Evaluated, say: Callable[[str], None]) -> dict[str, Any]:
    labels = [label for label in "NUDFRSCEX" if outcome.of(label)]
    shares = {
        "silence that was right": outcome.precision,
        "told texts that were silent (S, C, E)": outcome.silent("SCE"),
        "retold news that was silent (R)": outcome.silent("R"),
        "news that was silent (N, U, D, F)": outcome.silent("NUDF"),
    }
    figures: dict[str, Any] = {
        "verdicts": {label: kinds(outcome.of(label)) for label in labels},
        "shares": {what: str(share) for what, share in shares.items() if share.all},
        "mistakes": sorted(f"{one.label} {one.verdict.kind} {one.line.id}" for one in outcome.mistakes),
    }
    say(f"\n== {name}: {len(outcome.judged)}")
    for label in labels:
        say(f"  {label}  {figures['verdicts'][label]}")
    for what, share in shares.items():
        if share.all:
            say(f"  {what}: {share}")
    for one in outcome.mistakes:
        say(mistake(one))
    return figures


def kinds(judged: Iterable[JudgedLine]) -> dict[str, int]:
    return dict(sorted(Counter(one.verdict.kind.value for one in judged).items()))


def mistake(one: JudgedLine) -> str:
    before = f"\n      after: {one.before}" if one.before else ""
    sure = "" if one.sure else " (unsure)"
    return (
        f"    {one.label}{sure} as {one.verdict.kind}, {one.line.id}: {one.line.title}{before}\n"
        f"      {one.verdict.why}\n      {one.verdict.features}"
    )


def point(of: Point) -> dict[str, Any]:
    return {"threshold": of.threshold, "alerted": str(of.alerted), "silent": str(of.silent)}
