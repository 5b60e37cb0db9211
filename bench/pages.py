"""How well the text of pages is found that `full_text` reads: passages that must be kept, and others that must not."""

from __future__ import annotations

import argparse
import json
import tarfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.folders import PAGES
from bench.suite import Option, Suite
from monitor.core.text.article_page import decoded, read_page
from monitor.sources.fulltext import text_of_page

LEAST = 0.91


@dataclass(frozen=True)
class Found:
    """Shares of passages, and CPU time a page."""

    precision: float
    recall: float
    f1: float
    milliseconds: float


@dataclass(frozen=True)
class Report:
    pages: int
    full_text: Found
    without_trafilatura: Found
    """What `seeds add` does unless it is asked for more."""
    problems: list[str] = field(default_factory=list)


def measure(folder: Path) -> Report:
    """``folder`` holds labels.json and pages.tar.xz."""
    labels = list(json.loads((folder / "labels.json").read_text(encoding="utf-8")).values())
    with tarfile.open(folder / "pages.tar.xz") as archive:
        bodies = {
            Path(one.name).name: stream.read()
            for one in archive
            if one.isfile() and (stream := archive.extractfile(one)) is not None
        }
    found = _score(lambda body: text_of_page(body, ""), labels, bodies)
    ours = _score(lambda body: read_page(decoded(body)).text, labels, bodies)
    problems = [] if found.f1 >= LEAST else [f"F1 {found.f1} is below {LEAST}"]
    return Report(len(labels), found, ours, problems)


def _score(read: Callable[[bytes], str], labels: list[dict[str, list[str]]], bodies: dict[str, bytes]) -> Found:
    kept = missed = wrong = 0
    began = time.process_time()
    for label in labels:
        text = read(bodies[str(label["file"])])
        inside = sum(passage in text for passage in label["with"])
        kept, missed = kept + inside, missed + len(label["with"]) - inside
        wrong += sum(passage in text for passage in label["without"])
    spent = (time.process_time() - began) / len(labels) * 1_000
    precision, recall = kept / (kept + wrong), kept / (kept + missed)
    f1 = 2 * precision * recall / (precision + recall)
    return Found(round(precision, 3), round(recall, 3), round(f1, 4), round(spent, 1))


def _run(options: argparse.Namespace, folder: Path) -> Report:  # noqa: ARG001
    return measure(options.pages)


SUITE = Suite(
    "pages",
    "how well the main text of labelled web pages is found",
    _run,
    (Option("pages", PAGES, "folder of labels.json and pages.tar.xz", kind=Path),),
)
