"""`python -m bench judging`."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.folders import ROOT
from bench.judging import Report, measure
from bench.suite import SEED, Option, Suite


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, ROOT, options.seed, options.only)


SUITE = Suite(
    "judging",
    "how often the judge is right, on labelled sets and on articles made from real ones",
    _run,
    (Option("only", [], "parts of it", quick=["streams", "seed", "adversarial"]), SEED),
)
