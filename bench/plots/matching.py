"""The cost of a text as rules grow, beside what else could do it."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from bench.plots.style import OURS, PALE, PEERS, blank

_PEERS_AT = 10_000


def matching(report: Any) -> Figure:
    """Raises KeyError if the report has no sizes."""
    sizes = report["sizes"]
    figure, axes = blank("Matching one text against rules", "rules", "CPU time a text")
    rules = [one["rules"] for one in sizes]
    mean, p99 = [one["mean"] for one in sizes], [one["p99"] for one in sizes]
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.fill_between(rules, mean, p99, color=OURS, alpha=0.15, linewidth=0)
    axes.plot(rules, mean, color=OURS, marker="o", linewidth=2)
    words = "monitor: mean, and up to the 99th of 100"
    axes.annotate(words, (rules[1], mean[1]), (0, -24), textcoords="offset points", color=OURS, ha="center")
    dearest = max(report["peers"].values(), default=0)
    for (name, value), color in zip(report["peers"].items(), PEERS, strict=False):
        axes.plot([_PEERS_AT], [value], marker="D", color=color)
        axes.annotate(f"{name}: {_time(value)}", (_PEERS_AT, value), (-10, 0), textcoords="offset points", color=color,
                      ha="right", va="bottom" if value == dearest else "top")  # fmt: skip
    axes.annotate(_time(mean[rules.index(_PEERS_AT)]), (_PEERS_AT, mean[rules.index(_PEERS_AT)]), (4, -14),
                  textcoords="offset points", color=OURS)  # fmt: skip
    axes.set_xticks(rules, [f"{one:,}" for one in rules])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _time(value)))
    axes.set_ylim(0.08, max([*p99, *report["peers"].values()]) * 2)
    figure.text(
        0.99, 0.01, f"{report['documents']:,} real texts, logarithmic scales", ha="right", color=PALE, fontsize=8
    )
    return figure


def _time(milliseconds: float) -> str:
    digits = 3 if milliseconds >= 100 else 2
    return f"{milliseconds / 1_000:.3g} s" if milliseconds >= 1_000 else f"{milliseconds:.{digits}g} ms"
