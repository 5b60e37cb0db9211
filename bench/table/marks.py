"""Targets beside stored results: met, short, or not run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bench.judging.targets import Target as JudgingTarget
from bench.stored import Result
from bench.table.targets import TARGETS, WHY_JUDGING, Target

MET, SHORT, NOT_RUN = "met", "short", "not run"
_LACKS = (KeyError, IndexError, TypeError, StopIteration, ValueError, ZeroDivisionError)


@dataclass(frozen=True, slots=True)
class Row:
    """``beside`` names each peer with its figure and how many times better than it ours is."""

    subject: str
    what: str
    wanted: str
    measured: str
    beside: str
    mark: str
    why: str
    suite: str


def rows(results: Mapping[str, Result]) -> list[Row]:
    """Every target, in the order of the file that holds them; those of `judging` after the others on stories."""
    found = [_row(target, results) for target in TARGETS]
    return [*found, *_judging(results)]


def _row(target: Target, results: Mapping[str, Result]) -> Row:
    sign = "at most" if target.at_most else "at least"
    wanted = f"{sign} {number(target.wanted)} {target.unit}".strip()
    base = target.subject, target.what, wanted
    report: Any = results[target.suite]["report"] if target.suite in results else None
    try:
        measured = float(target.measured(report))
    except _LACKS:
        return Row(*base, "", "", NOT_RUN, _why_not_run(target, report is not None), target.suite)
    good = measured <= target.wanted if target.at_most else measured >= target.wanted
    mark = MET if good else SHORT
    why = "" if good else target.why if isinstance(target.why, str) else target.why(report)
    if target.size is not None:
        count, asked, noun = target.size[0](report), target.size[1], target.size[2]
        if count < asked:
            mark = NOT_RUN if good else SHORT
            why = f"Of {count:,} {noun} instead of {asked:,}. {why}".strip()
    shown = f"{number(measured)} {target.unit}".strip()
    return Row(*base, shown, "; ".join(_beside(target, report, measured)), mark, why, target.suite)


def _why_not_run(target: Target, is_stored: bool) -> str:
    if not target.suite:
        return target.why if isinstance(target.why, str) else ""
    return "The stored result lacks it." if is_stored else "No result is stored."


def _beside(target: Target, report: Any, measured: float) -> Iterator[str]:
    for name, of in target.peers:
        try:
            figure = float(of(report))
        except _LACKS:
            continue
        times = figure / measured if target.at_most else measured / figure
        yield f"{name} {number(figure)} ({number(times)}×)"


def _judging(results: Mapping[str, Result]) -> Iterator[Row]:
    if "judging" not in results:
        yield Row("Stories", "verdicts on labelled sets", "", "", "", NOT_RUN, "No result is stored.", "judging")
        return
    for line in results["judging"]["report"]["targets"]:
        target = JudgingTarget.read(line)
        sign = "at most" if target.at_most else "at least"
        why = next((why for start, why in WHY_JUDGING if target.name.startswith(start)), "")
        mark, why = (MET, "") if target.met else (SHORT, why)
        cases = target.of.partition("(")[2].removesuffix(")") if " (" in target.of else target.of
        shown = f"{number(target.reached)} ({cases})" if cases else number(target.reached)
        yield Row("Stories", target.name, f"{sign} {number(target.wanted)}", shown, "", mark, why, "judging")


def number(value: float) -> str:
    """Three digits that count; whole numbers and thousands as they are."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
