"""`python -m bench polling`."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.environment import python_with
from bench.polling import Report, measure
from bench.suite import Option, Suite


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, options.unchanged, options.changed, options.reader or python_with("reader", "sgmllib3k"))


SUITE = Suite(
    "polling",
    "what a poll costs, of a feed that has nothing new and of one that has; beside lemon24/reader",
    _run,
    (
        Option("unchanged", 2_000, "feeds that answer 304", quick=200),
        Option("changed", 2_000, "feeds with a new item", quick=20),
        Option("reader", None, "a Python that has lemon24/reader, else one is made", kind=Path),
    ),
)
