"""How long an alert takes, at each load."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from bench.plots.style import INK, OURS, TARGET, blank

_SHARES = (("p50", "half within", 1.0), ("p95", "95 of 100 within", 0.65), ("p99", "99 of 100 within", 0.35))
_TARGET, _TARGET_SECONDS = "target for 99 of 100 at 50 a second", 1.0


def latency(report: Any) -> Figure:
    """Raises KeyError if the report has no loads."""
    loads = report["loads"]
    figure, axes = blank("From an item in the feed to the accepted webhook", "items a second", "seconds")
    places = range(len(loads))
    width = 0.26
    for number, (share, words, alpha) in enumerate(_SHARES):
        values = [one[share] for one in loads]
        at = [place + (number - 1) * width for place in places]
        axes.bar(at, values, width, color=OURS, alpha=alpha, label=words)
        for x, value in zip(at, values, strict=True):
            said = f"{value:.2g}" if value < 10 else f"{value:.0f}"
            axes.annotate(said, (x, value), (0, 3), textcoords="offset points", ha="center", fontsize=9)
    axes.axhline(
        _TARGET_SECONDS, color=TARGET, linewidth=1, linestyle="--", label="target for 99 of 100 at 50 a second"
    )
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_ylim(min(0.05, *(one["p50"] for one in loads)) / 2, max(2.0, *(one["p99"] for one in loads)) * 3)
    axes.set_xticks(list(places), [_load(one) for one in loads], color=INK)
    axes.legend(frameon=False, loc="upper left", fontsize=9)
    return figure


def _load(one: Any) -> str:
    kept = f"\nmore than it keeps:\n{one['kept_a_second']:g} a second" if one["saturated"] else ""
    return f"{one['items_a_second']:g}{kept}"
