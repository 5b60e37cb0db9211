"""Every picture from what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from bench.plots.judging import judging
from bench.plots.latency import latency
from bench.plots.matching import matching
from bench.plots.polling import polling
from bench.plots.style import save
from bench.stored import Result
from bench.table.pictures import PICTURES

_PLOTS: Mapping[str, Callable[[Any], Figure]] = {
    "matching": matching,
    "judging": judging,
    "polling-growth": polling,
    "time-to-alert": latency,
}


def draw(results: Mapping[str, Result], folder: Path) -> list[Path]:
    """The files; none of a suite without a result, or with one that lacks what the picture shows."""
    drawn: list[Path] = []
    for one in PICTURES:
        if one.suite not in results:
            continue
        try:
            figure = _PLOTS[one.name](results[one.suite]["report"])
        except KeyError:
            continue
        drawn += save(figure, folder, one.name)
    return drawn
