"""What is silent, by how much of the news alerts: each threshold is a point of the curve."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from bench.plots.style import OURS, PEERS, TARGET, blank

_NAMES = {
    "stream-syria-2023": "Syria",
    "stream-turkey-vote-2023": "Turkey's vote",
    "streams pooled": "both",
}
_WANTED = (0.95, 0.60)
_FROM = 0.88
"""Of the news: who would want less alerted?"""


def judging(report: Any) -> Figure:
    """The share of repeats that can be silent if at least so much of the news is to alert.

    Raises KeyError if the report has no streams."""
    streams = report["parts"]["streams"]
    figure, axes = blank(
        "Two streams of real items, by the threshold of silence", "news that alerts", "repeats that are silent"
    )
    for (name, words), color in zip(_NAMES.items(), (PEERS[0], PEERS[1], OURS), strict=True):
        points = sorted(_points(streams[name]))
        xs, ys = [x for x, _ in points], [y for _, y in points]
        width, mark = (2.5, ".") if name == "streams pooled" else (1.5, "o")
        axes.plot(xs, ys, mark, color=color, linewidth=width, linestyle="-", markersize=4, drawstyle="steps-pre",
                  label=words)  # fmt: skip
    shipped = streams["streams pooled"]["as shipped"]
    x, y = (_share(shipped[name]) for name in ("news that alerts", "repeats that are silent"))
    axes.plot([x], [y], marker="o", color=OURS, markersize=9, linestyle="none", label="as shipped")
    axes.plot([_WANTED[0]], [_WANTED[1]], marker="*", color=TARGET, markersize=14, linestyle="none", label="target")
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.set_xlim(_FROM, 1.004)
    axes.set_ylim(0, 1)
    axes.legend(frameon=False, loc="lower left", fontsize=9)
    return figure


def _points(stream: Any) -> list[tuple[float, float]]:
    """All of the curve, or the few that an older result has of it."""
    if "points" in stream:
        return [(alerted, silent) for _, alerted, silent in stream["points"]]
    return [(_share(one["alerted"]), _share(one["silent"])) for one in stream["curve"].values()]


def _share(said: str) -> float:
    return float(said.partition(" ")[0])
