"""What a poll costs as feeds grow, and beside others."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from bench.plots.style import OURS, PEERS, blank

_SIDES = (("ours", "monitor"), ("reader", "lemon24/reader"), ("feed2exec", "feed2exec"))


def polling(report: Any) -> Figure:
    """Raises KeyError if the report has no sizes."""
    sizes = report["sizes"]
    figure, axes = blank("Polls that bring nothing new (304)", "feeds", "CPU a poll, ms")
    axes.set_xscale("log")
    last = []
    for (side, words), color in zip(_SIDES, (OURS, *PEERS), strict=False):
        points = [(one["feeds"], one[side]) for one in sizes if one.get(side) is not None]
        if not points:
            continue
        axes.plot(*zip(*points, strict=True), color=color, marker="o", linewidth=2)
        axes.annotate(words, points[-1], (8, 0), textcoords="offset points", color=color, va="center")
        last.append(max(value for _, value in points))
    feeds = [one["feeds"] for one in sizes]
    axes.set_xticks(feeds, [f"{one:,}" for one in feeds])
    axes.minorticks_off()
    axes.set_ylim(0, max(last) * 1.15)
    axes.set_xlim(feeds[0] * 0.8, feeds[-1] * 2.6)
    return figure
